"""What a letter declares: who signs it, which facts it needs, where each comes from, and what may be edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from templates.letter import Letter
from templates.needed import Facts, needs, resolved, sometimes
from webapp.corresponding import case_facts
from webapp.corresponding.writing import EDITED
from webapp.researcher.knowing import SETTLED

BY_HAND = ", by hand"
SIGNED_BY: Mapping[str, str] = {
    "request-for-facts": "The appeal officer",
    "request-for-response": "The appeal officer",
    "appeal-decision": "The appeal officer",
    "affiliation": f"The institution’s authorized official{BY_HAND}",
    "security-certification": f"The information security officer or IT manager{BY_HAND}",
    "breach-notice": "Whoever gives the notice",
    "subpoena-notice": "Whoever gives the notice",
    "remediation-certificate": f"The Bona Fide Researcher and the institution’s authorized official{BY_HAND}",
    "remedial-plan": f"The Bona Fide Researcher and the institution’s authorized official{BY_HAND}",
}
"""Who signs where it is not who signs the letters of that side."""
_SIDES: Mapping[str, str] = {
    "Department": "The official who signs letters on its day",
    "institution": "The Bona Fide Researcher",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """One fact of a letter."""

    label: str
    source: str
    """Where it comes from, in words."""
    needed: str
    """Whether the letter can be without it."""
    edited: bool
    """Whether who writes the letter from a case chooses its words."""


def signed_by(letter: Letter) -> str:
    """Who signs a letter, in words."""
    return SIGNED_BY.get(letter.kind, _SIDES[letter.writer])


def facts_of(letter: Letter) -> list[Declared]:
    """The facts of a letter, those first that it can't do without."""
    schema = needs(letter.kind)
    return sorted(_facts(letter, schema), key=lambda one: _NEEDED.index(one.needed))


_ALWAYS, _SOMETIMES, _NEVER = _NEEDED = ("always", "as the other facts stand", "where there is one")
_IN_WORDS = {"--on, or today": "the day on which it is made", "you": "who writes it"}


def _facts(letter: Letter, schema: Facts) -> Iterator[Declared]:
    needed, now_and_then = set(schema["required"]), sometimes(schema)
    for name, fact in schema["properties"].items():
        label = str(resolved(fact, schema).get("title", name))
        when = _ALWAYS if name in needed else _SOMETIMES if name in now_and_then else _NEVER
        yield Declared(label, _source(fact), when, _is_edited(letter, name, fact))


def _source(fact: Facts) -> str:
    words: str = fact["x-source"]
    return _IN_WORDS.get(words, words.replace(", or you", ", or who writes it"))


def _is_edited(letter: Letter, name: str, fact: Facts) -> bool:
    """Whether a person is asked for it, and the history of the case says nothing that the letter may not change."""
    if "you" not in fact["x-source"]:
        return False
    if letter.writer == "institution":
        return name not in SETTLED
    return name in EDITED or name not in {*case_facts.SOURCES, *case_facts.OWN.get(letter.kind, {})}

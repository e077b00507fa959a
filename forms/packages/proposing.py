"""Where a document may belong, by the name of its file first, then by its words: a proposal that a person confirms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from validator.evidence import Evidence
from validator.names import mentions
from validator.papers.kinds import likely_slot
from validator.papers.names import names_person
from validator.papers.paper import Paper

PERSONAL = "training"
"""The documents that each person has of their own."""

_NAMES: tuple[tuple[str, str], ...] = (
    # slot, words in the name of a file or its folder that speak for it; the first that fits
    (
        "training",
        r"training|citi|certificate of completion|completion report|gcp|human subjects? (?:course|certificate)",
    ),
    ("curriculum_vitae", r"cv|c v|vita|vitae|resume|curriculum|biosketch|bio sketch"),
    ("security_certification", r"security|cjis|soc ?[123]|fedramp|iso certification|officers? certification"),
    ("affiliation_letter", r"affiliation|affiliated|letterhead|employment|letter of (?:appointment|support)"),
    ("approval_verification", r"verification|cphs|committee for the protection"),
    (
        "irb_approval",
        r"irb|ethics (?:approval|board|committee)|human subjects|hrpp|institutional review|approval letter",
    ),
    ("project_outline", r"outline|project description|research plan|narrative"),
    (
        "research_materials",
        r"materials?|questionnaires?|surveys?|instruments?|codebooks?|protocols?|interview|consent|proposal|references",
    ),
)
SLOTS = {
    "curriculum_vitae": "curriculum vitae",
    "security_certification": "security document",
    "research_materials": "research materials",
    "irb_approval": "copy of the approval",
    "approval_verification": "verification of formal approval",
    "affiliation_letter": "letter of affiliation",
    "training": "training certificate",
    "project_outline": "project outline",
}
"""Every place that a document of a package can be put -> what a document there is called."""
_ONE_PAPER = frozenset({"irb_approval", "approval_verification"})
"""Places that one letter of a board usually serves both, so that its words never speak against its name."""
_OURS = re.compile(rf"\d\d-({'|'.join(SLOTS)})-")
"""How our own packages number and name what they hold."""
_PATTERNS = tuple((slot, re.compile(rf"\b(?:{words})\b")) for slot, words in _NAMES)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a document may belong, and why."""

    slot: str = ""
    """Empty where nothing speaks for any place."""
    people: tuple[str, ...] = ()
    """Whose it is, where each person has their own."""
    why: str = "neither its name nor its words say what it is"

    @property
    def is_placed(self) -> bool:
        """Whether it can be put there as it is: what each person has needs the person."""
        return bool(self.slot) and (self.slot != PERSONAL or bool(self.people))


def propose(name: str, pages: Sequence[str], people: Iterable[str]) -> Proposal:
    """The place that the name of a file speaks for, else its words; with the persons that a certificate names."""
    named, said = _by_name(name), likely_slot(pages)
    slot = named or said
    if not slot:
        return Proposal()
    why = "its name says so" if named else "its words say so"
    if named and said == named:
        why = "its name and its words say so"
    elif named and said and not {named, said} <= _ONE_PAPER:
        why = f"its name says so, but its words are like those of another document ({SLOTS[said]}): look"
    if slot != PERSONAL:
        return Proposal(slot, why=why)
    people = whose(name, pages, people)
    return Proposal(slot, people, why if people else f"{why}, but not whose it is")


def _by_name(name: str) -> str:
    """The slot that the name of a file speaks for, else that of the folder it is in."""
    if found := _OURS.match(name.rpartition("/")[2]):
        return found[1]
    for part in reversed(name.split("/")):
        words = _words(part)
        for slot, pattern in _PATTERNS:
            if pattern.search(words):
                return slot
    return ""


def whose(name: str, pages: Sequence[str], people: Iterable[str]) -> tuple[str, ...]:
    """The persons whose certificate it is: those that its name tells, else those that its words name."""
    every = [person for person in dict.fromkeys(people) if person]
    words = _words(name)
    by_name = [person for person in every if mentions(words, person)] or _by_last_name(words, every)
    if by_name:
        return tuple(by_name)
    paper = Paper.of(Evidence(PERSONAL, pages=tuple(pages)))
    return tuple(person for person in every if names_person(paper, person))


def _by_last_name(words: str, people: list[str]) -> list[str]:
    """The one person whose last name stands in the name of a file, and in nobody else's name."""
    found = [person for person in people if re.search(rf"\b{re.escape(_words(person).split()[-1])}\b", words)]
    return found if len(found) == 1 else []


def _words(text: str) -> str:
    """A name as plain words: no accents, no underscores, no ending, humps apart."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", text)
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])", " ", stem)
    folded = unicodedata.normalize("NFKD", apart.casefold())
    return " ".join(
        re.sub(r"[^\w]|_", " ", "".join(sign for sign in folded if not unicodedata.combining(sign))).split()
    )

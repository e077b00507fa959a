"""A letter read back: does it hold every fact, all it must, its rights and letterhead, and no tag?"""

from __future__ import annotations

from collections.abc import Iterator

from templates.blocks import Writing, plain_text
from templates.letter import Letter
from templates.letterhead import Letterhead
from templates.needed import Facts, label, needs, texts
from templates.prepared import written_date
from templates.problems import Problem
from templates.word import read

_RIGHT = "the last day to file"
_REMEDY = "The letter was not made; tell who keeps the templates."


def unfaithful(docx: bytes, letter: Letter, facts: Facts, letterhead: Letterhead) -> list[Problem]:
    """What the letter lacks; empty when it may count."""
    writing = read(docx)
    return [
        *_lost_facts(writing, letter, facts),
        *(_problem(letter.title, f"“{words}” is not in it") for words in lacking(writing, letter)),
        *_wrong_right(writing, letter, facts),
        *_wrong_letterhead(writing, letterhead),
        *_left_over(writing, facts),
    ]


def lacking(writing: Writing, letter: Letter) -> list[str]:
    """Words that must stand in a letter of this kind and don't."""
    text = spaced(plain_text(writing.body))
    return [words for words in letter.must if words not in text]


def spaced(text: str) -> str:
    """Words with single spaces, whatever parted them."""
    return " ".join(text.split())


def shown(text: str, schema: Facts) -> str:
    """A fact as the letter writes it; "" for a code that only chooses among wordings."""
    if "enum" in schema:
        return ""
    return written_date(text) if schema.get("format") == "date" and text else spaced(text)


def _lost_facts(writing: Writing, letter: Letter, facts: Facts) -> Iterator[Problem]:
    text, schema = spaced(plain_text(writing.body)), needs(letter.kind)
    for pointer, value, kind in texts(facts, schema, schema):
        if shown(value, kind) not in text:
            yield _problem(label(pointer, schema), "the finished letter does not hold it")


def _wrong_right(writing: Writing, letter: Letter, facts: Facts) -> Iterator[Problem]:
    """The right to appeal, missing where it belongs or there where it does not; unless a fact itself speaks of it."""
    said = _RIGHT in spaced(plain_text(writing.body))
    due = letter.appeal is not None and bool(facts.get("last_day_to_appeal"))
    if due and not said:
        yield _problem("Right to appeal", f"“{_RIGHT}” is not in it")
    if said and not due and _RIGHT not in repr(facts):
        yield _problem("Right to appeal", "it stands in a letter that opens none")


def _wrong_letterhead(writing: Writing, letterhead: Letterhead) -> Iterator[Problem]:
    first, further = spaced(plain_text(writing.first_header)), spaced(plain_text(writing.header))
    for words in (letterhead.state, letterhead.name, letterhead.unit, *letterhead.lines, letterhead.note):
        if spaced(words) not in first:
            yield _problem("Letterhead", f"“{words}” is not in it")
    if spaced(letterhead.note) not in further:
        yield _problem("Letterhead", f"“{letterhead.note}” is not on every page")
    if bool(writing.pictures) != (letterhead.mark is not None):
        yield _problem("Letterhead", "the mark is not the one of who writes")


def _left_over(writing: Writing, facts: Facts) -> Iterator[Problem]:
    """A tag of the template that was not filled; unless a fact itself looks like one."""
    given = repr(facts)
    for tag in ("{{", "{%", "{#"):
        if tag in plain_text(writing.body) and tag not in given:
            yield _problem("Template", f"“{tag}” was left in the letter")


def _problem(what: str, message: str) -> Problem:
    return Problem("", what, message + ".", _REMEDY)

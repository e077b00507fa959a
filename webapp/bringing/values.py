"""Each answer of a file as it is put before a person: what was read, from where, how sure, and what the draft says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.reader import Crop
from forms.webform import entered, names
from validator.answers import answer
from validator.questions import Answers, Question, edition_of
from webapp.answers.asked import SIGNED_AT_THE_END
from webapp.answers.shown import in_words
from webapp.bringing.rows import in_place, places_of, renamed
from webapp.checking.checked import Checked
from webapp.signatures.slots import BY_LINK
from webapp.unpacking.origins import SOURCES, Origin

_SURE_ENOUGH = 0.9
NOTHING: Answers = {}


@dataclass(frozen=True, slots=True)
class Value:
    """One answer that was read, to be confirmed."""

    name: str
    """Its place in the draft."""
    read_at: str
    """Its place in the file: the number of a row may be another."""
    question: Question
    read: tuple[str, ...]
    """What was read, as it stands in the inputs of a page."""
    words: str
    origin: Origin | None
    kept: tuple[str, ...] = ()
    """What the draft says now."""
    kept_in_words: str = ""
    crop: Crop | None = None

    @property
    def label(self) -> str:
        """What was asked, with the row that it stands in."""
        return label_of(self.question, self.name)

    @property
    def doubt(self) -> str:
        """Why a person should look at it; empty where nothing speaks against it."""
        return self.origin.doubt if self.origin else ""

    @property
    def source(self) -> str:
        """Where it was read, and how sure that is."""
        return self.origin.in_words if self.origin else SOURCES["json"]

    @property
    def differs(self) -> bool:
        """Whether the draft has another answer, which would be replaced."""
        return bool(self.kept) and self.kept != self.read

    @property
    def is_ticked(self) -> bool:
        """Whether it is offered as taken: nothing doubtful, nothing that replaces an answer, nothing off a picture."""
        if self.doubt or self.differs:
            return False
        return self.origin is None or (self.origin.source != "scan" and self.origin.confidence >= _SURE_ENOUGH)

    @property
    def needs_a_look(self) -> bool:
        """Whether it comes before the others."""
        return not self.is_ticked


def values(checked: Checked, kept: Answers = NOTHING, crops: Mapping[str, Crop] | None = None) -> list[Value]:
    """Every answer that a page can hold and the draft does not hold already; those to look at first, then in order."""
    application = checked.taken.application
    places = places_of(application, kept)
    moved = in_place(application, places)
    back = {renamed(name, places): name for name in _names(application)}
    found = [
        _value(question, name, back.get(name, name), moved, kept, checked, crops or {})
        for question in edition_of(application).questions
        if may_be_taken(question)
        for name in names(moved, question)
        if any(entered(answer(moved, name), question))
    ]
    return sorted((one for one in found if one.kept != one.read), key=lambda one: not one.needs_a_look)


def left_out(checked: Checked) -> list[str]:
    """What no page can hold, named so that nothing is dropped silently: signatures, and answers of a wrong kind."""
    application = checked.taken.application
    told = []
    for question in edition_of(application).questions:
        for name in names(application, question):
            value: Any = answer(application, name)
            lost = value not in (None, "", [], False) and not any(entered(value, question))
            if value is not None and (lost or not may_be_taken(question)):
                told.append(label_of(question, name))
    return told


def may_be_taken(question: Question) -> bool:
    """No signature is taken from a file: each is given here, by who signs."""
    return question.section not in SIGNED_AT_THE_END and question.name not in BY_LINK


def label_of(question: Question, name: str) -> str:
    """What is asked, with the row that it stands in."""
    row = next((step for step in name.split(".") if step.isdecimal()), None)
    return f"{question.row} {int(row) + 1}: {question.label}" if question.row and row else question.label


def _names(application: Answers) -> Iterator[str]:
    for question in edition_of(application).questions:
        yield from names(application, question)


def _value(
    question: Question, name: str, read_at: str, moved: Answers, kept: Answers, checked: Checked,
    crops: Mapping[str, Crop],
) -> Value:  # fmt: skip
    before = answer(dict(kept), name)
    return Value(
        name, read_at, question, tuple(entered(answer(dict(moved), name), question)),
        in_words(answer(dict(moved), name), question), checked.taken.origins.of(read_at),
        tuple(entered(before, question)), in_words(before, question), crops.get(read_at),
    )  # fmt: skip

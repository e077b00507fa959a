"""The places that documents go to, drawn from the questions that say that something is enclosed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from validator.answers import answer, applies
from validator.names import same_person
from validator.questions import Answers, Question, edition_of
from webapp.storage.attachments import Attachment

PERSONAL = "training"
"""The enclosure that each person has one of."""
_BOX_WORDS = re.compile(r"^A separate | (?:is )?enclosed| \(Bona Fide Researcher\)$")
"""What a label says only because it stands beside a box."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for documents: of one clause, and of one person where each has their own."""

    question: Question
    name: str
    """The dotted name of its question, with the number of the row."""
    row: int | None
    person: str
    """Whose documents go here; empty where they are nobody's own, or the person has no name yet."""

    @property
    def kind(self) -> str:
        """What documents of this place are kept as, such as irb_approval."""
        return self.question.enclosure

    @property
    def is_personal(self) -> bool:
        """Whether its documents are one person's."""
        return self.kind == PERSONAL

    @property
    def label(self) -> str:
        """What it is called: what the form says is enclosed, and whose it is."""
        label = _BOX_WORDS.sub("", self.question.label)
        label = label[:1].upper() + label[1:]
        return f"{label}: {self.whose}" if self.is_personal else label

    @property
    def help(self) -> str:
        """What must be in the document."""
        return self.question.help.replace("Tick only when", "Only when")

    @property
    def whose(self) -> str:
        """The person in words, named or not."""
        called = "Bona Fide Researcher" if self.row is None else f"{self.question.row} {self.row + 1}"
        return f"{self.person} ({called})" if self.person else called

    @property
    def is_ready(self) -> bool:
        """Whether a document can be put here: a certificate needs the name of the person that it is about."""
        return bool(self.person) or not self.is_personal

    def holds(self, document: Attachment) -> bool:
        """Whether a document belongs here."""
        if document.slot != self.kind:
            return False
        return not self.is_personal or (self.is_ready and same_person(document.person, self.person))


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Where the documents of a package lie until somebody has said where each belongs."""

    kind: str = "unplaced"
    person: str = ""

    def holds(self, document: Attachment) -> bool:
        """Whether a document lies here."""
        return document.slot == self.kind


UNPLACED = Unplaced()


def slots(answers: Answers) -> tuple[Slot, ...]:
    """Every place of an application, in the order of the form, the Team Members last."""
    enclosing = [question for question in edition_of(answers).questions if question.enclosure]
    plain = [_slot(answers, question, None) for question in enclosing if not question.row]
    return (*plain, *(slot for question in enclosing if question.row for slot in _rows(answers, question)))


def slot_of(answers: Answers, name: str) -> Slot | None:
    """The place of a dotted name; None where the application has none such."""
    return next((slot for slot in slots(answers) if slot.name == name), None)


def homeless(documents: Iterable[Attachment], places: Sequence[Slot]) -> list[Attachment]:
    """The documents that belong to no place any more: a Team Member was renamed, or taken out."""
    return [one for one in documents if not any(slot.holds(one) for slot in places)]


def _rows(answers: Answers, question: Question) -> Iterator[Slot]:
    rows = answers.get(question.path[0])
    for number in range(len(rows) if isinstance(rows, list) else 0):
        if applies(answers, question, number):
            yield _slot(answers, question, number)


def _slot(answers: Answers, question: Question, row: int | None) -> Slot:
    whose = "bona_fide_researcher.name" if row is None else f"{question.path[0]}.{row}.name"
    name = answer(answers, whose) if question.enclosure == PERSONAL else ""
    person = name.strip() if isinstance(name, str) else ""
    return Slot(question, question.name.replace("*", str(row)), row, person)

"""Which object of the software states each clause, and which clauses are left to people: 964 and 966 as a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from procedure.deadlines import DEADLINES
from procedure.workflow import TABLE
from templates.letters import LETTERS
from validator import questions
from validator.checks import CHECKS
from validator.clauses import CLAUSES, PERSONS, Clause, Statement, children
from webapp.signatures.slots import SLOTS

Status = Literal["stated", "left", "not yet"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One clause, with the objects that state it."""

    clause: Clause
    stated_in: tuple[str, ...]
    """Schema pointers, functions, table rows, letters; for a heading the paragraphs that state it."""

    @property
    def status(self) -> Status:
        """Stated by something, else left to somebody, else neither of them yet."""
        if self.stated_in:
            return "stated"
        return "left" if self.clause.left_to else "not yet"

    @property
    def left_to(self) -> str | None:
        """The person the clause is left to, with the sentence why."""
        return f"{PERSONS[self.clause.left_to]}: {self.clause.why}" if self.clause.left_to else None


def coverage() -> tuple[Coverage, ...]:
    """Every clause as the software stands, in the regulation's order."""
    return cover(statements())


def cover(stated: Iterable[Statement]) -> tuple[Coverage, ...]:
    """Every clause with what states it, in the regulation's order."""
    places: dict[str, list[str]] = defaultdict(list)
    for statement in stated:
        if statement.place not in places[statement.clause]:
            places[statement.clause].append(statement.place)
    return tuple(_covered(clause, places) for clause in CLAUSES.values())


def statements() -> Iterator[Statement]:
    """What each room says that it states: questions, checks, acts, deadlines, signatures, letters.

    A row that rests on policy or courtesy states no clause, even where it names the one that it serves.
    """
    for clause, place in questions.clauses_stated():
        yield Statement(clause, place)
    for checks in CHECKS.values():
        for check in checks:
            yield Statement(check.clause, f"{check.module}: {check.name}")
    for row in TABLE:
        if row.basis == "law":
            for clause in (row.clause, *row.also):
                yield Statement(clause, f"procedure.workflow.TABLE: {row.act}")
    for deadline in DEADLINES:
        yield Statement(deadline.clause, f"procedure.deadlines.DEADLINES: {deadline.name}")
    for slot in SLOTS:
        yield Statement(slot.clause, f"webapp.signatures.slots.SLOTS: {slot.name}")
    yield from _letters()


def _letters() -> Iterator[Statement]:
    for letter in LETTERS.values():
        if letter.ground == "clause":
            for clause in letter.clauses:
                yield Statement(clause, f"templates.letters.LETTERS: {letter.kind}")


def _covered(clause: Clause, places: Mapping[str, list[str]]) -> Coverage:
    own = tuple(places.get(clause.citation, ()))
    return Coverage(clause, own or (_by_its_paragraphs(clause, places) if clause.heading else ()))


def _by_its_paragraphs(heading: Clause, places: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The stated paragraphs of a heading; none as long as one of its paragraphs is neither stated nor left."""
    paragraphs = [_covered(CLAUSES[citation], places) for citation in children(heading.citation)]
    if any(paragraph.status == "not yet" for paragraph in paragraphs):
        return ()
    return tuple(paragraph.clause.citation for paragraph in paragraphs if paragraph.status == "stated")

"""Staff's answers to the questions that the check asks of them: of two to one question the later one holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from validator.finding import Finding
from webapp.storage import desk
from webapp.storage.desk import Kind, Row
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Answered:
    """A question as it was asked, and what a person answered."""

    clause: str
    pointer: str
    question: str
    """Its words: asked in other words, because the application says something else now, it is asked anew."""
    answer: str
    """"" once the answer was taken back."""
    by: str
    at: datetime

    def answers(self, finding: Finding) -> bool:
        """Whether this is the answer to that question."""
        return bool(self.answer) and self._asked == (finding.clause, finding.pointer, finding.message)

    @property
    def _asked(self) -> tuple[str, str, str]:
        return self.clause, self.pointer, self.question


def answer(tx: Transaction, application: str, finding: Finding, words: str, *, by: str, at: datetime) -> Answered:
    """Keep what somebody answers to a question; "" takes the former answer back."""
    facts = {"clause": finding.clause, "pointer": finding.pointer, "question": finding.message, "answer": words}
    return _answered(desk.write(tx, Kind.ANSWER, facts, by=by, at=at, application=application))


def answers_of(tx: Transaction, application: str) -> tuple[Answered, ...]:
    """What holds: for each question the last answer."""
    last: dict[tuple[str, str, str], Answered] = {}
    for row in desk.of_application(tx, application, Kind.ANSWER):
        one = _answered(row)
        last[one.clause, one.pointer, one.question] = one
    return tuple(last.values())


def _answered(row: Row) -> Answered:
    return Answered(**row.facts, by=row.by, at=row.at)

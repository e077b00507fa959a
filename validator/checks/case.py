"""What a check looks at, and how it tells what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from validator.answers import answer
from validator.dates import read_date
from validator.evidence import Evidence
from validator.finding import Finding, Severity, Stage
from validator.messages import label_of, pointer, quoted
from validator.policy import Policy
from validator.questions import Edition, name_of, path_of
from validator.record import Record

IDENTIFIED = "identified"


@dataclass(frozen=True, slots=True)
class Person:
    """The Bona Fide Researcher or a Team Member, and where in the application the person stands."""

    name: str
    place: str
    called: str


@dataclass(frozen=True, slots=True)
class Case:
    """A prepared application at a gate, with what was attached and what was recorded."""

    held: dict[str, Any]
    edition: Edition
    stage: Stage
    on: date
    evidence: tuple[Evidence, ...]
    record: tuple[Record, ...]
    policy: Policy

    def value(self, name: str) -> Any:
        """The answer at a dotted name, of any kind; None where there is none."""
        return answer(self.held, name)

    def text(self, name: str) -> str:
        """The text at a dotted name; empty where there is none."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """The date at a dotted name; None where there is none that can be read."""
        return read_date(self.text(name))

    def chosen(self, name: str) -> list[Any]:
        """What was marked of several choices."""
        value = self.value(name)
        return value if isinstance(value, list) else []

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The Team Members, as far as they can be read as such."""
        return [row if isinstance(row, dict) else {} for row in self.chosen("team_members")]

    def people(self) -> Iterator[Person]:
        """The Bona Fide Researcher and every Team Member."""
        yield Person(self.text("bona_fide_researcher.name"), "bona_fide_researcher", "the Bona Fide Researcher")
        yield from self.members()

    def members(self) -> Iterator[Person]:
        """Every Team Member."""
        for number, row in enumerate(self.rows):
            name = row.get("name")
            name = name if isinstance(name, str) else ""
            called = f"Team Member {number + 1}" + (f" ({quoted(name, 60)})" if name else "")
            yield Person(name, f"team_members.{number}", called)

    def plain_path(self) -> bool:
        """Whether the approval is the institution's own, so that it belongs to the application itself."""
        return self.value("irb_approval.path") not in ("cphs", "irb_agreement")

    def label(self, name: str) -> str:
        """The label of a question, with the row and the person where it stands in one."""
        path = path_of(name)
        question = self.edition.by_name[name_of(path)]
        return label_of(question, path, self.held)


@dataclass(frozen=True, slots=True)
class Told:
    """What a check says: where, and in which words."""

    name: str
    """Dotted name of the answer that it is about."""
    message: str
    remedy: str
    label: str = ""
    """What it is about, when that is no single question."""
    page: int | None = None
    words: str = ""
    """What stands in an enclosed paper, and on which page, where it is about that."""
    recognised: bool = False
    """Whether it rests on words that were read off a picture: then it is only ever a question for people."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that the schema cannot say: its clause, how much it weighs, at which gate, and how it is found."""

    clause: str
    severity: Severity
    stage: Stage
    told: Callable[[Case], Iterable[Told]]

    @property
    def name(self) -> str:
        """The function that states the rule."""
        return self.told.__name__

    @property
    def module(self) -> str:
        """Where that function stands."""
        return self.told.__module__

    def find(self, case: Case) -> Iterator[Finding]:
        """The findings of this rule."""
        for one in self.told(case):
            label = one.label or case.label(one.name)
            yield Finding(
                self.clause,
                pointer(tuple(one.name.split("."))),
                label,
                Severity.STAFF if one.recognised else self.severity,
                self.stage,
                one.message.replace("{label}", label),
                one.remedy,
                one.page,
                one.words,
            )

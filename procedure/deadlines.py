"""Every period of sections 964, 966 and 968(b): how long, from what, who owes it, on which clause. One table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from procedure.events import Role


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """A number of days on which the office is open."""

    number: int


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """A number of days, closed ones included; only a last day that is closed moves, where it moves at all."""

    number: int
    moves: bool = True


@dataclass(frozen=True, slots=True)
class Immediately:
    """At once: there is an age, and never a due date."""


@dataclass(frozen=True, slots=True)
class NoPeriod:
    """Owed, but the text names no time: there is an age, and never a due date."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that a person set."""


Period = BusinessDays | CalendarDays | Immediately | NoPeriod | NamedDay


class Kind(StrEnum):
    """Whether somebody must, or may."""

    DUTY = "duty"
    RIGHT = "right"


class Direction(StrEnum):
    """Whether one counts on from the start or back from it."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One period of the law."""

    name: str
    clause: str
    period: Period
    direction: Direction
    start: str
    """The day it is counted from, as a sentence names it."""
    owed_by: tuple[Role, ...]
    kind: Kind
    words: str
    """What is to be done by then."""


_RS = (Role.RESEARCH_SERVICES,)
_BFR = (Role.BONA_FIDE_RESEARCHER,)
_EITHER = (Role.BONA_FIDE_RESEARCHER, Role.RESEARCH_INSTITUTION)
_THREE = (Role.BONA_FIDE_RESEARCHER, Role.RESEARCH_INSTITUTION, Role.TEAM_MEMBER)
_OFFICER = (Role.APPEAL_OFFICER, Role.CHIEF)

A, B = Direction.AFTER, Direction.BEFORE
D, R = Kind.DUTY, Kind.RIGHT

DEADLINES: tuple[Deadline, ...] = tuple(
    Deadline(*row)
    for row in (
        # name                   clause        period               direction, counted from             owed by
        ("transfer_answer",      "964(c)",     BusinessDays(10),    A, "the request",                   _RS,      D,
         "answer the request to transfer or disclose data"),
        ("draft",                "964(g)",     BusinessDays(10),    B, "the planned publication",       _BFR,     D,
         "provide the complete draft"),
        ("comments",             "964(g)",     BusinessDays(10),    A, "receiving the draft",           _RS,      D,
         "review the draft and comment on it"),
        ("identity_notice",      "964(g)(1)",  BusinessDays(10),    A, "receiving the draft",           _RS,      D,
         "tell in writing that the draft could compromise an identity, if it could"),
        ("findings_appeal",      "964(h)(1)",  CalendarDays(10),    A, "receiving the findings",        _EITHER,  R,
         "file an appeal with the Chief of the CJIS Division"),
        ("findings_facts",       "964(h)(2)",  NamedDay(),          A, "the appeal officer's request",  (),       D,
         "give the facts that the appeal officer asked for"),
        ("findings_response",    "964(h)(3)",  NamedDay(),          A, "the appeal officer's request",  (),       D,
         "send the written response that the appeal officer asked for"),
        ("findings_decision",    "964(h)(5)",  CalendarDays(30),    A, "receiving the appeal",          _OFFICER, D,
         "decide the appeal in writing"),
        ("subpoena_notice",      "964(j)",     Immediately(),       A, "learning of the subpoena",      _THREE,   D,
         "give notice of the subpoena or proceeding"),
        ("breach_notice",        "964(k)(1)",  Immediately(),       A, "discovering the breach",        _THREE,   D,
         "give notice of the breach"),
        ("breach_letter",        "964(k)(2)",  NoPeriod(),          A, "the breach",                    _THREE,   D,
         "send the letter for the Department's website"),
        ("completion_notice",    "964(l)",     CalendarDays(30),    A, "the completion of the project", _EITHER,  D,
         "give notice that the project is completed"),
        ("reasons",              "966(g)",     BusinessDays(10),    A, "the denial",                    _RS,      D,
         "send the written statement of specific reasons"),
        ("letter_of_support",    "966(h)",     BusinessDays(30),    A, "the request",                   _RS,      D,
         "send the letter of support, or the specific reasons for denying it"),
        ("appeal",               "966(i)(1)",  CalendarDays(10),    A, "notice",                        _BFR,     R,
         "file an appeal with the Chief of the CJIS Division"),
        ("facts",                "966(i)(2)",  NamedDay(),          A, "the appeal officer's request",  (),       D,
         "give the facts that the appeal officer asked for"),
        ("response",             "966(i)(3)",  NamedDay(),          A, "the appeal officer's request",  (),       D,
         "send the written response that the appeal officer asked for"),
        ("appeal_decision",      "966(i)(5)",  CalendarDays(30),    A, "receiving the appeal",          _OFFICER, D,
         "decide the appeal in writing"),
        ("renewal_notice",       "966(j)",     CalendarDays(90),    B, "the expiration date",           _RS,      D,
         "tell the researcher to submit a renewal request"),
        ("renewal",              "966(j)",     CalendarDays(1, moves=False), B, "the expiration date",  _BFR,     D,
         "complete the renewal"),
        ("inspection_findings",  "968(b)",     BusinessDays(10),    A, "the inspection",                _RS,      D,
         "send the findings of the inspection"),
        ("remedy",               "968(b)",     CalendarDays(30),    A, "receiving the findings",        _EITHER,  D,
         "certify that every violation is remedied, or send a remedial plan"),
    )
)  # fmt: skip


def deadline(name: str) -> Deadline:
    """The row of that name."""
    return next(row for row in DEADLINES if row.name == name)


def under(clause: str) -> tuple[Deadline, ...]:
    """The rows of a clause, in the order of the table."""
    return tuple(row for row in DEADLINES if row.clause == clause)

"""The figures of the page for managers, from what the store counted; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from procedure.deadlines import DEADLINES, Deadline, Kind
from procedure.states import State
from procedure.steps import STEPS, Step
from webapp.storage.pace import Kept

WEEKS = 13
"""The next 90 days, as weeks that begin today."""
LOOKED_BACK = timedelta(days=365)
OPEN = (State.UNDER_REVIEW, State.COMPLETION_ASKED)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many applications stand in a state."""

    state: State
    number: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How one deadline was kept."""

    deadline: Deadline
    in_time: int
    late: int
    overdue: int

    @property
    def ended(self) -> int:
        """How many were met, in time or late."""
        return self.in_time + self.late

    @property
    def share(self) -> int | None:
        """Of those that were met or should have been: in time, in percent, never rounded up to all; None for none."""
        whole = self.ended + self.overdue
        return floor(100 * self.in_time / whole) if whole else None


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a step took."""

    step: Step
    median: float
    """Calendar days."""
    longest: int
    number: int


@dataclass(frozen=True, slots=True)
class Week:
    """What is due in one week."""

    first: date
    last: date
    ours: int
    """Duties of the Department."""
    others: int
    """Duties and rights of everybody else."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything on the page."""

    states: tuple[Counted, ...]
    paces: tuple[Pace, ...]
    waits: tuple[Wait, ...]
    weeks: tuple[Week, ...]

    @property
    def waiting(self) -> int:
        """How many applications wait for a decision."""
        return sum(one.number for one in self.states if one.state in OPEN)

    @property
    def overdue(self) -> int:
        """How many duties of the Department are past their last day."""
        return sum(one.overdue for one in self.paces if is_ours(one.deadline))

    @property
    def share(self) -> int | None:
        """The share in time over all duties of the Department."""
        ours = [one for one in self.paces if is_ours(one.deadline)]
        whole = sum(one.ended + one.overdue for one in ours)
        return floor(100 * sum(one.in_time for one in ours) / whole) if whole else None


def states_of(counts: Mapping[str, int]) -> tuple[Counted, ...]:
    """Each state that an application can be in, in the order of its life, also where none is."""
    return tuple(Counted(state, counts.get(state, 0)) for state in State if state is not State.NOT_SUBMITTED)


def paces_of(kept: Sequence[Kept]) -> tuple[Pace, ...]:
    """The duties that were kept or missed, in the order of the table; a right can't be missed and isn't among them."""
    found = {one.deadline: one for one in kept}
    return tuple(
        Pace(row, one.in_time, one.late, one.overdue)
        for row in DEADLINES
        if row.kind is Kind.DUTY and (one := found.get(row.name))
    )


def waits_of(durations: Mapping[str, Mapping[int, int]]) -> tuple[Wait, ...]:
    """How long each step took that was walked, in the order of the table."""
    return tuple(
        Wait(step, median(days), max(days), sum(days.values())) for step in STEPS if (days := durations.get(step.name))
    )


def weeks_of(coming: Mapping[date, Mapping[str, int]], *, on: date) -> tuple[Week, ...]:
    """What is due in each of the next weeks."""
    weeks = []
    for number in range(WEEKS):
        first = on + timedelta(weeks=number)
        days = [first + timedelta(days=each) for each in range(7)]
        due = [(name, many) for day in days for name, many in coming.get(day, {}).items()]
        ours = sum(many for name, many in due if is_ours(_ROWS[name]))
        weeks.append(Week(first, days[-1], ours, sum(many for _, many in due) - ours))
    return tuple(weeks)


def median(counts: Mapping[int, int]) -> float:
    """The middle of values of which each is there so many times."""
    whole = sum(counts.values())
    return (_value_at(counts, (whole - 1) // 2) + _value_at(counts, whole // 2)) / 2


def is_ours(row: Deadline) -> bool:
    """Whether the Department owes it."""
    return row.kind is Kind.DUTY and bool({"research_services", "chief", "appeal_officer"} & set(row.owed_by))


_ROWS = {row.name: row for row in DEADLINES}


def _value_at(counts: Mapping[int, int], place: int) -> int:
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if passed > place:
            return value
    raise ValueError("There is no middle of nothing.")

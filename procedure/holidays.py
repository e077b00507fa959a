"""The holidays that close State offices (Gov. Code 19853) and courts (Code Civ. Proc. 135), as rules for any year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that comes every year; `falls` says on which date."""

    name: str
    falls: Callable[[int], date]
    offices: bool = True
    """Whether State offices close for everybody (19853(a)); the courts close on every day of this table."""
    friday_for_saturday: bool = False
    """Whether State offices, too, close on the Friday before a Saturday (19853(b): November 11 only)."""


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(count: int, weekday: int, month: int, *, days_later: int = 0) -> Callable[[int], date]:
    def falls(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (count - 1) + days_later)

    return falls


def _last_monday_of_may(year: int) -> date:
    end = date(year, 5, 31)
    return end - timedelta(end.weekday())


# March 31 is named by its date: its name was changed in 2026.
HOLIDAYS = (
    Holiday("New Year's Day", _fixed(1, 1)),
    Holiday("Martin Luther King Jr. Day", _nth(3, MONDAY, 1)),
    Holiday("Lincoln Day", _fixed(2, 12), offices=False),
    Holiday("Presidents' Day", _nth(3, MONDAY, 2)),
    Holiday("the State holiday of March 31", _fixed(3, 31)),
    Holiday("Memorial Day", _last_monday_of_may),
    Holiday("Juneteenth", _fixed(6, 19), offices=False),
    Holiday("Independence Day", _fixed(7, 4)),
    Holiday("Labor Day", _nth(1, MONDAY, 9)),
    Holiday("Native American Day", _nth(4, FRIDAY, 9), offices=False),
    Holiday("Veterans Day", _fixed(11, 11), friday_for_saturday=True),
    Holiday("Thanksgiving", _nth(4, THURSDAY, 11)),
    Holiday("the day after Thanksgiving", _nth(4, THURSDAY, 11, days_later=1)),
    Holiday("Christmas Day", _fixed(12, 25)),
)


def observed(day: date, *, friday_for_saturday: bool) -> date:
    """The day on which a holiday closes: Monday for a Sunday; Friday for a Saturday only where the rule says so."""
    if day.weekday() == SUNDAY:
        return day + timedelta(1)
    if day.weekday() == SATURDAY and friday_for_saturday:
        return day - timedelta(1)
    return day

"""Which days are closed, by the calendar of State offices and by that of the courts; and counting by either."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from procedure.holidays import HOLIDAYS, SATURDAY, SUNDAY, observed


@dataclass(frozen=True, slots=True)
class Closure:
    """A whole day on which the office is closed beside its holidays (Code Civ. Proc. 12b), and why."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar of the State: which holidays close, and which closures were added."""

    name: str
    law: str
    words: str
    courts: bool
    closures: tuple[Closure, ...] = ()

    def also_closed(self, closures: Iterable[Closure]) -> Calendar:
        """The same calendar with further closures."""
        return replace(self, closures=(*self.closures, *closures))

    def closed(self, day: date) -> str | None:
        """Why the day is closed, in words; None for a business day."""
        if day.weekday() in (SATURDAY, SUNDAY):
            return f"{day:%A}"
        return _closed_in(self, day.year).get(day)


@lru_cache(maxsize=256)
def _closed_in(calendar: Calendar, year: int) -> Mapping[date, str]:
    """The closed days of a year other than Saturdays and Sundays."""
    closed = {closure.on: closure.why for closure in calendar.closures if closure.on.year == year}
    # New Year's Day of the next year may be kept on December 31 of this one.
    for holiday, of in [(holiday, of) for of in (year, year + 1) for holiday in HOLIDAYS]:
        if calendar.courts or holiday.offices:
            falls = holiday.falls(of)
            kept = observed(falls, friday_for_saturday=calendar.courts or holiday.friday_for_saturday)
            if kept.year == year:
                closed[kept] = holiday.name if kept == falls else f"{holiday.name}, kept on {kept:%A}"
    return closed


def _added() -> tuple[Closure, ...]:
    document = tomllib.loads((files("procedure") / "closures.toml").read_text(encoding="utf-8"))
    return tuple(Closure(on=row["on"], why=row["why"]) for row in document.get("closure", ()))


CLOSURES = _added()
STATE_OFFICES = Calendar("state_office", "Gov. Code 19853", "the calendar of State offices", courts=False)
JUDICIAL = Calendar("judicial", "Code Civ. Proc. 135", "the judicial calendar", courts=True)


@dataclass(frozen=True, slots=True)
class Count:
    """Where a count ends, and the days that it left out, each with why."""

    calendar: Calendar
    start: date
    day: date
    skipped: tuple[tuple[date, str], ...]


def count_business_days(calendar: Calendar, start: date, number: int) -> Count:
    """Count business days on from a day, or back where the number is negative; the day itself is not counted."""
    step = timedelta(1 if number > 0 else -1)
    day, left, skipped = start, abs(number), []
    while left:
        day += step
        if why := calendar.closed(day):
            skipped.append((day, why))
        else:
            left -= 1
    return Count(calendar, start, day, tuple(skipped))


def count_calendar_days(calendar: Calendar, start: date, number: int) -> Count:
    """Count every day; a last day that is closed moves on to the next open day, or back where one counts back."""
    step = timedelta(1 if number > 0 else -1)
    day, skipped = start + timedelta(number), []
    while why := calendar.closed(day):
        skipped.append((day, why))
        day += step
    return Count(calendar, start, day, tuple(skipped))


def business_days_between(calendar: Calendar, first: date, last: date) -> int:
    """How many business days lie after the first day, up to and including the last."""
    days = (first + timedelta(number + 1) for number in range((last - first).days))
    return sum(calendar.closed(day) is None for day in days)

"""The holidays of this year and the next, as the rules give them: for people to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from procedure.business_days import JUDICIAL, STATE_OFFICES
from procedure.holidays import SATURDAY, SUNDAY


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day from Monday to Friday that is closed."""

    on: date
    why: str
    closes: str


def holidays(today: date) -> Iterator[Holiday]:
    """From the first of January of this year to the end of the next."""
    first, end = date(today.year, 1, 1), date(today.year + 2, 1, 1)
    for day in map(date.fromordinal, range(first.toordinal(), end.toordinal())):
        by_offices, by_courts = STATE_OFFICES.closed(day), JUDICIAL.closed(day)
        if day.weekday() not in (SATURDAY, SUNDAY) and (why := by_offices or by_courts):
            closes = [name for name, closed in (("State offices", by_offices), ("courts", by_courts)) if closed]
            yield Holiday(day, why, " and ".join(closes))

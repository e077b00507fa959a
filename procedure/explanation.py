"""How a day was counted, in words: from where, what was left out and why, and what the law does not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from procedure.business_days import Count
from procedure.deadlines import BusinessDays, CalendarDays, Deadline, Direction, Kind
from validator.dates import written

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def explain(deadline: Deadline, period: BusinessDays | CalendarDays, safe: Count, other: Count) -> str:
    """The whole explanation of a count by both calendars."""
    sentences = [
        f"Counted {'on' if deadline.direction is Direction.AFTER else 'back'} from {in_full(safe.start)} "
        f"({deadline.start}); that day itself is not counted (Gov. Code 6800).",
        _business(deadline, period.number, safe)
        if isinstance(period, BusinessDays)
        else _calendar(deadline, period, safe),
        _other(safe, other),
        _silence(deadline, safe, other),
    ]
    return " ".join(sentences)


def in_full(day: date) -> str:
    """A day with its weekday: Friday, June 12, 2026."""
    return f"{_WEEKDAYS[day.weekday()]}, {written(day)}"


def _business(deadline: Deadline, number: int, count: Count) -> str:
    left_out = f" Not counted: {_listed(count.skipped)}." if count.skipped else ""
    return (
        f"{number} business days {_later(deadline)} by {count.calendar.words} ({count.calendar.law}) "
        f"is {in_full(count.day)}.{left_out}"
    )


def _calendar(deadline: Deadline, period: CalendarDays, count: Count) -> str:
    day = "1 calendar day" if period.number == 1 else f"{period.number} calendar days"
    landed = count.skipped[0][0] if count.skipped else count.day
    words = f"{day} {_later(deadline)} is {in_full(landed)}."
    if not period.moves:
        return f"{words} A closed day does not move it: what has to be done before a day is not put off to that day."
    if not count.skipped:
        return words
    moved = f"moves on to {in_full(count.day)} (Code Civ. Proc. 12a)"
    if deadline.direction is Direction.BEFORE:
        moved = f"is the open day before, {in_full(count.day)}: no rule puts off a day that is counted back"
    return (
        f"{words} Closed by {count.calendar.words} ({count.calendar.law}): {_listed(count.skipped)}; the day {moved}."
    )


def _other(safe: Count, other: Count) -> str:
    name = f"{other.calendar.words} ({other.calendar.law})"
    if safe.day == other.day:
        return f"By {name} it is the same day."
    courts, offices = (safe, other) if safe.calendar.courts else (other, safe)
    only_courts = _listed((day, why) for day, why in courts.skipped if offices.calendar.closed(day) is None)
    closes = "also closes" if other is courts else "does not close"
    return f"By {name}, which {closes} {only_courts}, it is {in_full(other.day)}."


def _silence(deadline: Deadline, safe: Count, other: Count) -> str:
    section = deadline.clause[:3]
    silent = f"Section {section} does not say how days are counted"
    if safe.day == other.day:
        return f"{silent}."
    if deadline.kind is Kind.RIGHT:
        return f"{silent}: what is filed by the later day is taken as in time; by the earlier one, nobody can doubt it."
    return f"{silent}: the earlier day is the safe one."


def _later(deadline: Deadline) -> str:
    return "later" if deadline.direction is Direction.AFTER else "before"


def _listed(skipped: Iterable[tuple[date, str]]) -> str:
    """The days left out, in order: weekends together, every other day with its reason."""
    days = sorted(skipped)
    weekends = [day for day, why in days if why in {"Saturday", "Sunday"}]
    others = [f"{in_full(day)} ({why})" for day, why in days if why not in {"Saturday", "Sunday"}]
    if len(weekends) == 1:
        return "; ".join([in_full(weekends[0]), *others])
    return "; ".join([f"the Saturdays and Sundays {_runs(weekends)}", *others] if weekends else others)


def _runs(days: Sequence[date]) -> str:
    """Days in a row together, the year once: June 13-14, June 20-21, 2026."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(1):
            runs[-1].append(day)
        else:
            runs.append([day])
    following = [run[0].year for run in runs[1:]]
    return ", ".join(_run(run, following=year) for run, year in zip_longest(runs, following))


def _run(days: Sequence[date], *, following: int | None) -> str:
    first, last = days[0], days[-1]
    if first.year != last.year:
        return f"{written(first)} and {written(last)}"
    words = written(first).partition(",")[0]
    if first.month != last.month:
        words += f" and {written(last).partition(',')[0]}"
    elif first != last:
        words += f"-{last.day}"
    return words if following == last.year else f"{words}, {last.year}"

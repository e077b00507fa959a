"""One running, finished or waiting clock of a case, and how it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from procedure.business_days import business_days_between
from procedure.counting import Counted, count
from procedure.deadlines import BusinessDays, Deadline, Kind, deadline
from procedure.events import Event
from procedure.policy import Policy
from validator.dates import written


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline of the table in one case: what opened it, when it ends, and what ended it."""

    deadline: Deadline
    event: Event
    """The event that opened it, or will once the start is known."""
    start: date | None
    """None: it has not begun, as `notes` say, or it has an age and no end."""
    counted: Counted | None
    due: date | None
    """The safe day: of a duty the earlier, of a right the later one. A right never ends before a day printed for it."""
    latest: date | None
    """The last day by either calendar or as printed; only after it is anything called late."""
    met_on: date | None = None
    met_by: int | None = None
    """The number of the event that met it."""
    ended: str = ""
    """Why it runs no longer, although nothing met it."""
    notes: tuple[str, ...] = ()
    since: datetime | None = None
    """The instant an immediate duty arose, as far as it is known."""

    @property
    def runs(self) -> bool:
        """Whether it is neither met nor ended."""
        return self.met_on is None and not self.ended

    @property
    def late(self) -> bool:
        """Whether it was met after its last day."""
        return self.met_on is not None and self.latest is not None and self.met_on > self.latest

    def overdue(self, on: date) -> bool:
        """Whether its last day has passed unmet."""
        return self.runs and self.latest is not None and on > self.latest

    def hours(self, now: datetime) -> int | None:
        """The age of an immediate duty in full hours; None where the instant is not known."""
        if self.since is None:
            return None
        # Python subtracts two times of one zone by the wall clock: an hour wrong over a change of daylight saving.
        return int((now.astimezone(UTC) - self.since.astimezone(UTC)).total_seconds() // 3600)

    def standing(self, on: date, policy: Policy) -> str:
        """How it stands on a day, in words."""
        if self.met_on is not None:
            return f"done on {written(self.met_on)}{self._how_late(self.met_on)}"
        if self.ended:
            return f"no longer runs: {self.ended}"
        if self.due is None or self.latest is None:
            return self._age(on) if self.start else "has not begun"
        return how_far(self.deadline, self.due, self.latest, on, policy)

    def _age(self, on: date) -> str:
        days = (on - self.event.on).days
        return _days(days, "open for {}") if days > 0 else "open since today"

    def _how_late(self, met_on: date) -> str:
        if self.due is None or self.latest is None or met_on <= self.due:
            return ""
        return _days((met_on - self.latest).days, ", {} late") if met_on > self.latest else ", after the safe day"


def how_far(deadline: Deadline, due: date, latest: date, on: date, policy: Policy) -> str:
    """How far a safe day and a last day are from a day, in words: in 3 business days, overdue for 2 days."""
    if on > latest:
        over = "ended" if deadline.kind is Kind.RIGHT else "overdue for"
        return _days((on - latest).days, f"{over} {{}}{' ago' if over == 'ended' else ''}")
    if on > due:
        return f"past the safe day; the last day by the other calendar is {written(latest)}"
    if on == due:
        return "today"
    if isinstance(deadline.period, BusinessDays):
        return _days(business_days_between(policy.calendars[0], on, due), "in {}", "business day")
    return _days((due - on).days, "in {}")


def open_clock(name: str, event: Event, start: date, policy: Policy, *, notes: tuple[str, ...] = ()) -> Clock:
    """A clock that runs from a day, by the row of that name."""
    row = deadline(name)
    counted = count(row, start, policy=policy)
    due, latest = (counted.due, max(counted.due, counted.other)) if counted else (None, None)
    return Clock(row, event, start, counted, due, latest, notes=notes)


def waiting_clock(name: str, event: Event, why: str) -> Clock:
    """A clock whose start has not come, or cannot be shown."""
    return Clock(deadline(name), event, None, None, None, None, notes=(why,))


def met(clock: Clock, events: tuple[Event, ...], on: date | None = None) -> Clock:
    """The clock, met by the first of these events, on its day or on the given one; unmet where there is none."""
    if not events:
        return clock
    return replace(clock, met_on=on or events[0].on, met_by=events[0].number)


def ended(clock: Clock, why: str) -> Clock:
    """The clock, ended without being met; a met one stays met."""
    return replace(clock, ended=why) if why and clock.runs else clock


def not_before(clock: Clock, day: date, note: str) -> Clock:
    """The clock, due on a day at the earliest; its note is added where that changes anything."""
    if clock.due is None or clock.latest is None or clock.due >= day:
        return clock
    return replace(clock, due=day, latest=max(clock.latest, day), notes=(*clock.notes, note))


def printed(clock: Clock, days: tuple[date, ...]) -> Clock:
    """The clock beside the last days that letters printed: a right never gets shorter, a duty shows both days."""
    other = [day for day in days if day != clock.due]
    if not other:
        return clock
    if clock.deadline.kind is Kind.RIGHT:
        note = f"A letter printed {written(max(other))}; a printed right never gets shorter."
        return not_before(clock, max(other), note)
    note = f"A letter printed {written(other[-1])}; counted now, it is the day above."
    return replace(clock, notes=(*clock.notes, note))


def printed_days(letters: tuple[Event, ...]) -> tuple[date, ...]:
    """The last days that letters printed."""
    return tuple(letter.facts["printed_last_day"] for letter in letters if "printed_last_day" in letter.facts)


def _days(number: int, words: str, unit: str = "day") -> str:
    return words.format(f"{number} {unit}" if number == 1 else f"{number} {unit}s")

"""When people are away, and who stands in for them: what a person said last holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from webapp.storage import desk
from webapp.storage.assignments import Owner
from webapp.storage.desk import Kind, Row, mailbox
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Absence:
    """The days on which somebody is away, both included."""

    person: Owner
    begins_on: date
    ends_on: date
    stand_in: Owner
    by: str
    at: datetime

    def holds(self, on: date) -> bool:
        """Whether the person is away on a day."""
        return self.begins_on <= on <= self.ends_on


def tell(
    tx: Transaction, person: Owner, *, begins_on: date, ends_on: date, stand_in: Owner, by: str, at: datetime
) -> None:
    """Write down when somebody is away; it stands in the place of what was said before."""
    days = {"begins_on": begins_on, "ends_on": ends_on}
    who = {"name": person.name, "stand_in": mailbox(stand_in.address), "stand_in_name": stand_in.name}
    desk.write(tx, Kind.ABSENCE, {**days, **who}, by=by, at=at, person=person.address)


def take_back(tx: Transaction, person: Owner, *, by: str, at: datetime) -> None:
    """Write down that somebody is here."""
    desk.write(tx, Kind.ABSENCE, {}, by=by, at=at, person=person.address)


def absences(tx: Transaction) -> tuple[Absence, ...]:
    """What holds of everybody, past and coming."""
    last = {row.person: row for row in desk.of_kind(tx, Kind.ABSENCE)}
    return tuple(_absence(row) for row in last.values() if row.facts)


def absence_of(tx: Transaction, address: str) -> Absence | None:
    """What holds of one person."""
    return next((one for one in absences(tx) if one.person.address == mailbox(address)), None)


def away(tx: Transaction, *, on: date) -> tuple[Absence, ...]:
    """Who is away on a day."""
    return tuple(one for one in absences(tx) if one.holds(on))


def _absence(row: Row) -> Absence:
    facts = row.facts
    return Absence(
        person=Owner(row.person, facts["name"]),
        begins_on=date.fromisoformat(facts["begins_on"]),
        ends_on=date.fromisoformat(facts["ends_on"]),
        stand_in=Owner(facts["stand_in"], facts["stand_in_name"]),
        by=row.by,
        at=row.at,
    )

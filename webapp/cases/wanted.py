"""What somebody looks for in the work list: read from the address of the page, and written into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from procedure.states import ANY
from webapp.storage.listing import Place, Wanted
from webapp.storage.work_list import Item

MESSAGE = "message"
MINE, NOBODYS = "me", "nobody"
"""Whose cases, besides an e-mail address."""
DUE = {
    "overdue": "Overdue",
    "week": "Due within 7 days",
    "month": "Due within 30 days",
    MESSAGE: "A message waits",
}
STATES = tuple(str(state) for state in ANY)
NAMES = ("q", "state", "owner", "due", "system")
"""The parts of a filter, as they stand in an address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter as it was asked for; what is none of the choices asks for nothing."""

    q: str = ""
    state: str = ""
    owner: str = ""
    due: str = ""
    system: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Asked:
        """Out of the address of a page."""
        said = {name: args.get(name, "").strip()[:200] for name in NAMES}
        if said["state"] not in STATES:
            said["state"] = ""
        if said["due"] not in DUE:
            said["due"] = ""
        return cls(**said)

    @property
    def query(self) -> dict[str, str]:
        """As it stands in an address."""
        return {name: value for name in NAMES if (value := getattr(self, name))}

    def wanted(self, *, me: Sequence[str], on: date) -> Wanted:
        """What the list is asked; `me` are the addresses whose cases are mine today."""
        owners = {"": None, MINE: tuple(me), NOBODYS: ("",)}.get(self.owner, (self.owner.casefold(),))
        due_from, due_to = _days(self.due, on)
        return Wanted(self.q, self.state, owners, self.system, due_from, due_to, self.due == MESSAGE)


def written(place: Place) -> str:
    """Where a page ended, as it stands in an address."""
    day, year, serial = place
    return f"{day.isoformat()}.{year}.{serial}"


def place_in(text: str) -> Place | None:
    """Where a page ended; None for what is none, and the list begins at its beginning."""
    parts = text.split(".")
    try:
        day, year, serial = date.fromisoformat(parts[0]), int(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    return (day, year, serial) if len(parts) == 3 and 0 < year < 10_000 and 0 < serial < 2**31 else None


def is_overdue(item: Item, on: date) -> bool:
    """Whether the last day by either calendar has passed."""
    return item.latest_on is not None and item.latest_on < on


def _days(due: str, on: date) -> tuple[date | None, date | None]:
    match due:
        case "overdue":
            return None, on - timedelta(days=1)
        case "week":
            return None, on + timedelta(days=7)
        case "month":
            return None, on + timedelta(days=30)
        case _:
            return None, None

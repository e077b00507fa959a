"""Who is here: a visitor has shown that an e-mail address is theirs; a visit ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import session

from validator.dates import written
from webapp import clock

IDLE = timedelta(hours=1)
"""Without a click for so long, a visit ends; what was saved stays."""
LONGEST = timedelta(hours=12)
VISIT = "visit"
"""Where it stands in the cookie."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that was shown to be the visitor's, and when the visit ends if nothing more is clicked."""

    address: str
    ends_at: datetime

    @property
    def ends(self) -> str:
        """The time at which it ends, in California."""
        return time_of(self.ends_at)


def enter(address: str) -> None:
    """Begin a visit; what a former visitor of this browser left behind goes."""
    session.clear()
    now = clock.now().isoformat()
    session[VISIT] = {"address": address, "since": now, "seen": now}


def leave() -> None:
    """End the visit."""
    session.clear()


def current() -> Visit | None:
    """Who is here now; the visit goes on from this click. None for a stranger, or after it has ended."""
    kept = session.get(VISIT)
    if not kept:
        return None
    now = clock.now()
    begun, seen = datetime.fromisoformat(kept["since"]), datetime.fromisoformat(kept["seen"])
    if now >= min(seen + IDLE, begun + LONGEST):
        session.pop(VISIT)
        return None
    session[VISIT] = {**kept, "seen": now.isoformat()}
    return Visit(kept["address"], min(now + IDLE, begun + LONGEST))


def same_mailbox(one: str, other: str) -> bool:
    """Whether two addresses are the same, as mailboxes are: without regard to case."""
    return one.strip().casefold() == other.strip().casefold()


def day_and_time_of(at: datetime) -> str:
    """An instant as day and hour in California, in words."""
    return f"on {written(at.astimezone(clock.PACIFIC).date())} at {time_of(at)} (Pacific time)"


def time_of(at: datetime) -> str:
    """An instant as the hour in California, such as 10:42."""
    local = at.astimezone(clock.PACIFIC)
    return f"{local.hour}:{local.minute:02}"

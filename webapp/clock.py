"""The only place that asks what day and what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")


def today() -> date:
    """The day in California."""
    return datetime.now(PACIFIC).date()


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)

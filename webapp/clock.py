"""The only place that asks what day it is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")


def today() -> date:
    """The day in California."""
    return datetime.now(PACIFIC).date()

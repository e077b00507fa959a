"""Dated things as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from webapp.calendars.dated import Dated

AGAIN = timedelta(hours=6)
"""How often a calendar program should look again."""


def as_ics(dates: Iterable[Dated], *, at: datetime) -> bytes:
    """The calendar: one day-long event for each date, without a name in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//datarequest//dates that are due//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Data requests: what is due")
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for one in dates:
        calendar.add_component(_event(one, at))
    return bytes(calendar.to_ical())


def _event(one: Dated, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.key}@datarequest")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", one.on)
    event.add("dtend", one.on + timedelta(days=1))
    event.add("summary", f"{one.application}: {one.words} (§ {one.clause})")
    if one.counted:
        event.add("description", one.counted)
    event.add("transp", "TRANSPARENT")
    return event

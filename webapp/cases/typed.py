"""What people type, as values; and values as they stand in a field."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

from procedure.facts import YEARS
from validator.dates import read_date
from webapp.clock import PACIFIC

_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])?\.?(?:m\.?)?", re.ASCII | re.IGNORECASE)


def demand_sound(text: str, called: str, *, most: int) -> None:
    """Refuse a text that is too long, or can't be kept; ValueError, in words."""
    if len(text) > most:
        raise ValueError(f"{called}: it has {len(text):,} characters, and {most:,} are the most. Shorten it.")
    if _CONTROL.search(text):
        raise ValueError(f"{called}: it holds an invisible character that can’t be kept. Type it again.")


def read_day(text: str, called: str) -> date:
    """The day that was typed; ValueError, in words, for anything that is none in a year that a case can lie in."""
    day = read_date(text)
    if day is None or day.year not in YEARS:
        raise ValueError(f"{called}: “{text[:40]}” is not a date. Write month, day and year, for example 11/22/2026.")
    return day


def read_moment(text: str, called: str) -> datetime:
    """The instant that was typed, in Pacific time; ValueError, in words, for anything that is none."""
    day, _, hour = text.strip().replace("T", " ", 1).rpartition(" ")
    if re.fullmatch(r"[ap]\.?m\.?", hour, re.IGNORECASE):
        day, _, clock = day.rpartition(" ")
        hour = f"{clock} {hour}"
    try:
        return _in_california(read_day(day, called), _time(hour))
    except ValueError:
        example = "Write day and hour, for example 11/22/2026 16:30."
        raise ValueError(f"{called}: “{text[:40]}” is not a time on a day. {example}") from None


def read_yes_no(text: str, called: str) -> bool:
    """Yes or no."""
    if text not in ("yes", "no"):
        raise ValueError(f"{called}: choose yes or no.")
    return text == "yes"


def read_number(text: str, called: str) -> int:
    """A whole number, with or without commas."""
    digits = text.replace(",", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 9):
        raise ValueError(f"{called}: “{text[:40]}” is not a whole number. Write digits, for example 120.")
    return int(digits)


def as_typed(value: Any) -> list[str]:
    """A value as it stands in its field: the texts of its inputs."""
    match value:
        case None:
            return []
        case bool():
            return ["yes" if value else "no"]
        case datetime():
            return [f"{value.astimezone(PACIFIC):%m/%d/%Y %H:%M}"]
        case date():
            return [f"{value:%m/%d/%Y}"]
        case list() | tuple():
            return ["\n".join(str(each) for each in value)]
        case _:
            return [str(value)]


def _time(text: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return time(hour, minute)


def _in_california(day: date, hour: time) -> datetime:
    """An hour that a change of the clocks leaves out becomes the one that the clocks showed."""
    return datetime.combine(day, hour, PACIFIC).astimezone(UTC).astimezone(PACIFIC)

"""Dates as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_FIRST_YEAR = 1900
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_WORDS = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4})", re.ASCII)


def read_date(text: str) -> date | None:
    """The day that a text means: MM/DD/YYYY, M/D/YYYY, YYYY-MM-DD or June 12, 2026; None for anything else.

    A year before 1900 is a slip of the pen, and no date of an application.
    """
    text = text.strip()
    if found := _SLASHED.fullmatch(text):
        month, day, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _WORDS.fullmatch(text):
        month, day, year = month_number(found[1]), int(found[2]), int(found[3])
    else:
        return None
    try:
        return date(year, month, day) if year >= _FIRST_YEAR else None
    except ValueError:
        return None


def written(day: date) -> str:
    """A date in words, for people: November 22, 2026."""
    return f"{_MONTHS[day.month - 1].capitalize()} {day.day}, {day.year}"


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_number(word: str) -> int:
    """The number of a month by its name or its first three letters; 0 for another word."""
    word = word.lower()
    return next((n for n, name in enumerate(_MONTHS, 1) if word in {name, name[:3]} or (n == 9 and word == "sept")), 0)

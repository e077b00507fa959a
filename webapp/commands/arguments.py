"""What people write behind an option of a command: a day, a number of files at once."""

from __future__ import annotations

import argparse
from datetime import date

from validator.dates import read_date

_MOST_AT_ONCE = 64


def day(text: str) -> date:
    """A day as people write it."""
    found = read_date(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date; write 2026-11-25 or 11/25/2026")
    return found


def count(text: str) -> int:
    """How many files are worked on at once."""
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_AT_ONCE:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 to {_MOST_AT_ONCE}")
    return int(text)

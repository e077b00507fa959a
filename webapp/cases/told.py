"""What an act stated, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from procedure.facts import FACTS
from validator.dates import written
from webapp.clock import PACIFIC

CHOICES = {
    "identified": "Identified",
    "de_identified": "De-Identified",
    "approved": "Approved",
    "denied": "Denied",
    "depends": "It depends on a requirement",
    "upheld": "Upheld",
    "reversed": "Reversed",
    "modified": "Modified",
    "yes": "Yes",
    "no": "No",
}
"""What can be chosen, as a page says it."""


def in_words(name: str, value: Any) -> str:
    """A fact as a page tells it."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case datetime():
            local = value.astimezone(PACIFIC)
            return f"{written(local.date())} at {local:%H:%M} (Pacific time)"
        case date():
            return written(value)
        case list() | tuple():
            return "; ".join(in_words(name, each) for each in value) or "none"
        case Mapping():
            return "; ".join(f"{label_of(key)}: {in_words(key, each)}" for key, each in value.items())
        case _:
            chosen = name in FACTS and FACTS[name][0].choices
            return CHOICES.get(str(value), str(value)) if chosen else str(value)


def label_of(name: str) -> str:
    """What a fact is called."""
    words = FACTS[name][1] if name in FACTS else {"on": "the day"}.get(name, name.replace("_", " "))
    return words[:1].upper() + words[1:]

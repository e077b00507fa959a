"""What a form says: fields with where each value came from, and what is doubtful about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Value = str | bool | tuple[str, ...] | None
"""Text exactly as entered; True or False for a box; the chosen value of a radio or list (None: nothing chosen)."""

Source = Literal["field", "printed", "scan", "web", "json"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: its full dotted name, which is its place in the application, and its value."""

    name: str
    value: Value
    source: Source = "field"
    doubt: str | None = None
    """A sentence, when a person should look at this value before relying on it."""
    called: str = ""
    """What the field is called in a form of somebody else; empty where that is its name."""
    confidence: float = 1.0
    """How sure the reading is, from 0 to 1; below 1 only where the value was read off a page."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the file as a whole that a person should know; refuses nothing."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one file."""

    fields: tuple[Field, ...]
    notes: tuple[Note, ...] = ()
    bare_pages: tuple[int, ...] = ()
    """Pages of a form, counted from 1, that were not read because they have no fields, or are pictures."""

    def value(self, name: str) -> Value:
        """The value of the first field of that name; None where there is none."""
        return next((field.value for field in self.fields if field.name == name), None)


class UnreadableFormError(Exception):
    """A file that cannot be read as a form: its kind, what is the matter, and what to do (all for people)."""

    def __init__(self, kind: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.remedy = remedy

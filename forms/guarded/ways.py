"""The ways in which a form is read, in their order: by its fields, and where those are gone by what is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from forms.fields import Field, Note, Reading, UnreadableFormError, Value

Ask = Callable[..., Any]
"""Asks the guarded process to do a job with a file, by name; raises UnreadableFormError where it can't be done."""


def read_form(ask: Ask, pdf: bytes) -> Reading:
    """All that can be read of a form.

    Raises:
        UnreadableFormError: There is nothing to read, or reading it was stopped.
    """
    try:
        found = ask("fields", pdf)
    except UnreadableFormError as refused:
        if refused.kind != "flattened":
            raise
        return _reading(ask("printed", pdf))
    reading = _reading(found)
    return _completed(ask, pdf, reading, found["bare"]) if found["bare"] else reading


def _completed(ask: Ask, pdf: bytes, reading: Reading, bare: Sequence[int]) -> Reading:
    """A form with the answers of those of its pages that were printed."""
    with suppress(UnreadableFormError):  # pages without fields may be anything; the others were read
        printed = _reading(ask("printed", pdf, pages=list(bare)))
        known = {field.name for field in reading.fields}
        further = tuple(field for field in printed.fields if field.name not in known)
        return Reading((*reading.fields, *further), (*reading.notes, *printed.notes))
    return replace(reading, notes=(*reading.notes, *_unread(bare)))


def _unread(bare: Sequence[int]) -> list[Note]:
    pages = ", ".join(map(str, bare))
    return [Note("other_pages", f"The form has pages without fields, of which nothing was read: {pages}.")]


def _reading(read: Any) -> Reading:
    return Reading(
        tuple(Field(name, _value(value), *further) for name, value, *further in read["fields"]),
        tuple(Note(kind, message) for kind, message in read["notes"]),
    )


def _value(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value

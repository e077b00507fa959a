"""The ways in which a form is read, in their order: by its fields, and where those are gone by what is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from forms.attaching.kinds import JPEG, PNG, TIFF
from forms.fields import Field, Note, Reading, UnreadableFormError, Value
from forms.scanned.scan import Scans

_PICTURES = tuple(beginning for kind in (PNG, JPEG, TIFF) for beginning in kind.beginnings)
Ask = Callable[..., Any]
"""Asks the guarded process to do a job with a file, by name; raises UnreadableFormError where it can't be done."""


def read_form(ask: Ask, pdf: bytes, scans: Scans) -> Reading:
    """All that can be read of a form.

    Args:
        ask: Does a job with the file in the guarded process.
        pdf: The file; a picture of a page, too.
        scans: Reads it where it is a scan.

    Raises:
        UnreadableFormError: There is nothing to read, or reading it was stopped.
    """
    if pdf.startswith(_PICTURES):
        return scans.read(ask, pdf)
    try:
        found = ask("fields", pdf)
    except UnreadableFormError as refused:
        if refused.kind == "flattened":
            return _printed(ask, pdf, scans)
        if refused.kind == "scan":
            return scans.read(ask, pdf)
        raise
    reading = _reading(found)
    return _completed(ask, pdf, reading, found["bare"]) if found["bare"] else reading


def _printed(ask: Ask, pdf: bytes, scans: Scans) -> Reading:
    """A printed form; words that another program laid under the pictures of a scan are no print."""
    try:
        return _reading(ask("printed", pdf))
    except UnreadableFormError as refused:
        if refused.kind != "scan":
            raise
    return scans.read(ask, pdf)


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

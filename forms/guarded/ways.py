"""The ways in which a form is read, in their order: by its fields, and where those are gone by what is printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from forms.attaching.kinds import JPEG, PNG, TIFF
from forms.fields import Field, Note, Reading, UnreadableFormError, Value
from forms.flattened.absent import absent_pages
from forms.flattened.naming import pages_named
from forms.flattened.sheets import blank
from forms.flattened.together import apart
from forms.refusals import refusal
from forms.scanned.scan import Scans

_PICTURES = tuple(beginning for kind in (PNG, JPEG, TIFF) for beginning in kind.beginnings)
_UNREAD = "{pages} without fields, and not recognised as a printed or scanned page of the form; {it} not read."
_DRAWN = Note(
    "letterless",
    "The letters of this PDF are no text, so that its pages were looked at as pictures of a scanner are. "
    "Surer is the file as it was before it was printed.",
)
_PATIENCE = 2
"""Pages: a document that is no form is not looked at for minutes."""

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
    reading = _read(ask, pdf, scans)
    return replace(reading, notes=(*absent_pages(reading, blank()), *apart(reading), *reading.notes))


def _read(ask: Ask, pdf: bytes, scans: Scans) -> Reading:
    """What the pages of the file say that are there."""
    if pdf.startswith(_PICTURES):
        return scans.read(ask, pdf)
    try:
        found = ask("fields", pdf)
    except UnreadableFormError as refused:
        if refused.kind == "flattened":
            return _printed(ask, pdf, scans)
        if refused.kind == "scan":
            return scans.read(ask, pdf)
        if refused.kind == "letterless" and scans.can_read:
            return _letterless(ask, pdf, scans)
        raise
    return _with_printed(ask, pdf, _reading(found), scans)


def _printed(ask: Ask, pdf: bytes, scans: Scans) -> Reading:
    """A printed form; words that another program laid under the pictures of a scan are no print."""
    try:
        reading = _reading(ask("printed", pdf))
    except UnreadableFormError as refused:
        if refused.kind != "scan":
            raise
        return scans.read(ask, pdf)
    return _with_scanned(ask, pdf, reading, scans)


def _letterless(ask: Ask, pdf: bytes, scans: Scans) -> Reading:
    """A printed form whose letters are no text: its pages are looked at as pictures, unless the first are of none."""
    try:
        reading = scans.read(ask, pdf, patience=_PATIENCE)
    except UnreadableFormError as refused:
        raise refusal("no_form") if refused.kind == "scan_unknown" else refused from None
    return replace(reading, notes=(_DRAWN, *reading.notes))


def _with_printed(ask: Ask, pdf: bytes, reading: Reading, scans: Scans) -> Reading:
    """A form with the answers of those of its pages that were printed, or scanned."""
    if not reading.bare_pages:
        return reading
    try:
        printed = _reading(ask("printed", pdf, pages=list(reading.bare_pages)))
    except UnreadableFormError as refused:
        if refused.kind == "scan":
            return _with_scanned(ask, pdf, reading, scans)
        return _unread(reading)
    return _with_scanned(ask, pdf, _joined(reading, printed), scans)


def _with_scanned(ask: Ask, pdf: bytes, reading: Reading, scans: Scans) -> Reading:
    """A form with the answers that those of its pages suggest that are pictures."""
    if not reading.bare_pages:
        return reading
    try:
        return _joined(reading, scans.read(ask, pdf, pages=reading.bare_pages))
    except UnreadableFormError:  # pages without fields may be anything; the others were read
        return _unread(reading)


def _joined(reading: Reading, further: Reading) -> Reading:
    """Two readings of one file: what the first has counts."""
    known = {field.name for field in reading.fields}
    fields = tuple(field for field in further.fields if field.name not in known)
    return Reading((*reading.fields, *fields), (*reading.notes, *further.notes), further.bare_pages)


def _unread(reading: Reading) -> Reading:
    one = len(reading.bare_pages) == 1
    words = _UNREAD.format(pages=pages_named(reading.bare_pages), it="it was" if one else "they were")
    return replace(reading, notes=(*reading.notes, Note("unread_pages", words)), bare_pages=())


def _reading(read: Any) -> Reading:
    return Reading(
        tuple(Field(name, _value(value), *further) for name, value, *further in read["fields"]),
        tuple(Note(kind, message) for kind, message in read["notes"]),
        tuple(read["bare"]),
    )


def _value(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value

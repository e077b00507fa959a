"""Reads forms that were scanned or photographed: what is seen on the pictures is suggested, and counts for nothing."""

from __future__ import annotations

from forms.fields import Field

SCAN = "scan"
"""The kind of the note that says so of a whole reading."""

SURE = 0.85
"""Below this a suggestion is called hard to read; measured, see docs/reading.md."""


def is_easy(field: Field) -> bool:
    """Whether a value is a suggestion of which nothing needs to be said that does not hold for all of them."""
    return field.source == "scan" and field.confidence >= SURE

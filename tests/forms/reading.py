"""Short ways to say what a test expects of a reading."""

from __future__ import annotations

from forms.acroform import read_fields
from forms.fields import Field


def only(document: bytes) -> Field:
    """The one field of a form that has no other."""
    (field,) = read_fields(document).fields
    return field

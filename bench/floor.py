"""Reading a form as a user of pikepdf, or of pypdf, would: what our reading is measured against."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdf
from pikepdf.form import Form


def pikepdf_fields(pdf: bytes) -> dict[str, Any]:
    """Every field's value by its full name, through pikepdf's own form interface: the floor."""
    with pikepdf.open(BytesIO(pdf)) as form:
        return {name: field.value for name, field in Form(form).items()}


def pypdf_fields(pdf: bytes) -> dict[str, Any]:
    """Every field's value by its full name, through pypdf."""
    fields = pypdf.PdfReader(BytesIO(pdf)).get_fields() or {}
    return {name: field.value for name, field in fields.items()}

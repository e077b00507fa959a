"""Builds `forms/application.pdf` from the questions of the newest edition: `make form`.

Building needs WeasyPrint; filling and reading the form do not. The same questions give the same bytes.
"""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from forms import layout
from forms.appearance import Box, draw
from forms.controls import Control, all_controls, mark
from forms.drawing import draw_sheet
from forms.drawings import size
from forms.numbering import number_pages
from forms.showing import show
from forms.widgets import READ_ONLY, furnish, marks
from validator.questions import Edition, edition

ROWS = layout.ROWS_IN_PLACE + layout.ROWS_CONTINUED
CONTINUATIONS = layout.CONTINUATION_PAGES * layout.CONTINUATIONS_A_PAGE


def build(form: Edition) -> bytes:
    """The fillable form of an edition."""
    with pikepdf.open(io.BytesIO(draw_sheet(form))) as pdf:
        places = marks(pdf)
        furnish(pdf, fields_of(form), places)
        _write_mark(pdf, form, places)
        _flatten_structure(pdf)
        number_pages(pdf)
        _title(pdf, form)
        built = io.BytesIO()
        pdf.save(built, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return built.getvalue()


def fields_of(form: Edition) -> tuple[Control, ...]:
    """All fields of the form as it is built."""
    return tuple(all_controls(form, ROWS, CONTINUATIONS))


def _write_mark(pdf: pikepdf.Pdf, form: Edition, places: dict[str, pikepdf.Object]) -> None:
    """What the form says it is stands in fields that nobody can change."""
    held = [(places[control.name], value) for control, value in mark(form)]
    pages = draw([Box(value, *size(widget), prose=False) for widget, value in held])
    for (widget, value), shown in zip(held, show(pdf, pages, [widget for widget, _ in held]), strict=True):
        widget.V, widget.Ff, widget.AP = String(value), READ_ONLY, Dictionary(N=shown)


def _flatten_structure(pdf: pikepdf.Pdf) -> None:
    """Write the only kid of a form element as itself: a list of one makes signed forms look tampered with."""
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/S") == Name.Form and isinstance(element.get("/K"), Array):
            element.K = element.K[0]


def _title(pdf: pikepdf.Pdf, form: Edition) -> None:
    """Title and language, without the day of building."""
    pdf.Root.Lang = String("en-US")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = form.title
        metadata["dc:language"] = {"en-US"}


def main() -> None:
    """Write the form into the checkout."""
    Path(str(files("forms") / "application.pdf")).write_bytes(build(edition()))


if __name__ == "__main__":
    main()

"""Builds `forms/application.pdf` and `forms/longest.pdf` from the questions of the newest edition: `make form`.

Where everything stands on the longest form is written down as well, in `forms/flattened`: printed forms are read by it.

Building needs WeasyPrint; filling and reading the form do not. The same questions give the same bytes.
"""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from forms.drawing.appearance import Box, draw
from forms.drawing.controls import all_controls, mark
from forms.drawing.numbering import finished
from forms.drawing.sheet import draw_sheet
from forms.drawing.states import size
from forms.drawing.widgets import READ_ONLY, furnish, marks
from forms.filling.extent import BLANK, LONGEST, shorten
from forms.filling.showing import show
from forms.flattened.sheets import FILE
from forms.flattened.surveying import survey
from validator.questions import Edition, edition


def build(form: Edition) -> bytes:
    """The longest fillable form of an edition; the one that people download is cut from it."""
    with pikepdf.open(io.BytesIO(draw_sheet(form))) as pdf:
        places = marks(pdf)
        furnish(pdf, all_controls(form, LONGEST.rows, LONGEST.continuations), places)
        _write_mark(pdf, form, places)
        _flatten_structure(pdf)
        _title(pdf, form)
        return finished(pdf)


def cut(longest: bytes) -> bytes:
    """The blank form: the longest one without the pages that few people need."""
    with pikepdf.open(io.BytesIO(longest)) as pdf:
        shorten(pdf, BLANK)
        return finished(pdf)


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
    """Write both forms into the checkout."""
    longest = build(edition())
    room = Path(str(files("forms")))
    (room / "longest.pdf").write_bytes(longest)
    (room / "application.pdf").write_bytes(cut(longest))
    (room / "flattened" / FILE).write_text(survey(longest, edition()), encoding="utf-8")


if __name__ == "__main__":
    main()

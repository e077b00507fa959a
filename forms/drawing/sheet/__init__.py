"""Draws the sheet of the form from its questions: HTML becomes a tagged PDF with a mark where each field goes."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from forms.drawing import layout
from forms.drawing.controls import continuation, controls, mark
from typefaces import FACES
from validator.clauses import CLAUSES, SECTIONS, Clause
from validator.questions import Edition, Question

_DATE = "{0:%B} {0.day}, {0.year}"
_SHORT = 60  # letters of all choices together that stand side by side


def draw_sheet(form: Edition) -> bytes:
    """The longest form as a tagged PDF; each place for a field is a check box with the field's name.

    A button of a radio is named `FIELD/VALUE`. The marks carry no meaning beyond name and rectangle.
    """
    from weasyprint import CSS, HTML

    sheet = files("forms.drawing.sheet")
    css = _font_faces() + (sheet / "application.css").read_text(encoding="utf-8")
    pdf = HTML(string=_html(form)).write_pdf(
        stylesheets=[CSS(string=css)], pdf_forms=True, pdf_variant="pdf/ua-1", pdf_identifier=b"application"
    )
    if pdf is None:
        raise TypeError("a PDF without a target comes as bytes")
    return bytes(pdf)


def _html(form: Edition) -> str:
    from jinja2 import Environment, StrictUndefined

    source = (files("forms.drawing.sheet") / "application.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(source).render(_context(form))


def _context(form: Edition) -> dict[str, Any]:
    return {
        "form": form,
        "mark": mark(form),
        "number_of": {section.id: number for number, section in enumerate(form.sections, start=1)},
        "enclosures": [question for question in form.questions if question.enclosure and not question.row],
        "rows": [question for question in form.questions if question.row],
        "restrictions": [clause for clause in CLAUSES.values() if clause.section == "964"],
        "rows_in_place": layout.ROWS_IN_PLACE,
        "rows_a_page": layout.ROWS_A_PAGE,
        "row_pages": layout.MOST_ROW_PAGES,
        "continuation_pages": layout.MOST_CONTINUATION_PAGES,
        "continuations_a_page": layout.CONTINUATIONS_A_PAGE,
        "share": layout.share,
        "nbsp": "\u00a0",
        "height": layout.height,
        "lines": layout.lines,
        "controls": controls,
        "continuation": continuation,
        "short": _is_short,
        "version": _version,
        "depth": _depth,
        "short_citation": _short_citation,
    }


def _is_short(question: Question) -> bool:
    """Whether the choices of a question stand side by side."""
    return sum(len(option.label) for option in question.options) <= _SHORT


def _version(number: str) -> str:
    section = SECTIONS[number]
    since, amended = _DATE.format(section.since), _DATE.format(section.amended)
    return f"Version: 11 CCR § {number}, operative {since}, last changed {amended}."


def _depth(clause: Clause) -> int:
    return clause.citation.count("(") if " item " not in clause.citation else 2


def _short_citation(citation: str) -> str:
    """The end of a citation, which is enough below the one it belongs to."""
    return citation.partition(" ")[2] or "(" + citation.rpartition("(")[2]


def _font_faces() -> str:
    """The shipped faces, so that the form is drawn alike on every machine."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}");'
        f" font-weight: {'bold' if 'Bold' in face.style else 'normal'};"
        f" font-style: {'italic' if 'Italic' in face.style else 'normal'} }}\n"
        for face in FACES
        if face.family.startswith("Liberation")
    )

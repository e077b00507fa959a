"""Writes down what is printed on our own blank form, and where its fields are: done when the form is built."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pikepdf

from forms.flattened.words import is_page_number, words_of
from validator.questions import Edition


def survey(longest: bytes, form: Edition) -> str:
    """The pages of the longest form as JSON, a page a line."""
    with pikepdf.open(io.BytesIO(longest)) as pdf, pdfplumber.open(io.BytesIO(longest)) as drawn:
        pages = [
            _line({"words": list(_words(page)), "boxes": dict(_boxes(leaf.obj))})
            for leaf, page in zip(pdf.pages, drawn.pages, strict=True)
        ]
    head = f'{{"data_system": "{form.data_system}", "edition": "{form.number}", "sheets": [\n'
    return head + ",\n".join(pages) + "\n]}\n"


def _line(page: dict[str, Any]) -> str:
    return json.dumps(page, ensure_ascii=False, separators=(",", ":"))


def _words(page: Any) -> Iterator[tuple[str, float, float, float, float]]:
    shown = page.filter(lambda drawn: drawn.get("object_type") == "char")
    for word in words_of(shown):
        if not is_page_number(word):
            yield (
                word.text,
                round(word.start.real, 1),
                round(word.start.imag, 1),
                round(word.end.real, 1),
                round(word.size, 1),
            )


def _boxes(page: pikepdf.Object) -> Iterator[tuple[str, list[float]]]:
    for widget in page.get("/Annots", []):
        yield _name(widget), [round(float(side), 1) for side in widget.Rect]


def _name(widget: pikepdf.Object) -> str:
    """The full name of a field; of a button of a radio with its value."""
    steps: list[str] = []
    node: Any = widget
    while node is not None:
        if "/T" in node:
            steps.append(str(node.T))
        node = node.get("/Parent")
    name = ".".join(reversed(steps))
    if "/T" in widget:
        return name
    state = next(str(key)[1:] for key in widget.AP.N.keys() if key != "/Off")  # noqa: SIM118  # no other iterator
    return f"{name}/{state}"

"""A Word letter -> PDF or HTML: by our own typesetting where it understands all of it, else by LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from templates import office
from templates.letterhead import Letterhead
from templates.needed import label, needs, texts
from templates.page import page
from templates.problems import LetterError, Problem
from templates.typesetting import typeset
from templates.word import read
from typefaces import missing


def to_pdf(docx: bytes) -> bytes:
    """The letter as PDF, made for PDF/A-2b and PDF/UA-1.

    Raises:
        LetterError: when it holds what our typesetting doesn't understand, and LibreOffice is not there.
    """
    writing = read(docx)
    if not writing.unsupported:
        return typeset(writing)
    program = office.find()
    if program is None:
        named = ", ".join(writing.unsupported)
        message = f"it holds what only LibreOffice can set: {named}."
        raise LetterError([Problem("", "The letter", message, "Install LibreOffice, or use the Word file.")])
    return office.convert({"the letter": docx}, program)["the letter"]


def to_html(docx: bytes) -> str:
    """The letter as one HTML file with the same words.

    Raises:
        LetterError: when it holds what can't be shown so.
    """
    writing = read(docx)
    if writing.unsupported:
        message = f"it holds what the page cannot show: {', '.join(writing.unsupported)}."
        raise LetterError([Problem("", "The letter", message, "Use the Word file.")])
    return page(writing)


def undrawable(kind: str, facts: Mapping[str, Any], letterhead: Letterhead) -> list[Problem]:
    """Facts with characters that no typeface here has, by their labels: a PDF would show empty boxes."""
    return list(_undrawable(kind, facts, letterhead))


def _undrawable(kind: str, facts: Mapping[str, Any], letterhead: Letterhead) -> Iterator[Problem]:
    schema = needs(kind)
    named = [(pointer, label(pointer, schema), text) for pointer, text, _ in texts(dict(facts), schema, schema)]
    top = (letterhead.state, letterhead.name, letterhead.unit, *letterhead.lines)
    for pointer, name, text in (*named, *(("/letterhead", "Letterhead", text) for text in top)):
        absent = missing(text)
        if absent:
            listed = ", ".join(f"“{character}” (U+{ord(character):04X})" for character in absent)
            yield Problem(pointer, name, f"no typeface here has {listed}.", _REMEDY)


_REMEDY = "Use the Word file, or install a typeface that has it: datarequest doctor says how."

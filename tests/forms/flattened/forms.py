"""Filled forms to print, and what must be said of a printed one."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from functools import cache

import pikepdf

from forms.acroform import read_fields
from forms.fields import Reading, Value
from forms.fill import fill
from forms.filling.entries import entries
from forms.flattened.printed import read_printed
from tests.applications import changed
from tests.forms.flattened.flatteners import by_pdfium
from tests.papers.make import GRANT, PROSE, SOC2, TYPED
from validator.questions import edition

ANSWERS = {
    **TYPED,
    **GRANT,
    **SOC2,
    "bona_fide_researcher.name": "Łukasz Nguyễn-Ødegård",
    "team_members.0.name": "José Ñuñez",
    "request_kind": "modified",
    "project_number": "2025-0147",
    "project_title": "Zoë’s “cohort” — 10 % of counties: a follow-up",
    "storage.access": "Alexandra Reyes\nKai Lindqvist\nNoor Haddad",
    "project_outline.purposes": (
        "First line, in full.\nSecond line: (brackets) \\ and “quotes”.\n\nAfter an empty line, a paragraph that runs "
        "over several lines, with follow-up and state-of-the-art hyphens, e-mail a.b-c@example.org, "
        "https://www.example.org/a/very/long/path/that/must/be/broken/somewhere?because=it-does-not-fit&and=more "
        "and numbers such as 1,234.50."
    ),
}
LONG = {**TYPED, "project_outline.design": PROSE, "project_outline.data_use": PROSE[:6000]}


@cache
def typed() -> dict[str, str | bool]:
    """What a person types and ticks, by the full name of the field."""
    return {entry.control.name: entry.value for entry in entries(changed(ANSWERS), edition())} | {
        "continuation.0.of": "project_outline.design",
        "continuation.0.text": "The design goes on here.",
    }


@cache
def printed(*numbers: int, long: bool = False) -> bytes:
    """Some pages, counted from 0, of a form that we filled and PDFium flattened; all where none is named."""
    filled = fill(changed(LONG if long else ANSWERS))
    return only_pages(by_pdfium(filled), numbers) if numbers else by_pdfium(filled)


@cache
def wanted(*, long: bool = False) -> Mapping[str, Value]:
    """What the same form holds before it is flattened."""
    filled = read_fields(fill(changed(LONG if long else ANSWERS)))
    return {field.name: field.value for field in filled.fields}


def only_pages(pdf: bytes, numbers: Iterable[int]) -> bytes:
    """Some pages of a file, in the order in which they are named."""
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as chosen:
        for number in numbers:
            chosen.pages.append(source.pages[number])
        out = io.BytesIO()
        chosen.save(out)
        return out.getvalue()


def misread(reading: Reading, wanted: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    """The values that are there and wrong without a doubt, white space apart: there must be none."""
    return {
        field.name: (wanted.get(field.name), field.value)
        for field in reading.fields
        if field.value and not field.doubt and _bare(field.value) != _bare(wanted.get(field.name))
    }


def lost(reading: Reading, wanted: Mapping[str, Value]) -> set[str]:
    """The names of the answers that are missing, or doubtful and wrong."""
    found = {field.name: field.value for field in reading.fields}
    return {name for name, value in wanted.items() if value and _bare(found.get(name)) != _bare(value)}


def read(pdf: bytes) -> Reading:
    """A printed form, read."""
    return read_printed(pdf)


def _bare(value: Value) -> Value:
    return "".join(value.split()) if isinstance(value, str) else value

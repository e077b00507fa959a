"""An application written into the form: every answer in its field, as it looks and as it is read back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from forms.drawing.appearance import Box, draw
from forms.drawing.controls import Control, continuation
from forms.drawing.numbering import finished
from forms.drawing.states import size
from forms.fields import UnreadableFormError
from forms.filling.continuing import numbered, parts
from forms.filling.entries import Entry, UnfillableAnswerError, entries, rows_of
from forms.filling.extent import LONGEST, extent_for, shorten
from forms.filling.showing import show
from forms.limits import FORM_FIELDS, FORM_PAGES
from typefaces import missing
from validator.questions import Answers, Edition, edition

__all__ = ["CharacterWithoutTypefaceError", "UnfillableAnswerError", "blank", "fill"]

Fields = Mapping[str, pikepdf.Object]

_TOO_LONG = "The answers are longer than the largest form that can be read: {pages}, {fields}."
_SHORTEN = "Shorten the long answers, and enclose the rest, or further Team Members, as a document of its own."
_RESPELL = "Write it with other letters; for Chinese, Japanese and Korean the package datarequest[cjk] has a typeface."


class CharacterWithoutTypefaceError(UnreadableFormError):
    """Answers with characters that no typeface here has: they would be drawn as empty boxes."""

    def __init__(self, found: tuple[tuple[str, str], ...]) -> None:
        """Each answer's label, with the characters."""
        self.found = found
        told = (f"{label}: {_spelled(characters)} cannot be drawn." for label, characters in found)
        super().__init__("character_without_typeface", " ".join(told), _RESPELL)


def blank() -> bytes:
    """The form that people download."""
    return (files("forms") / "application.pdf").read_bytes()


def fill(application: Answers) -> bytes:
    """The form with an application's answers; further pages where Team Members or long answers need them.

    Raises:
        CharacterWithoutTypefaceError: an answer has characters that cannot be drawn.
        UnfillableAnswerError: an answer has no field, or the answers make the form longer than can be read.
    """
    form = edition()
    written = list(entries(application, form))
    _hold_typefaces(written)
    with pikepdf.open(io.BytesIO(_longest())) as pdf:
        fields = dict(_fields(pdf.Root.AcroForm.Fields))
        written = list(_continued(written, fields, form))
        _shorten(pdf, rows_of(application, form), sum(entry.control.kind == "list" for entry in written))
        _write(pdf, written, fields)
        return finished(pdf)


@cache
def _longest() -> bytes:
    return (files("forms") / "longest.pdf").read_bytes()


def _hold_typefaces(written: list[Entry]) -> None:
    texts = [(entry.control.label, entry.value) for entry in written if isinstance(entry.value, str)]
    found = tuple((label, absent) for label, text in texts if (absent := missing(text)))
    if found:
        raise CharacterWithoutTypefaceError(found)


def _fields(nodes: pikepdf.Object, above: str = "") -> Iterator[tuple[str, pikepdf.Object]]:
    """The fields of our own form by full name."""
    for node in nodes:
        name = f"{above}{node.T}"
        if "/FT" in node:
            yield name, node
        else:
            yield from _fields(node.Kids, f"{name}.")


def _continued(written: list[Entry], fields: Fields, form: Edition) -> Iterator[Entry]:
    """The entries, with prose that is too long for its box cut, and its rest in further boxes."""
    prose = {entry.control.name: _box(entry, fields) for entry in written if entry.control.kind == "prose"}
    width, height = size(fields["continuation.0.text"])
    cut = parts(prose, Box("", width, height, prose=True), LONGEST.continuations)
    for entry in written:
        first = cut.get(entry.control.name)
        yield Entry(entry.control, first[0]) if first else entry
    for number, name, text in numbered(cut):
        of, further = continuation(form, number)
        yield Entry(of, name)
        yield Entry(further, text)


def _shorten(pdf: pikepdf.Pdf, rows: int, continuations: int) -> None:
    extent = extent_for(rows, continuations)
    too_long = extent.row_pages > LONGEST.row_pages or extent.continuation_pages > LONGEST.continuation_pages
    if not too_long:
        shorten(pdf, extent)
        count = sum(1 for _ in _fields(pdf.Root.AcroForm.Fields))
        too_long = len(pdf.pages) > FORM_PAGES.most or count > FORM_FIELDS.most
    if too_long:
        raise UnfillableAnswerError(_TOO_LONG.format(pages=FORM_PAGES, fields=FORM_FIELDS), _SHORTEN)


def _write(pdf: pikepdf.Pdf, written: list[Entry], fields: Fields) -> None:
    texts = [entry for entry in written if entry.control.kind in {"line", "prose", "list"}]
    if texts:
        _write_texts(pdf, texts, fields)
    for entry in written:
        if entry.control.kind == "box":
            fields[entry.control.name].V = fields[entry.control.name].AS = Name.Yes
        elif entry.control.kind == "radio":
            _choose(fields[entry.control.name], Name(f"/{entry.value}"))


def _write_texts(pdf: pikepdf.Pdf, texts: list[Entry], fields: Fields) -> None:
    drawn = draw([_box(entry, fields) for entry in texts])
    widgets = [fields[entry.control.name] for entry in texts]
    for widget, entry, shown in zip(widgets, texts, show(pdf, drawn, widgets), strict=True):
        widget.V = String(str(entry.value))
        widget.AP = Dictionary(N=shown)


def _choose(radio: pikepdf.Object, state: pikepdf.Object) -> None:
    radio.V = state
    for button in Array(radio.Kids):
        button.AS = state if str(state) in button.AP.N else Name.Off


def _box(entry: Entry, fields: Fields) -> Box:
    width, height = size(fields[entry.control.name])
    return Box(_seen(entry.control, str(entry.value)), width, height, prose=entry.control.kind == "prose")


def _seen(control: Control, value: str) -> str:
    """What people see of a value: of a list the words of the choice."""
    return next((option.label for option in control.options if option.value == value), value)


def _spelled(characters: str) -> str:
    names = ((f"“{character}” " if character.isprintable() else "", ord(character)) for character in characters)
    return ", ".join(f"{shown}(U+{code:04X})" for shown, code in names)

"""Whether a letter's PDF holds what PDF/A-2b and PDF/UA-1 ask for, as far as a program can look.

These are the checks that we run; veraPDF and PAC were not run, so this is "checked for", never "conforms to".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf

from forms.drawn_codes import drawn_codes, is_composite, meanings

_A = "{http://www.aiim.org/pdfa/ns/id/}"
_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that a check found: the check's name, and what is the matter."""

    check: str
    message: str


Check = Callable[[pikepdf.Pdf], Iterator[str]]


def defects(pdf: bytes) -> tuple[Defect, ...]:
    """What the checks find in a PDF; empty when every one of them holds."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return tuple(Defect(name, message) for name, check in CHECKS.items() for message in check(opened))
    except pikepdf.PasswordError:
        return (Defect("protection", "The file is protected by a password."),)
    except pikepdf.PdfError:
        return (Defect("file", "The file cannot be opened as a PDF."),)


def _protection(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "The file is encrypted, and an archive must be able to open it for ever."


def _identification(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_metadata() as xmp:
        if (xmp.get(f"{_A}part"), str(xmp.get(f"{_A}conformance")).upper()) != ("2", "B"):
            yield "The file does not say that it is PDF/A-2b."
        if xmp.get(f"{_UA}part") != "1":
            yield "The file does not say that it is PDF/UA-1."


def _title(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_metadata() as xmp:
        if not str(xmp.get(f"{_DC}title") or "").strip():
            yield "The file has no title."
    if _inner(pdf.Root, "/ViewerPreferences").get("/DisplayDocTitle") is not True:
        yield "A reader would show the file's name and not its title."


def _language(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not str(pdf.Root.get("/Lang", "")).strip():
        yield "The file does not say in which language it is."


def _tags(pdf: pikepdf.Pdf) -> Iterator[str]:
    marked = _inner(pdf.Root, "/MarkInfo").get("/Marked") is True
    if not marked or "/StructTreeRoot" not in pdf.Root:
        yield "The file is not tagged, so it cannot be read aloud in order."


def _output_intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not any("/DestOutputProfile" in intent for intent in pdf.Root.get("/OutputIntents", pikepdf.Array())):
        yield "The file does not say by which profile its colours are meant."


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for font, _ in _drawn(pdf):
        name = str(font.get("/BaseFont", "without a name")).lstrip("/")
        inner = font["/DescendantFonts"][0] if is_composite(font) else font
        if not any(file in _inner(inner, "/FontDescriptor") for file in _FILES):
            yield f"The font {name} is not embedded."
        if "/ToUnicode" not in font:
            yield f"The font {name} does not say which characters it draws."


def _characters(pdf: pikepdf.Pdf) -> Iterator[str]:
    for font, codes in _drawn(pdf):
        name = str(font.get("/BaseFont", "without a name")).lstrip("/")
        if is_composite(font) and 0 in codes:
            yield f"The font {name} draws an empty box for a character it does not have."
        elif "/ToUnicode" in font and codes - meanings(font).keys():
            yield f"The font {name} draws something that cannot be read as a character."


def _headings(pdf: pikepdf.Pdf) -> Iterator[str]:
    levels = [int(kind[1:]) for kind, _ in _elements(pdf) if kind[:1] == "H" and kind[1:].isdigit()]
    if not levels:
        yield "There is no heading."
    elif levels[0] != 1 or any(after > before + 1 for before, after in pairwise(levels)):
        yield "The headings leave out a level."


def _tables(pdf: pikepdf.Pdf) -> Iterator[str]:
    for kind, element in _elements(pdf):
        if kind == "Table" and not any(inner == "TH" for inner, _ in _elements_below(element, _roles(pdf), set())):
            yield "A table has no headings."


def _alternatives(pdf: pikepdf.Pdf) -> Iterator[str]:
    for kind, element in _elements(pdf):
        if kind == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "A picture has no words that say what it shows."


def _tab_order(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"On page {number} the keyboard does not go in the order of reading."


def _scripts(pdf: pikepdf.Pdf) -> Iterator[str]:
    holders = [pdf.Root, *(page.obj for page in pdf.pages)]
    named = _inner(pdf.Root, "/Names")
    acts = any("/AA" in holder for holder in holders) or "/JavaScript" in named
    opening = pdf.Root.get("/OpenAction")
    if acts or (isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo"):
        yield "The file would do something by itself when it is opened."
    elif any(_is_script(annotation) for page in pdf.pages for annotation in page.get("/Annots", pikepdf.Array())):
        yield "The file would do something by itself when it is used."


def _attachments(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/EmbeddedFiles" in _inner(pdf.Root, "/Names"):
        yield "Another file is attached, which no archive could show."


CHECKS: dict[str, Check] = {
    "protection": _protection,
    "identification": _identification,
    "title": _title,
    "language": _language,
    "tags": _tags,
    "output intent": _output_intent,
    "fonts": _fonts,
    "characters": _characters,
    "headings": _headings,
    "tables": _tables,
    "alternatives": _alternatives,
    "tab order": _tab_order,
    "scripts": _scripts,
    "attachments": _attachments,
}


def _inner(holder: Any, name: str) -> Any:
    """A dictionary inside another; an empty one where it is absent."""
    return holder.get(name, pikepdf.Dictionary())


def _is_script(annotation: pikepdf.Object) -> bool:
    return "/AA" in annotation or _inner(annotation, "/A").get("/S") in ("/JavaScript", "/Launch")


def _drawn(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, set[int]]]:
    for page in pdf.pages:
        yield from drawn_codes(page)


def _roles(pdf: pikepdf.Pdf) -> dict[str, str]:
    """What a program's own names for its elements stand for."""
    roles = _inner(_inner(pdf.Root, "/StructTreeRoot"), "/RoleMap")
    return {str(name).lstrip("/"): str(role).lstrip("/") for name, role in roles.items()}


def _elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """The tags in reading order, each by its standard name."""
    if "/StructTreeRoot" in pdf.Root:
        yield from _elements_below(pdf.Root.StructTreeRoot, _roles(pdf), set())


def _elements_below(
    element: pikepdf.Object, roles: dict[str, str], seen: set[tuple[int, int]]
) -> Iterator[tuple[str, pikepdf.Object]]:
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.objgen != (0, 0) and one.objgen in seen:
            continue
        seen.add(one.objgen)
        kind = str(one.get("/S", "")).lstrip("/")
        if kind:
            yield roles.get(kind, kind), one
        kids: Any = one.get("/K", pikepdf.Array())
        inner = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [kid for kid in reversed(inner) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]

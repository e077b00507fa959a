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


@dataclass(frozen=True, slots=True)
class Looked:
    """A PDF that was opened, and what several checks look at."""

    pdf: pikepdf.Pdf
    root: Any
    says: Any
    """Its metadata."""
    drawn: list[tuple[Any, set[int]]]
    """Each font, with the codes that a page draws with it."""
    elements: list[tuple[str, Any]]
    """The tags in reading order, each by its standard name."""


Check = Callable[[Looked], Iterator[str]]


def defects(pdf: bytes) -> tuple[Defect, ...]:
    """What the checks find in a PDF; empty when every one of them holds."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            looked = _look(opened)
            return tuple(Defect(name, message) for name, check in CHECKS.items() for message in check(looked))
    except pikepdf.PasswordError:
        return (Defect("protection", "The file is protected by a password."),)
    except pikepdf.PdfError:
        return (Defect("file", "The file cannot be opened as a PDF."),)


def _protection(looked: Looked) -> Iterator[str]:
    if looked.pdf.is_encrypted:
        yield "The file is encrypted, and an archive must be able to open it for ever."


def _identification(looked: Looked) -> Iterator[str]:
    if (looked.says.get(f"{_A}part"), str(looked.says.get(f"{_A}conformance")).upper()) != ("2", "B"):
        yield "The file does not say that it is PDF/A-2b."
    if looked.says.get(f"{_UA}part") != "1":
        yield "The file does not say that it is PDF/UA-1."


def _title(looked: Looked) -> Iterator[str]:
    if not str(looked.says.get(f"{_DC}title") or "").strip():
        yield "The file has no title."
    if _inner(looked.root, "/ViewerPreferences").get("/DisplayDocTitle") is not True:
        yield "A reader would show the file's name and not its title."


def _language(looked: Looked) -> Iterator[str]:
    if not str(looked.root.get("/Lang", "")).strip():
        yield "The file does not say in which language it is."


def _tags(looked: Looked) -> Iterator[str]:
    marked = _inner(looked.root, "/MarkInfo").get("/Marked") is True
    if not marked or "/StructTreeRoot" not in looked.root:
        yield "The file is not tagged, so it cannot be read aloud in order."


def _output_intent(looked: Looked) -> Iterator[str]:
    if not any("/DestOutputProfile" in intent for intent in looked.root.get("/OutputIntents", pikepdf.Array())):
        yield "The file does not say by which profile its colours are meant."


def _fonts(looked: Looked) -> Iterator[str]:
    for font, _ in looked.drawn:
        name = str(font.get("/BaseFont", "without a name")).lstrip("/")
        inner = font["/DescendantFonts"][0] if is_composite(font) else font
        if not any(file in _inner(inner, "/FontDescriptor") for file in _FILES):
            yield f"The font {name} is not embedded."
        if "/ToUnicode" not in font:
            yield f"The font {name} does not say which characters it draws."


def _characters(looked: Looked) -> Iterator[str]:
    for font, codes in looked.drawn:
        name = str(font.get("/BaseFont", "without a name")).lstrip("/")
        if is_composite(font) and 0 in codes:
            yield f"The font {name} draws an empty box for a character it does not have."
        elif "/ToUnicode" in font and codes - meanings(font).keys():
            yield f"The font {name} draws something that cannot be read as a character."


def _headings(looked: Looked) -> Iterator[str]:
    levels = [int(kind[1:]) for kind, _ in looked.elements if kind[:1] == "H" and kind[1:].isdigit()]
    if not levels:
        yield "There is no heading."
    elif levels[0] != 1 or any(after > before + 1 for before, after in pairwise(levels)):
        yield "The headings leave out a level."


def _tables(looked: Looked) -> Iterator[str]:
    for kind, element in looked.elements:
        if kind == "Table" and not any(
            inner == "TH" for inner, _ in _elements_below(element, _roles(looked.root), set())
        ):
            yield "A table has no headings."


def _alternatives(looked: Looked) -> Iterator[str]:
    for kind, element in looked.elements:
        if kind == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "A picture has no words that say what it shows."


def _tab_order(looked: Looked) -> Iterator[str]:
    for number, page in enumerate(looked.pdf.pages, start=1):
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"On page {number} the keyboard does not go in the order of reading."


def _scripts(looked: Looked) -> Iterator[str]:
    holders = [looked.root, *(page.obj for page in looked.pdf.pages)]
    named = _inner(looked.root, "/Names")
    acts = any("/AA" in holder for holder in holders) or "/JavaScript" in named
    opening = looked.root.get("/OpenAction")
    if acts or (isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo"):
        yield "The file would do something by itself when it is opened."
    elif any(
        _is_script(annotation) for page in looked.pdf.pages for annotation in page.get("/Annots", pikepdf.Array())
    ):
        yield "The file would do something by itself when it is used."


def _attachments(looked: Looked) -> Iterator[str]:
    if "/EmbeddedFiles" in _inner(looked.root, "/Names"):
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


def _look(pdf: pikepdf.Pdf) -> Looked:
    root: Any = pdf.Root
    drawn = [font for page in pdf.pages for font in drawn_codes(page)]
    elements = list(_elements_below(root.StructTreeRoot, _roles(root), set())) if "/StructTreeRoot" in root else []
    return Looked(pdf, root, pdf.open_metadata(), drawn, elements)


def _roles(root: Any) -> dict[str, str]:
    """What a program's own names for its elements stand for."""
    roles = _inner(_inner(root, "/StructTreeRoot"), "/RoleMap")
    return {str(name).lstrip("/"): str(role).lstrip("/") for name, role in roles.items()}


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

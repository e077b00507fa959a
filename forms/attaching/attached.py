"""What is in a document that somebody attaches, and how its pages look; only ever in the guarded process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
import pypdfium2

from forms.attaching.attachment_refusals import TOO_MANY_BYTES, refuse
from forms.attaching.docx_check import check_docx
from forms.attaching.docx_pictures import pictures_in_word
from forms.attaching.few_words import hardly_any
from forms.attaching.kinds import DOCX, PDF, Kind, kind_of
from forms.attaching.pdf_words import words_of
from forms.attaching.picture_check import check_picture, draw_picture
from forms.fields import UnreadableFormError
from forms.limits import ATTACHMENT_PAGES, ATTACHMENT_SIZE
from forms.reading.objects import Entries, entries, name
from forms.reading.opening import in_memory, was_repaired
from forms.showing.pages import picture

_LONGEST = 300_000
"""Characters of all pages."""

_CARRIES = "It carries other files inside. They are not looked at: attach each by itself where it belongs."
_RUNS = "It would run a program (JavaScript) or start another one when it is opened. Save it as PDF anew without that."
_REPAIRED = "It is not well formed, and was repaired to read it. Look whether all of its pages are there."


def examine(content: bytes) -> dict[str, Any]:
    """The media type of a document by its content, the words of its pages, which are pictures, and what is odd.

    Raises:
        UnreadableFormError: It can't be attached.
    """
    kind = _checked(content)
    notes: list[str] = []
    pictures: Sequence[int]
    if kind is PDF:
        pages, pictures = words_of(_document(content))
        notes = list(_notes(content))
    elif kind is DOCX:
        (words,) = check_docx(content)
        pictures = range(len(pictures_in_word(content)) if hardly_any(words) else 0)
        pages = (*("" for _ in pictures), *([words] if words or not pictures else ()))
    else:
        pages = ("",) * check_picture(content, kind)
        pictures = range(len(pages))
    return {"type": kind.media_type, "pages": _within_bounds(pages), "notes": notes, "pictures": list(pictures)}


def draw(content: bytes, *, width: int, most: int) -> dict[str, Any]:
    """The first pages of a document as PNG in base64; none of a Word document, whose pages only its program knows.

    Raises:
        UnreadableFormError: They can't be drawn.
    """
    kind = _checked(content)
    if kind is DOCX:
        return {"pages": []}
    if kind is not PDF:
        return {"pages": draw_picture(content, kind, width=width, most=most)}
    document = _document(content)
    document.init_forms()
    return {"pages": [picture(document[number], width) for number in range(min(len(document), most))]}


def _checked(content: bytes) -> Kind:
    if len(content) > ATTACHMENT_SIZE.most:
        raise refuse("too_large", what=TOO_MANY_BYTES)
    return kind_of(content)


def _document(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as unreadable:
        raise refuse("password" if "password" in str(unreadable).lower() else "damaged") from None
    if count > ATTACHMENT_PAGES.most:
        raise refuse("too_large", what=f"it has more than {ATTACHMENT_PAGES}")
    if not count:
        raise refuse("damaged", where=": it has no page")
    return document


def _within_bounds(pages: tuple[str, ...]) -> list[str]:
    """Words as a database can keep them, and no more than a check would ever look through."""
    room, kept = _LONGEST, []
    for page in pages:
        words = "".join(_kept(sign) for sign in page[:room].replace("\r\n", "\n"))
        room -= len(words)
        kept.append(words)
    return kept


def _kept(sign: str) -> str:
    """A sign as it is kept: every kind of blank as one that words are divided by, nothing that can't be seen."""
    if sign in "\n\t":
        return sign
    return " " if sign.isspace() else sign if sign.isprintable() else ""


def _notes(pdf: bytes) -> Iterator[str]:
    """What a person should know of a PDF; nothing of it was run or opened."""
    try:
        with in_memory(pdf) as source, pikepdf.open(source, access_mode=pikepdf.AccessMode.mmap) as opened:
            root = entries(opened.Root)
            if "/EmbeddedFiles" in entries(root.get("/Names")) or "/AF" in root:
                yield _CARRIES
            if _runs(root):
                yield _RUNS
            if was_repaired(opened.get_warnings()):
                yield _REPAIRED
    except (pikepdf.PdfError, UnreadableFormError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        yield _REPAIRED


def _runs(root: Entries) -> bool:
    opening = entries(root.get("/OpenAction"))
    return "/JavaScript" in entries(root.get("/Names")) or name(opening.get("/S")) in {"JavaScript", "Launch"}

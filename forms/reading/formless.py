"""Why a PDF has no fields: it was printed, with letters or as mere drawings, scanned, is XFA, or never was a form."""

from __future__ import annotations

import io
import re
from unicodedata import category

import pypdf

from forms.fields import UnreadableFormError
from forms.reading.objects import Entries, entries, items
from forms.reading.page_annotations import Pages
from forms.reading.strings import REPLACEMENT
from forms.refusals import refusal

_FIRST_PAGES = 3
_OUR_WORDS = re.compile(r"data\s*request\s*standard\s*application|bona\s*fide\s*researcher", re.IGNORECASE)
_NO_LETTERS = frozenset({"Cc", "Co", "Cn"})
"""Control characters, and what stands for no character: numbers of drawings in a typeface that names none of them."""
_MOST_ODD = 0.03
_MANY_LINES = 10_000
"""Bytes, packed, of the drawing of a page: fewer draw no page of letters."""


def without_fields(pdf: bytes, root: Entries, pages: Pages) -> UnreadableFormError:
    """The refusal that says why there is nothing to read."""
    form = entries(root.get("/AcroForm"))
    if "/XFA" in form:
        return refusal("xfa_only")
    first = pages.entries[:_FIRST_PAGES]
    if any(_has(page, "/Font") for page in first) and (words := _words(pdf)):
        return refusal(_kind_of(words))
    if first and all(_has(page, "/XObject") for page in first):
        return refusal("scan")
    return refusal("letterless" if any(_drawn(page) > _MANY_LINES for page in first) else "no_form")


def _kind_of(words: str) -> str:
    """What a PDF is by the words of its first pages."""
    if _OUR_WORDS.search(words):
        return "flattened"
    written = words.replace("\n", "").replace("\t", "")
    odd = sum(category(letter) in _NO_LETTERS or letter == REPLACEMENT for letter in written)
    return "letterless" if odd > _MOST_ODD * len(written) else "no_form"


def _has(page: Entries, resource: str) -> bool:
    """Whether a page, or a drawing on it, uses fonts (or pictures)."""
    resources = entries(page.get("/Resources"))
    if entries(resources.get(resource)):
        return True
    drawings = [entries(item) for item in entries(resources.get("/XObject")).values()]
    inner = [entries(drawing.get("/Resources")) for drawing in drawings[:50]]
    return any(entries(below.get(resource)) for below in inner)


def _drawn(page: Entries) -> int:
    """How many bytes draw a page, packed as they are."""
    content = page.get("/Contents")
    lengths = (entries(part).get("/Length") for part in items(content) or [content])
    return sum(length for length in lengths if isinstance(length, int))


def _words(pdf: bytes) -> str:
    """The words of the first pages, "?" where they can't be had; pypdf reads them: it limits what a page unpacks to."""
    try:
        pages = pypdf.PdfReader(io.BytesIO(pdf)).pages[:_FIRST_PAGES]
        return "\n".join(page.extract_text() for page in pages).strip()
    except Exception:  # whatever pypdf raises on a broken page, the text is not to be had
        return "?"

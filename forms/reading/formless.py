"""Why a PDF has no fields: it was printed, it was scanned, its form is XFA, or it never was a form."""

from __future__ import annotations

import io
import re

import pypdf

from forms.fields import UnreadableFormError
from forms.reading.objects import Entries, entries
from forms.reading.page_annotations import Pages
from forms.refusals import refusal

_FIRST_PAGES = 3
_OUR_WORDS = re.compile(r"data\s*request\s*standard\s*application|bona\s*fide\s*researcher", re.IGNORECASE)


def without_fields(pdf: bytes, root: Entries, pages: Pages) -> UnreadableFormError:
    """The refusal that says why there is nothing to read."""
    form = entries(root.get("/AcroForm"))
    if "/XFA" in form:
        return refusal("xfa_only")
    first = pages.entries[:_FIRST_PAGES]
    if any(_has(page, "/Font") for page in first):
        return refusal("flattened" if _is_ours(pdf) else "no_form")
    if first and all(_has(page, "/XObject") for page in first):
        return refusal("scan")
    return refusal("no_form")


def _has(page: Entries, resource: str) -> bool:
    """Whether a page, or a drawing on it, uses fonts (or pictures)."""
    resources = entries(page.get("/Resources"))
    if entries(resources.get(resource)):
        return True
    drawings = [entries(item) for item in entries(resources.get("/XObject")).values()]
    inner = [entries(drawing.get("/Resources")) for drawing in drawings[:50]]
    return any(entries(below.get(resource)) for below in inner)


def _is_ours(pdf: bytes) -> bool:
    """Whether one of the first pages speaks of our form; pypdf reads it: it limits what a page may unpack to."""
    try:
        pages = pypdf.PdfReader(io.BytesIO(pdf)).pages[:_FIRST_PAGES]
        return any(_OUR_WORDS.search(page.extract_text()) for page in pages)
    except Exception:  # whatever pypdf raises on a broken page, the text is not to be had
        return False

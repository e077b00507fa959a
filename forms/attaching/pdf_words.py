"""The words of the pages of a PDF, and which of its pages are pictures; only ever in the guarded process."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as raw

from forms.attaching.attachment_refusals import refuse
from forms.attaching.few_words import hardly_any

_READING = 2.0
"""Seconds of processor time for the words of a PDF; the pages that were not reached by then have none."""
_LONGEST_PAGE = 20_000
"""Characters."""
_COVERED = 0.5
"""Share of a page that pictures cover where the page is one."""
_NESTED = 3


def words_of(document: pypdfium2.PdfDocument) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of each page, as far as the time for them reaches, and the places of the pages that are pictures.

    Raises:
        UnreadableFormError: A page can't be opened.
    """
    ends = time.process_time() + _READING
    pages, pictures = [], []
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            raise refuse("damaged", where=f": its page {number + 1} can’t be read") from None
        reached = time.process_time() < ends
        pages.append(_words(page) if reached else "")
        if reached and _is_picture(page, pages[-1]):
            pictures.append(number)
        page.close()
    return tuple(pages), tuple(pictures)


def _words(page: pypdfium2.PdfPage) -> str:
    try:
        text = page.get_textpage()
        words: str = text.get_text_range(0, min(text.count_chars(), _LONGEST_PAGE))
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return ""
    return words


def _is_picture(page: pypdfium2.PdfPage, words: str) -> bool:
    """Whether a page shows something, and no words but perhaps a few over a picture of the page."""
    if not hardly_any(words):
        return False
    if not any(map(str.isalnum, words)):
        drawn: int = raw.FPDFPage_CountObjects(page.raw)
        return drawn > 0
    width, height = page.get_size()
    covered: float = _COVERED * width * height
    return sum(_areas(page)) > covered


def _areas(page: pypdfium2.PdfPage) -> Iterator[float]:
    """What each picture covers, in square points."""
    try:
        for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_NESTED):
            left, bottom, right, top = picture.get_bounds()
            yield (right - left) * (top - bottom)
    except pypdfium2.PdfiumError:
        return

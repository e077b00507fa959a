"""How the tests read a finished letter, by programs that did not make it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pypdfium2
from docx.table import Table
from docx.text.paragraph import Paragraph


def docx_text(letter: bytes) -> str:
    """The words of a Word letter's body, by python-docx."""
    return "\n".join(_paragraphs(docx.Document(BytesIO(letter))))


def docx_headers(letter: bytes) -> tuple[str, str]:
    """The words of the first page's letterhead, and of the next pages' heads, by python-docx."""
    section = docx.Document(BytesIO(letter)).sections[0]
    first, further = section.first_page_header, section.header
    return "\n".join(_paragraphs(first)), "\n".join(_paragraphs(further))


def pdf_text(pdf: bytes) -> str:
    """The words of a PDF, by PDFium."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def pdf_body(pdf: bytes, head: str) -> str:
    """The characters of a PDF, by PDFium, without what stands at the head and foot of each page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [bare(page.get_textpage().get_text_range()) for page in opened]
    return "".join(re.sub(r"(Reference[^ ]{0,60})?Page\d+of\d+$", "", page.removeprefix(bare(head))) for page in pages)


def html_text(page: str) -> str:
    """The words of an HTML page's body."""
    body = page.partition("<body>")[2]
    return html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<(?:li|td|p)\b", "\n<", body)))


def bare(text: str) -> str:
    """The characters alone: a line's end may part words, and a long word may be broken."""
    return re.sub(r"[\s\u200b\ufffe\u00ad-]", "", text)


def _paragraphs(holder: Any) -> Iterator[str]:
    for block in holder.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from (one.text for one in cell.paragraphs)

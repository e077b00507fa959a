"""Reading a scanned page: the seconds that it takes, and the share of them that the program reads letters in."""

from __future__ import annotations

import io
import statistics
import time
from typing import Any

import pypdfium2

from bench.figures import Figure, measured, unmeasured
from bench.papers import printed_page
from forms.reader import Reader
from forms.scanned.scan import read_scan
from forms.scanned.tesseract import DPI, Tesseract, find

_ROUNDS = 3


def figures() -> list[Figure]:
    """One page of our form that is full of answers, at 300 dots an inch, from the picture to its answers."""
    program = find()
    if program is None:
        absent = "Tesseract is not installed"
        return [
            unmeasured("scan_page_seconds", "s", None, reason=absent),
            unmeasured("scan_share_of_ocr", "share", None, reason=absent),
        ]
    taken = [_seconds(program) for _ in range(_ROUNDS)]
    return [
        measured("scan_page_seconds", statistics.median(whole for whole, _ in taken), "s"),
        measured("scan_share_of_ocr", statistics.median(ocr / whole for whole, ocr in taken), "share"),
    ]


def _seconds(program: Tesseract) -> tuple[float, float]:
    """The whole time by the clock, and that of the program."""
    picture, spent = _picture(), 0.0
    with Reader() as reader:

        def ask(job: str, content: bytes, **options: Any) -> Any:
            nonlocal spent
            started = time.monotonic()
            answer = reader._ask(job, content, **options)  # the program is asked inside, and only its share is wanted
            spent += (time.monotonic() - started) * (job == "recognise")
            return answer

        ask("scan_page", picture, page=0)  # so that what is kept is warm
        started, spent = time.monotonic(), 0.0
        read_scan(ask, picture, program)
        return time.monotonic() - started, spent


def _picture() -> bytes:
    page = pypdfium2.PdfDocument(printed_page())[0]
    written = io.BytesIO()
    page.render(scale=DPI / 72, grayscale=True).to_pil().save(written, "PNG")
    return written.getvalue()

"""The pages of forms that were printed or scanned: how a browser gets to each of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as raw
from playwright.sync_api import Page

from look.bringing import FORM, bring, choose
from webapp.samples import SAMPLES

_WAIT = 300_000  # milliseconds: a scanned page takes some seconds, on a busy machine many


def states() -> Iterator[tuple[str, Callable[[Page, str], None]]]:
    """What becomes of a form whose fields are gone."""
    yield "findings of a printed form", _printed_findings
    yield "confirm a printed form beside the page", _printed_beside
    yield "findings of a scan", _scan_findings


def _printed() -> bytes:
    """A filled form, flattened."""
    document = pypdfium2.PdfDocument(SAMPLES["complete"].pdf())
    document.init_forms()
    for number in range(len(document)):
        page = document[number]
        raw.FPDFPage_Flatten(page.raw, 0)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _scan() -> bytes:
    """A picture of its first page."""
    page = pypdfium2.PdfDocument(_printed())[0]
    out = io.BytesIO()
    page.render(scale=200 / 72, grayscale=True).to_pil().rotate(0.7, fillcolor=235).save(out, "JPEG", quality=75)
    return out.getvalue()


def _printed_findings(page: Page, base: str) -> None:
    _check(page, base, "printed.pdf", _printed())


def _printed_beside(page: Page, base: str) -> None:
    page.set_default_navigation_timeout(_WAIT)
    bring(page, base, _printed(), "printed.pdf")


def _scan_findings(page: Page, base: str) -> None:
    _check(page, base, "page 1.jpg", _scan())


def _check(page: Page, base: str, name: str, content: bytes) -> None:
    page.goto(f"{base}/check")
    choose(page, FORM, name, content)
    with page.expect_navigation(timeout=_WAIT):
        page.get_by_role("button", name="Check the form").first.click()

"""The record of a submission, and what the page that verifies says: each answer once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from look.filling import status

PATIENCE = 60.0
"""Seconds until the record of a submission has to be there."""


def states() -> Iterator[tuple[str, Callable[[Page, str], None]]]:
    """What is seen of a record; the application was submitted before."""
    yield "where it stands, with its record", lambda page, base: _void(_record(page, base))
    yield "verify, a code", _by_code
    yield "verify, a file as it was sealed", lambda page, base: _by_file(page, base, _record(page, base))
    yield "verify, a file that was changed", lambda page, base: _by_file(page, base, _record(page, base) + b"\n")
    yield "verify, a file without a seal", lambda page, base: _by_file(page, base, b"no file of ours")
    yield "verify, no code", lambda page, base: _typed(page, base, "7K3M")


def _record(page: Page, base: str) -> bytes:
    """The record, once it is made; leaves the page that leads to it."""
    status(page, base)
    link = page.get_by_role("link", name=re.compile("^The record of"))
    until = time.monotonic() + PATIENCE
    while not link.count() and time.monotonic() < until:
        page.wait_for_timeout(500)
        page.reload()
    return page.request.get(base + str(link.first.get_attribute("href"))).body()


def _by_code(page: Page, base: str) -> None:
    _record(page, base)
    code = re.search(r"code ((?:\w{4}-){3}\w{4})", page.locator("main").inner_text())
    _typed(page, base, code[1] if code else "")


def _typed(page: Page, base: str, code: str) -> None:
    page.goto(f"{base}/verify")
    page.get_by_label("Code, or SHA-256").fill(code)
    _press(page, "Verify the code")


def _by_file(page: Page, base: str, content: bytes) -> None:
    page.goto(f"{base}/verify")
    chosen = {"name": "record.pdf", "mimeType": "application/pdf", "buffer": content}
    page.get_by_label("The file", exact=True).set_input_files(chosen)  # type: ignore[arg-type]  # the keys are those of a FilePayload
    _press(page, "Verify the file")


def _press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def _void(_: object) -> None:
    """A state is reached; what it returns is nobody's."""

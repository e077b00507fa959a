"""What the researcher sees and does once the application is submitted: how a browser gets to each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from look.filling import come, status
from look.working import State

SUBPOENA = {
    "Day on which it became known": "11/24/2026",
    "Subpoena or proceeding": "Superior Court, Invented v. Sample, 26-0012",
    "Which data are asked for": "All rows of one county.",
}
"""What a researcher types for the notice of a subpoena."""


def states() -> Iterator[State]:
    """Pages of an application that is under review."""
    yield "an act of the researcher", _act
    yield "an act of the researcher, what follows", _follows
    yield "a letter of the researcher", _letter("Immediate notice of a breach in security")
    yield "a letter of the researcher, lacking something", _lacking
    yield "a letter of the researcher, looked at", _looked_at
    yield "a letter of the researcher, what filing it does", _filing
    yield "a letter that others sign", _letter("Verification of affiliation")
    yield "the researcher's calendar", _calendar


def _act(page: Page, base: str) -> None:
    status(page, base)
    page.get_by_role("link", name="Request a letter of support").click()
    page.get_by_role("button", name="See what follows").wait_for()


def _follows(page: Page, base: str) -> None:
    _act(page, base)
    page.get_by_role("button", name="See what follows").click()
    page.get_by_role("heading", name="What follows").wait_for()


def _letter(title: str) -> Callable[[Page, str], None]:
    def reach(page: Page, base: str) -> None:
        status(page, base)
        page.get_by_role("link", name=title).first.click()
        page.get_by_role("heading", level=1, name=title).wait_for()

    return reach


def _lacking(page: Page, base: str) -> None:
    _letter("Immediate notice of a breach in security")(page, base)
    page.get_by_role("button", name="Look at the letter").click()
    page.wait_for_selector("[role=alert]")


def _looked_at(page: Page, base: str) -> None:
    _letter("Immediate notice of a subpoena")(page, base)
    for name, words in SUBPOENA.items():
        page.get_by_label(name, exact=True).fill(words)
    page.get_by_label("Court order", exact=True).select_option("no")
    page.get_by_role("button", name="Look at the letter").click()
    page.get_by_role("heading", name="File it").wait_for()


def _filing(page: Page, base: str) -> None:
    _looked_at(page, base)
    page.get_by_role("button", name="See what follows").click()
    page.get_by_role("heading", name="The letter, as it goes out").wait_for()


def _calendar(page: Page, base: str) -> None:
    come(page, base)
    page.goto(f"{base}/calendar")
    page.get_by_role("button", name="Make an address").wait_for()

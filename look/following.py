"""What the researcher sees and does once the application is submitted: how a browser gets to each page."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from look.filling import come, status
from look.working import State


def states() -> Iterator[State]:
    """Pages of an application that is under review."""
    yield "an act of the researcher", _act
    yield "an act of the researcher, what follows", _follows
    yield "the researcher's calendar", _calendar


def _act(page: Page, base: str) -> None:
    status(page, base)
    page.get_by_role("link", name="Request a letter of support").click()
    page.get_by_role("button", name="See what follows").wait_for()


def _follows(page: Page, base: str) -> None:
    _act(page, base)
    page.get_by_role("button", name="See what follows").click()
    page.get_by_role("heading", name="What follows").wait_for()


def _calendar(page: Page, base: str) -> None:
    come(page, base)
    page.goto(f"{base}/calendar")
    page.get_by_role("button", name="Make an address").wait_for()

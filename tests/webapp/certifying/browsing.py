"""The officer in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from look.places import press


def fill_in(tab: Page, link: str, name: str, method: str = "typed", cloud: str = "No") -> None:
    """Open the link, and fill the page in."""
    tab.goto(link)
    place = "#security_certification-cloud_storage"
    tab.locator(f'label[for="{place[1:]}{"" if cloud == "Yes" else "-2"}"]').click()
    tab.get_by_label("Your full name").fill(name)
    tab.locator(f'label[for="method-{method}"]').click()
    tab.locator('label[for="consent"]').click()


def sign(tab: Page, link: str, name: str, code: Callable[[], str]) -> None:
    """Fill the page in, and sign with the code of the mail."""
    fill_in(tab, link, name)
    press_continue(tab)
    enter(tab, code())


def press_continue(tab: Page) -> None:
    """Go on to the page that shows it whole."""
    with tab.expect_navigation():
        tab.locator(".form-actions button").click()


def enter(tab: Page, code: str) -> None:
    """Type the code, and sign."""
    tab.get_by_label("The code in the mail").fill(code)
    press(tab, "Sign")

"""Somebody takes an account, signs in and proves who they are, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page
from pyotp import TOTP

from look.running import Running, running
from tests.programs import needs
from tests.webapp.checking.test_browser import what_is_wrong
from tests.webapp.staff.working import PASSWORD, long_ago
from tests.webapp.windows import WIDE
from webapp import clock
from webapp.staff.invitations import printed_token

pytestmark = [needs("chromium"), pytest.mark.slow]

ADDRESS = "first@agency.example"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("home") / "var", sweeps=False) as service:
        yield service


@pytest.fixture
def tab(window: Browser) -> Iterator[Page]:
    context = window.new_context(viewport=WIDE)
    yield context.new_page()
    context.close()


def take_the_account(tab: Page, address: str) -> list[str]:
    """Fill in the page that the printed link leads to; returns the recovery codes."""
    tab.goto(address)
    assert list(what_is_wrong(tab)) == []
    key = TOTP(tab.locator(".key-text").inner_text().replace(" ", ""))
    tab.get_by_label("Your e-mail address").fill(ADDRESS)
    tab.get_by_label("Your name").fill("First Sample")
    for code in ("000000", key.at(clock.now())):
        tab.get_by_label("A new password").fill(PASSWORD)
        tab.get_by_label("The same password once more").fill(PASSWORD)
        tab.get_by_label("The code that it shows now").fill(code)
        tab.get_by_role("button", name="Take this account").click()
        if code == "000000":
            assert "not the code of now" in tab.get_by_role("alert").inner_text()
            assert tab.get_by_label("Your name").input_value() == "First Sample"
    assert heading(tab) == "The account is yours"
    assert list(what_is_wrong(tab)) == []
    return tab.locator(".codes code").all_inner_texts()


def sign_in(tab: Page, code: str) -> None:
    tab.get_by_role("link", name="Sign in").click()
    tab.get_by_label("Your e-mail address").fill(ADDRESS)
    tab.get_by_label("Your password").fill(PASSWORD)
    tab.get_by_role("button", name="Go on").click()
    assert list(what_is_wrong(tab)) == []
    tab.get_by_label("The code of your authenticator").fill(code)
    tab.get_by_role("button", name="Sign in").click()
    assert heading(tab) == "First Sample"


def heading(tab: Page) -> str:
    return tab.get_by_role("heading", level=1).inner_text()


def test_the_first_administrator_takes_the_account_signs_in_and_invites(service: Running, tab: Page) -> None:
    token = printed_token(service.app.extensions["settings"].secret_key(), 0)
    codes = take_the_account(tab, f"{service.address}/staff/administrator/{token}")
    assert len(codes) == 10
    sign_in(tab, codes[0].upper())
    tab.goto(f"{service.address}/staff/people/new")
    tab.get_by_label("Their name").fill("Lee Sample")
    tab.get_by_label("Their e-mail address").fill("lee@agency.example")
    tab.locator("label", has_text="Auditor").first.click()
    long_ago(service.app, clock.now() - timedelta(minutes=11), seen_at=clock.now())
    tab.get_by_role("button", name="Send the invitation").click()
    assert heading(tab) == "Show that it is you"
    assert list(what_is_wrong(tab)) == []
    tab.get_by_label("Your password, or the code").fill(PASSWORD)
    tab.get_by_role("button", name="Go on").click()
    assert heading(tab) == "Lee Sample"
    assert "was invited (roles: Auditor (reads only) from" in tab.locator("main").inner_text()
    long_ago(service.app, clock.now() - timedelta(minutes=31))
    tab.get_by_role("button", name="Change the roles").click()
    assert heading(tab) == "You were signed out"
    assert list(what_is_wrong(tab)) == []
    tab.goto(f"{service.address}/staff/people")
    assert "30 minutes without a click" in tab.locator("main").inner_text()
    assert list(what_is_wrong(tab)) == []

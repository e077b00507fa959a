"""The pages of those who work here: how a browser gets to each of them, as one of the invented people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from playwright.sync_api import Page

PATIENCE = 30.0
"""Seconds until a mail has to be there."""
State = tuple[str, Callable[[Page, str], None]]


def come_in(page: Page, base: str, role: str) -> None:
    """Sign in with a click, in a role such as research_services; whoever was signed in is not any more."""
    _sign_out(page, base)
    page.locator(f'button[value="{role}"]').click()
    page.wait_for_url("**/staff")


def _sign_out(page: Page, base: str) -> None:
    """Leads to the page of signing in, whoever was here."""
    page.goto(f"{base}/staff/sign-in")
    if not page.url.endswith("/staff/sign-in"):
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/staff/sign-in?out=1")


def states() -> Iterator[State]:
    """Every page of people, accounts and settings, and what becomes of it when somebody does something."""
    yield "sign in, a wrong password", _wrong_password
    for role in ("research_services", "auditor"):
        yield f"signed in, {role}", lambda page, base, role=role: come_in(page, base, role)  # type: ignore[misc]  # bound at once
    yield "not for an auditor", _not_for_an_auditor
    yield "invite somebody", _at("/staff/people/new")
    yield "invite somebody, a day that is none", _no_day
    yield "a person, invited", _invited
    yield "set up an account", _join
    yield "people", _at("/staff/people")
    yield "a person, before the account is closed", _before_closing
    yield "sessions", _at("/staff/sessions")
    yield "closures", _at("/staff/closures")
    yield "closures, a day that is closed already", _closed_already
    yield "a closure, before it is taken back", _before_taking_back
    yield "letterhead", _at("/staff/letterhead")
    yield "letterhead, a file that is none", _no_letterhead
    yield "templates of letters", _at("/staff/templates")
    yield "a template of a letter", _at("/staff/templates/denial")
    yield "a template of the researcher", _at("/staff/templates/renewal-request")
    yield "settings", _at("/staff/settings")
    yield "account log", _at("/staff/log")
    yield "your account", _at("/staff/account")
    yield "another authenticator", _at("/staff/account/authenticator")
    yield "recovery codes", _codes


def _at(place: str) -> Callable[[Page, str], None]:
    def reach(page: Page, base: str) -> None:
        come_in(page, base, "administrator")
        page.goto(base + place)

    return reach


def _wrong_password(page: Page, base: str) -> None:
    _sign_out(page, base)
    page.get_by_label("Your e-mail address").fill("kim@agency.example")
    page.get_by_label("Your password").fill("not this one")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_selector("[role=alert]")


def _join(page: Page, base: str) -> None:
    """The page that an invitation leads to; its mail takes a moment."""
    _invited(page, base)
    link = page.locator('a[href*="/staff/join/"]').first
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        page.goto(f"{base}/mails-of-this-demo")
        if link.count():
            page.goto(link.get_attribute("href") or base)
            return
        page.wait_for_timeout(300)
    raise TimeoutError("no mail has come")


def _closed_already(page: Page, base: str) -> None:
    _close(page, base, "11/26/2026")
    page.wait_for_selector("[role=alert]")


def _before_taking_back(page: Page, base: str) -> None:
    _at("/staff/closures")(page, base)
    if not page.get_by_role("link", name="Take back").count():
        _close(page, base, "12/15/2026")
    page.get_by_role("link", name="Take back").first.click()
    page.get_by_role("button", name="Take it back").wait_for()


def _close(page: Page, base: str, day: str) -> None:
    _at("/staff/closures")(page, base)
    page.get_by_label("The day").fill(day)
    page.get_by_label("Why the office is closed").fill("a day of mourning")
    page.get_by_role("button", name="Add the closure").click()


def _no_letterhead(page: Page, base: str) -> None:
    _at("/staff/letterhead")(page, base)
    page.get_by_label("The first day of its letters").fill("01/01/2027")
    chosen = {"name": "letterhead.toml", "mimeType": "", "buffer": b"no [toml"}
    page.locator("#file").set_input_files(chosen)  # type: ignore[arg-type]  # the keys are those of a FilePayload
    page.get_by_role("button", name="Set it").click()
    page.wait_for_selector("[role=alert]")


def _not_for_an_auditor(page: Page, base: str) -> None:
    come_in(page, base, "auditor")
    page.goto(f"{base}/staff/people")


def _no_day(page: Page, base: str) -> None:
    _at("/staff/people/new")(page, base)
    page.get_by_label("Their name").fill("Lee Sample")
    page.locator("label", has_text="Appeal officer").first.click()
    page.locator('input[name="appeal_officer.since"]').fill("13/40/2026")
    page.get_by_role("button", name="Send the invitation").click()
    page.wait_for_selector("[role=alert]")


def _invited(page: Page, base: str) -> None:
    _at("/staff/people")(page, base)
    if page.get_by_role("link", name="Lee Sample").count():
        page.get_by_role("link", name="Lee Sample").click()
    else:
        page.goto(f"{base}/staff/people/new")
        page.get_by_label("Their name").fill("Lee Sample")
        page.get_by_label("Their e-mail address").fill("lee@agency.example")
        page.locator("label", has_text="Appeal officer").first.click()
        page.get_by_role("button", name="Send the invitation").click()
    page.get_by_role("heading", name="Lee Sample").wait_for()


def _before_closing(page: Page, base: str) -> None:
    _invited(page, base)
    page.get_by_role("link", name="Close the account").click()
    page.get_by_role("button", name="Close the account").wait_for()


def _codes(page: Page, base: str) -> None:
    _at("/staff/account")(page, base)
    page.get_by_role("button", name="Make new codes").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()

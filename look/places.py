"""Every page that there is, found in the map of addresses so that none is forgotten, and the states behind buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, url_for
from playwright.sync_api import Page
from werkzeug.routing import Rule

from look import bringing, casework, certifying, corresponding, filling, following, offpage, verifying, working
from webapp.noticing.kinds import KINDS
from webapp.samples import SAMPLES
from webapp.staff.admission import Audience, admission_of

EXAMPLES: dict[str, list[dict[str, Any]]] = {
    # What stands for the variable part of an address that is open to everybody. A route that has one and no line here
    # fails the tests; those of one person's own are reached by states, in the other modules of this folder.
    "checking.sample": [{"name": name} for name in SAMPLES],
    "checking.sample_form": [{"name": "complete"}],
    "letters.begin": [{"kind": "support-request", "form": "pdf"}],
    "notices.form": [{"kind": kind} for kind in KINDS],
    "law.clause": [{"name": "966(b)(12)(A)(iv)"}, {"name": "964(h)-item-1"}],
}
NO_PAGES = {"static"}


@dataclass(frozen=True, slots=True)
class Place:
    """An address that a person can open."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class State:
    """What a page becomes when somebody does something on it."""

    name: str
    reach: Callable[[Page, str], None]
    """Takes the page and the address of the service."""


def addresses(app: Flask) -> Iterator[Place]:
    """Every address that is opened by GET, pages and files alike."""
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
            if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES:
                for values in _examples(app, rule):
                    path = url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
                    yield Place(path.strip("/") or "home", path)


def _examples(app: Flask, rule: Rule) -> list[dict[str, Any]]:
    if not rule.arguments:
        return [{}]
    return EXAMPLES[rule.endpoint] if admission_of(app, rule.endpoint) is Audience.EVERYBODY else []


def pages(app: Flask) -> Iterator[Place]:
    """Every address that shows a page, and one that does not exist."""
    client = app.test_client()
    for place in addresses(app):
        response = client.get(place.address)
        if response.status_code == 200 and response.mimetype == "text/html":
            yield place
    yield Place("no such page", "/no-such-page")


def press(page: Page, button: str) -> None:
    """Press a button, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def _no_file(page: Page, base: str) -> None:
    page.goto(f"{base}/check")
    press(page, "Check the form")


def _no_form(page: Page, base: str) -> None:
    page.goto(f"{base}/check")
    _choose(page, "photograph of a form.png", b"\x89PNG\r\n\x1a\n no form at all")


def _no_day(page: Page, base: str) -> None:
    page.goto(f"{base}/check")
    page.locator("summary", has_text="later step").click()
    page.get_by_label("On which day?").fill("13/40/2026")
    _choose(page, "answers.json", b"{}")


def _nothing_answered(page: Page, base: str) -> None:
    page.goto(f"{base}/check")
    _choose(page, "answers.json", b"{}")


def _again_for_release(page: Page, base: str) -> None:
    page.goto(f"{base}/samples/complete")
    page.locator("summary", has_text="another step or day").click()
    page.locator("label", has_text="Release").click()
    press(page, "Check again")


def _one_clause_open(page: Page, base: str) -> None:
    page.goto(f"{base}/samples/several-things-missing")
    page.locator(".chip summary").first.click()
    page.get_by_label("to complete", exact=False).check()


def _letters(page: Page, base: str) -> None:
    page.goto(f"{base}/samples/several-things-missing")
    press(page, "Letters")


def _letter(page: Page, base: str) -> None:
    _letters(page, base)
    press(page, "Write it")


def _letter_seen(page: Page, base: str) -> None:
    _letter(page, base)
    press(page, "Look at")


def _no_cookie(page: Page, base: str) -> None:
    page.goto(f"{base}/check")
    page.context.clear_cookies()
    press(page, "Check the form")


def _choose(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("Your filled form").set_input_files({"name": name, "mimeType": "", "buffer": content})
    press(page, "Check the form")


STATES = (
    State("check, no file chosen", _no_file),
    State("check, a file that is no form", _no_form),
    State("check, a day that is none", _no_day),
    State("findings, nothing answered", _nothing_answered),
    State("findings, checked again for release", _again_for_release),
    State("findings, one clause open and only what is to complete", _one_clause_open),
    State("letters", _letters),
    State("letter", _letter),
    State("letter, looked at", _letter_seen),
    State("no cookie", _no_cookie),
    *(State(name, reach) for name, reach in filling.states()),
    *(State(name, reach) for name, reach in bringing.states()),
    *(State(name, reach) for name, reach in offpage.states()),
    *(State(name, reach) for name, reach in certifying.states()),
    *(State(name, reach) for name, reach in filling.last_states()),
    *(State(name, reach) for name, reach in following.states()),
    *(State(name, reach) for name, reach in casework.states()),
    *(State(name, reach) for name, reach in corresponding.states()),
    *(State(name, reach) for name, reach in working.states()),
    *(State(name, reach) for name, reach in verifying.states()),
)

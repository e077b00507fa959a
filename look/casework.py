"""The pages of casework, on the invented cases of the demonstration: how a browser gets to each of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from look.working import State, come_in
from webapp.samples import SAMPLES

NEW, ASKED = "Firearm restraining orders and later violence", "Hospital visits after weapon removals"
DENIED, APPEALED = "Court outcomes of protective orders", "Background checks and dealer records of sale"
APPROVED, BREACH = "Intimate partner violence and firearm relinquishment", "Trends in concealed carry licences"


def states() -> Iterator[State]:
    """Every page of casework, and what becomes of it when somebody does something."""
    yield "work list", _at("/cases")
    yield "work list, filtered", _at("/cases?state=denied&due=month")
    yield "work list, nothing fits", _at("/cases?q=nobody")
    for name, title in (
        ("under review", NEW), ("completion asked", ASKED), ("denied", DENIED), ("under appeal", APPEALED),
        ("approved", APPROVED), ("with a breach", BREACH),
    ):  # fmt: skip
        yield f"a case, {name}", open_case(title)
    yield "a case, for an auditor", open_case(NEW, "auditor")
    yield "an act", _act(NEW, "Approve")
    yield "an act, refused", _refused
    yield "an act, what follows", _follows
    yield "an act, registered", _registered
    yield "which event is wrong", _act(DENIED, "Correct an event")
    yield "a correction", _correction
    yield "absence and handing over", _at("/cases/away")
    yield "absence, a day that is none", _no_day
    yield "hand over", _hand_over
    yield "enter an application", _at("/cases/enter")
    yield "register what arrived", _register
    yield "add a document that arrived", _add
    yield "a document of a case", _document
    yield "a case on paper", _on_paper


def _at(place: str, role: str = "research_services") -> Callable[[Page, str], None]:
    def reach(page: Page, base: str) -> None:
        come_in(page, base, role)
        page.goto(base + place)

    return reach


def open_case(title: str, role: str = "research_services") -> Callable[[Page, str], None]:
    """The page of the invented case of a title, for somebody in a role."""

    def reach(page: Page, base: str) -> None:
        come_in(page, base, role)
        page.goto(f"{base}/cases?q={'+'.join(title.split())}")
        page.locator("tr", has_text=title).get_by_role("link").first.click()
        page.get_by_role("heading", name="History").wait_for()

    return reach


def _act(title: str, words: str) -> Callable[[Page, str], None]:
    def reach(page: Page, base: str) -> None:
        open_case(title)(page, base)
        page.get_by_role("link", name=words, exact=True).first.click()
        page.get_by_role("heading", level=1).wait_for()

    return reach


def _refused(page: Page, base: str) -> None:
    _act(NEW, "Deny")(page, base)
    page.get_by_label("The specific reasons").fill("We do not like it.")
    page.get_by_role("button", name="See what follows").click()
    page.wait_for_selector("[role=alert]")


def _follows(page: Page, base: str) -> None:
    _act(NEW, "Deny")(page, base)
    page.get_by_label("The specific reasons").fill("966(d): no letter on official letterhead.")
    page.get_by_role("button", name="See what follows").click()
    page.get_by_role("button", name="Write it down").wait_for()


def _registered(page: Page, base: str) -> None:
    open_case(DENIED)(page, base)
    page.locator(".acts__group", has_text="Appeals").locator("summary").click()
    page.get_by_role("link", name="File an appeal").first.click()
    page.get_by_role("heading", level=1).wait_for()


def _correction(page: Page, base: str) -> None:
    _act(DENIED, "Correct an event")(page, base)
    page.get_by_role("link", name="Deny,").first.click()
    page.get_by_label("The reason").wait_for()


def _no_day(page: Page, base: str) -> None:
    _at("/cases/away")(page, base)
    page.get_by_label("First day").fill("13/40/2026")
    page.get_by_role("button", name="Write it down").click()
    page.wait_for_selector("[role=alert]")


def _hand_over(page: Page, base: str) -> None:
    come_in(page, base, "chief")  # who has never come in has no account yet
    _at("/cases/away")(page, base)
    page.get_by_label("Whose cases").select_option(label="Noor Example")
    page.get_by_label("To whom").select_option(label="Casey Sample")
    page.get_by_role("button", name="See what would go").click()
    page.get_by_role("button", name="Hand").wait_for()


def _register(page: Page, base: str) -> None:
    _at("/cases/enter")(page, base)
    content = json.dumps(SAMPLES["several-things-missing"].application()).encode()
    chosen = {"name": "application.json", "mimeType": "application/json", "buffer": content}
    page.get_by_label("The filled form").set_input_files(chosen)  # type: ignore[arg-type]  # the keys are those of a FilePayload
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Register it").wait_for()


def _add(page: Page, base: str) -> None:
    open_case(NEW)(page, base)
    page.get_by_role("link", name="Add a document that arrived").click()
    page.get_by_label("What is it?").wait_for()


def _document(page: Page, base: str) -> None:
    _add(page, base)
    page.get_by_label("What is it?").select_option(index=1)
    chosen = {"name": "arrived.pdf", "mimeType": "application/pdf", "buffer": SAMPLES["complete"].pdf()}
    page.get_by_label("The document").set_input_files(chosen)  # type: ignore[arg-type]  # the keys are those of a FilePayload
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="arrived.pdf", level=1).wait_for()


def _on_paper(page: Page, base: str) -> None:
    open_case(APPROVED)(page, base)
    page.get_by_role("link", name="The whole case on paper").click()
    page.get_by_role("heading", name="History, from its beginning").wait_for()

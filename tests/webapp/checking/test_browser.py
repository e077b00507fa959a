"""The pages in a real browser: every address and every state that look.places knows of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page

from look.places import STATES, Place, pages, press
from look.running import Running, running
from tests.programs import needs
from tests.webapp.by_keyboard import out_of_reach
from tests.webapp.looked_at import not_looked_at, pages_opened
from tests.webapp.windows import NARROW, WIDE
from webapp.samples import SAMPLES

pytestmark = needs("chromium")

AXE = (Path(__file__).parents[2] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
EVERY_RULE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
RULES_OF_SIZE = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
RULES_BUT_COLOR = {**EVERY_RULE, "rules": {"color-contrast": {"enabled": False}}}
"""In forced colors the system chooses the contrast."""
MISSING = "/samples/several-things-missing"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("home"), cases=True) as service:
        yield service


@pytest.fixture
def context(window: Browser) -> Iterator[BrowserContext]:
    context = window.new_context(viewport=WIDE)
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    return context.new_page()


@cache
def places(app: Flask) -> list[Place]:
    return list(pages(app))


def everything(service: Running, tab: Page) -> Iterator[str]:
    """Open every page, then bring about every state; gives the name of what the tab shows."""
    for place in places(service.app):
        tab.goto(service.address + place.address)
        yield place.name
    for state in STATES:
        state.reach(tab, service.address)
        yield state.name


def violations(tab: Page, rules: dict[str, Any] = EVERY_RULE) -> list[str]:
    if tab.evaluate("typeof axe") == "undefined":
        tab.evaluate(AXE)
    found: Any = tab.evaluate("rules => axe.run(document, rules)", rules)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


def overflow(tab: Page) -> int:
    width: int = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


@pytest.mark.slow
def test_every_page_and_state_is_for_everybody_and_loads_nothing_from_elsewhere(service: Running, tab: Page) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    with pages_opened(service.app) as opened:
        wrong = {name: found for name in everything(service, tab) if (found := list(what_is_wrong(tab)))}
    assert wrong == {}
    assert not_looked_at(service.app, opened) == set(), "a page that is new needs a state in look/"
    assert [url for url in requests if not url.startswith((service.address, "data:"))] == []
    assert complaints == []


def what_is_wrong(tab: Page) -> Iterator[str]:
    """What keeps somebody from using the page that the tab shows."""
    if tab.locator("h1").count() != 1:
        yield "there is not one heading"
    if not re.fullmatch(r"(Error: )?.{4,} – Data Request Check", tab.title()):
        yield f"the title does not say what the page is: {tab.title()}"
    yield from violations(tab)
    yield from out_of_reach(tab)
    if wider := overflow_of_large_text(tab):
        yield f"with text of twice the size it is {wider} px wider than the window"
    tab.set_viewport_size(NARROW)
    yield from (f"at 320 px {each}" for each in violations(tab, RULES_OF_SIZE))
    yield from (f"too small for a finger: {each}" for each in small_targets(tab))
    if wider := overflow(tab):
        yield f"it is {wider} px wider than a window of 320 px"
    tab.set_viewport_size(WIDE)


def overflow_of_large_text(tab: Page) -> int:
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    wider = overflow(tab)
    tab.evaluate("document.documentElement.style.fontSize = ''")
    return wider


def test_what_no_key_reaches_and_a_focus_that_is_not_seen_are_told(service: Running, tab: Page) -> None:
    tab.goto(f"{service.address}/check")
    assert out_of_reach(tab) == []
    tab.evaluate("document.querySelector('input[type=file]').tabIndex = -1")
    tab.evaluate("document.querySelector('.brand').style.outline = 'none'")
    assert out_of_reach(tab) == ["the focus is not seen on a.brand", "no key reaches application"]


def small_targets(tab: Page) -> list[str]:
    small: list[str] = tab.evaluate(
        """[...document.querySelectorAll('button, summary, .usa-button, .nav a, .filter label, input[type=file]')]
        .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
        .filter(([_, box]) => box.height > 0 && (box.height < 24 || box.width < 24)).map(([text]) => text)"""
    )
    return small


def test_without_script_a_form_is_checked_filtered_and_reported(service: Running, window: Browser) -> None:
    context = window.new_context(java_script_enabled=False, viewport=WIDE)
    tab = context.new_page()
    tab.goto(f"{service.address}/check")
    form = FilePayload(name="mine.pdf", mimeType="application/pdf", buffer=SAMPLES["several-things-missing"].pdf())
    tab.get_by_label("Your filled form").set_input_files(form)
    press(tab, "Check the form")
    assert tab.locator("h1").inner_text().startswith("11 things to complete before you can submit")
    assert visible(tab) == {"error": 11, "warning": 2, "staff": 7}

    tab.get_by_label("for staff", exact=False).check()
    assert visible(tab) == {"error": 0, "warning": 0, "staff": 7}
    tab.get_by_label("everything", exact=False).check()

    tab.get_by_role("link", name="Team Members").click()
    assert visible(tab) == {"error": 1, "warning": 1, "staff": 1}
    tab.get_by_role("link", name="Show all sections").click()
    assert sum(visible(tab).values()) == 20

    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download the report").click()
    assert "11 things to complete" in Path(download.value.path()).read_text(encoding="utf-8")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download as JSON").click()
    assert json.loads(Path(download.value.path()).read_bytes())["counts"]["error"] == 11

    tab.locator("summary", has_text="another step or day").click()
    tab.locator("label", has_text="Release").click()
    press(tab, "Check again")
    assert "before data can be released" in tab.locator("h1").inner_text()
    context.close()


def visible(tab: Page) -> dict[str, int]:
    return {
        severity: tab.locator(f".finding--{severity}:visible").count() for severity in ("error", "warning", "staff")
    }


def test_a_clause_opens_where_it_is_cited_and_nothing_is_lost(service: Running, tab: Page) -> None:
    tab.goto(service.address + MISSING)
    chip = tab.locator(".chip").first
    assert not chip.locator(".chip__body").is_visible()
    chip.locator("summary").click()
    assert "project number" in chip.locator(".chip__body").inner_text()
    with tab.context.expect_page() as opened:
        chip.get_by_role("link").click()
    assert opened.value.locator("h1").inner_text() == "§ 966(b)(1)"
    assert tab.url == service.address + MISSING


def test_an_error_has_the_focus_and_leads_to_its_field(service: Running, tab: Page) -> None:
    tab.goto(f"{service.address}/check")
    press(tab, "Check the form")
    summary = tab.get_by_role("alert")
    assert summary.evaluate("one => one === document.activeElement")
    summary.get_by_role("link").click()
    assert tab.locator(":target").get_attribute("id") == "application"
    field = tab.get_by_label("Your filled form")
    described = [tab.locator(f"#{name}").count() for name in (field.get_attribute("aria-describedby") or "").split()]
    assert described == [1, 1]
    assert field.get_attribute("aria-invalid") == "true"


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(service: Running, tab: Page) -> None:
    tab.goto(f"{service.address}/check")
    reached = []
    for _ in range(9):
        tab.keyboard.press("Tab")
        here: Any = tab.evaluate(
            """() => { const one = document.activeElement, look = getComputedStyle(one);
            const seen = look.outlineStyle !== 'none' && look.outlineWidth !== '0px';
            return [one.id || one.textContent.trim().split('\\n')[0], seen] }"""
        )
        reached.append(here[0])
        assert here[1], f"the focus on {here[0]} is not seen"
    assert reached == [
        "Skip to the main content",
        "Data Request Check",
        "Check a form",
        "Before you begin",
        "The clauses",
        "Blank form (PDF)",
        "application",
        "Check for a later step, or for another day",
        "Check the form",
    ]


def test_the_first_key_leads_past_the_menu(service: Running, tab: Page) -> None:
    tab.goto(service.address)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"


def test_in_forced_colors_the_weight_of_a_finding_is_still_told(service: Running, window: Browser) -> None:
    context = window.new_context(forced_colors="active", viewport=WIDE)
    tab = context.new_page()
    tab.goto(service.address + MISSING)
    assert violations(tab, RULES_BUT_COLOR) == []
    assert {tag.inner_text() for tag in tab.locator(".tag").all()} == {"To complete", "To look at", "For staff"}
    fills = {
        tab.locator(f".fill--{weight}").first.evaluate("one => getComputedStyle(one).fill")
        for weight in ("error", "warning", "staff")
    }
    assert len(fills) == 3
    context.close()


def test_the_findings_print_without_what_only_a_screen_needs(service: Running, tab: Page) -> None:
    tab.goto(service.address + MISSING)
    tab.emulate_media(media="print")
    assert not tab.get_by_role("navigation", name="Pages").is_visible()
    assert not tab.get_by_role("button", name="Download the report").is_visible()
    document = pypdfium2.PdfDocument(tab.pdf(format="Letter"))
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    assert "Enter the number that the Department gave the existing request." in text
    assert "Tomás Ejemplo" in text
    assert len(document) < 16


def test_the_checklist_prints(service: Running, tab: Page) -> None:
    tab.goto(f"{service.address}/before-you-begin")
    document = pypdfium2.PdfDocument(tab.pdf(format="Letter"))
    assert len(document) < 8


def test_the_back_button_returns_to_the_form(service: Running, tab: Page) -> None:
    tab.goto(f"{service.address}/check")
    tab.get_by_label("Your filled form").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": b"{}"}
    )
    press(tab, "Check the form")
    tab.go_back()
    assert tab.locator("h1").inner_text() == "Check a filled form"

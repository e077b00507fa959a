"""The letters that come back signed, by a researcher at a real browser, with a script and without one."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from look.places import press
from look.running import Running
from tests.forms.attached_files import paper
from tests.programs import needs
from tests.webapp.checking.test_browser import what_is_wrong
from tests.webapp.drafting import ALEX, code_in, text_to
from tests.webapp.living import enter
from tests.webapp.researcher.filing import inspected, kept_of
from tests.webapp.researcher.test_acts import approved, last
from tests.webapp.windows import tab_of
from webapp import clock

pytestmark = [needs("chromium"), pytest.mark.slow]


def come(tab: Page, service: Running) -> None:
    tab.goto(f"{service.address}/begin?again=1")
    tab.get_by_label("Your e-mail address").fill(ALEX)
    press(tab, "Send me a link and a code")
    tab.get_by_label("The code in the mail").fill(code_in(text_to(service.app, ALEX)))
    press(tab, "Open")


def open_letter(tab: Page, service: Running, number: str, title: str) -> None:
    tab.goto(f"{service.address}/applications/{number}")
    assert list(what_is_wrong(tab)) == []
    tab.locator('a[href*="/letters/new/"]', has_text=title).last.click()
    tab.get_by_role("heading", level=1, name=title).wait_for()
    assert list(what_is_wrong(tab)) == []


def choose(tab: Page, content: bytes) -> None:
    tab.locator("#signed").set_input_files({"name": "s.pdf", "mimeType": "application/pdf", "buffer": content})


@pytest.mark.parametrize("script", [True, False])
def test_a_certificate_is_filed_with_the_scan_of_its_signatures(
    service: Running, window: Browser, script: bool
) -> None:
    app: Flask = service.app
    _, number = inspected(app)
    tab = tab_of(window, script=script)
    come(tab, service)
    tab.goto(f"{service.address}/applications/{number}")
    tab.locator('a[href*="/letters/new/"]', has_text="Certification that violations").last.click()
    today = f"{clock.today():%m/%d/%Y}"
    said = {"remedies.0.remedy": "A network of its own.", "remedies.0.remedied_on": today}
    enter(tab, {"findings_received_on": today, **said})
    press(tab, "Look at")
    press(tab, "See what follows")
    press(tab, "Send it")
    assert "no signed copy was chosen" in tab.locator("[role=alert]").inner_text()
    choose(tab, paper())
    press(tab, "Send it")
    assert "It is written down as event" in tab.locator("#did").inner_text()
    assert kept_of(app, number)[1] == paper()


def test_a_renewal_on_letterhead_can_be_used_by_everybody(service: Running, window: Browser) -> None:
    _, number = approved(service.app)
    tab = tab_of(window)
    come(tab, service)
    open_letter(tab, service, number, "Project renewal request")
    press(tab, "Look at the letter")
    assert list(what_is_wrong(tab)) == []
    tab.locator("label", has_text="Nothing has changed in any of the six items").click()
    press(tab, "Look at the letter")
    assert list(what_is_wrong(tab)) == []
    press(tab, "See what follows")
    assert list(what_is_wrong(tab)) == []
    choose(tab, b"no letter at all")
    press(tab, "Send it")
    assert tab.locator("[role=alert]").count() == 1
    assert list(what_is_wrong(tab)) == []
    choose(tab, paper())
    press(tab, "Send it")
    assert list(what_is_wrong(tab)) == []
    assert last(service.app, number).event.facts["on_letterhead"] is True

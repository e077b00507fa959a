"""Two people of the Department in real browsers: one of them runs no script, the other uses the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from look.running import Running, running
from look.working import come_in
from tests.programs import needs
from tests.webapp.cases.working import case_of, submitted
from tests.webapp.windows import tab_of

pytestmark = [needs("chromium"), pytest.mark.slow]

REASON = "966(d): no letter on official letterhead."


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("home"), sweeps=False) as service:
        yield service


def test_one_decides_without_script_and_the_other_is_told(service: Running, window: Browser) -> None:
    number = submitted(service.app)
    noor, late = tab_of(window, script=False), tab_of(window)
    for tab in (noor, late):
        come_in(tab, service.address, "research_services")
    late.goto(f"{service.address}/cases/{number}/do/deny")
    noor.goto(f"{service.address}/cases")
    noor.get_by_role("link", name=number).click()
    noor.get_by_role("link", name="Deny", exact=True).click()
    noor.get_by_label("The specific reasons").fill(REASON)
    noor.get_by_role("button", name="See what follows").click()
    expect(noor.get_by_text("The application becomes denied")).to_be_visible()
    noor.get_by_role("button", name="Change something").click()
    expect(noor.get_by_label("The specific reasons")).to_have_value(REASON)
    noor.get_by_role("button", name="See what follows").click()
    noor.get_by_role("button", name="Write it down").click()
    expect(noor.get_by_role("status")).to_contain_text("event 2")
    late.get_by_label("The specific reasons").fill(REASON)
    late.get_by_role("button", name="See what follows").click()
    expect(late.locator("main")).to_contain_text("Noor Example was first: “deny”")
    assert case_of(service.app, number).seen == 2


def test_a_case_is_found_and_acted_on_by_keyboard_alone(service: Running, window: Browser) -> None:
    number = submitted(service.app)
    tab = tab_of(window)
    come_in(tab, service.address, "research_services")
    tab.goto(f"{service.address}/cases")
    tab.get_by_label("Number, name, institution or title").focus()
    tab.keyboard.type(number)
    enter(tab)
    reach(tab, number)
    enter(tab)
    reach(tab, "Ask for completion")
    enter(tab)
    tab.get_by_label("What is missing").focus()
    tab.keyboard.press("Control+A")
    tab.keyboard.type("966(e): the certificate of Kai Lindqvist")
    reach(tab, "See what follows")
    enter(tab)
    reach(tab, "Write it down")
    enter(tab)
    assert tab.url.endswith("?done=2")
    assert case_of(service.app, number).state == "completion asked"


def enter(tab: Page) -> None:
    """Press Enter, and wait for the page that it leads to."""
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def reach(tab: Page, words: str) -> None:
    """Press Tab until the focus is on something that says these words."""
    for _ in range(120):
        tab.keyboard.press("Tab")
        if str(tab.evaluate("document.activeElement.innerText || ''")).strip() == words:
            return
    raise AssertionError(f"the keyboard does not reach “{words}”")

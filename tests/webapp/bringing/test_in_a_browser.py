"""Answers are confirmed in a real browser: by keyboard alone with the script, and without it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from look.bringing import bring, package
from look.running import Running
from tests.programs import needs
from tests.webapp.bringing.bringing import made_of
from tests.webapp.bringing.test_confirming import doubtful
from tests.webapp.drafting import draft_of

pytestmark = [needs("chromium"), pytest.mark.slow]

TITLE = "value.project_title"


def draft_at(service: Running, page: Page) -> str:
    page.wait_for_url("**/drafts/*")
    return page.url.rpartition("/")[2]


def test_every_answer_is_confirmed_corrected_or_left_out_by_keyboard_alone(service: Running, tab: Page) -> None:
    bring(tab, service.address, doubtful())
    begin = tab.get_by_role("button", name="Begin with the first answer")
    begin.focus()
    tab.keyboard.press("Enter")
    first = tab.locator(f'[name="{TITLE}"]')
    expect(first).to_be_focused()
    expect(tab.locator("#take-1")).not_to_be_checked()
    tab.keyboard.type("Typed over")  # what was read is selected
    expect(tab.locator("#take-1")).to_be_checked()
    tab.keyboard.press("Enter")
    second = tab.locator(".read-value").nth(1)
    expect(second.locator(":focus")).to_have_count(1)
    tab.keyboard.press("Shift+Enter")
    expect(first).to_be_focused()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Escape")
    expect(second.get_by_label("Take it")).not_to_be_checked()
    for _ in range(tab.locator(".read-value").count() - 2):
        tab.keyboard.press("Control+Enter")
    submit = tab.get_by_role("button", name="Begin a draft with the ticked answers")
    expect(submit).to_be_focused()
    tab.keyboard.press("Enter")
    draft = draft_at(service, tab)
    made = made_of(service.app, draft)
    left_out = [name for name, one in made.items() if one.given is None]
    assert made["project_title"].given == ("Typed over",)
    assert len(left_out) == 1
    assert draft_of(service.app, draft).now.answers["project_title"] == "Typed over"


def test_a_correction_in_a_select_or_of_a_tick_ticks_the_answer(service: Running, tab: Page) -> None:
    bring(tab, service.address, doubtful())
    card = tab.locator(".read-value", has_text="New or modified request")
    card.get_by_label("Take it").focus()
    tab.keyboard.press("Space")
    expect(card.get_by_label("Take it")).not_to_be_checked()
    card.locator("select").focus()
    tab.keyboard.press("ArrowDown")
    expect(card.get_by_label("Take it")).to_be_checked()


def test_without_a_script_the_same_is_done_by_ticks_and_fields(service: Running, plain: Page) -> None:
    bring(plain, service.address, doubtful())
    expect(plain.get_by_text("With the keyboard:")).to_be_hidden()
    plain.locator(f'[name="{TITLE}"]').fill("Typed without a script")
    plain.get_by_role("button", name="Begin a draft with the ticked answers").click()
    draft = draft_at(service, plain)
    assert draft_of(service.app, draft).now.answers["project_title"] == "Typed without a script"
    assert made_of(service.app, draft)["project_title"].read == ("Another title",)


def test_documents_of_a_package_are_put_in_their_places(service: Running, tab: Page) -> None:
    bring(tab, service.address, doubtful())
    tab.get_by_role("button", name="Begin a draft with the ticked answers").click()
    draft = draft_at(service, tab)
    tab.goto(f"{service.address}/drafts/{draft}/documents")
    tab.locator("summary", has_text="out of a ZIP file").click()
    chosen = {"name": "all.zip", "mimeType": "application/zip", "buffer": package()}
    tab.get_by_label("A ZIP file, or a PDF").set_input_files(chosen)  # type: ignore[arg-type]  # the keys are those of a FilePayload
    tab.get_by_role("button", name="Unpack it").click()
    expect(tab.get_by_label("CV Sampleton.pdf", exact=True)).to_have_value("curriculum_vitae.enclosed")
    tab.get_by_label("IMG_0001.pdf", exact=True).select_option(label="Take it out")
    tab.get_by_role("button", name="These places are right").click()
    expect(tab.get_by_role("link", name="CV Sampleton.pdf")).to_be_visible()

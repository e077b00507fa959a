"""Three people in real browsers: the researcher, a Team Member, and a co-author whose browser runs no script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from look.places import press
from look.running import Running, running
from tests.applications import changed
from tests.programs import needs
from tests.webapp.certifying.browsing import sign
from tests.webapp.drafting import (
    ALEX,
    BLAKE,
    FORM,
    KAI,
    NOOR,
    SIGNED,
    TYPED,
    code_in,
    draft_of,
    person,
    section_pairs,
    store_of,
    text_to,
)
from tests.webapp.windows import tab_of
from validator.finding import Stage
from validator.findings import check
from webapp import clock
from webapp.answers.asked import SIGNED_AT_THE_END
from webapp.storage import submissions

pytestmark = needs("chromium")

ROWS = "team_members"
SECTIONS = [section.id for section in FORM.sections if section.id not in SIGNED_AT_THE_END]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("home"), sweeps=False) as service:
        yield service


def come(service: Running, tab: Page, address: str) -> None:
    tab.goto(f"{service.address}/begin?again=1")
    tab.get_by_label("Your e-mail address").fill(address)
    press(tab, "Send me a link and a code")
    tab.get_by_label("The code in the mail").fill(code_in(text_to(service.app, address)))
    press(tab, "Open")


def accept(service: Running, tab: Page, address: str) -> None:
    """Open the link of an invitation, and enter its code."""
    text = text_to(service.app, address)
    found = re.search(r"http://\S+/links/\S+", text)
    assert found is not None
    tab.goto(found[0])
    tab.get_by_label("The code in the mail").fill(code_in(text))
    press(tab, "Open")


def invite(tab: Page, draft: str, address: str, part: str) -> None:
    tab.goto(f"{draft}/people")
    tab.get_by_label("Their e-mail address").fill(address)
    tab.locator("label", has_text=part).click()
    press(tab, "Send the invitation")


def fill(tab: Page, section: str, only: str = "") -> None:
    """Type the answers of a section, as far as this page asks for them."""
    for name, text in section_pairs(section, TYPED):
        field = tab.locator(f'[name="{name}"]')
        if not name.startswith(only) or not field.count():
            continue
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            chosen = tab.locator(f'[name="{name}"][value="{text}"]').get_attribute("id")
            tab.locator(f'label[for="{chosen}"]').click()
        else:
            field.fill(text)


def begin(service: Running, tab: Page) -> str:
    come(service, tab, ALEX)
    press(tab, "Begin a new application")
    return tab.url


def id_of(draft: str) -> str:
    return draft.rpartition("/")[2]


def test_three_people_fill_in_the_form_and_the_researcher_signs_and_submits(service: Running, window: Browser) -> None:
    alex, kai, noor = tab_of(window), tab_of(window), tab_of(window, script=False)
    draft = begin(service, alex)
    by_alex, by_noor = SECTIONS[: SECTIONS.index("outline")], SECTIONS[SECTIONS.index("outline") :]
    for section in by_alex:
        alex.goto(f"{draft}/sections/{section}")
        if section != "team":
            fill(alex, section)
            press(alex, "Save and continue")
            continue
        alex.locator('label[for="has_team_members"]').click()
        for number, name in enumerate(("Kai Lindqvist", "Noor Haddad")):
            alex.locator(f'[name="{ROWS}.{number}.name"]').fill(name)
            press(alex, "Add another Team Member")
        fill(alex, "team", f"{ROWS}.1.")
        press(alex, "Save and come back later")
    invite(alex, draft, KAI, "Fill in the row of Kai Lindqvist")
    accept(service, kai, KAI)
    assert kai.locator("fieldset.rowcard").count() == 1
    fill(kai, "team", f"{ROWS}.0.")
    press(kai, "Save my row")
    assert not kai.locator(".told--error").count()

    invite(alex, draft, NOOR, "Edit every answer")
    accept(service, noor, NOOR)
    for section in by_noor:
        noor.goto(f"{draft}/sections/{section}")
        fill(noor, section)
        press(noor, "Save and continue")
    assert noor.url == f"{draft}/review"
    assert noor.get_by_text("Only the Bona Fide Researcher").count() == 1

    alex.goto(f"{draft}/signers")
    press(alex, "Ask Jordan Blake to certify")
    link = re.search(r"http://\S+/certify/\S+", text_to(service.app, BLAKE))
    assert link is not None
    sign(tab_of(window, script=False), link[0], "Jordan Blake", lambda: code_in(text_to(service.app, BLAKE)))

    alex.goto(f"{draft}/review")
    alex.locator("#next ~ p a", has_text="Sign and submit").click()
    for number in (0, 1):
        alex.get_by_label("Your full name, as your signature").nth(number).fill("Alexandra Reyes")
        alex.locator(".rowcard .usa-checkbox__label").nth(number).click()
    with alex.expect_navigation():
        alex.locator(".form-actions button").click()
    given = alex.locator(".number").inner_text()
    with store_of(service.app).reading() as tx:
        (kept,) = submissions.read(tx, given)
    today = clock.today().isoformat()
    signature = {"name": SIGNED["application_signature.name"], "signed_on": today}
    certified = changed({"security_certification.signed_on": today}, TYPED)
    assert kept.answers == {**certified, "application_signature": signature, "restrictions_signature": signature}
    found = [(one["clause"], one["message"]) for one in kept.findings]
    assert found == [(one.clause, one.message) for one in check(kept.answers, Stage.SUBMIT, on=clock.today())]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_the_enter_key_takes_nobody_out(service: Running, window: Browser, script: bool) -> None:
    tab = tab_of(window, script=script)
    draft = _draft(service, tab)
    tab.goto(f"{draft}/sections/team")
    tab.locator(f'[name="{ROWS}.0.access_location"]').fill("Typed before Enter")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert tab.locator("fieldset.rowcard").count() == 2
    rows = draft_of(service.app, id_of(draft)).now.answers[ROWS]
    assert [row["access_location"] for row in rows] == ["Typed before Enter", TYPED[ROWS][1]["access_location"]]


def test_what_is_typed_is_saved_by_itself_with_the_time(service: Running, window: Browser) -> None:
    tab = tab_of(window)
    draft = _draft(service, tab)
    tab.goto(f"{draft}/sections/project")
    for typed in ("Saved without a button", "Saved once more"):
        with tab.expect_response("**/autosave") as answer:
            tab.get_by_label("Project title").fill(typed)
        assert answer.value.status == 200
        expect(tab.locator("#saved")).to_have_text(re.compile(r"Saved at \d{1,2}:\d\d \(Pacific time\)"))
        assert draft_of(service.app, id_of(draft)).now.answers["project_title"] == typed
    tab.get_by_label("Project title").fill("And then by a button")
    press(tab, "Save and come back later")
    assert tab.url.startswith(draft)
    assert draft_of(service.app, id_of(draft)).now.answers["project_title"] == "And then by a button"


def test_a_second_window_is_told_while_it_types_and_leads_to_both(service: Running, window: Browser) -> None:
    tab = tab_of(window)
    draft = _draft(service, tab)
    tab.goto(f"{draft}/sections/project")
    other = tab.context.new_page()
    other.goto(f"{draft}/sections/project")
    other.get_by_label("Project title").fill("Of the other window")
    press(other, "Save and come back later")
    with tab.expect_response("**/autosave") as answer:
        tab.get_by_label("Project title").fill("Of this window")
    assert answer.value.status == 412
    tab.get_by_role("link", name="See both, and choose.").click()
    tab.locator("label", has_text="Of this window").click()
    press(tab, "Keep these answers")
    assert draft_of(service.app, id_of(draft)).now.answers["project_title"] == "Of this window"


def test_a_visit_that_is_about_to_end_is_said(service: Running, window: Browser) -> None:
    tab = tab_of(window)
    tab.clock.install()
    draft = _draft(service, tab)
    tab.goto(draft)
    assert not tab.locator(".visit--soon").count()
    tab.clock.fast_forward("56:00")
    expect(tab.locator(".visit--soon")).to_have_text(re.compile("ends in five minutes"))


def test_a_section_is_filled_in_by_keyboard_alone(service: Running, window: Browser) -> None:
    tab = tab_of(window)
    draft = _draft(service, tab)
    tab.goto(f"{draft}/sections/request")
    tab.locator("#main").focus()
    reached = []
    for _ in range(12):
        tab.keyboard.press("Tab")
        reached.append(str(tab.evaluate("document.activeElement.name || document.activeElement.textContent")))
    assert "do" in reached
    order = [reached.index(name) for name in ("request_kind", "project_number", "requested_on")]
    assert order == sorted(order)
    assert tab.locator("button.first").get_attribute("tabindex") == "-1"


def test_errors_of_a_section_lead_to_their_fields(service: Running, window: Browser) -> None:
    tab = tab_of(window)
    draft = _draft(service, tab, changed({"project_title": None}, TYPED))
    tab.goto(f"{draft}/sections/project")
    press(tab, "Save and check this section")
    assert tab.title().startswith("Error: ")
    summary = tab.get_by_role("alert")
    assert summary.evaluate("one => one === document.activeElement")
    summary.get_by_role("link").first.click()
    assert tab.evaluate("document.activeElement.name") == "project_title"


def _draft(service: Running, tab: Page, answers: dict[str, object] | None = None) -> str:
    """A draft with every answer, and the tab that came as its owner."""
    alex = person(service.app, f"{id(tab)}@sampleton-university.example")
    draft = alex.begin(answers or TYPED)
    cookie = alex.client.get_cookie("datarequest")
    assert cookie is not None
    tab.context.add_cookies([{"name": "datarequest", "value": cookie.value, "url": service.address}])
    return f"{service.address}/drafts/{draft}"

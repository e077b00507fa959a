"""One application from its submission to its completion, by people at real browsers, with a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from look.running import Running, chromium, running
from templates.letters import LETTERS
from tests.applications import changed
from tests.programs import needs
from tests.webapp.checking.test_browser import what_is_wrong
from tests.webapp.drafting import ALEX, NOOR, TYPED, store_of
from tests.webapp.living import Desk, Mails, Researcher, enclosed_in, heading, text_of, words_on_the_picture
from tests.webapp.sink import sink
from tests.webapp.staff.working import hired
from tests.webapp.windows import WIDE
from webapp import clock
from webapp.staff.policy import StaffRole
from webapp.storage import audit, drafts, history, letters

pytestmark = [needs("chromium"), needs("tesseract"), pytest.mark.slow]

DEPARTMENT = "datarequests@doj.ca.gov"
REASON = "966(d): the letter of affiliation is not on official letterhead."
LIFE = (
    "submit", "deny", "give_notice", "file_appeal", "confirm_filing", "appoint_officer", "decide_appeal",
    "resume_review", "approve", "release", "request_support", "send_support", "notice_renewal", "request_renewal",
    "complete_renewal", "decide_renewal", "replace_researcher", "notify_completion",
)  # fmt: skip


@pytest.fixture(scope="module")
def mails() -> Iterator[Mails]:
    with sink() as server, pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATAREQUEST_SMTP", f"smtp://127.0.0.1:{server.port}")
        environment.setenv("DATAREQUEST_MAIL_FROM", "service@agency.example")
        yield Mails(server)


@pytest.fixture(scope="module")
def service(mails: Mails, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    assert mails.count == 0
    with running(tmp_path_factory.mktemp("home") / "var") as service:
        yield service


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def tab_of(window: Browser) -> Page:
    tab = window.new_context(viewport=WIDE).new_page()
    tab.set_default_timeout(30_000)
    return tab


def at_desk(service: Running, window: Browser, number: str, role: StaffRole, name: str) -> Desk:
    desk = Desk(tab_of(window), service.address, number)
    desk.sign_in(hired(service.app, [role], f"{name.split(maxsplit=1)[0].lower()}@agency.example", name))
    return desk


def answers() -> dict[str, Any]:
    """All that is typed, for a project that begins today: data are released within its timeframe alone."""
    today = clock.today()
    return changed(
        {
            "requested_on": today.isoformat(),
            "timeframe.from_on": today.isoformat(),
            "timeframe.to_on": (today + timedelta(330)).isoformat(),
            "irb_approval.expires_on": (today + timedelta(300)).isoformat(),
            "anticipated_completion_on": (today + timedelta(200)).isoformat(),
        },
        TYPED,
    )


def set_the_letterhead(service: Running, window: Browser) -> None:
    """The administrator sets what letters are written on; without it each says that it is a draft."""
    sasha = at_desk(service, window, "", StaffRole.ADMINISTRATOR, "Sasha Example")
    sasha.tab.goto(f"{service.address}/staff/letterhead")
    sasha.tab.get_by_label("The first day of its letters").fill(day(0))
    for field, name in (("#file", "letterhead.toml"), ("#pictures", "neutral-mark.png")):
        sasha.tab.locator(field).set_input_files(str(files("templates") / name))
    sasha.press("Set it")
    assert "Sample Signer" in sasha.tab.locator("main").inner_text()


def submits(service: Running, alex: Researcher) -> None:
    """Every page of the form is filled in by another test; here its answers are there, and are signed and given in."""
    alex.tab.get_by_role("button", name="Begin a new application").click()
    alex.tab.wait_for_url("**/drafts/*")
    draft = alex.tab.url.rpartition("/")[2]
    with store_of(service.app).writing() as tx:
        kept = drafts.read(tx, draft).now
        drafts.save(tx, draft, answers(), version=kept.number, by=ALEX, at=kept.saved_at)
    alex.sign(draft, "Alexandra Reyes")


def get_the_letter(desk: Desk, reader: Researcher, kind: str, words: str, to: str = ALEX, **facts: str) -> None:
    """A letter goes out; what the mail holds is what both sides keep, and it can be read as a picture."""
    title = LETTERS[kind].title
    kept = desk.send(title, **facts)
    assert enclosed_in(reader.mails.to(to, title)) == kept
    reader.tab.goto(reader.status)
    with reader.tab.expect_download() as download:
        reader.tab.get_by_role("link", name=f"{title} (PDF)", exact=True).last.click()
    assert Path(download.value.path()).read_bytes() == kept
    seen = words_on_the_picture(kept)
    assert "DRAFT" not in seen
    for each in (reader.number, words):
        assert each in seen, f"{kind} does not show “{each}”: {seen}"


def arrived(desk: Desk, mails: Mails, subject: str, filed: bytes, words: str) -> None:
    """A letter of the researcher reached the Department: the mail, the case and the researcher's page hold one file."""
    mail = mails.to(DEPARTMENT, subject)
    assert enclosed_in(mail) == filed
    assert words in text_of(mail) or words in words_on_the_picture(filed)
    desk.tab.goto(desk.case)
    with desk.tab.expect_download() as download:
        desk.tab.locator(".sent--filed li").last.get_by_role("link", name="PDF").click()
    assert Path(download.value.path()).read_bytes() == filed


def test_an_application_lives_from_its_submission_to_its_completion(
    service: Running, window: Browser, mails: Mails
) -> None:
    set_the_letterhead(service, window)
    alex = Researcher(tab_of(window), service.address, mails)
    alex.come(ALEX)
    submits(service, alex)
    assert alex.number in text_of(mails.to(ALEX, alex.number))

    morgan = at_desk(service, window, alex.number, StaffRole.RESEARCH_SERVICES, "Morgan Example")
    casey = at_desk(service, window, alex.number, StaffRole.CHIEF, "Casey Chief")
    ariel = at_desk(service, window, alex.number, StaffRole.APPEAL_OFFICER, "Ariel Officer")
    get_the_letter(morgan, alex, "receipt", "received")

    morgan.do("Deny", reasons=REASON)
    get_the_letter(morgan, alex, "denial", "official letterhead")
    assert "denied" in heading_of(alex)

    appeal = alex.file(
        "Appeal", grounds="The letter was on letterhead; a second copy is on its way.",
        decision_wanted="That the denial be reversed.",
    )  # fmt: skip
    arrived(morgan, mails, "file an appeal", appeal, "on letterhead")
    wait_until_filed(service, alex)
    assert f"Sent to {DEPARTMENT}" in alex.reads()
    get_the_letter(morgan, alex, "appeal-received", "appeal")
    casey.do("Appoint an appeal officer", officer="Ariel Officer")
    ariel.do(
        "Decide the appeal", outcome="reversed", what_follows="Research Services resume the review.",
        considered="The appeal\nThe letter of affiliation",
        balance_of_harms="The harm to the project outweighs the harm to the public.",
    )  # fmt: skip
    get_the_letter(ariel, alex, "appeal-decision", "reversed", grounds="The letter is on letterhead.")

    morgan.do("Resume the review")
    morgan.do("Approve", expires_on=day(80))
    get_the_letter(morgan, alex, "approval", "approved")
    morgan.do("Release data", data_level="de_identified")
    arrived(morgan, mails, "letter of support", alex.file("Request for a letter of support for research"), alex.number)
    get_the_letter(
        morgan, alex, "letter-of-support", "supports the study", statement="The Department supports the study."
    )

    get_the_letter(morgan, alex, "renewal-notice", "renewal")
    items = ("personnel", "project", "technology", "location", "security", "irb_approval")
    changes = {f"changes.{item}": "No change." for item in items}
    takes_over = {"changes.personnel": "Noor Haddad takes over as researcher."}
    renewal = alex.file("Project renewal request", **{**changes, **takes_over})
    arrived(morgan, mails, "request renewal", renewal, "Noor Haddad takes over")
    morgan.do("Find the renewal complete")
    morgan.do("Decide the renewal", granted="yes", expires_on=day(400))
    morgan.do("Replace the Bona Fide Researcher", person="Noor Haddad")
    noor = given_into_her_mailbox(service, window, mails, morgan, alex)
    get_the_letter(morgan, noor, "renewal-decision", "renewal is granted", to=NOOR)

    noor.do("Give notice of completion", completed_on=day(0))
    assert "completion" in str(mails.to(DEPARTMENT, "completion")["subject"])
    assert "completed" in heading_of(noor)
    assert list(what_is_wrong(noor.tab)) == []
    morgan.tab.goto(morgan.case)
    assert list(what_is_wrong(morgan.tab)) == []
    is_kept_whole(service, alex.number)


def day(later: int) -> str:
    """A day from today on, as it is typed."""
    return f"{clock.today() + timedelta(later):%m/%d/%Y}"


def heading_of(one: Researcher) -> str:
    one.tab.goto(one.status)
    return heading(one.tab)


def wait_until_filed(service: Running, alex: Researcher) -> None:
    """The service writes down by itself that a mail server took the appeal."""
    for _ in range(60):
        with store_of(service.app).reading() as tx:
            if history.of_application(tx, alex.number)[-1].event.act == "confirm_filing":
                return
        alex.tab.wait_for_timeout(500)
    raise AssertionError("the appeal was not filed within half a minute")


def given_into_her_mailbox(
    service: Running, window: Browser, mails: Mails, morgan: Desk, alex: Researcher
) -> Researcher:
    """The new researcher opens the application, and the former one does not any more."""
    morgan.tab.goto(f"{morgan.case}/mailbox")
    morgan.tab.get_by_label("New mailbox").fill(NOOR)
    morgan.tab.get_by_label("Why, and how you know").fill("She takes over; her dean confirmed it by telephone.")
    morgan.press("Give it into this mailbox")
    assert alex.number in text_of(mails.to(NOOR))
    noor = Researcher(tab_of(window), service.address, mails, alex.number)
    noor.come(NOOR)
    assert heading_of(noor).startswith(f"Application {alex.number}: approved")
    answer = alex.tab.goto(alex.status)
    assert answer is not None
    assert answer.status == 404
    return noor


def is_kept_whole(service: Running, number: str) -> None:
    """Each act once and in order, each letter once, and nothing in what is kept contradicts anything else."""
    with store_of(service.app).reading() as tx:
        assert tuple(one.event.act for one in history.of_application(tx, number)) == LIFE
        assert len(letters.of_application(tx, number)) == 8 + 3
    assert list(audit.verify(store_of(service.app))) == []

"""The round in real browsers, with a real mail server: asked, signed, changed, void, told, and signed anew."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, expect

from look.places import press
from look.running import Running, running
from tests.programs import needs
from tests.webapp.certifying import browsing
from tests.webapp.certifying.asked import content_of, given
from tests.webapp.drafting import ALEX, BLAKE, BY_RESEARCHER, code_in, draft_of, store_of
from tests.webapp.sink import Sink, sink
from tests.webapp.windows import tab_of
from webapp import clock
from webapp.storage import drafts

pytestmark = [needs("chromium"), pytest.mark.slow]

PATIENCE = 30.0


@pytest.fixture(scope="module")
def mails() -> Iterator[Sink]:
    with sink() as taken:
        yield taken


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, mails: Sink) -> Iterator[Running]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATAREQUEST_SMTP", f"smtp://127.0.0.1:{mails.port}")
        patch.setenv("DATAREQUEST_MAIL_FROM", "service@requests.example")
        with running(tmp_path_factory.mktemp("home")) as service:
            yield service


def text_in(mails: Sink, address: str, words: str, *, after: int = 0) -> str:
    """The newest mail to an address that says something, once the server has it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for raw in reversed(mails.mails[after:]):
            mail = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
            body = mail.get_body(("plain",))
            text = body.get_content() if body else ""
            if mail["to"] == address and words in f"{mail['subject']}\n{text}":
                return str(text)
        time.sleep(0.1)
    raise TimeoutError(f"no mail to {address} says “{words}”")


def link_in(text: str) -> str:
    found = re.search(r"http://\S+/certify/\S+", text)
    assert found is not None
    return found[0]


def come(service: Running, mails: Sink, tab: Page, address: str = ALEX) -> None:
    after = len(mails.mails)
    tab.goto(f"{service.address}/begin?again=1")
    tab.get_by_label("Your e-mail address").fill(address)
    press(tab, "Send me a link and a code")
    tab.get_by_label("The code in the mail").fill(code_in(text_in(mails, address, "enter this code", after=after)))
    press(tab, "Open")


def begun(service: Running) -> str:
    with store_of(service.app).writing() as tx:
        return drafts.begin(tx, owner=ALEX, answers=BY_RESEARCHER, by=ALEX, at=clock.now()).id


def ask(service: Running, mails: Sink, alex: Page, draft: str) -> str:
    after = len(mails.mails)
    alex.goto(f"{service.address}/drafts/{draft}/sections/security")
    alex.get_by_role("link", name="Ask the officer, and see who signed what").click()
    press(alex, "Ask Jordan Blake to certify")
    return link_in(text_in(mails, BLAKE, "You are asked to certify", after=after))


def code_after(mails: Sink, after: int) -> str:
    return code_in(text_in(mails, BLAKE, "Enter this code", after=after))


def test_the_round_is_asked_signed_changed_void_told_and_signed_anew(
    service: Running, window: Browser, mails: Sink
) -> None:
    alex, blake = tab_of(window), tab_of(window, script=False)
    come(service, mails, alex)
    draft = begun(service)
    link = ask(service, mails, alex, draft)
    after = len(mails.mails)
    browsing.sign(blake, link, "Jordan Blake", lambda: code_after(mails, after))
    expect(blake.get_by_role("heading", name="You have signed")).to_be_visible()
    assert text_in(mails, ALEX, "The security certification is signed", after=after)
    alex.goto(f"{service.address}/drafts/{draft}/signers")
    expect(alex.locator("#security_certification .signers__state")).to_have_text("Signed")

    after = len(mails.mails)
    alex.goto(f"{service.address}/drafts/{draft}/sections/data")
    alex.get_by_label("Place where the data will be stored").fill("A cloud region")
    press(alex, "Save and come back later")
    alex.goto(f"{service.address}/drafts/{draft}/signers")
    expect(alex.locator("#security_certification .signers__state")).to_have_text("Void")
    expect(alex.locator(".signers__void")).to_contain_text("is now “A cloud region”")
    told = text_in(mails, BLAKE, "no longer counts", after=after)
    assert "Place where the data will be stored" in told

    after = len(mails.mails)
    browsing.sign(blake, link_in(told), "Jordan Blake", lambda: code_after(mails, after))
    alex.reload()
    expect(alex.locator("#security_certification .signers__state")).to_have_text("Signed")
    assert "A cloud region" in str(given(service.app, draft)[-1].covers)
    blake.goto(link)
    expect(blake.locator("h1")).to_have_text(re.compile("You signed this on"))


def test_a_signature_is_drawn_with_the_script_and_stands_in_the_paper(
    service: Running, window: Browser, mails: Sink
) -> None:
    alex, blake = tab_of(window), tab_of(window)
    come(service, mails, alex)
    draft = begun(service)
    link = ask(service, mails, alex, draft)
    after = len(mails.mails)
    browsing.fill_in(blake, link, "Jordan Blake")
    canvas = blake.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    blake.mouse.move(box["x"] + 20, box["y"] + 60)
    blake.mouse.down()
    for step in range(1, 12):
        blake.mouse.move(box["x"] + 20 + 40 * step, box["y"] + (20 if step % 2 else 100))
    blake.mouse.up()
    expect(blake.locator(".draw")).to_have_attribute("data-drawn", "yes")
    assert blake.locator("#method-drawn").is_checked()
    browsing.press_continue(blake)
    expect(blake.get_by_alt_text("Your signature, as you drew or sent it")).to_be_visible()
    browsing.enter(blake, code_after(mails, after))
    (signature,) = given(service.app, draft)
    assert signature.method == "drawn"
    assert b"/Image" in content_of(service.app, signature.document)
    assert draft_of(service.app, draft).now.answers["security_certification"]["signature"] == "Jordan Blake"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_fits_and_is_operated_by_keyboard(service: Running, window: Browser, mails: Sink, width: int) -> None:
    alex, blake = tab_of(window), tab_of(window, script=False, width=width)
    come(service, mails, alex)
    link = ask(service, mails, alex, begun(service))
    blake.goto(link)
    assert blake.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    blake.get_by_label("Your full name").focus()
    reached = []
    for _ in range(8):
        blake.keyboard.press("Tab")
        reached.append(str(blake.evaluate("document.activeElement.name")))
    assert reached[:4] == ["title", "method", "picture", "consent"]
    blake.get_by_label("Your full name").press("Enter")
    summary = blake.get_by_role("alert")
    assert summary.evaluate("one => one === document.activeElement")
    summary.get_by_role("link").first.click()
    assert blake.evaluate("document.activeElement.id") in ("name", "consent")

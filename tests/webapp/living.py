"""The people of one application at real browsers, the mails that reach them, and the letters as pictures.

morgan = Desk(tab, address, "2026-0001"); morgan.sign_in(hired(app, ...))
morgan.do("Deny", reasons="966(d): ..."); morgan.send("Denial of your ...")
alex = Researcher(tab, address, "2026-0001", mails); alex.come(ALEX); alex.do("Appeal", reasons="...")
"""

from __future__ import annotations

import io
import subprocess
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page

from look.places import press
from tests.webapp.drafting import code_in
from tests.webapp.sink import Sink
from tests.webapp.staff.working import PASSWORD, Hired

PATIENCE = 60.0
"""Seconds that a mail may take on a machine that does much besides."""


@dataclass(slots=True)
class Mails:
    """What a mail server got."""

    server: Sink

    def to(self, address: str, subject: str = "", *, after: int = 0) -> EmailMessage:
        """The newest mail to an address with these words in its subject, waited for; `after` so many of all mails."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = [mail for mail in self._read()[after:] if mail["to"] == address and subject in mail["subject"]]
            if found:
                return found[-1]
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address} about {subject}: {[str(one['subject']) for one in self._read()]}")

    @property
    def count(self) -> int:
        return len(self.server.mails)

    def _read(self) -> list[EmailMessage]:
        return [message_from_bytes(one, _class=EmailMessage, policy=policy.default) for one in self.server.mails]


def text_of(mail: EmailMessage) -> str:
    """Its words."""
    body = mail.get_body()
    assert body is not None
    return str(body.get_content())


def enclosed_in(mail: EmailMessage) -> bytes:
    """Its one file."""
    (enclosed,) = mail.iter_attachments()
    content = enclosed.get_content()
    assert isinstance(content, bytes)
    return content


def words_on_the_picture(pdf: bytes) -> str:
    """The first page drawn as a picture with ink on it, and its words as they are read back from the picture."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72, grayscale=True).to_pil()
    dark = sum(picture.histogram()[:128]) / (picture.width * picture.height)
    assert 0.005 < dark < 0.3, f"the share of ink is {dark:.4f}"
    png = io.BytesIO()
    picture.save(png, "PNG")
    read = subprocess.run(["tesseract", "stdin", "stdout"], input=png.getvalue(), capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def enter(tab: Page, facts: dict[str, str]) -> None:
    """Type what a page asks for; of what is to be chosen, choose it."""
    for name, value in facts.items():
        field = tab.locator(f'[name="{name}"]')
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            chosen = tab.locator(f'[name="{name}"][value="{value}"]').get_attribute("id")
            tab.locator(f'label[for="{chosen}"]').click()
        else:
            field.fill(value)


def downloaded(tab: Page, link: str) -> bytes:
    """The newest file behind links of these words."""
    with tab.expect_download() as download:
        tab.get_by_role("link", name=link).last.click()
    return Path(download.value.path()).read_bytes()


def heading(tab: Page) -> str:
    """What the page is."""
    return tab.get_by_role("heading", level=1).inner_text()


@dataclass(slots=True)
class Desk:
    """Somebody who works here, on one case."""

    tab: Page
    service: str
    number: str

    @property
    def case(self) -> str:
        return f"{self.service}/cases/{self.number}"

    def sign_in(self, who: Hired) -> None:
        self.tab.goto(f"{self.service}/staff/sign-in")
        self.tab.get_by_label("Your e-mail address").fill(who.address)
        self.tab.get_by_label("Your password").fill(PASSWORD)
        press(self.tab, "Go on")
        self.tab.get_by_label("The code of your authenticator").fill(who.code())
        press(self.tab, "Sign in")

    def press(self, button: str) -> None:
        """Press a button, and show who is here where it is asked once more."""
        press(self.tab, button)
        if heading(self.tab) == "Show that it is you":
            self.tab.get_by_label("Your password, or the code").fill(PASSWORD)
            press(self.tab, "Go on")

    def do(self, words: str, **facts: str) -> None:
        """Do an act of the case page: see what follows, then write it down."""
        self.tab.goto(self.case)
        self.tab.get_by_role("link", name=words, exact=True).last.click()
        self.tab.get_by_role("button", name="See what follows").wait_for()
        enter(self.tab, facts)
        self.press("See what follows")
        assert heading(self.tab) == "What follows", self.tab.locator("main").inner_text()
        self.press("Write it down")
        assert "done=" in self.tab.url, self.tab.locator("main").inner_text()

    def send(self, title: str, **facts: str) -> bytes:
        """Write the newest letter of a title, look at it, mail it; returns the PDF as the case keeps it."""
        self.tab.goto(f"{self.case}/letters/new")
        self.tab.get_by_role("link", name=title, exact=True).first.click()
        self.tab.get_by_role("button", name="Look at it again").wait_for()
        if facts:
            enter(self.tab, facts)
            self.press("Look at it again")
        assert title in self.tab.locator(".preview").inner_text()
        self.press("Send it, and keep it with the case")
        assert self.tab.url.endswith("#letters"), self.tab.locator("main").inner_text()
        with self.tab.expect_download() as download:
            self.tab.locator(".sent:not(.sent--filed) li", has_text=title).last.get_by_role("link", name="PDF").click()
        return Path(download.value.path()).read_bytes()


@dataclass(slots=True)
class Researcher:
    """The Bona Fide Researcher, who reads their mails."""

    tab: Page
    service: str
    mails: Mails
    number: str = ""

    @property
    def status(self) -> str:
        return f"{self.service}/applications/{self.number}"

    def come(self, address: str) -> None:
        """Show that an address is theirs."""
        before = self.mails.count
        self.tab.goto(f"{self.service}/begin?again=1")
        self.tab.get_by_label("Your e-mail address").fill(address)
        press(self.tab, "Send me a link and a code")
        self.tab.get_by_label("The code in the mail").fill(code_in(text_of(self.mails.to(address, after=before))))
        press(self.tab, "Open")

    def sign(self, draft: str, name: str) -> None:
        """Sign twice, and submit."""
        self.tab.goto(f"{self.service}/drafts/{draft}/sign")
        for number in (0, 1):
            self.tab.get_by_label("Your full name, as your signature").nth(number).fill(name)
            self.tab.locator(".rowcard .usa-checkbox__label").nth(number).click()
        with self.tab.expect_navigation():
            self.tab.locator(".form-actions button").click()
        self.number = self.tab.locator(".number").inner_text()

    def do(self, title: str, **facts: str) -> None:
        """Do what the status page offers: see what follows, then do it."""
        self.tab.goto(self.status)
        self.tab.get_by_role("link", name=title, exact=True).last.click()
        self.tab.get_by_role("button", name="See what follows").wait_for()
        enter(self.tab, facts)
        press(self.tab, "See what follows")
        assert "Nothing was sent or written down yet." in self.tab.locator("main").inner_text()
        with self.tab.expect_navigation():
            self.tab.locator('button[value="record"]').click()
        assert "did=" in self.tab.url, self.tab.locator("main").inner_text()

    def file(self, title: str, **facts: str) -> bytes:
        """File the letter that an act offers: look at it, see what follows, send it; returns the PDF as it is kept."""
        self.tab.goto(self.status)
        self.tab.locator('a[href*="/letters/new/"]', has_text=title).last.click()
        self.tab.get_by_role("button", name="Look at").wait_for()
        enter(self.tab, facts)
        press(self.tab, "Look at")
        assert title in self.tab.locator(".preview").inner_text()
        press(self.tab, "See what follows")
        assert "Nothing was sent or written down yet." in self.tab.locator("main").inner_text()
        press(self.tab, "Send it")
        assert "did=" in self.tab.url, self.tab.locator("main").inner_text()
        with self.tab.expect_download() as download:
            self.tab.locator('a[href$=".pdf"]', has_text=title).last.click()
        return Path(download.value.path()).read_bytes()

    def reads(self) -> str:
        """The page of the application as it stands."""
        self.tab.goto(self.status)
        return self.tab.locator("main").inner_text()

"""The pages of the form, which are only there for who has shown an address: how a browser gets to each of them."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from tests.forms.scanned.paper import Scan, as_picture, scanned
from tests.papers.evidence.make import paper
from validator.questions import edition
from webapp.answers.asked import SIGNED_AT_THE_END
from webapp.samples import SAMPLES

ADDRESS = "rosa.sampleton@example.edu"
PATIENCE = 30.0
"""Seconds until a mail has to be there."""


def come(page: Page, base: str) -> None:
    """Show that the address is one's own, with the code of the mail; whoever is here already stays."""
    page.goto(f"{base}/drafts")
    if page.url == f"{base}/drafts":
        return
    before = codes(page, base)
    page.goto(f"{base}/begin")
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    _press(page, "Send me a link and a code")
    code = _new_code(page, base, len(before))
    page.goto(f"{base}/code")
    page.get_by_label("The code in the mail").fill(code)
    _press(page, "Open")


def open_draft(page: Page, base: str) -> str:
    """The task list of a draft, begun with the complete sample where there is none; returns its address."""
    come(page, base)
    drafts = page.locator('.tasklist a[href^="/drafts/"]')
    if not drafts.count():
        choose_file(page, base)
        _press(page, "Begin a draft with the ticked answers")
    else:
        drafts.first.click()
    page.wait_for_url(re.compile(r"/drafts/[0-9a-f]{32}"))
    return page.url


def choose_file(page: Page, base: str) -> None:
    """The page that shows each value that was read in a file."""
    come(page, base)
    page.goto(f"{base}/from-a-file")
    content = json.dumps(SAMPLES["complete"].application()).encode()
    chosen = {"name": "application.json", "mimeType": "application/json", "buffer": content}
    page.get_by_label("Your filled form").set_input_files(chosen)  # type: ignore[arg-type]  # the keys are those of a FilePayload
    _press(page, "Read the form")


def states() -> Iterator[tuple[str, Callable[[Page, str], None]]]:
    """Every page of the form, and what becomes of it when somebody does something."""
    yield "begin, an address that is none", _no_address
    yield "the code, a wrong one", _wrong_code
    yield "mails of this demo", _mails
    yield "confirm what was read", choose_file
    yield "tasks", lambda page, base: _void(open_draft(page, base))
    yield "your applications", _mine
    for section in edition().sections:
        if section.id not in SIGNED_AT_THE_END:
            yield f"section {section.id}", _at(f"/sections/{section.id}")
    yield "section with something to complete", _incomplete
    yield "a Team Member more", _at("/sections/team?more=1")
    yield "remove a Team Member", _at("/team/0/remove")
    yield "two windows", _two_windows
    yield "documents", _at("/documents")
    yield "add a document", _at("/documents/curriculum_vitae.enclosed")
    yield "add a document, one that is refused", _no_document
    yield "a document", _a_document
    yield "a document that says otherwise", _another_document
    yield "a document that is a picture", _a_picture
    yield "a document that is a picture, once it was read", _a_picture_read
    yield "remove a document", _remove_document
    yield "people", _at("/people")
    yield "people, invited", _invited
    yield "people, an address that is none", _not_invited
    yield "delete a draft", _at("/delete")
    yield "review", _at("/review")


def last_states() -> Iterator[tuple[str, Callable[[Page, str], None]]]:
    """What is left once the officer has certified: the researcher's own signatures, and what follows."""
    yield "sign", _at("/sign")
    yield "sign, nothing typed", _unsigned
    yield "submitted", _submitted
    yield "where it stands", status


def _at(place: str) -> Callable[[Page, str], None]:
    def reach(page: Page, base: str) -> None:
        page.goto(open_draft(page, base) + place)

    return reach


def _no_address(page: Page, base: str) -> None:
    page.goto(f"{base}/begin?again=1")
    page.get_by_label("Your e-mail address").fill("nobody")
    _press(page, "Send me a link and a code")


def _wrong_code(page: Page, base: str) -> None:
    come(page, base)
    page.goto(f"{base}/mails-of-this-demo")
    page.goto(page.locator(".mail a").first.get_attribute("href") or base)
    page.get_by_label("The code in the mail").fill("000 000")
    _press(page, "Open")


def _mails(page: Page, base: str) -> None:
    come(page, base)
    page.goto(f"{base}/mails-of-this-demo")


def _mine(page: Page, base: str) -> None:
    come(page, base)
    page.goto(f"{base}/drafts")


def _add_document(page: Page, base: str, name: str, content: bytes) -> None:
    page.goto(open_draft(page, base) + "/documents/curriculum_vitae.enclosed")
    chosen = {"name": name, "mimeType": "", "buffer": content}
    page.locator("input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]  # the keys are those of a FilePayload
    page.get_by_role("button", name="Add it").click()


def _no_document(page: Page, base: str) -> None:
    _add_document(page, base, "photograph.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40)
    page.get_by_role("alert").wait_for()


def _a_document(page: Page, base: str) -> None:
    _add_document(page, base, "form.pdf", SAMPLES["complete"].pdf())
    page.get_by_role("heading", name="form.pdf").wait_for()


def _another_document(page: Page, base: str) -> None:
    _add_document(page, base, "cv.pdf", paper("cv-plain", researcher="Kim Example"))
    page.get_by_role("heading", name="Compared with the form").wait_for()


def _a_picture(page: Page, base: str) -> None:
    """A scanned curriculum vitae, just added: where there is a program that reads it, it waits for that."""
    scan = scanned(paper("cv-plain", researcher="Kim Example"), Scan(dpi=200))[0]
    _add_document(page, base, "cv.png", as_picture(scan, "PNG", Scan(dpi=200)))
    page.get_by_role("heading", name="cv.png").wait_for()


def _a_picture_read(page: Page, base: str) -> None:
    _a_picture(page, base)
    again, ends = page.get_by_role("link", name="Look again"), time.monotonic() + PATIENCE
    while again.count() and time.monotonic() < ends:
        time.sleep(1)
        again.click()


def _remove_document(page: Page, base: str) -> None:
    _a_document(page, base)
    page.get_by_role("link", name="Remove it").click()
    page.get_by_role("heading", name="Remove").wait_for()


def _incomplete(page: Page, base: str) -> None:
    page.goto(open_draft(page, base) + "/sections/project")
    page.get_by_label("Project title").fill("")
    _press(page, "Save and check this section")


def _two_windows(page: Page, base: str) -> None:
    draft = open_draft(page, base)
    page.goto(f"{draft}/sections/project")
    other = page.context.new_page()
    other.goto(f"{draft}/sections/project")
    other.get_by_label("Project title").fill("Typed in another window")
    _press(other, "Save and come back later")
    other.close()
    page.get_by_label("Project title").fill("Typed in this window")
    _press(page, "Save and continue")


def _invited(page: Page, base: str) -> None:
    page.goto(open_draft(page, base) + "/people")
    page.get_by_label("Their e-mail address").fill("member@example.edu")
    page.locator("label", has_text="Fill in the row of").first.click()
    _press(page, "Send the invitation")


def _not_invited(page: Page, base: str) -> None:
    page.goto(open_draft(page, base) + "/people")
    page.get_by_label("Their e-mail address").fill("member at example")
    _press(page, "Send the invitation")


def _unsigned(page: Page, base: str) -> None:
    page.goto(open_draft(page, base) + "/sign")
    page.locator(".form-actions button").click()
    page.wait_for_selector("[role=alert]")


def _submitted(page: Page, base: str) -> None:
    page.goto(open_draft(page, base) + "/sign")
    for number in (0, 1):
        page.get_by_label("Your full name, as your signature").nth(number).fill("Rosa Sampleton")
        page.locator(".rowcard .usa-checkbox__label").nth(number).click()
    page.locator(".form-actions button").click()
    page.wait_for_url("**/done")


def status(page: Page, base: str) -> None:
    """The page of an application that was submitted."""
    come(page, base)
    page.goto(f"{base}/drafts")
    page.locator('.tasklist a[href^="/applications/"]').first.click()
    page.wait_for_url("**/applications/*")


def _press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def codes(page: Page, base: str) -> list[str]:
    """The codes in the mails of the demo, the newest first."""
    page.goto(f"{base}/mails-of-this-demo")
    return re.findall(r"^(\d{3} \d{3})$", page.locator("main").inner_text(), re.MULTILINE)


def _new_code(page: Page, base: str, before: int) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if len(sent := codes(page, base)) > before:
            return str(sent[0])
        page.wait_for_timeout(300)
    raise TimeoutError("no mail has come")


def _void(_: str) -> None:
    """Nothing is asked of the answer."""

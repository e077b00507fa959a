"""Documents are added in a real browser, with the script and without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect

from look.filling import ADDRESS
from look.running import Running
from tests.forms.attached_files import locked, paper, picture
from tests.forms.docx_files import docx
from tests.programs import needs
from tests.webapp.adding import CV, set_state
from tests.webapp.checking.test_browser import RULES_OF_SIZE, overflow, overflow_of_large_text, violations
from tests.webapp.drafting import TYPED, store_of
from tests.webapp.windows import NARROW, WIDE
from webapp import clock
from webapp.storage import drafts
from webapp.storage.attachments import State

pytestmark = [needs("chromium"), pytest.mark.slow]


@pytest.fixture(params=["tab", "plain"])
def either(request: pytest.FixtureRequest) -> Page:
    """With the script, and without it."""
    tab: Page = request.getfixturevalue(request.param)
    return tab


@pytest.fixture
def documents(service: Running) -> str:
    """The address of the documents of a new draft."""
    with store_of(service.app).writing() as tx:
        draft = drafts.begin(tx, owner=ADDRESS, answers=TYPED, by=ADDRESS, at=clock.now())
    return f"{service.address}/drafts/{draft.id}/documents"


def choose(tab: Page, name: str, content: bytes, button: str = "Add it") -> None:
    tab.locator("input[type=file]").set_input_files(FilePayload(name=name, mimeType="", buffer=content))
    tab.get_by_role("button", name=button).click()


def test_a_document_is_added_looked_at_replaced_and_removed(either: Page, documents: str) -> None:
    tab = either
    tab.goto(documents)
    tab.get_by_role("link", name=re.compile("Add the document.*Curriculum vitae")).click()
    choose(tab, "cv.pdf", paper(2))
    expect(tab.locator("h1")).to_have_text("cv.pdf")
    expect(tab.get_by_role("img", name="Page 1 of “cv.pdf”")).to_be_visible()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Download it as it came").click()
    assert download.value.suggested_filename == "cv.pdf"
    assert download.value.path().read_bytes() == paper(2)
    choose(tab, "newer.docx", docx(), "Replace it")
    expect(tab.locator("h1")).to_have_text("newer.docx")
    tab.get_by_role("link", name="Remove it").click()
    tab.get_by_role("button", name="Remove it").click()
    expect(tab.get_by_text("No documents are here.")).to_be_visible()


def test_what_is_wrong_with_a_file_is_told_on_top_and_what_was_added_stays(either: Page, documents: str) -> None:
    tab = either
    tab.goto(f"{documents}/{CV}")
    choose(tab, "photo.png", picture("PNG", (900, 600)))
    tab.goto(f"{documents}/{CV}")
    choose(tab, "locked.pdf", locked("secret"))
    expect(tab.get_by_role("alert")).to_contain_text("The document was not added")
    expect(tab.get_by_role("alert")).to_contain_text("password")
    assert tab.title().startswith("Error: ")
    expect(tab.get_by_role("link", name="photo.png")).to_be_visible()
    choose(tab, "cv.pdf", paper())
    expect(tab.locator("h1")).to_have_text("cv.pdf")


def test_a_large_file_says_how_far_it_is(tab: Page, documents: str) -> None:
    tab.goto(f"{documents}/{CV}")
    said: list[str] = []
    tab.expose_binding("heard", lambda _, words: said.append(words))
    tab.evaluate(
        "new MutationObserver(() => heard(document.querySelector('.sending [role=status]').textContent))"
        ".observe(document.querySelector('.sending [role=status]'), {childList: true})"
    )
    choose(tab, "large.pdf", paper() + b"%" * 15_000_000)
    expect(tab.locator("h1")).to_have_text("large.pdf")
    assert said[0] == "The file is being sent."


def test_a_connection_that_is_lost_is_told_and_the_file_can_be_sent_again(tab: Page, documents: str) -> None:
    tab.goto(f"{documents}/{CV}")
    tab.context.set_offline(True)
    choose(tab, "cv.pdf", paper())
    expect(tab.get_by_role("status")).to_contain_text("Nothing was added")
    tab.context.set_offline(False)
    tab.get_by_role("button", name="Add it").click()
    expect(tab.locator("h1")).to_have_text("cv.pdf")


def test_every_page_and_state_of_a_document_is_for_everybody(service: Running, tab: Page, documents: str) -> None:
    wrong: dict[str, list[str]] = {}
    for name in states(service, tab, documents):
        found = violations(tab)
        found += [f"with text of twice the size {wide} px too wide" for wide in [overflow_of_large_text(tab)] if wide]
        tab.set_viewport_size(NARROW)
        found += violations(tab, RULES_OF_SIZE)
        found += [f"{wide} px too wide" for wide in [overflow(tab)] if wide]
        tab.set_viewport_size(WIDE)
        if found:
            wrong[name] = found
    assert wrong == {}


def states(service: Running, tab: Page, documents: str) -> Iterator[str]:
    """Bring about every page and state; gives the name of what the tab shows."""
    tab.goto(documents)
    yield "no documents"
    tab.goto(f"{documents}/{CV}")
    yield "a place"
    choose(tab, "hello.txt", b"hello")
    expect(tab.get_by_role("alert")).to_be_visible()
    yield "a place, refused"
    choose(tab, "a very long name of a file " * 3 + ".docx", docx())
    expect(tab.locator("h1")).to_contain_text("a very long name")
    yield "a Word document"
    document = tab.url.partition("?")[0]
    tab.goto(f"{document}/remove")
    yield "asked to remove"
    tab.goto(f"{documents}/{CV}")
    choose(tab, "cv.pdf", paper(6))
    expect(tab.locator("h1")).to_have_text("cv.pdf")
    document = tab.url.partition("?")[0]
    for state in State:
        set_state(service.app, state, "Win.Test.EICAR" if state is State.INFECTED else "")
        tab.goto(document)
        yield f"a document, {state}"
        tab.goto(documents)
        yield f"the list, {state}"

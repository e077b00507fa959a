"""A ZIP file brought from a file: its documents come along into the draft, and wait for a place."""

from __future__ import annotations

import html
import io
import re

import pytest
from flask import Flask

from tests.forms.packages.package_files import zip_of
from tests.webapp.adding import of
from tests.webapp.bringing.bringing import PAGE, bring, carried, ticked
from tests.webapp.drafting import ALEX, Person, person, store_of
from tests.webapp.unpacking.packed import files
from webapp.storage import drafts

PACKAGE = {
    name: content
    for name, content in files().items()
    if name in {"Application Reyes.pdf", "CV Reyes.pdf", "training/Haddad.pdf"}
}


def package_in(page: str) -> str:
    found = re.search(r'name="package" value="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""


def confirmed(one: Person, page: str, package: str | None = None, **fields: str) -> str:
    """Where the browser is led once the answers are confirmed."""
    pairs = [("carried", carried(page)), ("package", package_in(page) if package is None else package)]
    answer = one.press(f"{PAGE}/confirmed", [*pairs, *fields.items(), *[("take", name) for name in ticked(page)]], PAGE)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def draft_in(address: str) -> str:
    found = re.search(r"/drafts/([0-9a-f]{32})", address)
    assert found is not None
    return found[1]


def test_the_documents_of_a_package_come_along_and_wait_for_a_place(app: Flask) -> None:
    alex = person(app, ALEX)
    page = bring(alex, zip_of(PACKAGE), "all.zip").text
    assert "2 documents came with the form. They come along" in page
    address = confirmed(alex, page)
    assert address.endswith("/places")
    kept = of(app, draft_in(address))
    assert {(one.name, one.slot) for one in kept} == {("CV Reyes.pdf", "unplaced"), ("Haddad.pdf", "unplaced")}
    assert "CV Reyes.pdf" in alex.open(address).text


def test_confirmed_twice_they_are_there_once(app: Flask) -> None:
    alex = person(app, ALEX)
    page = bring(alex, zip_of(PACKAGE), "all.zip").text
    draft = draft_in(confirmed(alex, page))
    again = bring(alex, zip_of(PACKAGE), "all.zip", into=draft).text
    pairs = [("carried", carried(again)), ("package", package_in(again)), ("into", draft)]
    told = alex.press(f"{PAGE}/confirmed", pairs, PAGE).text
    assert "“CV Reyes.pdf” is here already" in told
    assert len(of(app, draft)) == 2


def test_they_go_where_the_answers_go(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin()
    page = bring(alex, zip_of(PACKAGE), "all.zip").text
    pairs = [("carried", carried(page)), ("package", package_in(page)), ("into", draft)]
    elsewhere = alex.press(f"{PAGE}/continue", pairs, PAGE).text
    assert package_in(elsewhere) == package_in(page)
    version = re.search(r'name="version" value="(\d+)"', elsewhere)
    assert version is not None
    assert draft_in(confirmed(alex, elsewhere, into=draft, version=version[1])) == draft
    assert len(of(app, draft)) == 2


def test_nobody_else_has_the_documents_of_a_package_whose_words_they_know(app: Flask) -> None:
    alex, rosa = person(app, ALEX), person(app, "rosa.sampleton@example.edu")
    words = package_in(bring(alex, zip_of(PACKAGE), "all.zip").text)
    page = bring(rosa, PACKAGE["Application Reyes.pdf"], "form.pdf").text
    address = confirmed(rosa, bring(rosa, zip_of(PACKAGE), "mine.zip").text, words)
    assert not address.endswith("/places")
    assert of(app, draft_in(address)) == ()
    assert package_in(page) == ""


@pytest.mark.parametrize("words", ["", "made.up.words", "WyIwIl0.x.y"])
def test_without_the_package_only_the_answers_are_taken(app: Flask, words: str) -> None:
    alex = person(app, ALEX)
    address = confirmed(alex, bring(alex, zip_of(PACKAGE), "all.zip").text, words)
    assert not address.endswith("/places")
    assert of(app, draft_in(address)) == ()


def test_a_package_that_is_not_here_any_more_is_sent_once_more(app: Flask) -> None:
    alex = person(app, ALEX)
    page = bring(alex, zip_of(PACKAGE), "all.zip").text
    content = zip_of(PACKAGE)
    address = store_of(app).files.put(content).sha256
    store_of(app).files.path(address).unlink()
    led = confirmed(alex, page)
    assert not led.endswith("/places")
    with store_of(app).reading() as tx:
        assert drafts.read(tx, draft_in(led)).now.answers


def test_from_a_page_of_findings_nothing_was_kept_that_could_come_along(app: Flask) -> None:
    alex = person(app, ALEX)
    fields = {"csrf_token": alex.token("/check"), "application": (io.BytesIO(zip_of(PACKAGE)), "all.zip")}
    page = alex.client.post("/check", data=fields, content_type="multipart/form-data").text
    confirm = alex.press(f"{PAGE}/continue", [("carried", carried(page))], "/check").text
    assert "They are not kept from here" in confirm
    assert package_in(confirm) == ""

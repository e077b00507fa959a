from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.applications import changed
from tests.forms import signers
from tests.forms.attached_files import paper
from tests.webapp.certifying.asked import ask, content_of, documents, given, link_to, send
from tests.webapp.certifying.test_voiding import state_of
from tests.webapp.drafting import ALEX, BY_RESEARCHER, NOOR, Person, draft_of, person, section_pairs, text_to
from webapp import create_app
from webapp.certifying.panel import State
from webapp.config import Config

PLAIN = changed({"affiliation_letter": None}, BY_RESEARCHER)
SENT = {"do": "send", "name": "Morgan Ellis", "title": "Vice Provost for Research", "consent": "yes"}
LETTER = {"document": (paper(), "letter.pdf")}


def asked_official(app: Flask, alex: Person) -> str:
    draft = alex.begin(PLAIN)
    assert ask(alex, draft, "ask_official", to_name="Morgan Ellis", to_address=NOOR).status_code == 303
    return draft


def test_the_official_takes_the_letter_and_sends_it_back_signed(app: Flask, alex: Person) -> None:
    draft = asked_official(app, alex)
    assert "verify an affiliation" in text_to(app, NOOR)
    official, link = person(app), link_to(app, NOOR)
    page = official.open(link).text
    assert "Alexandra Reyes is affiliated with Sampleton University" in page
    word, pdf = (official.open(f"{link}/letter.{form}") for form in ("docx", "pdf"))
    assert word.data.startswith(b"PK")
    assert pdf.data.startswith(b"%PDF")
    done = send(official, link, {**SENT, "csrf_token": official.token(link)}, LETTER)
    assert done.status_code == 200, done.text
    (signature,), (document,) = given(app, draft), documents(app, draft)
    assert (signature.slot, signature.name, signature.title) == (
        "affiliation_letter", "Morgan Ellis", "Vice Provost for Research",
    )  # fmt: skip
    assert (signature.method, signature.signed_by) == ("drawn", NOOR)
    assert content_of(app, document.sha256) == LETTER["document"][0]
    letter = draft_of(app, draft).now.answers["affiliation_letter"]
    assert letter == {"enclosed": True, "official": "Morgan Ellis, Vice Provost for Research"}
    assert state_of(app, draft, "affiliation_letter") is State.SIGNED
    assert official.open(link).status_code == 410


def test_a_letter_with_a_digital_signature_is_told_apart(app: Flask, alex: Person) -> None:
    draft = asked_official(app, alex)
    official, link = person(app), link_to(app, NOOR)
    signed = signers.sign(paper(), signers.officer(), "S", place=signers.place("S"))
    fields = {**SENT, "csrf_token": official.token(link)}
    assert send(official, link, fields, {"document": (signed, "letter.pdf")}).status_code == 200
    assert given(app, draft)[0].method == "digital"


@pytest.mark.parametrize("missing", ["name", "title", "consent", "document"])
def test_what_is_missing_is_said_and_nothing_is_kept(app: Flask, alex: Person, missing: str) -> None:
    draft = asked_official(app, alex)
    official, link = person(app), link_to(app, NOOR)
    fields = {name: text for name, text in SENT.items() if name != missing}
    files = LETTER if missing != "document" else {}
    refused = send(official, link, {**fields, "csrf_token": official.token(link)}, files)
    assert refused.status_code == 422
    assert "To complete:" in refused.text
    assert given(app, draft) == ()
    assert documents(app, draft) == ()


def test_the_researcher_sends_the_letter_that_was_signed_on_paper(app: Flask, alex: Person) -> None:
    draft = alex.begin(PLAIN)
    page = f"/drafts/{draft}/signers"
    fields = {"csrf_token": alex.token(page), "name": "Morgan Ellis", "title": "Vice Provost"}
    assert send(alex, f"{page}/letter", {**fields, "title": ""}, LETTER).status_code == 422
    assert send(alex, f"{page}/letter", fields, LETTER).status_code == 303
    (signature,) = given(app, draft)
    assert (signature.name, signature.signed_by) == ("Morgan Ellis", ALEX)
    assert state_of(app, draft, "affiliation_letter") is State.SIGNED


def test_the_letter_is_made_for_the_researcher(app: Flask, alex: Person) -> None:
    draft = alex.begin(PLAIN)
    assert alex.open(f"/drafts/{draft}/signers/letter.docx").data.startswith(b"PK")
    assert alex.open(f"/drafts/{draft}/signers/letter.exe").status_code == 404
    nameless = alex.begin(changed({"bona_fide_researcher.name": None, "research_institution": None}, PLAIN))
    refused = alex.open(f"/drafts/{nameless}/signers/letter.pdf")
    assert refused.status_code == 422
    assert "Research institution" in refused.text


def test_another_name_of_the_researcher_makes_the_letter_void_and_the_document_stays(app: Flask, alex: Person) -> None:
    draft = asked_official(app, alex)
    official, link = person(app), link_to(app, NOOR)
    send(official, link, {**SENT, "csrf_token": official.token(link)}, LETTER)
    renamed = changed({"bona_fide_researcher.name": "Alexandra Reyes-Moon"}, PLAIN)
    alex.save(draft, "researcher", section_pairs("researcher", renamed))
    assert state_of(app, draft, "affiliation_letter") is State.VOID
    assert len(documents(app, draft)) == 1
    assert "“Alexandra Reyes” is now “Alexandra Reyes-Moon”" in text_to(app, NOOR)


def test_the_official_declines_with_a_reason(app: Flask, alex: Person) -> None:
    draft = asked_official(app, alex)
    official, link = person(app), link_to(app, NOOR)
    assert official.press(link, [("do", "decline"), ("reason", "")]).status_code == 422
    assert official.press(link, [("do", "decline"), ("reason", "Ask the Dean.")]).status_code == 200
    assert "Ask the Dean." in text_to(app, ALEX)
    assert state_of(app, draft, "affiliation_letter") is State.DECLINED


def test_the_visit_of_the_researcher_opens_nothing(app: Flask, alex: Person) -> None:
    asked_official(app, alex)
    assert alex.open(link_to(app, NOOR)).status_code == 403


def test_no_official_is_asked_without_a_name_or_an_address(app: Flask, alex: Person) -> None:
    draft = alex.begin(PLAIN)
    assert "Type the name" in ask(alex, draft, "ask_official", to_name="", to_address=NOOR).text
    assert "not an e-mail address" in ask(alex, draft, "ask_official", to_name="M", to_address="noor").text
    assert ask(alex, draft, "ask_official", to_name="M", to_address="nöör@x.example").status_code == 422


def test_a_way_of_signing_that_is_not_accepted_here_is_refused(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAREQUEST_SIGNING_METHODS", "affiliation_letter=digital")
    narrow = create_app(Config(home=tmp_path / "narrow"), app.extensions["reader"])
    alex = person(narrow, ALEX)
    draft = alex.begin(PLAIN)
    page = f"/drafts/{draft}/signers"
    fields = {"csrf_token": alex.token(page), "name": "Morgan Ellis", "title": "Vice Provost"}
    refused = send(alex, f"{page}/letter", fields, LETTER)
    assert refused.status_code == 422
    assert "signed by hand, and that is not accepted here" in refused.text
    signed = signers.sign(paper(), signers.officer(), "S", place=signers.place("S"))
    assert send(alex, f"{page}/letter", fields, {"document": (signed, "letter.pdf")}).status_code == 303

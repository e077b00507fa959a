from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from forms.limits import APPLICATION_FILES, APPLICATION_SIZE, ATTACHMENT_SIZE
from tests.applications import changed
from tests.forms.attached_files import locked, paper, picture
from tests.forms.docx_files import body, docx, field, words
from tests.webapp.clamd import MARK, Clamd, needs_clamd, peer, running, says
from tests.webapp.filling import (
    ALEX,
    KAI,
    NOOR,
    SIGNED,
    TYPED,
    Person,
    code_in,
    draft_of,
    link_in,
    person,
    store_of,
    text_to,
)
from webapp import attachments, create_app
from webapp.config import Config
from webapp.judging import evidence_of, findings_of
from webapp.scanning import Scanner
from webapp.scans import WORDS, sweep
from webapp.storage import attachments as kept_documents
from webapp.storage import drafts, submissions
from webapp.storage.attachments import Attachment, Document, State
from webapp.storage.files import Kept
from webapp.sweeping import sweeping

CV, TRAINING, IRB = "curriculum_vitae.enclosed", "training_certificate.enclosed", "irb_approval.copy_enclosed"
ROW = "team_members.{}.training_certificate.enclosed"
KINDS = {
    "cv.pdf": paper(),
    "cv.docx": docx(),
    "cv.png": picture("PNG"),
    "cv.jpg": picture("JPEG"),
    "cv.tiff": picture("TIFF"),
}


@pytest.fixture
def alex(app: Flask) -> Person:
    return person(app, ALEX)


@pytest.fixture
def draft(alex: Person) -> str:
    return alex.begin(TYPED)


def send(who: Person, address: str, page: str, content: bytes, name: str = "cv.pdf") -> TestResponse:
    fields = {one: who.hidden(page, one) for one in ("csrf_token", "person", "place")}
    return sent(who, address, fields, (content, name))


def sent(who: Person, address: str, fields: Mapping[str, str], *files: tuple[bytes, str]) -> TestResponse:
    """Posts a form with files as a browser does, all of it in memory."""
    uploads = [FileStorage(io.BytesIO(content), name) for content, name in files]
    boundary, body = encode_multipart({**fields, "document": uploads})
    return who.client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def add(who: Person, draft: str, content: bytes, place: str = CV, name: str = "cv.pdf") -> TestResponse:
    page = f"/drafts/{draft}/documents/{place}"
    return send(who, page, page, content, name)


def added(who: Person, draft: str, content: bytes = KINDS["cv.pdf"], place: str = CV, name: str = "cv.pdf") -> str:
    answer = add(who, draft, content, place, name)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].partition("?")[0]


def change(app: Flask, draft: str, answers: Mapping[str, Any]) -> None:
    with store_of(app).writing() as tx:
        now = drafts.read(tx, draft).now
        drafts.save(tx, draft, {**now.answers, **answers}, version=now.number, by=ALEX, at=now.saved_at)


def of(app: Flask, draft: str) -> tuple[Attachment, ...]:
    with store_of(app).reading() as tx:
        return kept_documents.of_draft(tx, draft)


def set_state(app: Flask, state: State, why: str = "") -> None:
    with store_of(app).writing() as tx:
        for one in [one for state_now in State for one in kept_documents.in_state(tx, state_now, most=100)]:
            kept_documents.set_state(tx, one.id, state, why=why)


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_kept_shown_and_given_back_as_it_came(app: Flask, alex: Person, draft: str, name: str) -> None:
    page = added(alex, draft, KINDS[name], name=name)
    shown = alex.open(page)
    assert shown.status_code == 200
    assert WORDS[State.NOT_SCANNED].name in shown.text
    assert ("data:image/png;base64," in shown.text) is (name != "cv.docx")
    back = alex.open(f"{page}/file")
    assert back.data == KINDS[name]
    assert back.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert back.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in back.headers["Content-Security-Policy"]
    assert back.headers["Cache-Control"] == "no-store"
    (one,) = of(app, draft)
    assert (one.slot, one.name, one.state, one.added_by) == ("curriculum_vitae", name, State.NOT_SCANNED, ALEX)


def test_the_words_of_a_document_are_kept_with_the_edition_of_their_reader(
    app: Flask, alex: Person, draft: str
) -> None:
    added(alex, draft, paper(2, "IRB approval 2026-117"))
    (one,) = of(app, draft)
    assert one.pages is not None
    assert list(one.pages) == ["IRB approval 2026-117"] * 2
    assert one.reader


def test_what_is_added_is_no_longer_said_to_be_unseen(app: Flask, alex: Person, draft: str) -> None:
    def unseen() -> set[str]:
        with store_of(app).reading() as tx:
            evidence = evidence_of(tx, draft)
        found = findings_of(draft_of(app, draft).now.answers, evidence, on=date(2026, 11, 25))
        return {one.pointer for one in found if "not seen" in one.message}

    before = unseen()
    assert before
    for pointer in before:
        added(alex, draft, paper(1, f"{ALEX} Alexandra Reyes {pointer}"), pointer.strip("/").replace("/", "."))
        assert pointer not in unseen()
    assert unseen() == set()


def test_a_document_counts_for_a_box_that_was_not_ticked(app: Flask, alex: Person) -> None:
    draft = alex.begin(changed({CV: None}, TYPED))

    def missing() -> bool:
        with store_of(app).reading() as tx:
            evidence = evidence_of(tx, draft)
        found = findings_of(draft_of(app, draft).now.answers, evidence, on=date(2026, 11, 25))
        return any(one.clause == "966(b)(12)(B)" and one.severity == "error" for one in found)

    assert missing()
    added(alex, draft, paper(1, "Alexandra Reyes"))
    assert not missing()
    set_state(app, State.INFECTED, "Bad")
    assert missing()


def test_a_refused_file_is_told_at_the_field_and_what_was_added_stays(app: Flask, alex: Person, draft: str) -> None:
    added(alex, draft)
    refused = add(alex, draft, locked("secret"), name="irb.pdf")
    assert refused.status_code == 422
    assert "<title>Error: " in refused.text
    assert "opens only with a password" in refused.text
    assert 'aria-invalid="true"' in refused.text
    assert "cv.pdf" in refused.text
    assert [one.name for one in of(app, draft)] == ["cv.pdf"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a web page"),
        (paper()[:100], "damaged"),
        (docx({"word/document.xml": body(field("DDEAUTO cmd") + words("x"))}), "DDE"),
        (b"MZ" + b"\0" * 99, "a program"),
    ],
)
def test_a_file_is_what_its_content_is_and_not_its_name(
    app: Flask, alex: Person, draft: str, content: bytes, told: str
) -> None:
    refused = add(alex, draft, content, name="curriculum vitae.pdf")
    assert refused.status_code == 422
    assert told in refused.text
    assert of(app, draft) == ()


def test_no_file_and_several_files_are_told_at_the_field(app: Flask, alex: Person, draft: str) -> None:
    page = f"/drafts/{draft}/documents/{CV}"
    hidden = {one: alex.hidden(page, one) for one in ("csrf_token", "person")}
    none = sent(alex, page, hidden)
    assert (none.status_code, "No file was chosen." in none.text) == (422, True)
    several = sent(alex, page, hidden, (paper(), "a.pdf"), (paper(), "b.pdf"))
    assert (several.status_code, "Several files were sent" in several.text) == (422, True)
    assert of(app, draft) == ()


@pytest.mark.parametrize(("more", "code"), [(1, 422), (2**19, 413)])
def test_a_file_above_the_limit_is_told_with_the_limit(
    app: Flask, alex: Person, draft: str, more: int, code: int
) -> None:
    refused = add(alex, draft, paper() + b"%" * (ATTACHMENT_SIZE.most - len(paper()) + more))
    assert refused.status_code == code
    assert "20 MB" in refused.text
    assert f'name="{attachments.FIELD}"' in refused.text
    assert of(app, draft) == ()


def test_a_file_of_exactly_the_limit_is_taken(alex: Person, draft: str) -> None:
    added(alex, draft, paper() + b"%" * (ATTACHMENT_SIZE.most - len(paper())))


def test_the_limits_of_an_application_are_kept(app: Flask, alex: Person, draft: str) -> None:
    file = store_of(app).files.put(b"%PDF-1.7 another")

    def fill(count: int, size: int) -> None:
        with store_of(app).writing() as tx:
            for one in kept_documents.of_draft(tx, draft):
                kept_documents.take_out(tx, one.id)
            for number in range(count):
                document = Document("research_materials", f"{number}.pdf", "application/pdf")
                sized = Kept(file.sha256, size)
                kept_documents.add(tx, document, sized, draft=draft, by=ALEX, at=draft_of(app, draft).begun_at)

    fill(APPLICATION_FILES.most, 10)
    refused = add(alex, draft, paper())
    assert (refused.status_code, "at most 30 files" in refused.text) == (422, True)
    fill(2, APPLICATION_SIZE.most // 2)
    refused = add(alex, draft, paper())
    assert (refused.status_code, "more than 100 MB" in refused.text) == (422, True)
    fill(1, 10)
    added(alex, draft)


def test_the_same_file_sent_twice_is_there_once(app: Flask, alex: Person, draft: str) -> None:
    assert added(alex, draft) == added(alex, draft)
    assert len(of(app, draft)) == 1
    added(alex, draft, place=IRB)
    assert len(of(app, draft)) == 2


def test_a_document_is_replaced_in_one_stroke(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft)
    answer = send(alex, f"{page}/replace", page, docx(), "newer.docx")
    assert answer.status_code == 303
    assert [(one.slot, one.name, one.state) for one in of(app, draft)] == [
        ("curriculum_vitae", "newer.docx", State.NOT_SCANNED)
    ]
    assert alex.open(page).status_code == 404


def test_a_replacement_that_is_refused_leaves_what_was_there(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft)
    answer = send(alex, f"{page}/replace", page, b"hello", "newer.docx")
    assert (answer.status_code, "plain text" in answer.text) == (422, True)
    assert [one.name for one in of(app, draft)] == ["cv.pdf"]


def test_removing_asks_first(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft)
    assert "Remove “cv.pdf”?" in alex.open(f"{page}/remove").text
    assert len(of(app, draft)) == 1
    assert alex.press(f"{page}/remove", page=f"{page}/remove").status_code == 303
    assert of(app, draft) == ()


def test_the_list_shows_every_place_with_what_is_in_it(alex: Person, draft: str) -> None:
    added(alex, draft)
    page = alex.open(f"/drafts/{draft}/documents").text
    assert page.count('class="slot"') == 9
    assert page.count("Nothing added yet.") == 8
    assert "1 document is here." in page
    assert "20 MB and 300 pages" in page
    assert "30 files and 100 MB" in page


def test_a_certificate_is_filed_under_its_person_and_never_under_another(app: Flask, alex: Person, draft: str) -> None:
    page = f"/drafts/{draft}/documents/{ROW.format(0)}"
    hidden = {one: alex.hidden(page, one) for one in ("csrf_token", "person")}
    change(app, draft, {"team_members": TYPED["team_members"][::-1]})
    moved = sent(alex, page, hidden, (paper(), "a.pdf"))
    assert (moved.status_code, "another’s name" in moved.text) == (422, True)
    assert of(app, draft) == ()
    added(alex, draft, place=ROW.format(1))
    assert [one.person for one in of(app, draft)] == ["Kai Lindqvist"]


def test_a_certificate_of_who_left_the_team_is_shown_apart(alex: Person, app: Flask, draft: str) -> None:
    added(alex, draft, place=ROW.format(1))
    change(app, draft, {"team_members": TYPED["team_members"][:1]})
    assert "Documents of nobody in the application" in alex.open(f"/drafts/{draft}/documents").text


def invited(app: Flask, alex: Person, draft: str, address: str, row: str = "") -> Person:
    page = f"/drafts/{draft}/people"
    assert alex.press(page, [("email", address), ("row", row)], page).status_code == 303
    guest = person(app)
    mail = text_to(app, address)
    assert guest.press(link_in(mail), [("code", code_in(mail))], link_in(mail)).status_code == 303
    return guest


def test_a_team_member_sees_and_fills_only_the_place_in_their_own_row(app: Flask, alex: Person, draft: str) -> None:
    of_alex = added(alex, draft)
    noor = invited(app, alex, draft, NOOR, row="1")
    listed = noor.open(f"/drafts/{draft}/documents").text
    assert listed.count('class="slot"') == 1
    assert "cv.pdf" not in listed
    mine = added(noor, draft, place=ROW.format(1), name="certificate.pdf")
    assert noor.open(f"{mine}/file").status_code == 200
    for address in (of_alex, f"{of_alex}/file", f"{of_alex}/remove", f"/drafts/{draft}/documents/{CV}"):
        assert noor.open(address).status_code == 404
    token = noor.hidden(mine, "csrf_token")
    for address in (f"/drafts/{draft}/documents/{CV}", f"/drafts/{draft}/documents/{ROW.format(0)}"):
        assert sent(noor, address, {"csrf_token": token}, (paper(), "a.pdf")).status_code == 404
    for act in ("remove", "scan"):
        assert noor.client.post(f"{of_alex}/{act}", data={"csrf_token": token}).status_code == 404
    assert len(of(app, draft)) == 2


def test_a_co_author_may_add_documents(app: Flask, alex: Person, draft: str) -> None:
    kai = invited(app, alex, draft, KAI)
    added(kai, draft)
    assert [one.added_by for one in of(app, draft)] == [KAI]


def test_for_anybody_else_there_are_no_documents(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft)
    other, stranger = person(app, "other@elsewhere.example"), person(app)
    for address in (f"/drafts/{draft}/documents", f"/drafts/{draft}/documents/{CV}", page, f"{page}/file"):
        assert other.open(address).status_code == 404
        assert stranger.open(address).status_code == 303
        assert stranger.open(address).headers["Location"].startswith("/begin")


def test_a_document_of_another_draft_is_not_reached_through_ones_own(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft)
    other = person(app, "other@elsewhere.example")
    own = other.begin(TYPED)
    assert other.open(page.replace(draft, own)).status_code == 404
    assert other.open(page.replace(draft, own) + "/file").status_code == 404


def test_a_submitted_application_keeps_its_documents(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft)
    submitted = alex.submit(draft)
    assert submitted.status_code == 303, submitted.text
    refused = add(alex, draft, docx())
    assert "submitted" in refused.text
    assert len(of(app, draft)) == 1
    token = alex.hidden("/check", "csrf_token")
    assert alex.client.post(f"{page}/remove", data={"csrf_token": token}).status_code == 404
    assert alex.open(f"{page}/file").data == paper()


@pytest.mark.parametrize(
    "name", ["a\u202efdp.exe", "../../x.pdf", 'a"b.pdf', "é 漢.pdf", "", "C:\\x\\y.pdf", "x" * 300]
)
def test_no_name_of_a_file_does_harm(alex: Person, draft: str, name: str) -> None:
    page = added(alex, draft, name=name or "blob")
    said = alex.open(f"{page}/file").headers["Content-Disposition"]
    assert said.startswith("attachment;")
    assert re.search(r"\.pdf\"?$", said)
    assert not re.search(r"[\r\n/\\]|\u202e", said.replace('\\"', ""))


def test_a_service_that_reads_no_files_says_so(tmp_path: Path) -> None:
    app = create_app(Config(home=tmp_path / "unread"))
    alex = person(app, ALEX)
    refused = add(alex, alex.begin(TYPED), paper())
    assert refused.status_code == 503
    assert "Nothing is wrong with your file" in refused.text


STATES: Mapping[State, tuple[str, bool]] = {
    State.RECEIVED: ("waits for the virus scanner", False),
    State.SCANNING: ("is looking at it", False),
    State.CLEAN: ("found nothing in it", True),
    State.INFECTED: ("may do harm", False),
    State.UNSCANNABLE: ("came to no verdict", False),
    State.NOT_SCANNED: ("had no virus scanner when it came", False),
}


@pytest.mark.parametrize("state", State)
def test_each_state_is_said_in_words_and_only_what_is_clean_is_given_out(
    app: Flask, alex: Person, draft: str, state: State
) -> None:
    app.extensions["scanner"] = Scanner(path="/nobody/listens/here")
    page = added(alex, draft)
    set_state(app, state, "The reason." if state is State.UNSCANNABLE else "")
    says, given = STATES[state]
    shown = alex.open(page).text
    assert says in shown
    assert ("Download it as it came" in shown) is given
    assert alex.open(f"{page}/file").status_code == (200 if given else 303)
    listed = alex.open(f"/drafts/{draft}/documents").text
    assert WORDS[state].name in listed
    assert ("Before the application can be submitted" in listed) is not given
    assert ("data:image/png" in shown) is (state is not State.INFECTED)


def test_an_infected_document_names_what_was_found_and_what_to_do(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft)
    set_state(app, State.INFECTED, "Win.Test.EICAR")
    shown = alex.open(page).text
    assert "The scanner calls it Win.Test.EICAR." in shown
    assert "Remove it. Scan your computer" in shown
    assert alex.open(f"{page}/file").status_code == 303


def test_a_document_that_could_not_be_scanned_is_scanned_again_when_asked(
    app: Flask, alex: Person, draft: str, tmp_path: Path
) -> None:
    with peer(tmp_path / "s", says(b"stream: Can't open file ERROR\0")) as scan:
        app.extensions["scanner"] = scan
        page = added(alex, draft)
        assert [one.state for one in of(app, draft)] == [State.RECEIVED]
        sweep(store_of(app), scan)
    assert "Scan it again" in alex.open(page).text
    assert alex.press(f"{page}/scan", page=page).status_code == 303
    with peer(tmp_path / "t", says(b"stream: OK\0")) as scan:
        sweep(store_of(app), scan)
    assert WORDS[State.CLEAN].says in alex.open(page).text
    token = alex.hidden(page, "csrf_token")
    assert alex.client.post(f"{page}/scan", data={"csrf_token": token}).status_code == 409


@needs_clamd
@pytest.mark.slow
def test_with_a_real_scanner_a_found_file_is_blocked_and_a_clean_one_is_given_back(
    app: Flask, alex: Person, draft: str
) -> None:
    with running() as clamd:
        app.extensions["scanner"] = clamd.scanner
        clean, found = added(alex, draft), added(alex, draft, paper() + MARK, IRB, "irb.pdf")
        assert sweep(store_of(app), clamd.scanner) == 2
        _down(clamd)
        waits = added(alex, draft, docx(), name="late.docx")
        assert sweep(store_of(app), clamd.scanner) == 0
    assert alex.open(f"{clean}/file").data == paper()
    assert alex.open(f"{found}/file").status_code == 303
    assert "may do harm" in alex.open(found).text
    assert "does not answer at the moment" in alex.open(waits).text


def _down(clamd: Clamd) -> None:
    clamd.stop()
    assert not clamd.scanner.answers()


@pytest.mark.parametrize("state", [State.RECEIVED, State.SCANNING, State.INFECTED, State.UNSCANNABLE])
def test_an_application_is_not_signed_before_its_documents_are_scanned(
    app: Flask, alex: Person, draft: str, state: State
) -> None:
    page = f"/drafts/{draft}/sign"
    carried = {one: alex.hidden(page, one) for one in ("csrf_token", "version", "edition")}
    app.extensions["scanner"] = Scanner(path="/nobody/listens/here")
    added(alex, draft)
    set_state(app, state)
    for answer in (alex.open(page), alex.client.post(page, data={**carried, **SIGNED})):
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/drafts/{draft}/documents")
    with store_of(app).reading() as tx:
        assert submissions.of_draft(tx, draft) is None
    set_state(app, State.CLEAN)
    assert alex.submit(draft).status_code == 303


def test_where_there_is_no_scanner_an_application_does_not_wait_but_an_infected_document_blocks_it(
    app: Flask, alex: Person, draft: str
) -> None:
    added(alex, draft)
    set_state(app, State.INFECTED)
    assert alex.open(f"/drafts/{draft}/sign").status_code == 303
    set_state(app, State.RECEIVED)
    assert alex.submit(draft).status_code == 303


def test_documents_that_wait_are_scanned_beside_the_pages(app: Flask, alex: Person, draft: str, tmp_path: Path) -> None:
    with peer(tmp_path / "s", says(b"stream: Bad FOUND\0")) as scan:
        app.extensions["scanner"] = scan
        added(alex, draft)
        with sweeping(app):
            ends = time.monotonic() + 20
            while of(app, draft)[0].state is not State.INFECTED and time.monotonic() < ends:
                time.sleep(0.1)
    assert of(app, draft)[0].state is State.INFECTED


@pytest.mark.parametrize("state", State)
def test_the_package_holds_only_what_may_be_given_out_and_names_the_rest(
    app: Flask, alex: Person, draft: str, state: State
) -> None:
    app.extensions["scanner"] = Scanner(path="/nobody/listens/here")
    added(alex, draft)
    set_state(app, state)
    with ZipFile(io.BytesIO(alex.open(f"/drafts/{draft}/package.zip").data)) as package:
        packed = [package.read(name) for name in package.namelist() if name.startswith("attachments/")]
        left_out = [one["name"] for one in json.loads(package.read("manifest.json"))["left_out"]]
    assert (packed, left_out) == (([paper()], []) if state is State.CLEAN else ([], ["cv.pdf"]))


def test_a_button_of_another_site_adds_nothing(app: Flask, alex: Person, draft: str) -> None:
    page = f"/drafts/{draft}/documents/{CV}"
    assert sent(alex, page, {"csrf_token": "made up"}, (paper(), "a.pdf")).status_code == 400
    assert of(app, draft) == ()

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.forms.attached_files import paper
from tests.forms.docx_files import docx
from tests.webapp.adding import CV, KINDS, ROW, add, added, invited, of, send, sent
from tests.webapp.drafting import (
    ALEX,
    NOOR,
    TYPED,
    Person,
    person,
)
from webapp.attaching.scans import WORDS
from webapp.storage.attachments import State


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

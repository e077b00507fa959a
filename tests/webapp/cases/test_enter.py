from __future__ import annotations

import html
import io
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from forms.fill import blank, fill
from procedure.events import Role
from tests.applications import RIGHT, changed
from tests.forms.attached_files import paper, picture
from tests.webapp.cases.played import TERMS, do
from tests.webapp.cases.working import case_of, submitted
from tests.webapp.drafting import TYPED, Person, store_of
from webapp.clock import today
from webapp.storage.audit import verify

ENTER = "/cases/enter"


def words(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def upload(who: Person, content: bytes, name: str = "application.pdf") -> TestResponse:
    fields = {"csrf_token": who.token(ENTER), "arrived": FileStorage(io.BytesIO(content), name)}
    boundary, body = encode_multipart(fields)
    return who.client.post(ENTER, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def register(who: Person, shown: TestResponse, **changes: Any) -> TestResponse:
    """Send the page that shows what was read, with what was typed over."""
    assert shown.status_code == 200, words(shown.text)
    page = shown.text
    sent: dict[str, Any] = {
        name: html.unescape(value)
        for name, value in re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page)
        if name not in ("data_levels", "csrf_token")
    }
    sent["data_levels"] = re.findall(r'name="data_levels" value="([^"]+)"[^>]* checked', page)
    members = re.search(r'<textarea[^>]* name="team_members"[^>]*>\n([^<]*)</textarea>', page)
    sent["team_members"] = html.unescape(members[1]) if members else ""
    return who.client.post(f"{ENTER}/register", data={**sent, "csrf_token": who.token(ENTER), **changes})


def number_of(done: TestResponse) -> str:
    assert done.status_code == 303, words(done.text)
    return done.headers["Location"].rpartition("/")[2].partition("?")[0]


def test_a_filled_form_becomes_a_case_on_the_day_of_its_receipt(app: Flask, noor: Person) -> None:
    form = fill(TYPED)
    yesterday = today() - timedelta(1)
    shown = upload(noor, form)
    assert "Kai Lindqvist\nNoor Haddad" in html.unescape(shown.text)
    done = register(noor, shown, on=f"{yesterday:%m/%d/%Y}", hour="9:05")
    view = case_of(app, number_of(done))
    event = view.entry(1).event
    assert (event.act, event.by, event.on, event.registered) == ("submit", Role.BONA_FIDE_RESEARCHER, yesterday, True)
    assert event.at
    assert (event.at.hour, event.at.minute) == (9, 5)
    assert event.facts["team_members"] == ["Kai Lindqvist", "Noor Haddad"]
    assert event.facts["data_levels"] == ["de_identified"]
    assert view.entry(1).by == "research-services@invented.example"
    assert view.title == RIGHT["project_title"]
    assert noor.open(f"/cases/{view.number}/rounds/1/form").data == form
    assert noor.open(f"/cases/{view.number}/rounds/2/form").status_code == 404
    assert list(verify(store_of(app))) == []


def test_an_incomplete_form_is_registered_as_it_is_and_what_is_open_is_kept(app: Flask, noor: Person) -> None:
    shown = upload(noor, blank())
    assert "None of it holds up the registration" in words(shown.text)
    refused = register(noor, shown)
    assert refused.status_code == 422
    assert "if it names nobody, type “not named”" in words(refused.text)
    done = register(noor, shown, bona_fide_researcher="not named")
    event = case_of(app, number_of(done)).entry(1).event
    assert "966(b)(3)" in event.facts["open_errors"]
    assert event.facts["data_levels"] == ["identified", "de_identified"]
    assert event.facts["research_institution"] == "not named"


@pytest.mark.parametrize(
    ("content", "name"), [(paper(), "scan.pdf"), (picture("PNG"), "photo.png")], ids=["another PDF", "a picture"]
)
def test_what_is_no_form_is_kept_as_it_came_and_typed(app: Flask, noor: Person, content: bytes, name: str) -> None:
    shown = upload(noor, content, name)
    assert "kept as it came" in words(shown.text)
    done = register(noor, shown, bona_fide_researcher="Ines Sample", data_levels=["identified"])
    number = number_of(done)
    assert noor.open(f"/cases/{number}/rounds/1/form").data == content
    assert case_of(app, number).persons[0].name == "Ines Sample"
    assert noor.open(f"/cases/{number}").status_code == 200


def test_without_a_file_only_what_is_typed_is_kept(app: Flask, noor: Person) -> None:
    shown = noor.press(ENTER, [("without", "1")], ENTER)
    done = register(noor, shown, bona_fide_researcher="Ines Sample", research_institution="Sample College")
    view = case_of(app, number_of(done))
    assert (view.last.form_sha256, view.title) == (None, "Application without a title")
    assert "Ines Sample" in noor.open("/cases?q=ines").text


def test_answers_in_json_are_registered_too(app: Flask, noor: Person) -> None:
    done = register(noor, upload(noor, json.dumps(RIGHT).encode(), "answers.json"))
    assert case_of(app, number_of(done)).last.answers["irb_approval"] == RIGHT["irb_approval"]


@pytest.mark.parametrize("content", [b"", b"MZ\x90\0 a program"], ids=["nothing", "a program"])
def test_what_nobody_can_keep_is_refused_by_name(noor: Person, content: bytes) -> None:
    answer = upload(noor, content, "odd.exe" if content else "")
    assert answer.status_code in (400, 422)
    assert "There is a problem" in answer.text


def test_a_paper_that_completes_a_case_is_its_next_round(app: Flask, noor: Person) -> None:
    number = submitted(app, changed({"affiliation_letter": None}))
    do(store_of(app), number, "ask_for_completion", {"missing": ["966(d)"]}, on=today())
    done = register(noor, upload(noor, fill(TYPED)), application=number)
    assert number_of(done) == number
    view = case_of(app, number)
    assert (view.entry(3).event.act, len(view.rounds)) == ("resubmit", 2)
    page = words(noor.open(f"/cases/{number}").text)
    assert "changed since round 1" in page
    assert "Authorized official who signed the letter no answer Morgan Ellis" in page


def test_a_paper_about_what_was_approved_is_a_modified_request_and_its_completion_stays_with_it(
    app: Flask, noor: Person
) -> None:
    number = submitted(app)
    do(store_of(app), number, "approve", TERMS, on=today())
    other = changed({"storage.location": "Elsewhere", "request_kind": "modified", "project_number": number})
    shown = upload(noor, json.dumps(other).encode(), "answers.json")
    assert f'value="{number}"' in shown.text
    register(noor, shown)
    event = case_of(app, number).entry(3).event
    assert (event.act, event.facts["project_number"]) == ("modify", number)
    assert "The data asked for, and where they will be" in event.facts["changes"]
    do(store_of(app), number, "ask_for_completion", {"missing": ["966(d)"]}, about=3, on=today())
    register(noor, upload(noor, json.dumps(other).encode(), "answers.json"))
    assert (case_of(app, number).entry(5).event.act, case_of(app, number).entry(5).event.about) == ("resubmit", 3)


def test_a_number_that_is_none_or_takes_nothing_more_is_told(app: Flask, noor: Person) -> None:
    shown = upload(noor, fill(TYPED))
    unknown = register(noor, shown, application="2026-9999")
    assert unknown.status_code == 422
    assert "There is no application 2026-9999" in words(unknown.text)
    number = submitted(app)
    do(store_of(app), number, "withdraw", role=Role.BONA_FIDE_RESEARCHER, registered=True, on=today())
    over = register(noor, shown, application=number)
    assert "The application is withdrawn" in words(over.text)
    assert case_of(app, number).seen == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"on": "13/40/2026"}, "“13/40/2026” is not a date"),
        ({"on": "1/1/2199"}, "it has not come yet"),
        ({"hour": "25:00"}, "“25:00” is not an hour"),
        ({"team_members": "x" * 501}, "at most 50 lines of 500 characters"),
        ({"bona_fide_researcher": "a\0b"}, "invisible character"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(noor: Person, change: dict[str, str], told: str) -> None:
    shown = noor.press(ENTER, [("without", "1")], ENTER)
    answer = register(noor, shown, **{"bona_fide_researcher": "Ines Sample", **change})
    assert answer.status_code == 422
    assert told in words(answer.text)


def test_what_the_page_carries_cannot_be_made_elsewhere(noor: Person) -> None:
    assert noor.press(f"{ENTER}/register", [("carried", "e30.forged")], ENTER).status_code == 400

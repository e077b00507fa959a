from __future__ import annotations

import html
import io
import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms.fill import fill
from tests.forms.attached_files import paper
from tests.forms.docx_files import docx
from tests.forms.packages.package_files import carrying, zip_of
from tests.webapp.conftest import Press
from tests.webapp.drafting import Person
from tests.webapp.unpacking.packed import SENT, files
from webapp.unpacking.enclosed import LONGEST, Enclosed, enclosed, in_chosen_places, of_carried
from webapp.unpacking.package import Document


def send(press: Press, content: bytes, name: str = "all.zip") -> TestResponse:
    return press(application=(io.BytesIO(content), name), on="11/25/2026")


def carried(page: str) -> str:
    found = re.search(r'name="carried" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def chosen(page: str) -> dict[str, str]:
    found = re.findall(r'name="(place\.\d+)".*?</select>', page, re.DOTALL)
    parts = re.findall(r'<select class="usa-select"[^>]*name="(place\.\d+)"(.*?)</select>', page, re.DOTALL)
    assert len(found) == len(parts)
    return {name: html.unescape(re.findall(r'value="([^"]*)" selected', options)[0]) for name, options in parts}


def test_the_places_are_looked_at_before_the_findings(press: Press) -> None:
    page = send(press, zip_of(files())).text
    assert "Where each document belongs" in page
    places = chosen(page)
    assert set(places.values()) >= {"curriculum_vitae:", "irb_approval:", "training:Kai Lindqvist", ""}
    fields = {"carried": carried(page), "stage": "submit", "on": "11/25/2026", **places}
    findings = press("/check/again", **fields).text
    assert "Documents of this package" in findings
    assert "not seen" not in findings


def test_what_a_person_puts_elsewhere_is_counted_there(press: Press) -> None:
    page = send(press, zip_of({"form.pdf": fill(SENT), "cv.pdf": paper(1, "Curriculum vitae of Alexandra Reyes")})).text
    fields = {"carried": carried(page), "stage": "submit", "on": "11/25/2026"}
    kept = press("/check/again", **fields, **{"place.0": "curriculum_vitae:"}).text
    moved = press("/check/again", **fields, **{"place.0": "research_materials:"}).text
    nowhere = press("/check/again", **fields, **{"place.0": ""}).text
    seen = re.compile(r"Curriculum vitae[^<]*</h4>\s*<p>Said to be enclosed, not seen")
    assert [bool(seen.search(page)) for page in (kept, moved, nowhere)] == [False, True, True]
    assert "(you chose it)" in moved
    again = press("/check/places", carried=carried(moved), stage="submit", on="11/25/2026").text
    assert chosen(again) == {"place.0": "research_materials:"}


def test_a_form_that_carries_its_documents_is_a_package_too(press: Press) -> None:
    page = send(press, carrying({"cv.pdf": paper()}, fill(SENT)), "form.pdf").text
    assert chosen(page) == {"place.0": "curriculum_vitae:"}


def test_a_package_without_an_application_is_refused_in_words(press: Press) -> None:
    refused = send(press, zip_of({"cv.pdf": paper()}))
    assert refused.status_code == 422
    assert "no filled Data Request Standard Application" in refused.text


def test_a_word_document_is_no_package_and_no_form(press: Press) -> None:
    refused = send(press, docx(), "application.docx")
    assert refused.status_code == 422
    assert "a document of a word processor" in refused.text


def test_a_zip_file_that_holds_nothing_is_told(press: Press) -> None:
    assert "holds no file that could be read" in send(press, zip_of({})).text


def test_the_answers_of_a_package_go_on_into_a_draft(app: Flask, alex: Person) -> None:
    token = alex.token("/check")
    fields = {"csrf_token": token, "application": (io.BytesIO(zip_of(files())), "all.zip"), "on": "11/25/2026"}
    page = alex.client.post("/check", data=fields, content_type="multipart/form-data").text
    confirm = alex.press("/from-a-file/continue", [("carried", carried(page))], "/check").text
    assert "9 documents came with the form" in confirm


def test_a_script_that_opens_the_page_of_places_is_led_to_the_form(client: FlaskClient) -> None:
    assert client.get("/check/places").headers["Location"].endswith("/check")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "a", "slot": "sandwiches", "person": "", "why": "", "pages": [], "paged": True},
        {"name": "a", "slot": "", "person": "", "why": "", "pages": [1], "paged": True},
        {"name": "a"}, [], "a",
    ],
)  # fmt: skip
def test_a_document_that_came_back_changed_is_none(press: Press, wrong: object) -> None:
    assert of_carried(wrong) is None
    carry = {"source": "a", "application": {}, "notes": [], "origins": {}, "claimed": [], "documents": [wrong]}
    assert press("/check/again", carried=json.dumps(carry), stage="submit").status_code == 400


def test_words_beyond_what_a_page_carries_count_as_not_read() -> None:
    from forms.packages.proposing import Proposal
    from forms.reader import Attached

    long = Attached("application/pdf", ("a" * LONGEST,), ())
    documents = [Document(name, b"", long, Proposal("irb_approval")) for name in ("a.pdf", "b.pdf")]
    assert [len(one.pages) for one in enclosed(documents)] == [1, 0]


def test_a_place_that_there_is_not_is_nowhere() -> None:
    one = Enclosed("a.pdf", "irb_approval", "", "its name says so")
    assert [put.slot for put in in_chosen_places([one], {"place.0": "sandwiches:"})] == [""]
    assert list(in_chosen_places([one], {})) == [one]

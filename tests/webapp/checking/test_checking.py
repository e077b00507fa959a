from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from forms.fields import Reading, UnreadableFormError
from forms.fill import blank
from forms.reader import Crop, Reader
from tests.webapp.conftest import Press
from validator.findings import check
from webapp.samples import CHECKED_ON, SAMPLES

COMPLETE = SAMPLES["complete"].application()
MISSING = SAMPLES["several-things-missing"]


def file(content: bytes, name: str = "application.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def answers(application: object) -> tuple[io.BytesIO, str]:
    return file(json.dumps(application).encode(), "answers.json")


def carried(page: str) -> str:
    found = re.search(r'name="carried" value="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def test_a_blank_form_is_checked_and_every_finding_stands_on_the_page(press: Press) -> None:
    page = press(application=file(blank()), on="11/20/2026")
    assert page.status_code == 200
    findings = check({"data_system": "carpos", "edition": "1"}, "submit", on=date(2026, 11, 20))
    text = unescape(page.text)
    assert page.text.count("<article") == len(findings) > 40
    assert all(finding.remedy in text and f"§ {finding.clause}" in text for finding in findings)


def test_the_page_says_the_same_of_a_form_and_of_its_answers_in_json(press: Press) -> None:
    of_pdf = press(application=file(MISSING.pdf()), on="11/20/2026").text
    of_json = press(application=answers(MISSING.application()), on="11/20/2026").text
    headline = re.compile(r"<h1>(.*?)</h1>")
    assert (
        headline.findall(of_pdf)
        == headline.findall(of_json)
        == ["11 things to complete before you can submit; 2 to look at; 7 for staff to look at."]
    )


def test_the_page_shows_the_answers_that_were_read_in_words(press: Press) -> None:
    page = press(application=file(MISSING.pdf())).text
    for words in ("Modification of an existing request", "Tomás Ejemplo", "June 30, 2028", "13/40/2026", "no answer"):
        assert words in page


def test_a_doubtful_value_is_told_beside_its_answer(press: Press) -> None:
    import pikepdf

    pdf = pikepdf.open(io.BytesIO(SAMPLES["complete"].pdf()))
    title = next(field for field in pdf.Root.AcroForm.Fields if field.get("/T") == "project_title")
    title.V = pikepdf.String("Another title than the one that is drawn")
    changed = io.BytesIO()
    pdf.save(changed)
    page = press(application=file(changed.getvalue())).text
    assert re.search(r'Another title than the one that is drawn</span>\s*<p class="doubt">', page)


def test_a_complete_application_is_told_so_calmly_with_what_happens_next(client: FlaskClient) -> None:
    page = client.get("/samples/complete").text
    assert "Nothing is missing before you can submit" in page
    assert "What happens next" in page
    assert "Checking it here submits nothing" in page


def test_at_a_later_step_nobody_is_told_to_send_what_was_sent(press: Press) -> None:
    de_identified = {**COMPLETE, "data_levels": ["de_identified"]}
    page = press(application=answers(de_identified), on="02/01/2027", stage="approve").text
    assert "Nothing is missing before the application can be approved" in page
    assert "Checking it here decides nothing" in page
    assert "Send the application with all its enclosures" not in page


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_from_its_form_as_its_answers_say(client: FlaskClient, name: str) -> None:
    page = client.get(f"/samples/{name}")
    assert page.status_code == 200
    findings = check(SAMPLES[name].application(), "submit", on=CHECKED_ON)
    assert page.text.count("<article") == len(findings)
    assert json.loads(carried(page.text))["application"] == SAMPLES[name].application()


def test_the_form_of_a_sample_can_be_downloaded(client: FlaskClient) -> None:
    form = client.get("/samples/complete.pdf")
    assert form.mimetype == "application/pdf"
    assert form.data.startswith(b"%PDF")
    assert "attachment" in form.headers["Content-Disposition"]


def test_a_sample_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    assert client.get("/samples/nobody").status_code == 404
    assert client.get("/samples/nobody.pdf").status_code == 404


def test_what_is_only_due_later_is_found_at_the_later_step(press: Press) -> None:
    at_submit = press(application=answers(COMPLETE), on="11/20/2026", stage="submit").text
    at_release = press(application=answers(COMPLETE), on="11/20/2026", stage="release").text
    assert "§ 966(f)" not in at_submit
    assert "§ 966(f)" in at_release


def test_the_same_answers_are_checked_again_without_the_file(press: Press) -> None:
    first = press(application=file(SAMPLES["complete"].pdf()), on="11/20/2026").text
    again = press("/check/again", carried=carried(first), stage="release", on="2026-11-20")
    assert again.status_code == 200
    assert "before data can be released" in again.text
    assert carried(again.text) == carried(first)


def test_a_day_that_is_none_keeps_the_answers_that_the_page_carried(press: Press) -> None:
    first = press(application=answers(COMPLETE)).text
    again = press("/check/again", carried=carried(first), on="31/31/2026")
    assert again.status_code == 400
    assert "“31/31/2026” is not a date." in again.text
    assert carried(again.text) == carried(first)


def test_a_day_that_is_none_is_told_at_its_field(press: Press) -> None:
    page = press(application=answers(COMPLETE), on="31/31/2026")
    assert page.status_code == 400
    assert page.text.count("“31/31/2026” is not a date.") == 2
    assert 'value="31/31/2026"' in page.text
    assert "<title>Error: " in page.text


def test_the_report_is_downloaded_as_text(press: Press) -> None:
    page = press(application=file(MISSING.pdf()), on="11/20/2026").text
    report = press("/check/report.txt", carried=carried(page), stage="submit", on="11/20/2026")
    assert report.mimetype == "text/plain"
    assert "attachment" in report.headers["Content-Disposition"]
    assert "11 things to complete before you can submit" in report.text
    assert report.text.count("[ ]") == 20


def test_the_findings_are_downloaded_as_json_and_the_answers_in_it_are_those_of_the_form(press: Press) -> None:
    page = press(application=file(MISSING.pdf()), on="11/20/2026").text
    told = json.loads(press("/check/report.json", carried=carried(page), on="11/20/2026").data)
    assert told["application"] == MISSING.application()
    assert told["counts"] == {"error": 11, "warning": 2, "staff": 7}
    assert set(told["findings"][0]) == {"clause", "pointer", "label", "severity", "stage", "message", "remedy"}


CARRIED = {"source": "a", "application": {}, "notes": [], "origins": {}, "claimed": [], "documents": []}


def test_what_a_page_carried_whole_is_taken_again(press: Press) -> None:
    assert press("/check/again", carried=json.dumps(CARRIED)).status_code == 200


WRONG: list[dict[str, Any]] = [
    {"notes": [{}]}, {"application": []}, {"origins": {"a": 1}}, {"origins": {"a": ["a", "guess", 1.0, ""]}},
    {"claimed": [1]}, {"documents": [{}]}, {"documents": {}},
]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"source": 1}', *(json.dumps({**CARRIED, **wrong}) for wrong in WRONG)]
)
def test_what_a_page_carried_is_not_taken_for_granted(press: Press, text: str) -> None:
    for address in ("/check/again", "/check/report.txt", "/check/report.json"):
        refused = press(address, carried=text)
        assert refused.status_code == 400
        assert "There is a problem" in refused.text


@pytest.mark.parametrize(
    "odd",
    [
        {"team_members": "nobody"},
        {"team_members": ["Ann", {"name": ["Bo"]}, None]},
        {"bona_fide_researcher": [1, 2]},
        {"project_outline": {"purpose_kinds": {"a": 1}}, "request_kind": {"x": []}},
        {"data_system": 5, "edition": {"a": 1}},
        {"requested_on": 20261120, "has_team_members": "perhaps", "storage": None},
        {"edition": "99", "data_levels": [["a"], {"b": 2}, 3]},
    ],
)
def test_answers_of_an_odd_shape_are_findings_and_no_fault(press: Press, odd: object) -> None:
    page = press(application=answers(odd))
    assert page.status_code == 200
    assert "<article" in page.text


def test_answers_cannot_write_into_the_page(press: Press) -> None:
    attack = '"><script>alert(1)</script>'
    page = press(application=answers({"project_title": attack, attack: attack})).text
    assert "<script" not in page


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.pdf", "an empty file"),
        (b"\x89PNG\r\n\x1a\n", "photo.png", "pictures of pages"),
        (b"%PDF-1.7 and then nothing", "cut.pdf", "damaged"),
        (b"{]", "answers.json", "not JSON"),
    ],
)
def test_a_file_that_is_no_form_is_refused_by_name_with_what_to_do(
    press: Press, content: bytes, name: str, words: str
) -> None:
    page = press(application=file(content, name))
    assert page.status_code == 422
    assert words in page.text
    assert f"We could not read “{name}”" in page.text
    assert 'href="#application"' in page.text
    assert "<title>Error: " in page.text


def test_an_address_behind_a_button_leads_to_the_form(client: FlaskClient) -> None:
    for address in ("/check/again", "/check/report.txt", "/check/report.json"):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (303, "/check")


def test_a_step_that_does_not_exist_is_refused_in_words(press: Press) -> None:
    refused = press(application=answers({}), stage="whenever")
    assert refused.status_code == 400
    assert "That could not be understood" in refused.text


def test_beside_a_finding_stands_the_part_of_the_page_that_it_is_about(press: Press) -> None:
    page = press(application=file(MISSING.pdf())).text
    pictures = re.findall(r'<img src="data:image/png;base64,([^"]+)" alt="The place of “([^”]+)” in your form\."', page)
    assert len(pictures) > 15
    assert all(base64.b64decode(png).startswith(b"\x89PNG") for png, _ in pictures)
    assert "Date of request" in {label for _, label in pictures}
    assert len(page) < 700_000


def test_answers_in_json_have_no_pages_to_show(press: Press) -> None:
    assert "<figure" not in press(application=answers(MISSING.application())).text


def test_a_page_that_cannot_be_drawn_hides_no_finding(app: Flask, press: Press, reader: Reader) -> None:
    class Undrawn:
        def __call__(self, pdf: bytes) -> Reading:
            return reader(pdf)

        def crops(self, _: bytes, __: Sequence[str], **___: bool) -> dict[str, Crop]:
            raise UnreadableFormError("too_slow", "Drawing it takes too long.", "Send another.")

    app.extensions["reader"] = Undrawn()
    page = press(application=file(MISSING.pdf()), on="11/20/2026")
    assert page.status_code == 200
    assert page.text.count("<article") == 20

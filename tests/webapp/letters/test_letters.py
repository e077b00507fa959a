from __future__ import annotations

import html
import json
import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms.pdf_checks import defects
from templates.letters import LETTERS
from tests.applications import RIGHT, changed
from tests.templates.reading import bare, docx_text, html_text, pdf_text
from tests.webapp.conftest import Press
from webapp.letters.pages import OFFERED
from webapp.letters.questions import NO_CHANGE, Asked, asked, given

WORDS = {"expires_on": "02/23/2027", "project_number": "P-7", "approved_on": "2/23/2026", "appeal_under": "966(i)"}


def answered(one: Asked) -> str:
    """What a person types where the letter can't do without it; nothing elsewhere."""
    if not one.required or (one.name, one.hint) == ("findings_received_on", "of an appeal under 964(h)"):
        return ""
    return WORDS.get(one.name) or {"date": "2026-11-23", "choice": (one.choices or ("",))[0]}.get(one.form, "Words.")


@pytest.fixture
def carried(press: Press) -> str:
    """What the page of findings of an uploaded form carries."""
    return carried_by(press(application=(BytesIO(json.dumps(RIGHT).encode()), "case.json")))


def carried_by(answer: TestResponse) -> str:
    found = re.search(r'name="carried" value="([^"]*)"', answer.text)
    assert found is not None
    return html.unescape(found[1])


def test_the_findings_lead_to_the_letters(press: Press, carried: str) -> None:
    answer = press("/letters", carried=carried, stage="submit")
    assert answer.status_code == 200
    for letter in LETTERS.values():
        assert (f'action="/letters/{letter.kind}"' in answer.text) == (letter.kind in OFFERED)
        assert letter.kind not in OFFERED or letter.title in html.unescape(answer.text)


def test_what_the_department_decides_is_not_written_from_any_form(press: Press, carried: str) -> None:
    for kind in ("approval", "denial", "appeal-decision", "letter-of-support"):
        assert press(f"/letters/{kind}", carried=carried, stage="submit").status_code == 404
        assert press(f"/letters/{kind}/letter.pdf", carried=carried).status_code == 404


@pytest.mark.parametrize("kind", list(OFFERED))
def test_a_letter_asks_for_what_only_a_person_knows(kind: str, press: Press, carried: str) -> None:
    answer = press(f"/letters/{kind}", carried=carried, stage="submit")
    assert answer.status_code == 200
    for one in asked(kind):
        assert f'id="{one.name}"' in answer.text
        assert f'for="{one.name}"' in answer.text
    assert "The letter</h2>" not in answer.text


@pytest.mark.parametrize("kind", [kind for kind in OFFERED if kind != "missing"])
def test_a_letter_is_shown_and_can_be_taken_away_in_each_format(kind: str, press: Press, carried: str) -> None:
    typed = {one.name: answered(one) for one in asked(kind)} | {"no_change": "yes"}
    shown = press(f"/letters/{kind}", carried=carried, stage="submit", wanted="yes", **typed)
    assert shown.status_code == 200
    assert shown.text.count("<h1>") == 1
    assert "Orders and outcomes: a county study" in shown.text
    texts = {}
    for form in ("docx", "pdf", "html"):
        answer = press(f"/letters/{kind}/letter.{form}", carried=carried, stage="submit", **typed)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f"attachment; filename={kind}.{form}"
        texts[form] = answer.data
    assert defects(texts["pdf"]) == ()
    for text in (docx_text(texts["docx"]), pdf_text(texts["pdf"]), html_text(texts["html"].decode())):
        assert "AlexandraReyes" in bare(text)


def test_what_is_missing_is_shown_by_section(press: Press) -> None:
    incomplete = json.dumps(changed({"project_title": None, "irb_approval.expires_on": None})).encode()
    carried = carried_by(press(application=(BytesIO(incomplete), "case.json")))
    answer = press("/letters/missing", carried=carried, stage="submit", wanted="yes")
    assert "966(b)(8)" in answer.text
    assert "DRAFT" in answer.text


def test_a_fact_that_lacks_is_told_on_top_with_its_field_and_nothing_typed_is_lost(press: Press, carried: str) -> None:
    answer = press(
        "/letters/renewal-notice", carried=carried, wanted="yes", expires_on="13/40/2027", project_number="P-7"
    )
    assert answer.status_code == 422
    assert "“13/40/2027” is not a date." in answer.text
    assert 'href="#expires_on"' in answer.text
    assert 'value="P-7"' in answer.text
    assert 'value="13/40/2027"' in answer.text
    assert "<title>Error:" in answer.text


def test_no_change_is_typed_item_by_item_or_ticked_for_all(press: Press, carried: str) -> None:
    typed = {"expires_on": "2027-02-23", "project_number": "P-7", "changes.personnel": "Kai leaves."}
    answer = press("/letters/renewal-request", carried=carried, wanted="yes", **typed)
    assert answer.status_code == 422
    assert 'href="#changes.technology"' in answer.text
    others = dict.fromkeys(("project", "technology", "location", "security", "irb_approval"), "No change.")
    more = {f"changes.{name}": words for name, words in others.items()}
    answer = press("/letters/renewal-request", carried=carried, wanted="yes", **typed, **more)
    assert answer.status_code == 200
    assert "Kai leaves." in answer.text


def test_hostile_words_are_shown_as_words(press: Press) -> None:
    hostile = json.dumps(changed({"project_title": "<script>alert(1)</script>{{ 6*7 }}"})).encode()
    carried = carried_by(press(application=(BytesIO(hostile), "case.json")))
    answer = press("/letters/affiliation", carried=carried, wanted="yes")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "{{ 6*7 }}" in answer.text


@pytest.mark.parametrize("path", ["/letters", "/letters/affiliation", "/letters/affiliation/letter.pdf"])
def test_whoever_comes_without_a_form_is_led_to_it(path: str, client: FlaskClient, press: Press) -> None:
    assert client.get(path).location == "/check"
    assert press(path, carried="{}").location == "/check"


def test_a_letter_that_there_is_not_is_not_found(press: Press, carried: str) -> None:
    for path in ("/letters/love-letter", "/letters/affiliation/letter.exe"):
        assert press(path, carried=carried).status_code == 404
    assert press("/letters", carried=carried, stage="whenever").status_code == 400


def test_without_the_mark_of_the_page_nothing_is_made(client: FlaskClient, carried: str) -> None:
    assert client.post("/letters/affiliation/letter.pdf", data={"carried": carried}).status_code == 400


def test_no_fact_has_the_name_of_a_field_that_the_page_itself_sends() -> None:
    names = {one.name.partition(".")[0] for kind in LETTERS for one in asked(kind)}
    assert not names & {"wanted", "carried", "stage", "csrf_token", NO_CHANGE}


def test_what_was_typed_in_rows_becomes_a_list_and_empty_rows_vanish() -> None:
    typed = {"remedies.0.violation": "One", "remedies.0.remedied_on": "11/23/2026", "remedies.3.violation": "Four"}
    assert given("remediation-certificate", typed) == {
        "remedies": [{"violation": "One", "remedied_on": "11/23/2026"}, {"violation": "Four"}]
    }


def test_what_was_typed_becomes_facts() -> None:
    typed: dict[str, Any] = {
        "expires_on": " 02/23/2027 ",
        "enclosures": "One\nTwo",
        "reference": "",
        "changes.project": "x",
    }
    assert given("renewal-request", typed) == {
        "expires_on": "02/23/2027",
        "enclosures": ["One", "Two"],
        "changes": {"project": "x"},
    }
    assert given("renewal-request", {"no_change": "yes"}) == {"changes": "no change"}
    assert given("affiliation", {"no_change": "yes"}) == {}

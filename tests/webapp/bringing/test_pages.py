from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask

from forms.document import flattened
from forms.fill import fill
from tests.applications import changed
from tests.webapp.bringing.bringing import bring, confirm
from tests.webapp.drafting import ALEX, BY_RESEARCHER, FORM, TYPED, draft_of, person, section_pairs
from validator.finding import Stage
from validator.findings import check
from webapp import clock
from webapp.answers.asked import SIGNED_AT_THE_END

SIGNATURES = {
    "application_signature": {"name": "Alexandra Reyes", "signed_on": "2026-11-20"},
    "restrictions_signature": {"name": "Alexandra Reyes", "signed_on": "2026-11-20"},
}


def as_json(answers: Mapping[str, Any]) -> bytes:
    return json.dumps(answers).encode()


@pytest.mark.parametrize(("content", "name"), [(fill(TYPED), "a.pdf"), (as_json(TYPED), "a.json")], ids=["PDF", "JSON"])
def test_the_same_answers_are_the_same_draft_whichever_door_they_came_through(
    app: Flask, content: bytes, name: str
) -> None:
    alex = person(app, ALEX)
    typed = alex.begin()
    for section in (one.id for one in FORM.sections if one.id not in SIGNED_AT_THE_END):
        alex.save(typed, section, section_pairs(section, TYPED))
    brought = confirm(alex, bring(alex, content, name).text)
    answers = [draft_of(app, draft).now.answers for draft in (typed, brought)]
    assert answers == [BY_RESEARCHER, BY_RESEARCHER]
    found = [check(one, Stage.SUBMIT, on=clock.today()) for one in answers]
    assert found[0] == found[1]


def test_signatures_are_not_taken_over_and_it_is_said(app: Flask) -> None:
    alex = person(app, ALEX)
    page = bring(alex, fill({**TYPED, **SIGNATURES}), "a.pdf").text
    assert "Not taken over" in page
    assert "Signature of the Bona Fide Researcher on the application" in page
    assert "Signature of the information security officer or IT manager" in page
    assert 'value="application_signature' not in page
    assert 'value="security_certification.officer_name' not in page
    assert draft_of(app, confirm(alex, page)).now.answers == BY_RESEARCHER


def test_nobody_smuggles_a_signature_in_by_ticking_it(app: Flask) -> None:
    alex = person(app, ALEX)
    page = bring(alex, as_json({**TYPED, **SIGNATURES}), "a.json").text
    every = [name for name, _ in flattened({**TYPED, **SIGNATURES})]
    assert draft_of(app, confirm(alex, page, every)).now.answers == BY_RESEARCHER


def test_what_is_not_ticked_is_left_out(app: Flask) -> None:
    alex = person(app, ALEX)
    page = bring(alex, as_json(TYPED), "a.json").text
    draft = confirm(alex, page, ["project_title", "data_levels"])
    expected = {name: TYPED[name] for name in ("data_system", "edition", "project_title", "data_levels")}
    assert draft_of(app, draft).now.answers == expected


def test_what_no_page_can_hold_is_named(app: Flask) -> None:
    alex = person(app, ALEX)
    answers = changed({"project_title": {"a": 1}, "bona_fide_researcher.phone": 5}, TYPED)
    page = bring(alex, as_json(answers), "a.json").text
    told = page[page.index("Not taken over") :]
    assert "<li>Project title</li>" in told
    assert "<li>Phone number of the Bona Fide Researcher</li>" in told


def test_a_file_that_is_none_is_refused_in_words_and_nothing_begins(app: Flask) -> None:
    alex = person(app, ALEX)
    refused = bring(alex, b"no form at all", "a.pdf")
    assert refused.status_code == 422
    assert "There is a problem" in refused.text
    assert alex.press("/from-a-file/confirmed", [("carried", "{}")], "/from-a-file").status_code == 400
    assert "You have no draft" in alex.open("/drafts").text

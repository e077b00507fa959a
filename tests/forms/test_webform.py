from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from hypothesis import HealthCheck, given, settings

from forms.acroform import read_fields
from forms.document import assemble, flattened
from forms.fill import fill
from forms.webform import application_of, over, posted
from tests.applications import RIGHT, changed
from tests.forms.filling.answered import applications
from validator.questions import edition

FORM = edition()


def through_a_browser(application: dict[str, Any]) -> dict[str, Any]:
    return application_of(parse_qsl(urlencode(list(posted(application, FORM))), keep_blank_values=True), FORM)


def typed(application: dict[str, Any]) -> dict[str, Any]:
    """Without signatures made in a PDF: no page can make one."""
    return changed({name: None for name, _ in flattened(application) if name.endswith(".digital")}, application)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(applications())
def test_what_is_posted_is_what_was_answered(application: dict[str, Any]) -> None:
    application = typed(application)
    assert through_a_browser(application) == application


def test_the_same_answers_are_the_same_application_by_pdf_and_by_browser() -> None:
    application = typed(dict(RIGHT))
    assert assemble(read_fields(fill(application))).application == through_a_browser(application)


def test_lines_end_as_they_were_typed_whatever_a_browser_sends() -> None:
    sent = application_of([("project_outline.purposes", "one\r\ntwo\rthree\nfour")], FORM)
    assert sent["project_outline"]["purposes"] == "one\ntwo\nthree\nfour"


def test_a_character_that_no_text_can_hold_becomes_a_mark() -> None:
    assert application_of([("project_title", "a\x00b\ud800")], FORM)["project_title"] == "a\ufffdb\ufffd"


def test_buttons_marks_and_signatures_of_a_pdf_are_no_answers() -> None:
    sent = [("csrf_token", "x"), ("do", "remove 0"), ("application_signature.digital", "yes"), ("__class__", "x")]
    assert application_of(sent, FORM) == {"data_system": "carpos", "edition": "1"}


def test_a_date_that_is_none_stays_as_it_was_typed() -> None:
    assert application_of([("requested_on", "13/40/2026")], FORM)["requested_on"] == "13/40/2026"


def test_choices_come_in_the_order_of_the_form_each_once() -> None:
    sent = [("data_levels", one) for one in ("identified", "de_identified", "identified")]
    assert application_of(sent, FORM)["data_levels"] == ["de_identified", "identified"]


def test_empty_rows_between_filled_ones_go_away() -> None:
    sent = [("team_members.0.name", " "), ("team_members.7.name", "Kai"), ("team_members.3.name", "Noor")]
    assert application_of(sent, FORM)["team_members"] == [{"name": "Noor"}, {"name": "Kai"}]


def test_one_section_takes_the_place_of_its_own_answers_and_of_no_others() -> None:
    section = next(one for one in FORM.sections if one.id == "institution")
    after = over(RIGHT, {"security_officer": {"name": "J. B."}}, section.questions)
    assert after == changed({"research_institution": None, "security_officer": {"name": "J. B."}})


def test_taking_the_last_row_out_leaves_no_list() -> None:
    section = next(one for one in FORM.sections if one.id == "team")
    after = over(RIGHT, {"has_team_members": False}, section.questions)
    assert after == changed({"has_team_members": False, "team_members": None})


def test_the_answers_that_stood_before_are_not_changed() -> None:
    before = changed({})
    over(before, {}, FORM.questions)
    assert before == changed({})

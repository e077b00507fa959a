"""What no page of ours sends, by somebody who is let in: it is refused or passed over, and never breaks anything."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.webapp.drafting import ALEX, FORM, TYPED, draft_of, person
from webapp.answers.asked import SIGNED_AT_THE_END

ODD = [
    ("team_members", "x"),
    ("team_members.0", "x"),
    ("team_members.99999.name", "Far away"),
    ("team_members.-1.name", "x"),
    ("team_members.٣.name", "x"),
    ("team_members.0.name.more", "x"),
    ("bona_fide_researcher", "x"),
    ("bona_fide_researcher.name", "a\x00b\ud800\u202e"),
    ("data_levels", "neither"),
    ("request_kind", "x" * 10_000),
    ("has_team_members", "perhaps"),
    ("curriculum_vitae.enclosed", ""),
    ("application_signature.name", "Smuggled"),
    ("restrictions_signature.name", "Smuggled"),
    ("data_system", "other"),
    ("edition", "99"),
    ("continuation.1.of", "project_title"),
    ("continuation.1.text", "x"),
    ("", "x"),
    (".", "x"),
    ("__proto__.x", "x"),
]
SECTIONS = [section.id for section in FORM.sections if section.id not in SIGNED_AT_THE_END]


@pytest.mark.parametrize("section", SECTIONS)
def test_odd_answers_break_no_section_and_sign_nothing(app: Flask, section: str) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    sent = [(name, text.encode("utf-8", "replace").decode()) for name, text in ODD]
    assert alex.save(draft, section, sent, do="check").status_code == 303
    answers = draft_of(app, draft).now.answers
    assert not {"application_signature", "restrictions_signature", "", ".", "__proto__"} & set(answers)
    assert (answers["data_system"], answers["edition"]) == ("carpos", "1")
    for place in ("", f"/sections/{section}?checked=1", "/review", "/people", "/answers.json"):
        assert alex.open(f"/drafts/{draft}{place}").status_code == 200, place
    assert alex.open(f"/drafts/{draft}/form.pdf").status_code in (200, 422)


@pytest.mark.parametrize(
    "do", ["", "remove", "remove x", "remove 99999999", "remove ٣", "add add", "\x00", "next next"]
)
def test_an_odd_button_saves_and_leads_on(app: Flask, do: str) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    answer = alex.save(draft, "project", [("project_title", "Kept")], do=do)
    assert answer.status_code == 303
    assert alex.open(answer.headers["Location"].partition("#")[0]).status_code in (200, 404)
    assert draft_of(app, draft).now.answers["project_title"] == "Kept"


@pytest.mark.parametrize("code", ["", "x", "٣٣٣ ٣٣٣", "000000" * 200, "\x00"])
def test_an_odd_code_is_only_wrong(app: Flask, code: str) -> None:
    one = person(app)
    one.press("/begin", [("email", ALEX)])
    assert one.press("/code", [("code", code)]).status_code == 422


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "٣"])
def test_an_odd_version_chooses_and_signs_nothing(app: Flask, version: str) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    assert alex.press(f"/drafts/{draft}/both", [("version", version)]).status_code == 303
    assert alex.press(f"/drafts/{draft}/sign", [("version", version)]).status_code == 409
    assert alex.press(f"/drafts/{draft}/team/0/remove", [("version", version)]).status_code == 303
    assert draft_of(app, draft).now.answers == TYPED


@pytest.mark.parametrize("row", ["", "x", "-1", "99", "٣"])
def test_an_odd_row_invites_nobody_to_anything(app: Flask, row: str) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    assert alex.press(f"/drafts/{draft}/people", [("email", "x@example.edu"), ("row", row)]).status_code == 422
    assert "Nobody yet." in alex.open(f"/drafts/{draft}/people").text

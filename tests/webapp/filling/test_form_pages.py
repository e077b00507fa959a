from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.webapp.certifying.asked import ask, certified
from tests.webapp.drafting import ALEX, BY_RESEARCHER, FORM, KAI, NOOR, TYPED, draft_of, person, section_pairs, store_of
from webapp.answers.asked import SIGNED_AT_THE_END
from webapp.signatures.slots import BY_LINK
from webapp.storage import drafts

SECTIONS = [section.id for section in FORM.sections if section.id not in SIGNED_AT_THE_END]


def test_an_application_is_filled_in_section_by_section_and_is_what_was_typed(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin()
    for section in SECTIONS:
        answer = alex.save(draft, section, section_pairs(section, TYPED))
        assert answer.status_code == 303
    assert answer.headers["Location"] == f"/drafts/{draft}/review"
    assert draft_of(app, draft).now.answers == BY_RESEARCHER
    assert alex.open(f"/drafts/{draft}").text.count("tasklist__state--done") == len(SECTIONS) - 1
    ask(alex, draft)
    certified(app)
    page = alex.open(f"/drafts/{draft}").text
    assert page.count("tasklist__state--done") == len(SECTIONS)
    assert f"/drafts/{draft}/sign" in page


@pytest.mark.parametrize("section", SECTIONS)
def test_every_question_of_a_section_is_asked_by_its_label_and_help(app: Flask, section: str) -> None:
    alex = person(app, ALEX)
    page = alex.open(f"/drafts/{alex.begin(TYPED)}/sections/{section}").get_data(as_text=True)
    for question in FORM.questions:
        if question.section == section and question.kind != "digital_signature":
            name = question.name.replace("*", "0")
            assert (f'name="{name}"' in page) is (name not in BY_LINK)
            assert question.label.replace("'", "&#39;") in page


def test_a_draft_is_saved_whatever_is_wrong_in_it(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin()
    typed = [("request_kind", "modified"), ("requested_on", "13/40/2026")]
    assert alex.save(draft, "request", typed, do="check").status_code == 303
    assert draft_of(app, draft).now.answers["requested_on"] == "13/40/2026"
    page = alex.open(f"/drafts/{draft}/sections/request?checked=1").text
    assert 'value="13/40/2026"' in page
    assert "“13/40/2026” is not a date" in page
    assert 'href="#project_number"' in page
    assert "<title>Error: " in page
    assert "In progress: 2 to complete" in alex.open(f"/drafts/{draft}").text


def test_a_condition_is_said_in_words_and_its_question_is_always_there(app: Flask) -> None:
    alex = person(app, ALEX)
    page = alex.open(f"/drafts/{alex.begin()}/sections/request").text
    assert "Only if “New or modified request” is Modification of an existing request." in page
    assert 'name="project_number"' in page


def test_the_first_button_of_a_section_only_saves(app: Flask) -> None:
    alex = person(app, ALEX)
    page = alex.open(f"/drafts/{alex.begin(TYPED)}/sections/team").text
    buttons = re.findall(r'<button class="[^"]*" type="submit" name="do" value="([^"]*)"', page)
    assert buttons[0] == "check"
    assert "remove 0" in buttons
    assert "remove 1" in buttons


def test_removing_a_row_asks_first_and_keeps_what_was_typed_elsewhere(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    typed = [
        (name, "Typed just now" if name.endswith("1.name") else text) for name, text in section_pairs("team", TYPED)
    ]
    asks = alex.save(draft, "team", typed, do="remove 0").headers["Location"]
    assert "Remove Kai Lindqvist?" in alex.open(asks).text
    assert len(draft_of(app, draft).now.answers["team_members"]) == 2
    alex.press(asks, [("version", alex.hidden(asks, "version"))], asks)
    assert [row["name"] for row in draft_of(app, draft).now.answers["team_members"]] == ["Typed just now"]


def test_a_second_press_on_remove_takes_nobody_else_out(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    asks = f"/drafts/{draft}/team/0/remove"
    version = alex.hidden(asks, "version")
    alex.press(asks, [("version", version)])
    alex.press(asks, [("version", version)])
    assert [row["name"] for row in draft_of(app, draft).now.answers["team_members"]] == ["Noor Haddad"]


def test_adding_a_row_saves_and_shows_an_empty_one(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    leads = alex.save(draft, "team", section_pairs("team", TYPED), do="add").headers["Location"]
    assert 'name="team_members.2.name"' in alex.open(leads.partition("#")[0]).text


def test_autosave_says_when_and_gives_the_next_mark(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin()
    page = f"/drafts/{draft}/sections/project"
    headers = {"If-Match": f'"{alex.hidden(page, "seen")}"', "X-CSRFToken": alex.token(page)}
    for title in ("One", "Two"):
        answer = alex.client.post(f"{page}/autosave", data={"project_title": title}, headers=headers)
        assert re.fullmatch(r"\d{1,2}:\d\d", answer.get_json()["saved"])
        headers["If-Match"] = answer.headers["ETag"]
    assert draft_of(app, draft).now.answers["project_title"] == "Two"


def test_two_windows_on_different_sections_both_save(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin()
    seen = alex.hidden(f"/drafts/{draft}/sections/request", "seen")
    alex.save(draft, "project", [("project_title", "A county study")])
    sent = [("seen", seen), ("do", "next"), ("request_kind", "new")]
    assert "/both" not in alex.press(f"/drafts/{draft}/sections/request", sent).headers["Location"]
    answers = draft_of(app, draft).now.answers
    assert (answers["project_title"], answers["request_kind"]) == ("A county study", "new")


def test_of_two_windows_on_one_section_the_second_is_told_sees_both_and_chooses(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin()
    page = f"/drafts/{draft}/sections/project"
    seen = alex.hidden(page, "seen")
    alex.save(draft, "project", [("project_title", "First"), ("anticipated_completion_on", "06/30/2028")])
    sent = [("seen", seen), ("do", "next"), ("project_title", "Second"), ("anticipated_completion_on", "07/30/2028")]
    leads = alex.press(page, sent).headers["Location"]
    assert leads == f"/drafts/{draft}/both"
    both = alex.open(leads).text
    assert all(words in both for words in ("First", "Second", "June 30, 2028", "July 30, 2028"))
    assert draft_of(app, draft).now.answers["project_title"] == "First"
    picked = [("version", alex.hidden(leads, "version")), ("project_title", "yours")]
    alex.press(leads, [*picked, ("anticipated_completion_on", "theirs")], leads)
    after = draft_of(app, draft)
    assert after.now.answers["project_title"] == "Second"
    assert after.now.answers["anticipated_completion_on"] == "2028-06-30"
    assert after.aside is None


def test_an_autosave_over_something_unseen_is_refused_and_leads_to_both(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin()
    page = f"/drafts/{draft}/sections/project"
    headers = {"If-Match": alex.hidden(page, "seen"), "X-CSRFToken": alex.token(page)}
    alex.save(draft, "project", [("project_title", "First")])
    answer = alex.client.post(f"{page}/autosave", data={"project_title": "Second"}, headers=headers)
    assert answer.status_code == 412
    assert answer.get_json()["both"] == f"/drafts/{draft}/both"


@pytest.mark.parametrize("mark", ["", "x", "99999999999999999999.a", "1." + "0" * 32, "1"])
def test_a_mark_that_a_window_never_had_writes_over_nothing(app: Flask, mark: str) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    sent = [("seen", mark), ("do", "next"), ("project_title", "Somebody else's")]
    assert alex.press(f"/drafts/{draft}/sections/project", sent).status_code == 303
    assert draft_of(app, draft).now.answers == TYPED


def test_a_script_of_a_visit_that_has_ended_is_told_so(app: Flask) -> None:
    alex = person(app, ALEX)
    page = f"/drafts/{alex.begin()}/sections/project"
    stranger = person(app)
    headers = {"If-Match": '"1.x"', "X-CSRFToken": stranger.token("/check")}
    assert stranger.client.post(f"{page}/autosave", data={}, headers=headers).status_code == 401


@pytest.mark.parametrize(
    "place",
    ["", "/sections/project", "/review", "/sign", "/both", "/people", "/delete", "/form.pdf", "/answers.json",
     "/package.zip", "/team/0/remove", "/submission"],
)  # fmt: skip
def test_a_draft_is_there_for_nobody_else(app: Flask, place: str) -> None:
    draft = person(app, ALEX).begin(TYPED)
    assert person(app).open(f"/drafts/{draft}{place}").headers["Location"] == "/begin?ended=1"
    assert person(app, NOOR).open(f"/drafts/{draft}{place}").status_code == 404


@pytest.mark.parametrize(
    "place", ["/sections/project", "/sections/project/autosave", "/sign", "/both", "/people", "/delete"]
)
def test_nobody_else_writes_in_a_draft(app: Flask, place: str) -> None:
    draft = person(app, ALEX).begin(TYPED)
    assert person(app, NOOR).press(f"/drafts/{draft}{place}", [("project_title", "Mine")]).status_code == 404
    assert draft_of(app, draft).now.answers == TYPED


def test_a_section_that_is_none_is_not_found(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin()
    assert [alex.open(f"/drafts/{draft}/sections/{one}").status_code for one in ("none", "signature")] == [404, 404]


def test_the_review_shows_each_answer_with_its_findings_and_the_way_to_change_it(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin({**TYPED, "requested_on": "no day"})
    page = alex.open(f"/drafts/{draft}/review").text
    assert all(f"/drafts/{draft}/sections/{section}" in page for section in SECTIONS)
    assert "1 thing to complete before you can sign and submit." in page
    assert f"/drafts/{draft}/sections/request#requested_on" in page
    assert f'/drafts/{draft}/sign"' not in page


def test_deleting_says_what_it_destroys_and_takes_everything(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    assert "every answer, every attachment, every invitation" in alex.open(f"/drafts/{draft}/delete").text
    assert draft_of(app, draft).now.answers == TYPED
    alex.press(f"/drafts/{draft}/delete")
    assert alex.open(f"/drafts/{draft}").status_code == 404
    with store_of(app).reading() as tx:
        assert drafts.of_owner(tx, ALEX) == ()


def test_an_answer_that_is_none_of_the_choices_stays_to_be_seen(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin({**TYPED, "request_kind": "perhaps"})
    page = alex.open(f"/drafts/{draft}/sections/request").text
    assert "“perhaps” (as it came in; not one of the choices)" in page


def test_a_stranger_of_the_team_is_not_a_member(app: Flask) -> None:
    draft = person(app, ALEX).begin(TYPED)
    assert person(app, KAI).open(f"/drafts/{draft}").status_code == 404


def test_the_review_shows_twelve_rows_in_their_order(app: Flask) -> None:
    alex = person(app, ALEX)
    rows = [{"name": f"Member {number}"} for number in range(1, 13)]
    page = alex.open(f"/drafts/{alex.begin({**TYPED, 'team_members': rows})}/review").text
    places = [page.index(f'read__row">Team Member {number}<') for number in range(1, 13)]
    assert places == sorted(places)

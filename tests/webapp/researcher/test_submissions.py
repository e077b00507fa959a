from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from forms.reader import Reader
from procedure.events import Event, Role
from procedure.states import State
from tests.applications import changed
from tests.webapp.drafting import ALEX, NOOR, TYPED, Person, draft_of, person, store_of
from webapp import clock, create_app
from webapp.config import Config
from webapp.researcher.submissions import NEXT
from webapp.storage import casework, drafts, history, submissions


def submitted(app: Flask) -> tuple[Person, str]:
    alex = person(app, ALEX)
    return alex, alex.submit(alex.begin(TYPED)).headers["Location"].split("/")[2]


def staff(app: Flask, number: str, act: str, **facts: object) -> None:
    event = Event(0, act, Role.RESEARCH_SERVICES, clock.today(), facts, name="M. Example")
    with store_of(app).writing() as tx:
        seen = len(history.of_application(tx, number))
        casework.act(tx, number, event, seen=seen, by="m.example@agency.example", at=clock.now())


APPROVED = {
    "data_levels": ["de_identified"],
    "purposes": ["research"],
    "persons": ["Alexandra Reyes"],
    "timeframe_from": clock.today(),
    "timeframe_to": clock.today().replace(year=clock.today().year + 1, day=1),
    "conditions": [],
    "expires_on": clock.today().replace(year=clock.today().year + 1, day=1),
    "open_errors": [],
}


def test_the_status_page_tells_what_happened_and_who_acts_next(app: Flask) -> None:
    alex, number = submitted(app)
    page = alex.open(f"/applications/{number}").text
    assert f"Application {number}: under review" in page
    assert "Submit the application, by Alexandra Reyes" in page
    staff(app, number, "ask_for_completion", missing=["the letter of affiliation"])
    page = alex.open(f"/applications/{number}").text
    assert "completion asked" in page
    assert NEXT[State.COMPLETION_ASKED] in page
    assert page.index("Submit the application") < page.index("Ask for completion")


def test_where_the_department_takes_applications_so_the_page_says_so(tmp_path: Path, reader: Reader) -> None:
    app = create_app(Config(home=tmp_path / "way", is_the_way=True), reader)
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    assert "The Department takes applications through this service" in alex.open(f"/drafts/{draft}/sign").text
    done = alex.open(alex.submit(draft).headers["Location"]).text
    assert "You act next" not in done
    assert NEXT[State.UNDER_REVIEW] in done


def test_every_state_that_an_application_comes_to_says_who_acts_next() -> None:
    assert set(NEXT) == set(State) - {State.NOT_SUBMITTED}


def test_what_was_asked_for_is_completed_in_a_second_round_of_the_same_application(app: Flask) -> None:
    alex, number = submitted(app)
    staff(app, number, "ask_for_completion", missing=["a better title"])
    draft = alex.press(f"/applications/{number}/again").headers["Location"].rpartition("/")[2]
    begun = draft_of(app, draft)
    assert begun.application == number
    assert begun.now.answers == TYPED
    alex.save(draft, "project", [("project_title", "A better title"), ("anticipated_completion_on", "04/30/2027")])
    assert alex.submit(draft).headers["Location"] == f"/applications/{number}/done"
    with store_of(app).reading() as tx:
        rounds = submissions.read(tx, number)
        acts = [entry.event.act for entry in history.of_application(tx, number)]
    assert [one.answers["project_title"] for one in rounds] == [TYPED["project_title"], "A better title"]
    assert acts == ["submit", "ask_for_completion", "resubmit"]


def test_a_modified_request_begins_with_the_answers_and_without_dates_and_signatures(app: Flask) -> None:
    alex, number = submitted(app)
    draft = alex.press(f"/applications/{number}/again").headers["Location"].rpartition("/")[2]
    answers = draft_of(app, draft).now.answers
    text = str(answers)
    assert answers["request_kind"] == "modified"
    assert "2026-" not in text.replace("IRB-2026-0311", "")
    assert "2027-" not in text
    assert not {"application_signature", "restrictions_signature", "requested_on"} & set(answers)
    assert "signature" not in answers["security_certification"]
    assert answers["bona_fide_researcher"] == TYPED["bona_fide_researcher"]
    assert [row["name"] for row in answers["team_members"]] == ["Kai Lindqvist", "Noor Haddad"]


def test_a_modified_request_of_an_approved_one_is_a_round_of_its_case(app: Flask) -> None:
    alex, number = submitted(app)
    staff(app, number, "approve", **APPROVED)
    draft = alex.press(f"/applications/{number}/again").headers["Location"].rpartition("/")[2]
    again = changed({"request_kind": "modified", "project_number": number, "project_title": "Wider"}, TYPED)
    kept = draft_of(app, draft)
    with store_of(app).writing() as tx:
        drafts.save(tx, draft, again, version=kept.now.number, by=ALEX, at=clock.now())
    assert alex.submit(draft).headers["Location"] == f"/applications/{number}/done"
    with store_of(app).reading() as tx:
        last = history.of_application(tx, number)[-1].event
    assert last.act == "modify"
    assert last.facts["project_number"] == number
    assert "The project" in last.facts["changes"]


@pytest.mark.parametrize("address", [ALEX, NOOR])
def test_what_was_submitted_is_listed_for_its_owner_alone(app: Flask, address: str) -> None:
    _, number = submitted(app)
    assert (number in person(app, address).open("/drafts").text) is (address == ALEX)

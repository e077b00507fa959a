from __future__ import annotations

import pytest

from procedure.events import Event, Role
from procedure.states import State
from tests.applications import RIGHT, changed
from tests.webapp.cases.played import (
    ANALYST,
    NOW,
    RESEARCHER,
    TERMS,
    TODAY,
    arrived,
    do,
    received,
    view,
)
from validator.finding import Severity, Stage
from webapp.judging import judged
from webapp.storage import questions, receiving
from webapp.storage.store import Store
from webapp.storage.troubles import NotKeptError

IDENTIFIED = changed({"data_levels": ["identified"]})
TEAM = ["Kai Lindqvist", "Noor Haddad"]


def again(store: Store, number: str, act: str, answers: dict[str, object], about: int | None = None) -> None:
    """The researcher hands in answers once more, on paper."""
    facts = {"changes": ["Storage"], "project_number": number} if act == "modify" else {}
    event = Event(0, act, Role.BONA_FIDE_RESEARCHER, TODAY, facts, about, RESEARCHER, registered=True)
    with store.writing() as tx:
        receiving.register(tx, answers, event, judged=judged([]), by=ANALYST, at=NOW, application=number)


def test_a_case_is_read_whole(store: Store) -> None:
    number = received(store)
    do(store, number, "ask_for_completion", {"missing": ["966(e)"]})
    seen = view(store, number)
    assert (seen.state, seen.seen, seen.title) == (State.COMPLETION_ASKED, 2, RIGHT["project_title"])
    assert [person.name for person in seen.persons] == [RESEARCHER, *TEAM]
    assert "resubmit" in {each.act for each in seen.open_acts}
    assert seen.approval is None
    assert seen.entry(2).by == ANALYST


def test_an_unknown_number_is_told(store: Store) -> None:
    with pytest.raises(NotKeptError, match="There is no application 2026-0099"):
        view(store, "2026-0099")


def test_what_the_history_records_answers_the_check_at_release(store: Store) -> None:
    number = received(store, IDENTIFIED)
    do(store, number, "approve", {**TERMS, "data_levels": ["identified"]})
    before = {one.clause for one in view(store, number).findings(Stage.RELEASE) if one.severity is Severity.ERROR}
    for person in (RESEARCHER, *TEAM):
        do(store, number, "record_background_check", {"person": person, "passed": True})
    arrived(store, number, "verify_background_checks", {"persons": TEAM})
    after = {one.clause for one in view(store, number).findings(Stage.RELEASE) if one.severity is Severity.ERROR}
    assert before - after == {"966(f)"}


def test_a_check_that_was_taken_back_is_not_on_record(store: Store) -> None:
    number = received(store, IDENTIFIED)
    do(store, number, "record_background_check", {"person": RESEARCHER, "passed": True})
    assert [one.kind for one in view(store, number).record] == ["background_check"]
    do(store, number, "correct", {"reason": "It was somebody else’s."}, about=2)
    assert view(store, number).record == ()


def test_formal_approval_that_arrived_is_on_record(store: Store) -> None:
    number = received(store)
    facts = {"body": "Committee for the Protection of Human Subjects", "review_determined": True}
    arrived(store, number, "verify_approval", facts)
    (record,) = view(store, number).record
    assert (record.kind, record.review_determined, record.data_security_determined) == (
        "approval_verification",
        True,
        False,
    )


def test_who_left_holds_up_no_release(store: Store) -> None:
    number = received(store, IDENTIFIED)
    do(store, number, "approve", {**TERMS, "data_levels": ["identified"], "persons": [RESEARCHER, *TEAM]})
    for person in (RESEARCHER, TEAM[0]):
        do(store, number, "record_background_check", {"person": person, "passed": True})
    arrived(store, number, "verify_background_checks", {"persons": TEAM[:1]})
    assert "966(f)" in {one.clause for one in view(store, number).findings(Stage.RELEASE)}
    do(store, number, "remove_person", {"person": TEAM[1]})
    assert "966(f)" not in {one.clause for one in view(store, number).findings(Stage.RELEASE)}


def test_the_researcher_who_takes_over_is_checked_too(store: Store) -> None:
    number = received(store, changed({"team_members": None, "has_team_members": False}, IDENTIFIED))
    do(store, number, "approve", {**TERMS, "data_levels": ["identified"]})
    do(store, number, "record_background_check", {"person": RESEARCHER, "passed": True})
    assert "966(f)" not in {one.clause for one in view(store, number).findings(Stage.RELEASE)}
    do(store, number, "replace_researcher", {"person": "Ines Sample"})
    assert "966(f)" in {one.clause for one in view(store, number).findings(Stage.RELEASE)}


def test_an_answered_question_is_asked_no_more_until_its_words_change(store: Store) -> None:
    number = received(store, changed({"security_certification.officer_name": "Somebody Else"}))
    asked = view(store, number).questions(view(store, number).last)
    question = next(one for one in asked if "Somebody Else" in one.message)
    with store.writing() as tx:
        questions.answer(tx, number, question, "The institution told us by telephone.", by=ANALYST, at=NOW)
    seen = view(store, number)
    assert question not in seen.findings(Stage.APPROVE)
    assert question in seen.questions(seen.last)
    told = seen.answer_to(question)
    assert told is not None
    assert told.answer == "The institution told us by telephone."
    do(store, number, "ask_for_completion", {"missing": ["966(e)"]})
    again(store, number, "resubmit", changed({"security_certification.officer_name": "A Third Person"}))
    seen = view(store, number)
    assert [one for one in seen.findings(Stage.APPROVE) if "A Third Person" in one.message]


def test_an_answer_can_be_taken_back(store: Store) -> None:
    number = received(store, changed({"security_certification.officer_name": "Somebody Else"}))
    question = next(one for one in view(store, number).questions(view(store, number).last) if "Else" in one.message)
    with store.writing() as tx:
        questions.answer(tx, number, question, "It is right.", by=ANALYST, at=NOW)
        questions.answer(tx, number, question, "", by=ANALYST, at=NOW)
    assert question in view(store, number).findings(Stage.APPROVE)


def test_each_decision_looks_at_its_own_round(store: Store) -> None:
    number = received(store)
    do(store, number, "approve", TERMS)
    again(store, number, "modify", changed({"storage.location": "Elsewhere"}))
    seen = view(store, number)
    modify = seen.case.acts("modify")[0].number
    assert seen.round_at(Stage.APPROVE, modify).round == 2
    assert seen.round_at(Stage.APPROVE).round == 1
    assert seen.round_at(Stage.RELEASE).round == 1
    do(store, number, "approve", TERMS, about=modify)
    assert view(store, number).round_at(Stage.RELEASE).round == 2

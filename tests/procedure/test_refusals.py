"""Why an act is refused: each reason in its own words, each with what to do instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedure.case import case_of
from procedure.events import Event, Role
from procedure.permission import NotPermittedError, open_acts, record
from procedure.refusals import refusal
from procedure.states import State
from tests.procedure.histories import CHIEF, LEADING_TO, OFFICER, RESEARCHER, STAFF, event, history_of

APPROVED = LEADING_TO[State.APPROVED]
SUBMITTED = history_of([("submit", RESEARCHER)])


def test_an_act_that_is_not_permitted_is_raised_with_its_words() -> None:
    with pytest.raises(NotPermittedError, match="Only Research Services can deny"):
        record(SUBMITTED, event(2, "deny", RESEARCHER))
    assert len(record(SUBMITTED, event(2, "deny", STAFF))) == 2


def test_a_role_that_may_not_act_is_told_who_may() -> None:
    why = "Only Research Services can deny, not the Bona Fide Researcher. § 966(g)"
    assert refusal(SUBMITTED, event(2, "deny", RESEARCHER)) == why


def test_a_missing_fact_is_asked_for_by_its_label() -> None:
    why = refusal(SUBMITTED, Event(2, "ask_for_completion", STAFF, date(2026, 9, 1)))
    assert why == "Say what is missing (missing): a list of words, at least one."


def test_a_fact_that_has_no_place_is_named_with_those_that_have() -> None:
    why = refusal(APPROVED, Event(40, "send_support", STAFF, date(2026, 9, 1), {"what": "x"}, about=10))
    assert why == "There is no place for “what” here: to send the letter of support states nothing further."


def test_an_act_that_answers_nothing_takes_no_subject() -> None:
    why = refusal(SUBMITTED, event(2, "deny", STAFF, 1))
    assert why == "Say which event this is about (about): a “modify”. There is none in this case."
    assert (
        refusal(SUBMITTED, event(2, "release", STAFF, 1))
        == "To release data answers no single event: leave “about” away."
    )


def test_only_what_arrives_from_outside_is_registered() -> None:
    why = refusal(SUBMITTED, replace(event(2, "deny", STAFF), registered=True))
    assert why == "Only what arrives from outside is registered; Research Services acts directly."


@pytest.mark.parametrize(
    ("errors", "other", "words"),
    [
        (None, {}, "Check the application for the stage “approve” first"),
        (["966(d)", "966(e)"], {}, "§ 966(d), § 966(e). Give a written reason (reason) to approve over it."),
        (["966(d)"], {"reason": "Seen on paper."}, None),
        ([], {}, None),
    ],
)
def test_the_gate_of_approval(errors: list[str] | None, other: dict[str, Any], words: str | None) -> None:
    approve = event(2, "approve", STAFF, **other)
    facts = {name: value for name, value in approve.facts.items() if name != "open_errors"}
    facts |= {} if errors is None else {"open_errors": errors}
    why = refusal(SUBMITTED, replace(approve, facts=facts))
    assert (why is None) if words is None else (why is not None and words in why)


def test_a_release_over_open_errors_has_no_way_around() -> None:
    facts = {"open_errors": ["966(f)"], "recipient": "Ana Ruiz", "data_level": "identified"}
    why = refusal(APPROVED, Event(40, "release", STAFF, date(2026, 9, 1), facts))
    assert why == "To release data waits for what the stage “release” still lacks: § 966(f)."


def test_the_first_approval_names_its_expiration_date_and_a_modification_need_not() -> None:
    approve = event(2, "approve", STAFF)
    without = {name: value for name, value in approve.facts.items() if name != "expires_on"}
    assert "expires_on" in (refusal(SUBMITTED, replace(approve, facts=without)) or "")
    assert refusal(APPROVED, Event(40, "approve", STAFF, date(2026, 9, 1), without, about=12)) is None


def test_a_granted_renewal_names_its_expiration_date_and_a_refused_one_need_not() -> None:
    granted = Event(40, "decide_renewal", STAFF, date(2026, 9, 1), {"granted": True}, about=26)
    assert "new expiration date" in (refusal(APPROVED, granted) or "")
    assert refusal(APPROVED, replace(granted, facts={"granted": False})) is None


def test_a_designee_decides_after_the_appointment_only() -> None:
    history = history_of([("submit", RESEARCHER), ("deny", STAFF), ("file_appeal", RESEARCHER, 2)])
    assert "No appeal officer is appointed" in (refusal(history, event(4, "decide_appeal", OFFICER, 3)) or "")
    assert refusal(history, event(4, "decide_appeal", CHIEF, 3)) is None
    appointed = record(history, event(4, "appoint_officer", CHIEF, 3))
    assert refusal(appointed, event(5, "decide_appeal", OFFICER, 3)) is None


def test_a_correction_names_a_number_that_stands() -> None:
    for about in (None, 7):
        correction = event(2, "correct", STAFF, about)
        assert (
            refusal(SUBMITTED, correction)
            == "Say which event is corrected (about): its number, and one that still stands."
        )


def test_a_correction_with_facts_that_do_not_hold_is_refused() -> None:
    history = record(SUBMITTED, event(2, "ask_for_completion", STAFF))
    correction = event(3, "correct", STAFF, 2, instead={"missing": "the letter"})
    assert "event 2 (ask_for_completion) could not stand" in (refusal(history, correction) or "")


def test_a_correction_of_a_correction_takes_it_away_whole() -> None:
    history = record(SUBMITTED, event(2, "deny", STAFF))
    history = record(history, event(3, "correct", STAFF, 2, instead={"on": date(2026, 9, 2)}))
    changed = event(4, "correct", STAFF, 3, instead={"on": date(2026, 9, 3)})
    assert refusal(history, changed) == "A correction is taken away whole: leave “instead” away."
    denial = case_of(record(history, event(4, "correct", STAFF, 3))).event(2)
    assert denial
    assert denial.on == date(2026, 9, 1)


def test_two_corrections_of_one_event_both_hold_and_the_later_counts() -> None:
    history = record(SUBMITTED, event(2, "deny", STAFF))
    history = record(history, event(3, "correct", STAFF, 2, instead={"on": date(2026, 9, 2)}))
    history = record(history, event(4, "correct", STAFF, 2, instead={"on": date(2026, 9, 3), "reasons": ["966(d)"]}))
    denial = case_of(history).event(2)
    assert denial
    assert (denial.on, denial.facts["reasons"]) == (date(2026, 9, 3), ["966(d)"])


def test_nobody_corrects_before_there_is_an_application() -> None:
    assert "not submitted" in (refusal((), event(1, "correct", STAFF, 1)) or "")


def test_an_appeal_is_offered_only_against_what_can_be_appealed() -> None:
    steps = [("submit", RESEARCHER), ("record_background_check", STAFF, None, {"passed": True}), ("approve", STAFF)]
    history = history_of([*steps, ("request_transfer", RESEARCHER)])
    depends: dict[str, Any] = {"decision": "depends", "requirement": "a background check"}
    history = record(history, event(5, "decide_transfer", STAFF, 4, **depends))
    offered = {(each.act, each.about) for each in open_acts(history)}
    assert not {act for act, _ in offered} & {"file_appeal", "give_notice"}
    assert ("decide_transfer", 4) in offered
    assert refusal(history, event(6, "file_appeal", RESEARCHER, 2)) is None, "and what arrives is taken in"


def test_what_the_appeal_officer_may_do_is_offered_after_the_appointment() -> None:
    history = history_of([("submit", RESEARCHER), ("deny", STAFF), ("file_appeal", RESEARCHER, 2)])
    assert {each.by for each in open_acts(history) if each.act == "decide_appeal"} == {(CHIEF,)}
    appointed = record(history, event(4, "appoint_officer", CHIEF, 3))
    assert {each.by for each in open_acts(appointed) if each.act == "decide_appeal"} == {(OFFICER, CHIEF)}


def test_open_acts_name_their_clause_and_their_gate() -> None:
    (submit,) = open_acts(())
    assert (submit.act, submit.by, submit.clause, str(submit.needs)) == (
        "submit",
        (Role.BONA_FIDE_RESEARCHER,),
        "966(a)",
        "submit",
    )
    about = {each.about for each in open_acts(APPROVED) if each.act == "send_support"}
    assert about == {8}, "request 10 is answered"

"""What the page of a case is made of."""

from __future__ import annotations

from datetime import date

import pytest

from procedure.events import Event, Role
from procedure.permission import NotPermittedError
from procedure.states import State
from tests.applications import RIGHT, changed
from tests.webapp.cases.played import (
    ANALYST,
    NOW,
    REASONS,
    RESEARCHER,
    TERMS,
    TODAY,
    arrived,
    days,
    do,
    received,
    view,
)
from validator.finding import Stage
from webapp.cases.correcting import correction_of
from webapp.cases.expiries import expiries
from webapp.cases.following import follows
from webapp.cases.persons_shown import persons_shown
from webapp.cases.proposals import names, proposed
from webapp.cases.reaching import researcher_address
from webapp.cases.sections import parts
from webapp.cases.story import story
from webapp.judging import judged
from webapp.storage import attachments, receiving
from webapp.storage.attachments import Document
from webapp.storage.store import Store

CLOUD = {
    "security_certification.cloud_storage": True,
    "security_certification.cloud_evidence": ["soc2", "fedramp"],
    "security_certification.soc_period_ended_on": "2026-02-28",
}
GRANT = {
    "project_outline.funded": True,
    "project_outline.funding_kind": "public",
    "project_outline.grant_expires_on": "2026-09-30",
}


def again(store: Store, number: str, answers: dict[str, object]) -> None:
    event = Event(0, "resubmit", Role.BONA_FIDE_RESEARCHER, TODAY, {}, None, RESEARCHER, registered=True)
    with store.writing() as tx:
        receiving.register(tx, answers, event, judged=judged([]), by=ANALYST, at=NOW, application=number)


def test_a_person_is_shown_with_all_that_is_known_of_them(store: Store) -> None:
    number = received(store, changed({"data_levels": ["identified"]}))
    do(store, number, "approve", {**TERMS, "data_levels": ["identified"], "persons": [RESEARCHER, "Kai Lindqvist"]})
    do(store, number, "record_background_check", {"person": "Kai Lindqvist", "passed": True}, on=TODAY)
    arrived(store, number, "verify_background_checks", {"persons": ["Kai Lindqvist"]}, on=TODAY)
    arrived(store, number, "give_access", {"person": "Kai Lindqvist", "data_level": "identified"}, on=TODAY)
    do(store, number, "remove_person", {"person": "Noor Haddad"})
    kept = store.files.put(b"%PDF a certificate")
    document = Document("training", "kai.pdf", "application/pdf", "LINDQVIST, Kai")
    with store.writing() as tx:
        attachments.add(tx, document, kept, application=number, by=ANALYST, at=NOW)
    alex, kai, noor = persons_shown(view(store, number))
    assert (alex.part, alex.location, alex.trained_on) == ("Bona Fide Researcher", "", date(2026, 3, 14))
    assert (kai.part, kai.location) == ("Team Member: data analysis", "Example Hall 210, Sampleton")
    assert (kai.person.background_check, kai.checked_on, kai.verified_on) == (True, TODAY, TODAY)
    assert kai.access == (("identified", TODAY),)
    assert kai.lapses_on == date(2028, 3, 14)
    assert [one.name for one in kai.certificates] == ["kai.pdf"]
    assert (noor.person.name, noor.person.until, noor.part) == ("Noor Haddad", TODAY, "Team Member: IT")


def test_a_certificate_of_a_leap_day_lapses_on_the_last_of_february(store: Store) -> None:
    number = received(store, changed({"training_certificate.completed_on": "2024-02-29"}))
    assert persons_shown(view(store, number))[0].lapses_on == date(2026, 2, 28)


def test_somebody_whom_the_answers_do_not_name_is_shown_without_guesses(store: Store) -> None:
    number = received(store, {"data_system": "carpos", "edition": "1", "team_members": "a list"}, team_members=["Kai"])
    alex, kai = persons_shown(view(store, number))
    assert (alex.trained_on, kai.location, kai.part) == (None, "", "Team Member")


def test_what_runs_out_stands_in_its_order_with_how_it_stands(store: Store) -> None:
    number = received(store, changed({**CLOUD, **GRANT, "irb_approval.expires_on": "2027-01-15"}))
    do(store, number, "approve", {**TERMS, "reason": "The grant goes on."})
    found = {one.what: one for one in expiries(view(store, number))}
    standing = {what: (one.on, one.standing(TODAY)) for what, one in found.items()}
    assert standing["Grant"] == (date(2026, 9, 30), "has passed")
    assert standing["Approval by the review board or committee"] == (date(2027, 1, 15), "runs out soon")
    assert standing["SOC 2 report of the cloud storage"] == (date(2027, 2, 28), "holds")
    assert standing["FedRAMP certification of the cloud storage"] == (None, "no day is known")
    assert standing["Approval of the project"] == (date(2027, 11, 30), "holds")
    assert standing["Training certificate of Kai Lindqvist"][0] == date(2028, 3, 14)
    on = [one.on for one in found.values()]
    assert on == [*sorted(each for each in on if each), None]


def test_nothing_runs_out_where_nothing_is_said(store: Store) -> None:
    number = received(store, {"data_system": "carpos", "edition": "1"})
    found = [(one.what, one.on) for one in expiries(view(store, number))]
    assert found == [("Anticipated completion", None), (f"Training certificate of {RESEARCHER}", None)]


def test_a_round_is_compared_with_the_one_before_question_by_question(store: Store) -> None:
    number = received(store, changed({"affiliation_letter": None}))
    do(store, number, "ask_for_completion", {"missing": ["966(d)"]})
    again(store, number, changed({"team_members.1.access_location": "Elsewhere"}))
    seen = view(store, number)
    by_id = {part.section.id: part for part in parts(seen, seen.last, Stage.APPROVE)}
    (moved,) = by_id["team"].changes
    assert (moved.row, moved.before, moved.after) == (
        "Team Member 2", "Data center of Sampleton University, Sampleton", "Elsewhere",
    )  # fmt: skip
    assert [change.before for change in by_id["affiliation"].changes] == ["", ""]
    assert by_id["team"].is_told
    assert not by_id["project"].is_told
    assert all(not part.changes for part in parts(seen, seen.rounds[0], Stage.APPROVE))


def test_a_document_stands_beside_the_section_that_it_belongs_to(store: Store) -> None:
    number = received(store)
    kept = store.files.put(b"%PDF an approval")
    with store.writing() as tx:
        attachments.add(
            tx, Document("irb_approval", "irb.pdf", "application/pdf"), kept, application=number, by=ANALYST, at=NOW
        )
    seen = view(store, number)
    placed = {part.section.id: [one.name for one in part.evidence] for part in parts(seen, seen.last, Stage.APPROVE)}
    assert [name for name, here in placed.items() if here] == ["approval"]


@pytest.mark.parametrize(
    "answers", [{"project_title": 7}, {"team_members": [1, None, {"name": 3}]}, {"irb_approval": "x"}]
)
def test_answers_of_any_shape_are_shown(store: Store, answers: dict[str, object]) -> None:
    number = received(store, {"data_system": "carpos", "edition": "1", **answers}, team_members=[])
    seen = view(store, number)
    assert parts(seen, seen.last, Stage.RELEASE)
    assert persons_shown(seen)
    assert isinstance(expiries(seen), tuple)
    assert proposed(seen, "approve", None)["conditions"] == []


def test_what_follows_is_what_the_act_then_does(store: Store) -> None:
    number = received(store)
    before = view(store, number)
    found = follows(before, Event(0, "deny", Role.RESEARCH_SERVICES, TODAY, REASONS))
    assert found.state is State.DENIED
    assert [clock.deadline.name for clock in found.begun] == ["reasons", "appeal"]
    do(store, number, "deny", REASONS)
    after = view(store, number)
    assert after.state is found.state
    assert [clock.due for clock in after.clocks] == [clock.due for clock in found.begun]
    sent = follows(after, Event(0, "send_reasons", Role.RESEARCH_SERVICES, TODAY, REASONS, about=2))
    assert (sent.state, [clock.deadline.name for clock in sent.ended]) == (None, ["reasons"])
    asked = follows(before, Event(0, "ask_for_completion", Role.RESEARCH_SERVICES, TODAY, {"missing": ["966(e)"]}))
    assert "that is no decision" in asked.remarks[0].words
    with pytest.raises(NotPermittedError, match="possible only while"):
        follows(before, Event(0, "close", Role.RESEARCH_SERVICES, TODAY, {"reason": "x"}))


def test_a_correction_states_only_what_was_typed_over(store: Store) -> None:
    number = received(store)
    do(store, number, "deny", REASONS)
    event = view(store, number).case.acts("deny")[0]
    same = {"instead.on": ["11/25/2026"], "instead.reasons": [REASONS["reasons"][0]], "reason": ["A slip."]}
    assert "Nothing was typed over" in correction_of(event, same).wrong["instead.on"]
    other = correction_of(event, {**same, "instead.reasons": ["966(c): none."]})
    assert (other.wrong, other.facts) == ({}, {"reason": "A slip.", "instead": {"reasons": ["966(c): none."]}})
    moved = correction_of(event, {**same, "instead.on": ["11/24/2026"]})
    assert moved.facts["instead"] == {"on": TODAY - days(1)}
    assert correction_of(event, {**same, "how_corrected": ["away"]}).facts == {"reason": "A slip."}
    assert "is not a date" in correction_of(event, {**same, "instead.on": ["soon"]}).wrong["instead.on"]
    assert correction_of(event, {"instead.on": ["11/24/2026"]}).wrong.keys() == {"reason"}


def test_the_history_tells_every_event_with_its_corrections(store: Store) -> None:
    number = received(store)
    do(store, number, "deny", REASONS)
    do(store, number, "correct", {"reason": "The wrong case."}, about=2)
    correction, denial, submission = story(view(store, number))
    assert (denial.is_void, denial.corrected_by, denial.facts) == (
        True, (3,), (("The specific reasons", REASONS["reasons"][0]),),
    )  # fmt: skip
    assert correction.about == "deny (event 2)"
    assert not submission.is_void
    assert ("The research institution", "Sampleton University") in submission.facts


def test_the_facts_that_can_be_known_are_proposed(store: Store) -> None:
    number = received(store, changed({"affiliation_letter": None}))
    seen = view(store, number)
    terms = proposed(seen, "approve", None)
    assert terms["purposes"] == ["Research Purposes", "Statistical Purposes"]
    assert (terms["timeframe_from"], terms["timeframe_to"]) == (date(2027, 1, 15), date(2027, 12, 31))
    assert "expires_on" not in terms
    assert [reason.partition(":")[0] for reason in proposed(seen, "deny", None)["reasons"]] == ["966(d)"]
    assert proposed(seen, "ask_for_completion", None)["missing"] == proposed(seen, "deny", None)["reasons"]
    assert proposed(seen, "close", None) == {}
    assert names(seen) == (RESEARCHER, "Kai Lindqvist", "Noor Haddad")
    do(store, number, "approve", {**TERMS, "reason": "Seen."})
    release = proposed(view(store, number), "release", None)
    assert release == {"recipient": RESEARCHER, "data_level": "de_identified"}


def test_the_researcher_is_reached_where_the_last_round_says(store: Store) -> None:
    number = received(store)
    with store.reading() as tx:
        assert researcher_address(tx, view(store, number)) == RIGHT["bona_fide_researcher"]["email"]
    silent = received(store, changed({"bona_fide_researcher.email": None}))
    with store.reading() as tx:
        assert researcher_address(tx, view(store, silent)) == ""

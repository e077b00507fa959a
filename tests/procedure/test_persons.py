"""Who is in a case: nobody is ever deleted, and a check belongs to one person."""

from __future__ import annotations

from dataclasses import replace

from procedure.case import case_of
from procedure.persons import Person, left, named_now, persons_of, researcher_of
from procedure.refusals import refusal
from tests.procedure.histories import INSTITUTION, MEMBER, RESEARCHER, STAFF, TODAY, event, history_of

NEW = {"person": "Chidi Eze"}


def test_the_application_names_the_researcher_and_the_team() -> None:
    case = case_of(history_of([("submit", RESEARCHER)]))
    assert persons_of(case) == (
        Person("Ana Ruiz", researcher=True, since=TODAY),
        Person("Ben Okafor", researcher=False, since=TODAY),
    )
    assert researcher_of(case).name == "Ana Ruiz"
    assert named_now(case, "okafor, ben")
    assert left(case, "Ben Okafor") is None
    assert left(case, "Nobody Known") is None


def test_a_resubmitted_application_may_name_another_team_and_another_researcher() -> None:
    other = {"team_members": ["Chidi Eze"], "bona_fide_researcher": "Ben Okafor"}
    case = case_of(history_of([("submit", RESEARCHER), ("resubmit", RESEARCHER, None, other)]))
    now = {person.name: person.researcher for person in persons_of(case) if person.until is None}
    assert now == {"Ben Okafor": True, "Chidi Eze": False}
    assert [person.name for person in persons_of(case)] == ["Ana Ruiz", "Ben Okafor", "Ben Okafor", "Chidi Eze"]


def test_a_resubmitted_team_of_several_keeps_those_it_names() -> None:
    team = {"team_members": ["Ben Okafor", "Chidi Eze"]}
    case = case_of(history_of([("submit", RESEARCHER), ("resubmit", RESEARCHER, None, team)]))
    assert [person.name for person in persons_of(case) if person.until is None] == [
        "Ana Ruiz",
        "Ben Okafor",
        "Chidi Eze",
    ]


def test_a_resubmission_that_names_nobody_changes_nobody() -> None:
    case = case_of(history_of([("submit", RESEARCHER), ("resubmit", RESEARCHER)]))
    assert len([person for person in persons_of(case) if person.until is None]) == 2


def test_what_a_modified_request_names_waits_for_its_approval() -> None:
    steps = [("submit", RESEARCHER), ("approve", STAFF), ("modify", RESEARCHER)]
    other = {"team_members": ["Chidi Eze"]}
    modified = history_of([*steps, ("resubmit", RESEARCHER, 3, other)])
    assert named_now(case_of(modified), "Chidi Eze") is None
    approved = history_of([*steps, ("approve", STAFF, 3, {"persons": ["Chidi Eze"]})])
    assert named_now(case_of(approved), "Chidi Eze")


def test_adding_who_is_there_adds_nobody() -> None:
    case = case_of(history_of([("submit", RESEARCHER), ("add_person", STAFF), ("add_person", STAFF, None, NEW)]))
    assert [person.name for person in persons_of(case)] == ["Ana Ruiz", "Ben Okafor", "Chidi Eze"]


def test_a_check_belongs_to_one_person_and_the_last_one_counts() -> None:
    steps = [
        ("submit", RESEARCHER),
        ("record_background_check", STAFF),
        ("record_background_check", STAFF, None, {"passed": True}),
    ]
    checks = {person.name: person.background_check for person in persons_of(case_of(history_of(steps)))}
    assert checks == {"Ana Ruiz": None, "Ben Okafor": True}


def test_who_leaves_is_kept_with_the_day() -> None:
    history = history_of([("submit", RESEARCHER), ("remove_person", STAFF)])
    gone = left(case_of(history), "Ben Okafor")
    assert gone
    assert gone.until == TODAY
    again = refusal(history, event(3, "remove_person", STAFF))
    assert again == "Ben Okafor is not on the team now. § 966(j)(1)"


def test_replacing_the_researcher_by_the_same_person_changes_nothing() -> None:
    case = case_of(history_of([("submit", RESEARCHER), ("replace_researcher", STAFF, None, {"person": "Ana Ruiz"})]))
    assert len(persons_of(case)) == 2
    assert researcher_of(case).until is None


def test_a_team_member_who_takes_over_is_a_member_no_more() -> None:
    history = history_of([("submit", RESEARCHER), ("replace_researcher", STAFF)])
    case = case_of(history)
    assert researcher_of(case).name == "Ben Okafor"
    assert [(person.name, person.until) for person in persons_of(case)] == [
        ("Ana Ruiz", TODAY),
        ("Ben Okafor", TODAY),
        ("Ben Okafor", None),
    ]


def test_who_left_keeps_the_notices_and_loses_the_rest() -> None:
    history = history_of([("submit", RESEARCHER), ("approve", STAFF, None, {"persons": []}), ("remove_person", STAFF)])
    notice = event(4, "report_breach", MEMBER)
    request = event(4, "request_transfer", MEMBER)
    for each, permitted in ((notice, True), (request, False)):
        assert (refusal(history, replace(each, name="Ben Okafor")) is None) is permitted
    assert refusal(history, event(4, "request_transfer", INSTITUTION)) is None
    assert refusal(history, replace(event(4, "submit_draft", RESEARCHER), name="Ana Ruiz")) is None

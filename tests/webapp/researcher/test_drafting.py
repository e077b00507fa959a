from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from procedure.workflow import TABLE as WORKFLOW
from templates.institution import INSTITUTION
from templates.problems import LetterError
from tests.webapp.cases.conftest import store  # noqa: F401 - a fixture
from tests.webapp.cases.played import TODAY, arrived, do, view
from tests.webapp.corresponding.lives import approved, at_risk, denied, submitted
from tests.webapp.researcher.lives import APPEAL, LIVES, NOTICE, UNCHANGED, inspected
from webapp.letters.making import Made
from webapp.researcher.drafting import Drafting, drafting
from webapp.researcher.offered import EXPLAINED
from webapp.researcher.stating import STATES, stated
from webapp.researcher.table import TABLE, find, possible
from webapp.storage import letterheads
from webapp.storage.store import Store

MAILBOX = "a.reyes@sampleton-university.example"


def begun(store: Store, number: str, kind: str, about: int | None = None) -> Drafting:  # noqa: F811
    now = view(store, number)
    one = find(now, kind, about)
    assert one is not None, f"{kind} does not belong in the case"
    with store.reading() as tx:
        return drafting(tx, now, one, mailbox=MAILBOX)


def made(one: Drafting, typed: Mapping[str, str]) -> Made:
    return one.make({**one.proposed, **typed})


def test_every_letter_of_the_institution_has_one_row() -> None:
    assert sorted(row.kind for row in TABLE) == sorted(letter.kind for letter in INSTITUTION)
    assert {kind for kind, *_ in LIVES} == {row.kind for row in TABLE}
    acts = [row.act for row in TABLE if row.act]
    assert set(acts) <= {row.act for row in WORKFLOW} & set(EXPLAINED)
    assert len(acts) == len(set(acts))
    assert set(STATES) <= {row.act for row in TABLE if row.is_filed}


@pytest.mark.parametrize(("kind", "play", "about", "typed", "says"), LIVES)
def test_each_letter_is_made_from_its_case(
    store: Store,  # noqa: F811
    kind: str,
    play: Callable[[Store], str],
    about: int | None,
    typed: Mapping[str, str],
    says: Mapping[str, Any],
) -> None:
    number = play(store)
    one = begun(store, number, kind, about)
    letter = made(one, typed)
    assert letter.docx[:2] == b"PK"
    assert letter.letterhead.name == "Sampleton University"
    assert letter.facts["dated_on"] == TODAY.isoformat()
    assert letter.facts["project_number"] == number
    assert {name: letter.facts[name] for name in says} == says
    assert set(typed) <= {each.name for each in one.asked}


def test_a_letter_that_goes_as_it_is_bears_no_word_that_it_is_to_be_put_on_other_paper(
    store: Store,  # noqa: F811
) -> None:
    renewal = made(begun(store, approved(store), "renewal-request"), UNCHANGED)
    assert renewal.notes == ()
    affiliation = made(begun(store, submitted(store), "affiliation"), {})
    assert "official letterhead" in affiliation.notes[0]


def test_the_history_can_not_be_said_otherwise_and_ones_own_words_can(store: Store) -> None:  # noqa: F811
    one = begun(store, approved(store), "completion-notice")
    assert "project_number" not in {each.name for each in one.asked}
    letter = made(one, {"completed_on": "11/20/2026", "project_number": "2020-0001"})
    assert letter.facts["project_number"] == one.view.number
    notice = begun(store, submitted(store), "breach-notice")
    assert made(notice, {**NOTICE, "given_by": "Kai Lindqvist, Team Member"}).facts["given_by"].startswith("Kai")


def test_what_is_missing_is_told_by_the_label_of_its_field(store: Store) -> None:  # noqa: F811
    one = begun(store, denied(store), "appeal", 2)
    with pytest.raises(LetterError) as refused:
        one.make(one.proposed)
    labels = {problem.label for problem in refused.value.problems}
    assert labels == {
        "Day of notice",
        "Why the determination should not stand",
        "What you ask the appeal officer to decide",
    }


def test_only_the_day_that_its_section_counts_from_is_asked(store: Store) -> None:  # noqa: F811
    under_966 = {each.name for each in begun(store, denied(store), "appeal", 2).asked}
    under_964 = {each.name for each in begun(store, at_risk(store), "appeal", 4).asked}
    assert {"notified_on", "findings_received_on"} & under_966 == {"notified_on"}
    assert {"notified_on", "findings_received_on"} & under_964 == {"findings_received_on"}


def test_the_reasons_that_were_given_stand_beside_the_field_that_answers_them(store: Store) -> None:  # noqa: F811
    one = begun(store, denied(store), "appeal", 2)
    hint = next(each.hint for each in one.asked if each.name == "grounds")
    assert hint.startswith("answer each reason that was given")
    assert hint.endswith(". 1. 966(d): The affiliation letter is not on official letterhead.")
    bare = next(each.hint for each in begun(store, at_risk(store), "appeal", 4).asked if each.name == "grounds")
    assert bare.startswith("answer each reason that was given")
    assert "1." not in bare


def test_a_receipt_that_was_recorded_stands_in_the_appeal(store: Store) -> None:  # noqa: F811
    number = at_risk(store)
    arrived(store, number, "record_receipt", {"evidence": "The mail of that day"}, about=4)
    assert begun(store, number, "appeal", 4).proposed["findings_received_on"] == TODAY.isoformat()


def test_a_renewal_shows_what_holds_now_and_names_who_is_in_the_case_today(store: Store) -> None:  # noqa: F811
    number = approved(store)
    do(store, number, "add_person", {"person": "Kim Example"})
    do(store, number, "remove_person", {"person": "Kai Lindqvist"})
    one = begun(store, number, "renewal-request")
    hint = next(each.hint for each in one.asked if each.name == "changes.personnel")
    assert "Now: Alexandra Reyes is the Bona Fide Researcher." in hint
    names = [row["name"] for row in made(one, UNCHANGED).facts["team"]]
    assert "Kim Example" in names
    assert "Kai Lindqvist" not in names


def test_each_violation_that_was_found_has_a_row(store: Store) -> None:  # noqa: F811
    proposed = begun(store, inspected(store), "remediation-certificate", 5).proposed
    assert proposed["remedies.0.violation"] == "No segmentation."
    assert proposed["remedies.1.violation"] == "Shared accounts."


def test_the_departments_address_stands_there_only_where_it_was_set(store: Store) -> None:  # noqa: F811
    number = approved(store)
    plain = made(begun(store, number, "renewal-request"), UNCHANGED)
    assert plain.facts["addressee"]["lines"] == ["California Department of Justice"]
    head = (
        '[[department]]\nsince = 2020-01-01\nname = "DOJ"\naddress = ["1 Real Street"]\nphone = "1"\nemail = "a@b.ca"\n'
    )
    other = '[[institution]]\nsince = 2020-01-01\nname = "Another University"\n'
    with store.writing() as tx:
        letterheads.add(tx, head + other, {}, since=date(2020, 1, 1), by="a@agency.example", at=datetime.now(UTC))
    letter = made(begun(store, number, "renewal-request"), UNCHANGED)
    assert "1 Real Street" in letter.facts["addressee"]["lines"]
    assert letter.letterhead.name == "Sampleton University"


def test_letters_belong_where_their_acts_are_open(store: Store) -> None:  # noqa: F811
    before = {one.row.kind for one in possible(view(store, submitted(store)))}
    assert before == {"affiliation", "security-certification", "breach-notice", "subpoena-notice"}
    after = {one.row.kind for one in possible(view(store, approved(store)))}
    assert {"renewal-request", "support-request", "transfer-request", "completion-notice"} <= after
    assert not {"affiliation", "appeal", "remediation-certificate"} & after
    assert next(one.row.kind for one in possible(view(store, denied(store)))) == "appeal"


def test_an_act_says_what_its_letter_says(store: Store) -> None:  # noqa: F811
    appeal = made(begun(store, at_risk(store), "appeal", 4), {**APPEAL, "findings_received_on": "11/25/2026"})
    assert stated("file_appeal", appeal.facts) == {"reasons": ["The letter was enclosed.", "It is on letterhead."]}
    changed = {**UNCHANGED, "changes.irb_approval": "It now ends in 2028."}
    renewal = stated("request_renewal", made(begun(store, approved(store), "renewal-request"), changed).facts)
    assert renewal["changes"] == ["irb: It now ends in 2028."]
    assert renewal["unchanged"] == ["personnel", "project", "technology", "location", "security"]
    assert renewal["on_letterhead"] is False
    assert stated("send_breach_letter", {}) == {}


def test_a_breach_states_its_moment_and_number_as_far_as_the_letter_says_them() -> None:
    said = {"happened": "x", "discovered_on": "2026-11-24", "discovered_at": "4:15 p.m. Pacific time"}
    facts = stated("report_breach", {**said, "individuals": "500 or more", "number": "about 1,200"})
    assert facts["individuals"] == 1200
    assert facts["discovered_at"].isoformat() == "2026-11-24T16:15:00-08:00"
    vague = stated("report_breach", {**said, "discovered_at": "in the morning", "individuals": "not known"})
    assert vague == {"what": "x"}


@pytest.mark.parametrize(
    ("individuals", "number", "told"),
    [
        ("500 or more", "", "a number is needed"),
        ("500 or more", "many", "a number is needed"),
        ("fewer than 500", "620", "it says 620"),
        ("500 or more", "12", "it says 12"),
    ],
)
def test_a_number_that_does_not_fit_is_told(individuals: str, number: str, told: str) -> None:
    facts = {"happened": "x", "discovered_on": "2026-11-24", "individuals": individuals, "number": number}
    with pytest.raises(LetterError, match=told):
        stated("report_breach", facts)


def test_a_plan_is_done_when_its_last_step_is(store: Store) -> None:  # noqa: F811
    typed = dict(next(typed for kind, _, _, typed, _ in LIVES if kind == "remedial-plan"))
    letter = made(begun(store, inspected(store), "remedial-plan", 5), typed)
    assert stated("send_remedial_plan", letter.facts) == {"until": date(2027, 2, 26)}
    assert date(2027, 2, 26) - TODAY > timedelta(30)

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from procedure.business_days import Closure
from procedure.workflow import TABLE as WORKFLOW
from templates.department import DEPARTMENT
from templates.problems import LetterError
from tests.applications import RIGHT
from tests.webapp.cases.conftest import store  # noqa: F401 - a fixture
from tests.webapp.cases.played import NOW, REASONS, TODAY, do, view
from tests.webapp.corresponding.lives import LIVES, appealed, approved, denied
from webapp.cases import case
from webapp.corresponding.case_facts import in_one, reason_of
from webapp.corresponding.table import ROWS, TABLE, find, fitting
from webapp.corresponding.writing import writing
from webapp.storage import closures
from webapp.storage.store import Store

Play = Callable[[Store], str]
SENT = ["966(d): The affiliation letter is not on official letterhead."]


def test_every_letter_of_the_department_tells_of_an_act() -> None:
    assert set(ROWS) == {letter.kind for letter in DEPARTMENT}
    assert {kind for kind, *_ in LIVES} == set(ROWS)
    acts = {row.act for row in WORKFLOW}
    assert {act for row in TABLE for act in (*row.about, row.sends) if act} <= acts


@pytest.mark.parametrize(("kind", "play", "about", "typed"), LIVES)
def test_each_letter_is_made_from_its_case(
    store: Store,  # noqa: F811
    kind: str,
    play: Play,
    about: int,
    typed: Mapping[str, str],
) -> None:
    now = view(store, play(store))
    one = find(now, kind, about)
    assert one is not None
    with store.reading() as tx:
        letter = writing(tx, now, one)
    made = letter.make({**letter.proposed, **typed})
    assert made.docx
    assert made.facts["dated_on"] == TODAY.isoformat()
    assert made.facts.get("project_number", now.number) == now.number


def test_the_last_day_to_appeal_is_counted_by_the_law_from_the_notice(store: Store) -> None:  # noqa: F811
    now = view(store, denied(store))
    one = find(now, "denial", 2)
    assert one is not None
    with store.reading() as tx:
        letter = writing(tx, now, one)
    facts = letter.make(letter.proposed).facts
    assert facts["denied_on"] == (TODAY - timedelta(3)).isoformat()
    assert facts["notified_on"] == TODAY.isoformat()
    assert date.fromisoformat(facts["last_day_to_appeal"]) == date(2026, 12, 7)
    assert facts["reasons"] == [
        {"reason": "The affiliation letter is not on official letterhead.", "rests_on": "clause", "citation": "966(d)"}
    ]
    assert "reasons_due_on" not in facts


def test_what_the_history_says_can_not_be_said_otherwise(store: Store) -> None:  # noqa: F811
    now = view(store, denied(store))
    one = find(now, "denial", 2)
    assert one is not None
    with store.reading() as tx:
        letter = writing(tx, now, one)
    assert "denied_on" not in {each.name for each in letter.asked}
    made = letter.make({**letter.proposed, "denied_on": "1/1/2026", "project_number": "2020-0001"})
    assert made.facts["denied_on"] == (TODAY - timedelta(3)).isoformat()
    assert made.facts["project_number"] == now.number


def test_a_reason_without_a_ground_is_refused_in_words(store: Store) -> None:  # noqa: F811
    now = view(store, denied(store))
    one = find(now, "denial", 2)
    assert one is not None
    with store.reading() as tx:
        letter = writing(tx, now, one)
    with pytest.raises(LetterError) as refused:
        letter.make({**letter.proposed, "reasons.0.citation": ""})
    assert any("Clause or statute" in problem.label for problem in refused.value.problems)


def test_a_letter_fits_only_where_something_is_told_by_it(store: Store) -> None:  # noqa: F811
    number = approved(store)
    kinds = {one.row.kind for one in fitting(view(store, number))}
    assert {"receipt", "approval", "renewal-notice"} <= kinds
    assert "denial" not in kinds
    assert find(view(store, number), "denial", 2) is None


def test_the_appeal_of_a_letter_is_the_one_that_it_is_about(store: Store) -> None:  # noqa: F811
    now = view(store, appealed(store))
    one = find(now, "appeal-received", 4)
    assert one is not None
    with store.reading() as tx:
        facts = writing(tx, now, one).facts
    assert facts["appeal_under"] == "966(i)"
    assert facts["received_on"] == (TODAY - timedelta(1)).isoformat()
    assert facts["against"].startswith("deny")


@pytest.mark.parametrize(
    ("text", "rests_on"),
    [
        ("966(d): no letterhead.", "clause"),
        ("§ 966(b)(12)(D)(iii): cloud: none named", "clause"),
        ("Penal Code section 13202: not a bona fide institution", "statute"),
        ("966(z): nothing", "discretion"),
        ("In its discretion the Department declines.", "discretion"),
    ],
)
def test_a_reason_is_taken_apart_and_put_together(text: str, rests_on: str) -> None:
    reason = reason_of(text)
    assert reason["rests_on"] == rests_on
    assert in_one(reason).endswith(reason["reason"])
    assert reason["reason"][1:] in text


def test_reasons_of_a_test_case_are_whole() -> None:
    assert [in_one(reason_of(one)) for one in REASONS["reasons"]] == SENT


def test_a_letter_counts_with_the_closures_that_were_added(store: Store) -> None:  # noqa: F811
    number = denied(store)
    with store.writing() as tx:
        last_day = date(2026, 12, 7)
        closures.add(tx, Closure(last_day, "Flood"), by="a.admin@agency.example", at=NOW)
        now = case.read(tx, number, on=TODAY)
        one = find(now, "denial", 2)
        assert one is not None
        letter = writing(tx, now, one)
    facts = letter.make(letter.proposed).facts
    assert date.fromisoformat(facts["last_day_to_appeal"]) == date(2026, 12, 8)
    assert "Flood" in " ".join(facts["counting"])


def test_a_new_researcher_does_not_take_over_the_title_of_the_one_before(store: Store) -> None:  # noqa: F811
    number = approved(store)
    title = RIGHT["bona_fide_researcher"]["position_title"]
    assert title in _renewal_notice(store, number)
    do(store, number, "replace_researcher", {"person": "Noor Haddad"})
    written = _renewal_notice(store, number)
    assert "Noor Haddad" in written
    assert "Sampleton University" in written
    assert title not in written


def _renewal_notice(store: Store, number: str) -> str:  # noqa: F811
    now = view(store, number)
    one = find(now, "renewal-notice", 2)
    assert one is not None
    with store.reading() as tx:
        letter = writing(tx, now, one)
    return str(letter.make(letter.proposed).facts["addressee"])

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from procedure.business_days import Closure
from tests.webapp.drafting import Person, store_of
from tests.webapp.staff.working import signed_in
from tests.webapp.storage.acts import NOW, STAFF, decide, whole_submission
from tests.webapp.storage.acts import staff as staff_act
from validator.dates import written
from webapp import clock
from webapp.administration.holidays import holidays
from webapp.cases import case
from webapp.staff.policy import StaffRole
from webapp.storage import account_log, closures, recounting, work_list
from webapp.storage.audit import verify
from webapp.storage.store import Store

PAGE = "/staff/closures"
TUESDAY = date(2026, 11, 17)
WHY = "a day of mourning appointed by the Governor"


@pytest.fixture
def sasha(app: Flask) -> Person:
    return signed_in(app, StaffRole.ADMINISTRATOR)


def add(one: Person, day: date | str = TUESDAY, why: str = WHY) -> int:
    typed = day if isinstance(day, str) else f"{day:%m/%d/%Y}"
    return one.press(PAGE, [("on", typed), ("why", why)], page=PAGE).status_code


def denied(store: Store, content: bytes = b"one") -> str:
    """A case with a clock that runs: the reasons of a denial are owed."""
    number = whole_submission(store, content=content).application
    decide(store, number, staff_act("deny"), seen=1)
    return number


def last_day_to_appeal(store: Store, number: str) -> date:
    with store.reading() as tx:
        clocks = case.read(tx, number, on=TUESDAY).clocks
    return max(one.due for one in clocks if one.deadline.name == "appeal" and one.due)


def due_on(store: Store, number: str) -> date:
    """The first day that is due, in the list and in the case."""
    with store.reading() as tx:
        listed = work_list.find(tx, number)
        days = [one.due for one in case.read(tx, number, on=TUESDAY).clocks if one.runs and one.due]
    assert listed is not None
    assert listed.due_on is not None
    assert listed.due_on in days
    return listed.due_on


def test_a_closure_moves_what_is_due_in_the_list_and_in_the_case_and_is_named(app: Flask, sasha: Person) -> None:
    store = store_of(app)
    number = denied(store)
    before = due_on(store, number)
    assert add(sasha) == 303
    assert due_on(store, number) > before
    assert list(verify(store)) == []
    with store.reading() as tx:
        counted = [one.counted for one in case.read(tx, number, on=TUESDAY).clocks]
    assert any(one and WHY in one.explanation for one in counted)
    page = sasha.open(f"{PAGE}?done=added").text
    assert written(TUESDAY) in page
    assert "still being counted" not in page
    with store.reading() as tx:
        (noted,) = account_log.newest(tx, most=1)
    assert (noted.act, noted.about, noted.facts) == ("add_closure", written(TUESDAY), {"why": WHY})


def test_a_closure_that_is_taken_back_stays_in_the_list_and_counts_no_more(app: Flask, sasha: Person) -> None:
    store = store_of(app)
    number = denied(store)
    before = due_on(store, number)
    add(sasha)
    take_back = re.search(rf'href="({PAGE}/\w+/take-back)"', sasha.open(PAGE).text)
    assert take_back is not None
    assert "Take the closure back?" in sasha.open(take_back[1]).text
    assert sasha.press(take_back[1], page=take_back[1]).status_code == 303
    assert due_on(store, number) == before
    assert "taken back" in sasha.open(PAGE).text
    assert sasha.open(take_back[1]).status_code == 404
    assert sasha.press(take_back[1], page=PAGE).status_code == 404
    assert list(verify(store)) == []


def test_a_right_that_a_letter_printed_never_gets_shorter(app: Flask, sasha: Person) -> None:
    store = store_of(app)
    counted, printed = denied(store), denied(store, b"another")
    decide(store, counted, staff_act("give_notice", about=2, how="mail"), seen=2)
    without_closure = last_day_to_appeal(store, counted)
    assert add(sasha, without_closure) == 303
    with_closure = last_day_to_appeal(store, counted)
    assert with_closure > without_closure
    decide(store, printed, staff_act("give_notice", about=2, how="mail", printed_last_day=with_closure), seen=2)
    take_back = re.search(rf"{PAGE}/\w+/take-back", sasha.open(PAGE).text)
    assert take_back is not None
    assert sasha.press(take_back[0], page=PAGE).status_code == 303
    assert last_day_to_appeal(store, counted) == without_closure
    assert last_day_to_appeal(store, printed) == with_closure
    assert list(verify(store)) == []


@pytest.mark.parametrize(
    ("day", "why", "words"),
    [
        ("soon", WHY, "“soon” is not a date"),
        ("11/26/2026", WHY, "is closed already: Thanksgiving"),
        ("11/22/2026", WHY, "is closed already: Sunday"),
        ("11/17/2026", "  ", "Write why the office is closed"),
    ],
)
def test_what_is_no_closure_is_told_and_nothing_is_added(
    app: Flask, sasha: Person, day: str, why: str, words: str
) -> None:
    answer = sasha.press(PAGE, [("on", day), ("why", why)], page=PAGE)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{day}"' in answer.text
    with store_of(app).reading() as tx:
        assert closures.every(tx) == ()


def test_a_day_is_added_once(app: Flask, sasha: Person) -> None:
    assert add(sasha) == 303
    assert add(sasha) == 422


def test_in_a_large_office_the_lists_are_recounted_in_steps_and_a_killed_one_goes_on(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(app)
    numbers = [denied(store, str(n).encode()) for n in range(5)]
    before = due_on(store, numbers[-1])
    monkeypatch.setattr(recounting, "AT_ONCE", 2)
    with store.writing() as tx:
        closures.add(tx, Closure(TUESDAY, WHY), by=STAFF, at=NOW)
    assert recounting.recount(store, now=clock.now, most=2) == 2
    with store.reading() as tx:
        (waiting,) = closures.every(tx)
        assert (waiting.counted_to, waiting.counted_at) == (numbers[3], None)
        assert work_list.find(tx, numbers[-1]).due_on == before  # type: ignore[union-attr]  # it was submitted
    assert recounting.recount(store, now=clock.now) == 1
    assert due_on(store, numbers[-1]) > before
    assert recounting.recount(store, now=clock.now) == 0
    assert list(verify(store)) == []


def test_a_case_whose_days_ended_long_before_is_not_touched(app: Flask) -> None:
    store = store_of(app)
    whole_submission(store)
    with store.writing() as tx:
        closures.add(tx, Closure(TUESDAY + timedelta(days=3000), WHY), by=STAFF, at=NOW)
        assert recounting._touched(tx, closures.every(tx)[0]) == []
    assert recounting.recount(store, now=clock.now) == 1
    assert list(verify(store)) == []


def test_the_holidays_are_those_of_the_rules() -> None:
    found = {one.on: one for one in holidays(date(2026, 11, 25))}
    assert found[date(2026, 11, 11)].why == "Veterans Day"
    assert found[date(2026, 2, 12)].closes == "courts"
    assert found[date(2026, 11, 27)].closes == "State offices and courts"
    assert min(found).year == 2026
    assert max(found).year == 2027
    assert all(day.weekday() < 5 for day in found)

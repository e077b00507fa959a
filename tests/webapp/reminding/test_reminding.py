from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from procedure.deadlines import DEADLINES
from templates.letters import LETTERS as TITLES
from tests.webapp.cases.conftest import store  # noqa: F401 - a fixture
from tests.webapp.cases.played import NOW, REASONS, TERMS, TODAY, do, received
from tests.webapp.drafting import ALEX, mails_of, store_of
from tests.webapp.researcher.test_acts import denied
from tests.webapp.staff.working import signed_in
from webapp import clock
from webapp.reminding.rows import LETTERS, SHORT, Running, stage_of, words_of
from webapp.reminding.sweep import remind
from webapp.staff.policy import StaffRole
from webapp.storage import mails
from webapp.storage.store import Store

DUE = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("days_before", "stage"),
    [(40, ""), (30, "30 days"), (8, "30 days"), (7, "7 days"), (2, "7 days"), (1, "1 days"), (0, "1 days"), (-1, "")],
)
def test_only_the_latest_stage_is_told(days_before: int, stage: str) -> None:
    one = Running("2026-0001", "renewal_notice", DUE, DUE + timedelta(1))
    expected = stage or ("1 days" if days_before == -1 else "")
    assert stage_of(one, DUE - timedelta(days_before)) == expected
    assert stage_of(one, DUE + timedelta(2)) == "overdue"


def test_a_right_is_never_overdue_and_a_short_period_not_told_a_month_before() -> None:
    right = Running("2026-0001", "appeal", DUE, DUE)
    assert stage_of(right, DUE + timedelta(1)) == ""
    assert stage_of(right, DUE - timedelta(10)) == ""
    assert stage_of(right, DUE - timedelta(7)) == "7 days"
    assert "may file an appeal" in words_of(right, DUE)


def test_the_tables_name_deadlines_and_letters_that_there_are() -> None:
    names = {row.name for row in DEADLINES}
    assert set(LETTERS) | SHORT <= names
    assert {kind for kinds in LETTERS.values() for kind in kinds} <= set(TITLES)


def _mails(store: Store) -> list[str]:  # noqa: F811
    with store.reading() as tx:
        return sorted(f"{one.address}: {one.subject}" for one in mails.in_state(tx, mails.State.WAITING, most=99))


def test_what_the_department_owes_is_told_to_its_staff_alone(store: Store) -> None:  # noqa: F811
    number = received(store, on=TODAY - timedelta(20))
    do(store, number, "deny", on=TODAY - timedelta(10))
    assert remind(store, sender="service@agency.example", now=lambda: NOW) == 1
    assert remind(store, sender="service@agency.example", now=lambda: NOW) == 0
    assert _mails(store) == [f"datarequests@doj.ca.gov: Application {number}: what is due"]


def test_after_a_week_of_silence_each_is_told_once_and_as_it_stands_now(store: Store) -> None:  # noqa: F811
    number = received(store, on=TODAY - timedelta(60))
    do(store, number, "deny", on=TODAY - timedelta(40))
    remind(store, sender="service@agency.example", now=lambda: NOW)
    (mail,) = _all(store)
    assert b"Overdue since" in mail.message


def _all(store: Store) -> tuple[mails.Mail, ...]:  # noqa: F811
    with store.reading() as tx:
        return mails.in_state(tx, mails.State.WAITING, most=99)


def test_what_was_done_is_told_no_more(store: Store) -> None:  # noqa: F811
    number = received(store, on=TODAY - timedelta(20))
    do(store, number, "deny", on=TODAY - timedelta(10))
    do(store, number, "send_reasons", REASONS, about=2, on=TODAY - timedelta(1))
    assert remind(store, sender="service@agency.example", now=lambda: NOW) == 0


def test_what_the_researcher_owes_is_told_to_both_sides(app: Flask) -> None:
    _, number = denied(app)
    with store_of(app).reading() as tx:
        before = {mail.key for mail in mails.in_state(tx, mails.State.WAITING, most=99)}
    soon = clock.now() + timedelta(days=6)
    remind(store_of(app), sender="service@agency.example", now=lambda: soon)
    told = [mail for mail in mails_of(app) if "what is due" in mail["subject"]]
    assert {mail["to"] for mail in told} == {ALEX, "datarequests@doj.ca.gov"}
    assert all("Reyes" not in mail.get_content() for mail in told)
    assert number in told[0]["subject"]
    assert before


def test_the_page_names_what_is_due_with_its_letter(app: Flask) -> None:
    store, today = store_of(app), clock.today()  # noqa: F811
    number = received(store, on=today - timedelta(60))
    terms = {**TERMS, "timeframe_from": today, "timeframe_to": today, "expires_on": today + timedelta(60)}
    do(store, number, "approve", {**terms, "reason": "On paper."}, on=today - timedelta(50))
    page = signed_in(app, StaffRole.AUDITOR).open("/cases/due").text
    assert "Notice of project expiration and request for renewal" in page
    assert "Overdue since" in page
    assert f'href="/cases/{number}"' in page

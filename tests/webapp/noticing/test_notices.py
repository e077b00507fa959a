from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.webapp.drafting import mails_of, person, store_of, text_to
from tests.webapp.researcher.test_acts import approved, last
from tests.webapp.researcher.test_submissions import submitted
from tests.webapp.staff.working import signed_in
from webapp import rates
from webapp.noticing.kinds import KINDS
from webapp.staff.policy import StaffRole
from webapp.storage import history

DEPARTMENT = "datarequests@doj.ca.gov"
BREACH = [("role", "team_member"), ("name", "Sam Sample"), ("address", "sam@sampleton-university.example")]


def test_a_team_member_gives_notice_of_a_breach_without_an_account(app: Flask) -> None:
    _, number = approved(app)
    sam = person(app)
    sent = [("number", f" {number} "), *BREACH, ("what", "A laptop was stolen."), ("individuals", "620")]
    page = sam.press("/notices/breach", sent, page="/notices/breach")
    assert page.status_code == 200
    assert "It was taken in" in page.text
    event = last(app, number)
    assert (event.event.act, event.event.by, event.event.name) == ("report_breach", "team_member", "Sam Sample")
    assert event.event.facts["individuals"] == 620
    assert "not verified" in event.kept["notice"]
    assert "A laptop was stolen." in text_to(app, DEPARTMENT)
    assert "laptop" not in text_to(app, "sam@sampleton-university.example")
    assert "None" not in signed_in(app, StaffRole.RESEARCH_SERVICES).open("/cases/notices").text


def _without_what_differs(page: str) -> str:
    return re.sub(r"[0-9A-F]{10}|\d{1,2}:\d\d|\d{4}-\d{4}|csrf[^>]+", "", page)


def test_the_answer_does_not_tell_whether_there_is_such_a_project(app: Flask) -> None:
    _, number = approved(app)
    sam = person(app)
    pages = [
        sam.press("/notices/breach", [("number", one), *BREACH], page="/notices/breach").text
        for one in (number, "2026-9999")
    ]
    assert _without_what_differs(pages[0]) == _without_what_differs(pages[1])


@pytest.mark.parametrize("number", ["", "2026-9999", "no number'; --", "2026-0001\u202e"])
def test_what_fits_no_project_is_kept_for_staff_and_settled_by_them(app: Flask, number: str) -> None:
    sam = person(app)
    answer = sam.press(
        "/notices/subpoena", [("number", number), *BREACH, ("what", "A court asked.")], "/notices/subpoena"
    )
    assert "It was taken in" in answer.text
    noor = signed_in(app, StaffRole.RESEARCH_SERVICES)
    page = noor.open("/cases/notices").text
    assert "A court asked." in page
    receipt = re.search(r'id="([0-9A-F]{10})"', page)
    assert receipt is not None
    noor.press(f"/cases/notices/{receipt[1]}", [("words", "Registered in 2026-0007.")], page="/cases/notices")
    assert "Registered in 2026-0007." in noor.open("/cases/notices").text
    assert noor.press("/cases/notices/0000000000", [("words", "x")], page="/cases/notices").status_code == 404


def test_a_completion_before_approval_is_not_refused_but_left_to_staff(app: Flask) -> None:
    _, number = submitted(app)
    sent = [("number", number), ("role", "research_institution"), ("name", "Kit"), ("completed_on", "11/20/2026")]
    assert "It was taken in" in person(app).press("/notices/completion", sent, page="/notices/completion").text
    assert last(app, number).event.act == "submit"
    assert f"Application {number}:" in signed_in(app, StaffRole.AUDITOR).open("/cases/notices").text


def test_nothing_more_is_asked_than_who_it_was(app: Flask) -> None:
    sam = person(app)
    missing = sam.press("/notices/breach", [("what", "x")], page="/notices/breach")
    assert missing.status_code == 422
    assert "Say who you are in the project." in missing.text
    assert "write it, so that Research Services know who told them" in missing.text
    assert missing.text.count("is-wrong") <= 2
    assert sam.press("/notices/breach", [("role", "research_institution"), ("name", "Kit")]).status_code == 200
    odd = sam.press("/notices/breach", [*BREACH[:2], ("address", "kit"), ("individuals", "many")])
    assert "leave it out" in odd.text
    assert "is not a whole number" in odd.text


def test_an_address_that_no_mail_reaches_does_not_stand_before_a_notice(app: Flask) -> None:
    sent = [*BREACH[:2], ("address", "ülrich@sampleton-university.example"), ("what", "x")]
    assert "It was taken in" in person(app).press("/notices/breach", sent).text
    assert [mail["to"] for mail in mails_of(app)] == [DEPARTMENT]


def test_a_flood_from_one_place_is_told_what_to_do_instead(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "NOTICES_FROM_ONE_PLACE", rates.Rate("notice from a place", 2))
    answers = [person(app).press("/notices/breach", BREACH[:2]) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert f"mailto:{DEPARTMENT}" in answers[-1].text


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_offers_the_roles_of_the_table(app: Flask, kind: str) -> None:
    page = person(app).open(f"/notices/{kind}").text
    assert re.findall(r'name="role" value="(\w+)"', page) == [str(role) for role in KINDS[kind].roles]
    assert kind in person(app).open("/notices").text


def test_a_notice_of_no_kind_is_not_found(app: Flask) -> None:
    assert person(app).open("/notices/other").status_code == 404


def test_the_time_of_a_notice_is_kept(app: Flask) -> None:
    alex, number = approved(app)
    person(app).press("/notices/breach", [("number", number), *BREACH])
    with store_of(app).reading() as tx:
        (event,) = [one.event for one in history.of_application(tx, number) if one.event.act == "report_breach"]
    assert event.at is not None
    assert event.at.date() == event.on
    assert "Give notice of a breach, by Sam Sample" in alex.open(f"/applications/{number}").text

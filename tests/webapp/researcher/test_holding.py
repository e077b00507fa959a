from __future__ import annotations

import pytest
from flask import Flask

from tests.webapp.cases.played import received
from tests.webapp.drafting import ALEX, NOOR, person, store_of, text_to
from tests.webapp.researcher.test_submissions import submitted
from tests.webapp.staff.working import signed_in
from webapp.staff.policy import StaffRole


def test_staff_give_an_application_into_another_mailbox_whose_owner_is_told(app: Flask) -> None:
    alex, number = submitted(app)
    analyst = signed_in(app, StaffRole.RESEARCH_SERVICES)
    page = f"/cases/{number}/mailbox"
    assert ALEX in analyst.open(page).text
    assert analyst.press(page, [("address", NOOR), ("why", "Called her office.")], page=page).status_code == 303
    assert "Called her office." in analyst.open(page).text
    assert f"application {number}" in text_to(app, NOOR)
    assert alex.open(f"/applications/{number}").status_code == 404
    assert person(app, NOOR).open(f"/applications/{number}").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ([("address", "noor"), ("why", "x")], "is not an address that mail can go to"),
        ([("address", "noör@elsewhere.example"), ("why", "x")], "is not an address that mail can go to"),
        ([("address", NOOR), ("why", " ")], "write how you know"),
        ([("address", NOOR), ("why", "x" * 501)], "500 are the most"),
    ],
)
def test_what_can_not_be_given_is_told_in_words(app: Flask, fields: list[tuple[str, str]], said: str) -> None:
    number = received(store_of(app))
    page = f"/cases/{number}/mailbox"
    analyst = signed_in(app, StaffRole.RESEARCH_SERVICES)
    answer = analyst.press(page, fields, page=page)
    assert answer.status_code == 422
    assert said in answer.text
    assert "none yet" in analyst.open(page).text


def test_who_only_reads_gives_nothing_away(app: Flask) -> None:
    _, number = submitted(app)
    auditor = signed_in(app, StaffRole.AUDITOR)
    assert auditor.open(f"/cases/{number}/mailbox").status_code == 403
    assert auditor.press(f"/cases/{number}/mailbox", [("address", NOOR), ("why", "x")]).status_code == 403

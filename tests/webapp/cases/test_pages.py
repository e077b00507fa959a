from __future__ import annotations

import pytest
from flask import Flask

from tests.webapp.cases.working import act, case_of, submitted
from tests.webapp.filling import Person
from tests.webapp.staff.working import signed_in
from webapp.staff.policy import StaffRole


@pytest.fixture
def noor(app: Flask) -> Person:
    return signed_in(app, StaffRole.RESEARCH_SERVICES)


def test_the_work_list_leads_to_a_case_and_the_case_to_an_act(app: Flask, noor: Person) -> None:
    number = submitted(app)
    page = noor.open("/work")
    assert page.status_code == 200
    assert number in page.text
    shown = noor.open(f"/work/{number}")
    assert shown.status_code == 200, shown.text
    assert f"/work/{number}/do/deny" in shown.text
    seen = act(noor, f"/work/{number}/do/deny", {"reasons": "966(d): no letter."}, do="look")
    assert seen.status_code == 200, seen.text
    done = act(noor, f"/work/{number}/do/deny", {"reasons": "966(d): no letter."})
    assert done.status_code == 303, done.text
    assert case_of(app, number).state == "denied"

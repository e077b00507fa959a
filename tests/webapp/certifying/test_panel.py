from __future__ import annotations

from flask import Flask

from tests.webapp.cases.working import submitted
from tests.webapp.certifying.asked import asked, certified
from tests.webapp.drafting import BLAKE, TYPED, Person, person, store_of
from tests.webapp.filling.test_signing import number_in
from tests.webapp.staff.working import signed_in
from webapp.certifying.panel import State, panel_of, panel_of_application
from webapp.signatures.slots import SLOTS
from webapp.staff.policy import StaffRole
from webapp.storage import drafts


def test_there_is_a_row_for_each_slot_in_the_order_of_the_regulation(app: Flask, alex: Person) -> None:
    draft = alex.begin(TYPED)
    with store_of(app).reading() as tx:
        rows = panel_of(tx, drafts.read(tx, draft))
    assert [row.slot for row in rows] == list(SLOTS)
    assert [row.state for row in rows] == [
        State.NOT_SIGNED, State.NOT_SIGNED, State.ELSEWHERE, State.ELSEWHERE,
    ]  # fmt: skip


def test_researcher_and_staff_see_the_same_of_what_was_submitted(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    person(app).open("/")
    certified(app)
    number = number_in(alex.submit(draft))
    noor = signed_in(app, StaffRole.RESEARCH_SERVICES)
    for page in (alex.open(f"/applications/{number}").text, noor.open(f"/cases/{number}").text):
        assert "Who signed what" in page
        assert f"Asked: Jordan Blake, {BLAKE}" in page
        assert f"Signed by Jordan Blake, {BLAKE}" in page
        assert "typed, and meant as a signature" in page


def test_what_was_signed_elsewhere_is_not_said_to_be_signed_here(app: Flask) -> None:
    number = submitted(app)
    with store_of(app).reading() as tx:
        rows = panel_of_application(tx, number)
    assert {row.state for row in rows} == {State.ELSEWHERE}


def test_nothing_can_be_asked_on_the_page_of_what_was_submitted(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    certified(app)
    alex.submit(draft)
    page = alex.open(f"/drafts/{draft}/signers")
    assert 'value="ask"' not in page.text
    assert 'value="ask_official"' not in page.text
    assert alex.press(f"/drafts/{draft}/signers", [("do", "ask")]).status_code == 403

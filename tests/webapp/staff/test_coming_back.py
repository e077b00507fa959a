from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.webapp.drafting import Person, store_of
from tests.webapp.staff.working import PASSWORD, Hired, come_in, hired, long_ago, signed_in
from webapp import clock
from webapp.staff.policy import StaffRole
from webapp.staff.proving import CODE, PROOF
from webapp.storage import accounts, closures, sessions

PAGE = "/staff/closures"
TYPED = {"on": "03/03/2027", "why": "typed for longer than half an hour"}


@pytest.fixture
def kim(app: Flask) -> Hired:
    return hired(app, [StaffRole.ADMINISTRATOR])


@pytest.fixture
def one(app: Flask, kim: Hired) -> Person:
    return come_in(app, kim)


def late(app: Flask, one: Person) -> TestResponse:
    """What is typed is sent half an hour later."""
    token = one.token(PAGE)
    long_ago(app, clock.now() - timedelta(minutes=31))
    return one.client.post(PAGE, data={"csrf_token": token, **TYPED})


def carried(asked: TestResponse) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked.text.partition("<main")[2]))


def added(app: Flask) -> Mapping[str, str]:
    with store_of(app).reading() as tx:
        return {str(one.on_day): one.why for one in closures.every(tx)}


def test_what_was_typed_waits_for_its_sender_and_goes_on(app: Flask, one: Person, kim: Hired) -> None:
    asked = late(app, one)
    assert asked.status_code == 401
    assert "What you typed is kept on this page" in asked.text
    assert carried(asked).items() >= TYPED.items()
    proof = {PROOF: PASSWORD, CODE: kim.code(clock.now() + timedelta(seconds=30))}
    done = one.client.post(PAGE, data=carried(asked) | proof)
    assert done.headers["Location"] == f"{PAGE}?done=added"
    assert added(app) == {"2027-03-03": TYPED["why"]}
    assert one.open(PAGE).status_code == 200, "they are signed in again"
    with store_of(app).reading() as tx:
        assert len(sessions.going_on(tx, at=clock.now(), account=kim.id)) == 1


def test_a_page_that_answers_at_once_has_a_mark_that_works(app: Flask, one: Person, kim: Hired) -> None:
    asked = late(app, one)
    wrong = carried(asked) | {"on": "no day", PROOF: PASSWORD, CODE: kim.code(clock.now() + timedelta(seconds=30))}
    told = one.client.post(PAGE, data=wrong)
    assert told.status_code == 422
    again = one.client.post(PAGE, data={**TYPED, "csrf_token": carried(told)["csrf_token"]})
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("password", "code", "words"),
    [("not this one", "right", "do not belong together"), (PASSWORD, "000000", "not the code of now")],
)
def test_one_of_the_two_is_not_enough(
    app: Flask, one: Person, kim: Hired, password: str, code: str, words: str
) -> None:
    asked = late(app, one)
    code = kim.code(clock.now() + timedelta(seconds=30)) if code == "right" else code
    refused = one.client.post(PAGE, data=carried(asked) | {PROOF: password, CODE: code})
    assert refused.status_code == 401
    assert words in refused.text
    assert carried(refused).items() >= TYPED.items(), "and it is still kept"
    assert added(app) == {}


def test_a_session_that_somebody_ended_or_a_closed_account_comes_back_by_no_form(
    app: Flask, one: Person, kim: Hired
) -> None:
    token = one.token(PAGE)
    with store_of(app).writing() as tx:
        sessions.end_all(tx, kim.id, by="an administrator", at=clock.now())
    ended = one.client.post(PAGE, data={"csrf_token": token, **TYPED})
    assert ended.headers["Location"].startswith("/staff/sign-in")
    other = come_in(app, hired(app, [StaffRole.ADMINISTRATOR], address="lee@agency.example"))
    with store_of(app).writing() as tx:
        found = accounts.find(tx, "lee@agency.example")
        assert found is not None
        accounts.change(tx, found.id, disabled_at=clock.now())
    closed = other.client.post(PAGE, data={"csrf_token": other.token("/check"), **TYPED})
    assert closed.headers["Location"].startswith("/staff/sign-in")


def test_a_page_that_is_only_looked_at_leads_to_sign_in_and_a_script_is_told(app: Flask, one: Person) -> None:
    token = one.token(PAGE)
    long_ago(app, clock.now() - timedelta(minutes=31))
    assert one.open(PAGE).status_code == 303
    script = one.client.post(PAGE, data={"csrf_token": token, **TYPED}, headers={"Sec-Fetch-Mode": "cors"})
    assert script.status_code == 401
    assert "kept on this page" not in script.text


def test_an_invented_person_comes_back_with_a_click(app: Flask) -> None:
    sasha = signed_in(app, StaffRole.ADMINISTRATOR)
    asked = late(app, sasha)
    assert "a click is enough" in asked.text
    assert sasha.client.post(PAGE, data=carried(asked)).status_code == 303


def test_who_has_no_right_to_it_is_not_helped_by_coming_back(app: Flask) -> None:
    auditor = signed_in(app, StaffRole.AUDITOR)
    token = auditor.token("/staff")
    long_ago(app, clock.now() - timedelta(minutes=31))
    asked = auditor.client.post(PAGE, data={"csrf_token": token, **TYPED})
    assert auditor.client.post(PAGE, data=carried(asked)).status_code == 403
    assert added(app) == {}

"""Every route × everybody who may come × what they are to an application: read from the map of addresses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms.reader import Reader
from tests.webapp.drafting import ALEX, Person, person, store_of
from tests.webapp.staff.routes import Route, at_work, routes
from tests.webapp.staff.working import long_ago, signed_in
from tests.webapp.storage.acts import ROSA, whole_submission
from webapp import clock, create_app
from webapp.config import Config
from webapp.staff.admission import Audience
from webapp.staff.policy import ROWS, Capability, Proof, StaffRole, may
from webapp.storage import accounts

OPEN_AT_WORK = {
    "/staff/sign-in", "/staff/code", "/staff/as-invented", "/staff/sign-out", "/staff/agency", "/staff/agency/back",
    "/staff/join/<token>", "/staff/administrator/<token>",
}  # fmt: skip
"""What those who work here open before they are signed in; everything else of theirs needs a capability."""
WORK = ("/staff", "/cases", "/overview")


@pytest.fixture(scope="module")
def app(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(Config(home=tmp_path_factory.mktemp("matrix") / "var", demo=True), reader)


@pytest.fixture(scope="module")
def at_desk(app: Flask) -> dict[StaffRole, Person]:
    return {role: signed_in(app, role) for role in StaffRole}


@pytest.fixture(scope="module")
def case(app: Flask) -> str:
    """An application of somebody who does not work here."""
    return whole_submission(store_of(app)).application


def send(client: FlaskClient, route: Route, token: str = "") -> TestResponse:
    data = {"csrf_token": token} if route.changes else None
    return client.open(route.address, method=route.method, data=data, buffered=True)


def is_led_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 303 and answer.headers["Location"].startswith("/staff/sign-in")


def is_refused(answer: TestResponse) -> bool:
    return answer.status_code == 403 and "This is not open to you" in answer.text


def test_the_routes_of_those_who_work_here_need_a_capability_but_for_the_doors(app: Flask) -> None:
    found = [route for route in routes(app) if route.rule.startswith(WORK)]
    assert len(found) > 60
    assert {route.rule for route in found if isinstance(route.admits, Audience)} == OPEN_AT_WORK
    beside = [str(route) for route in at_work(app) if not route.rule.startswith(WORK)]
    assert beside == [], "a page for those who work here lies below /cases or /staff"


@pytest.mark.parametrize("role", StaffRole)
def test_each_route_answers_each_role_as_the_table_says(
    app: Flask, at_desk: dict[StaffRole, Person], case: str, role: StaffRole
) -> None:
    one = at_desk[role]
    token = one.token("/staff")
    wrong = []
    for route in at_work(app, {"number": case}):
        assert isinstance(route.admits, Capability)
        answer = send(one.client, route, token)
        opened = not is_refused(answer) and not is_led_to_sign_in(answer) and answer.status_code != 401
        if opened != bool(may({role}, route.admits)) or answer.status_code >= 500:
            wrong.append(f"{route}: {answer.status_code}")
    assert wrong == []


def test_strangers_and_visitors_are_led_to_sign_in_from_every_route_of_work(app: Flask) -> None:
    for one in (person(app), person(app, ALEX)):
        token = one.token("/check")
        astray = [str(route) for route in at_work(app) if not is_led_to_sign_in(send(one.client, route, token))]
        assert astray == []


def test_those_who_work_here_are_no_visitors_and_open_nobodys_draft(
    app: Flask, at_desk: dict[StaffRole, Person], case: str
) -> None:
    one = at_desk[StaffRole.ADMINISTRATOR]
    token = one.token("/staff")
    for route in routes(app, {"number": case}):
        if route.admits is Audience.VISITOR:
            answer = send(one.client, route, token)
            assert (answer.status_code, answer.headers["Location"]) == (303, "/begin?ended=1"), str(route)


def test_a_link_that_nobody_sent_opens_nothing(app: Flask) -> None:
    one = person(app)
    token = one.token("/check")
    for route in routes(app):
        if route.admits is Audience.LINK:
            answer = send(one.client, route, token)
            assert answer.status_code in (400, 404, 410), f"{route}: {answer.status_code}"


def test_nobody_opens_their_own_application_in_whatever_role(app: Flask, case: str) -> None:
    """The researcher of a case works here too, in every role."""
    rosa = signed_in(app, StaffRole.RESEARCH_SERVICES)
    with store_of(app).writing() as tx:
        found = accounts.find(tx, "research-services@invented.example")
        assert found is not None
        given = [accounts.Given(role, clock.today()) for role in StaffRole]
        accounts.change(tx, found.id, address=ROSA, mailbox=ROSA, roles=given)
    token = rosa.token("/staff")
    about_a_case = [route for route in at_work(app, {"number": case}) if "<number>" in route.rule]
    assert len(about_a_case) > 10
    open_to_them = []
    for route in about_a_case:
        answer = send(rosa.client, route, token)
        if not (is_refused(answer) or (answer.status_code in (400, 404) and route.rule.count("<") > 1)):
            open_to_them.append(f"{route}: {answer.status_code}")
    with store_of(app).writing() as tx:
        own = "research-services@invented.example"
        given = [accounts.Given(StaffRole.RESEARCH_SERVICES, clock.today())]
        accounts.change(tx, found.id, address=own, mailbox=own, roles=given)
    assert open_to_them == []


def test_what_counts_asks_for_a_proof_that_is_not_old(app: Flask, at_desk: dict[StaffRole, Person], case: str) -> None:
    long_ago(app, clock.now() - timedelta(minutes=11), seen_at=clock.now())
    counts = []
    for route in at_work(app, {"number": case}):
        assert isinstance(route.admits, Capability)
        proof = ROWS[route.admits].proof
        if proof is Proof.ALWAYS or (proof is Proof.TO_CHANGE and route.changes):
            one = at_desk[next(role for role in StaffRole if may({role}, route.admits))]
            answer = send(one.client, route, one.token("/staff"))
            assert answer.status_code == 401, f"{route}: {answer.status_code}"
            assert "Show that it is you" in answer.text
            counts.append(route)
    assert len(counts) > 12
    long_ago(app, clock.now())


def test_no_button_works_without_the_mark_of_its_page(app: Flask, at_desk: dict[StaffRole, Person], case: str) -> None:
    one = at_desk[StaffRole.ADMINISTRATOR]
    pressed = 0
    for route in routes(app, {"number": case}):
        if route.changes:
            for sent in ({}, {"csrf_token": "made up"}):
                answer = one.client.open(route.address, method=route.method, data=sent)
                assert answer.status_code == 400, f"{route}: {answer.status_code}"
                assert "did not send the page’s mark" in answer.text
            pressed += 1
    assert pressed > 60
    assert one.open("/staff").status_code == 200, "not even signing out"

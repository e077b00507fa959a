from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from forms.reader import Reader
from tests.webapp.drafting import person, store_of
from tests.webapp.staff.working import PASSWORD, come_in, hired, long_ago, signed_in
from webapp import clock, create_app
from webapp.config import Config
from webapp.staff.policy import StaffRole
from webapp.storage import account_log, accounts, sessions

RS = StaffRole.RESEARCH_SERVICES
HOME = "/staff"


def test_a_password_and_a_code_open_and_nothing_less(app: Flask) -> None:
    kim = hired(app, [RS])
    one = person(app)
    sent = [("address", kim.address.upper()), ("password", PASSWORD), ("to", "/staff")]
    assert one.press("/staff/sign-in", sent, page="/staff/sign-in").status_code == 303
    assert one.open(HOME).headers["Location"].startswith("/staff/sign-in"), "the password alone opens nothing"
    wrong = one.press("/staff/code", [("code", "000000")], page="/staff/code")
    assert wrong.status_code == 422
    assert "not the code of now" in wrong.text
    right = one.press("/staff/code", [("code", kim.code())], page="/staff/code")
    assert right.headers["Location"] == "/staff"
    assert "Kim Example" in one.open(HOME).text
    with store_of(app).reading() as tx:
        (noted,) = account_log.newest(tx, most=1)
    assert (noted.act, noted.by, noted.facts) == ("sign_in", kim.address, {"way": "password"})


def test_a_code_opens_once(app: Flask) -> None:
    kim = hired(app, [RS])
    code = kim.code()
    for status in (303, 422):
        one = person(app)
        one.press("/staff/sign-in", [("address", kim.address), ("password", PASSWORD)], page="/staff/sign-in")
        assert one.press("/staff/code", [("code", code)], page="/staff/code").status_code == status


def test_a_recovery_code_opens_once_in_place_of_the_authenticator(app: Flask) -> None:
    kim = hired(app, [RS])
    with store_of(app).writing() as tx:
        accounts.give_recovery_codes(tx, kim.id, ["abcd-efgh-jkmn-pqrs"], at=clock.now())
    for status in (303, 422):
        one = person(app)
        one.press("/staff/sign-in", [("address", kim.address), ("password", PASSWORD)], page="/staff/sign-in")
        answer = one.press("/staff/code", [("code", "ABCD efgh JKMN-pqrs")], page="/staff/code")
        assert answer.status_code == status


def test_an_unknown_address_is_answered_like_a_wrong_password(app: Flask) -> None:
    kim = hired(app, [RS])
    said, took = [], []
    for address in (kim.address, "nobody@agency.example", kim.address, "nobody@agency.example"):
        one = person(app)
        token = one.token("/staff/sign-in")
        start = time.thread_time()
        answer = one.client.post(
            "/staff/sign-in", data={"csrf_token": token, "address": address, "password": "wrong and long"}
        )
        took.append(time.thread_time() - start)
        assert answer.status_code == 422
        said.append(re.sub(r'value="[^"]*"', "", answer.text))
    assert said[2] == said[3]
    assert 0.5 < (took[2] + took[0]) / (took[3] + took[1]) < 2, "both hash a password"


def test_after_five_failures_the_right_password_is_not_looked_at_and_unknown_addresses_lock_alike(app: Flask) -> None:
    kim = hired(app, [RS])
    for address in (kim.address, "nobody@agency.example"):
        one = person(app)
        for _ in range(5):
            sent = [("address", address), ("password", "wrong and long")]
            assert "do not belong together" in one.press("/staff/sign-in", sent, page="/staff/sign-in").text
        sent = [("address", address), ("password", PASSWORD)]
        locked = one.press("/staff/sign-in", sent, page="/staff/sign-in")
        assert locked.status_code == 422
        assert "There were 5 failures. For 15 minutes nothing is tried" in locked.text


def test_wrong_codes_lock_out_and_a_right_password_between_them_does_not_begin_anew(app: Flask) -> None:
    kim = hired(app, [RS])
    one = person(app)
    for _ in range(5):
        one.press("/staff/sign-in", [("address", kim.address), ("password", PASSWORD)], page="/staff/sign-in")
        assert one.press("/staff/code", [("code", "000000")], page="/staff/code").status_code == 422
    locked = one.press("/staff/code", [("code", kim.code())], page="/staff/code")
    assert "There were 5 failures" in locked.text


def test_a_disabled_account_does_not_open_and_its_sessions_are_over(app: Flask) -> None:
    kim = hired(app, [RS])
    one = come_in(app, kim)
    with store_of(app).writing() as tx:
        accounts.change(tx, kim.id, disabled_at=clock.now())
    assert one.open(HOME).status_code == 303
    sent = [("address", kim.address), ("password", PASSWORD)]
    assert one.press("/staff/sign-in", sent, page="/staff/sign-in").status_code == 422


def test_an_idle_session_ends_in_words_and_one_comes_back_to_where_one_was(app: Flask) -> None:
    kim = hired(app, [RS])
    one = come_in(app, kim)
    assert one.open(HOME).status_code == 200
    long_ago(app, clock.now() - timedelta(minutes=30))
    led = one.open("/staff?page=2").headers["Location"]
    assert led == "/staff/sign-in?to=/staff?page%3D2&ended=1"
    page = one.open(led).text
    assert "You were signed out: after 30 minutes without a click" in page
    assert 'name="to" value="/staff?page=2"' in page


def test_a_session_ends_after_twelve_hours_however_busy(app: Flask) -> None:
    kim = hired(app, [RS])
    one = come_in(app, kim)
    now = clock.now()
    long_ago(app, now, begun_at=now - timedelta(hours=12))
    assert one.open(HOME).status_code == 303


def test_clicks_keep_a_session(app: Flask) -> None:
    kim = hired(app, [RS])
    one = come_in(app, kim)
    now = clock.now()
    long_ago(app, now - timedelta(minutes=29))
    assert one.open(HOME).status_code == 200
    with store_of(app).reading() as tx:
        (session,) = sessions.going_on(tx, at=now, account=kim.id)
    assert session.seen_at >= now


def test_signing_out_ends_the_session_and_not_only_the_cookie(app: Flask) -> None:
    kim = hired(app, [RS])
    one = come_in(app, kim)
    cookie = one.client.get_cookie("datarequest-staff")
    assert cookie is not None
    out = one.press("/staff/sign-out", page=HOME)
    assert out.status_code == 303
    one.client.set_cookie("datarequest-staff", cookie.value)
    assert one.open(HOME).status_code == 303


def test_each_sign_in_is_a_new_session_and_the_mark_of_the_pages_changes(app: Flask) -> None:
    kim = hired(app, [RS])
    one = person(app)
    one.client.set_cookie("datarequest-staff", "chosen by somebody else")
    one.press("/staff/sign-in", [("address", kim.address), ("password", PASSWORD)], page="/staff/sign-in")
    with one.client.session_transaction() as kept:
        before = kept["csrf_token"]
    one.press("/staff/code", [("code", kim.code())], page="/staff/code")
    cookie = one.client.get_cookie("datarequest-staff")
    assert cookie is not None
    assert cookie.value != "chosen by somebody else"
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    one.open(HOME)
    with one.client.session_transaction() as kept:
        assert kept["csrf_token"] != before


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "staff"]
)
def test_signing_in_leads_to_no_other_site(app: Flask, elsewhere: str) -> None:
    one = person(app)
    sent = [("person", RS.value), ("to", elsewhere)]
    answer = one.press("/staff/as-invented", sent, page="/staff/sign-in")
    assert answer.headers["Location"] == "/staff"


def test_a_script_without_a_session_is_told_and_not_led_away(app: Flask) -> None:
    client = app.test_client()
    assert client.get(HOME, headers={"Sec-Fetch-Mode": "cors"}).status_code == 401
    assert client.get(HOME, headers={"Sec-Fetch-Mode": "navigate"}).status_code == 303


def test_a_demonstration_offers_an_invented_person_of_each_role(app: Flask) -> None:
    page = person(app).open("/staff/sign-in").text
    assert "This is a demonstration" in page
    for role in StaffRole:
        assert role.title in page
        assert "as an invented person" in signed_in(app, role).open(HOME).text


@pytest.mark.parametrize(
    "real",
    [
        Config(demo=False),
        Config(demo=True, address="https://requests.example.gov"),
        Config(demo=True, https=True),
        Config(demo=True, database_url="postgresql://nobody@localhost/none"),
    ],
)
def test_nobody_is_invented_where_anything_real_is_set(
    app: Flask, tmp_path: Path, reader: Reader, real: Config
) -> None:

    served = create_app(replace(real, home=tmp_path / "var"), reader)
    one = person(served)
    base = "https://localhost" if real.https else "http://localhost"
    page = one.client.get("/staff/sign-in", base_url=base).text
    assert "demonstration" not in page
    token = re.search(r'name="csrf_token" value="([^"]*)"', page)
    assert token is not None
    data = {"csrf_token": token[1], "person": "administrator"}
    assert one.client.post("/staff/as-invented", data=data, base_url=base).status_code == 403


def test_nobody_is_invented_for_another_machine_or_under_another_name(app: Flask) -> None:
    client = app.test_client()
    assert "demonstration" not in client.get("/staff/sign-in", environ_base={"REMOTE_ADDR": "192.0.2.7"}).text
    assert "demonstration" not in client.get("/staff/sign-in", base_url="http://rebound.example").text


def test_the_session_of_an_invented_person_is_worth_nothing_where_the_service_is_real(
    app: Flask, tmp_path: Path, reader: Reader
) -> None:
    cookie = signed_in(app, StaffRole.ADMINISTRATOR).client.get_cookie("datarequest-staff")
    assert cookie is not None
    real = create_app(Config(home=tmp_path / "var", address="http://localhost"), reader).test_client()
    real.set_cookie("datarequest-staff", cookie.value)
    assert real.get(HOME).status_code == 303


def test_behind_https_the_cookie_of_a_session_stays_there(tmp_path: Path, reader: Reader) -> None:
    app = create_app(Config(home=tmp_path / "var", https=True), reader)
    kim = hired(app, [RS])
    client = app.test_client()
    base = "https://localhost"

    def press(where: str, page: str, **fields: str) -> str:
        token = re.search(r'name="csrf_token" value="([^"]*)"', client.get(page, base_url=base).text)
        assert token is not None
        answer = client.post(where, data={"csrf_token": token[1], **fields}, base_url=base)
        return "".join(answer.headers.getlist("Set-Cookie"))

    press("/staff/sign-in", "/staff/sign-in", address=kim.address, password=PASSWORD)
    cookies = press("/staff/code", "/staff/code", code=kim.code())
    assert "__Host-datarequest-staff=" in cookies
    assert "Secure" in cookies

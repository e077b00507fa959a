from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from pyotp import TOTP
from werkzeug.test import TestResponse

from tests.webapp.drafting import Person, person, store_of, text_to
from tests.webapp.staff.working import PASSWORD, come_in, hired
from webapp import clock
from webapp.staff.invitations import invite, printed_token
from webapp.staff.policy import StaffRole
from webapp.storage import account_log, accounts, links
from webapp.storage.accounts import Given

ADDRESS = "first@agency.example"


def printed(app: Flask, used: int = 0) -> str:
    return f"/staff/administrator/{printed_token(app.extensions['settings'].secret_key(), used)}"


def invited(app: Flask) -> str:
    """The address of the page that a mail leads to."""
    with app.test_request_context(), store_of(app).writing() as tx:
        given = Given(StaffRole.CHIEF, clock.today())
        account = accounts.make(tx, address=ADDRESS, name="First", roles=[given], by="test", at=clock.now())
        invite(tx, account, by="test", at=clock.now())
    found = re.search(r"http://localhost(/staff/join/\S+)", text_to(app, ADDRESS))
    assert found is not None
    return found[1]


def fill_in(one: Person, page: str, **changed: str) -> TestResponse:
    """Fill in the page as its owner does, with the code of the key that it shows."""
    shown = re.search(r'key-text">([A-Z2-7 ]+)<', one.open(page).text)
    assert shown is not None
    sent = {
        "address": ADDRESS, "name": "First Sample", "password": PASSWORD, "repeated": PASSWORD,
        "code": TOTP(shown[1].replace(" ", "")).at(clock.now()),
    }  # fmt: skip
    return one.press(page, [*(sent | changed).items()], page=page)


def test_the_printed_link_makes_one_administrator(app: Flask) -> None:
    one = person(app)
    page = printed(app)
    done = fill_in(one, page)
    assert done.status_code == 200
    assert len(re.findall(r"<code>[a-z0-9-]{19}</code>", done.text)) == 10
    with store_of(app).reading() as tx:
        account = accounts.find(tx, ADDRESS)
        assert account is not None
        assert account.roles_on(clock.today()) == {"administrator"}
        assert account_log.newest(tx, most=1)[0].act == "administrator_by_printed_link"
        assert accounts.unused_recovery_codes(tx, account.id) == 10
    for answer in (one.open(page), one.press(page, [], page="/check")):
        assert answer.status_code == 410
        assert "was used already" in answer.text
    assert one.open(printed(app, used=1)).status_code == 200, "the next one that is printed opens"


def test_what_the_page_set_opens_the_account(app: Flask) -> None:
    one = person(app)
    page = printed(app)
    secret = re.search(r'key-text">([A-Z2-7 ]+)<', one.open(page).text)
    assert secret is not None
    fill_in(one, page)
    codes = TOTP(secret[1].replace(" ", ""))
    sent = [("address", ADDRESS), ("password", PASSWORD)]
    assert one.press("/staff/sign-in", sent, page="/staff/sign-in").status_code == 303
    used = one.press("/staff/code", [("code", codes.at(clock.now()))], page="/staff/code")
    assert used.status_code == 422, "the code that set the account up is used"
    later = one.press("/staff/code", [("code", codes.at(clock.now() + timedelta(seconds=30)))], page="/staff/code")
    assert later.status_code == 303


def test_a_printed_link_of_another_key_or_of_the_day_before_opens_nothing(app: Flask) -> None:
    one = person(app)
    assert one.open(f"/staff/administrator/{printed_token(b'another key' * 4, 0)}").status_code == 410
    signer = URLSafeTimedSerializer(app.extensions["settings"].secret_key(), salt="administrator")

    class Yesterday(signer.default_signer):  # type: ignore[name-defined,misc]  # the class is a value of the library
        def get_timestamp(self) -> int:
            return int((clock.now() - timedelta(hours=25)).timestamp())

    signer.signer = Yesterday
    old = signer.dumps(0)
    assert one.open(f"/staff/administrator/{old}").status_code == 410
    assert one.open("/staff/administrator/no-token").status_code == 410


def test_a_printed_link_makes_an_administrator_of_who_has_an_account_and_opens_it_again(app: Flask) -> None:
    kim = hired(app, [StaffRole.CHIEF], address=ADDRESS)
    before = come_in(app, kim)
    with store_of(app).writing() as tx:
        accounts.change(tx, kim.id, disabled_at=clock.now())
    assert fill_in(person(app), printed(app)).status_code == 200
    with store_of(app).reading() as tx:
        account = accounts.read(tx, kim.id)
    assert account.roles_on(clock.today()) == {"chief", "administrator"}
    assert before.open("/staff").status_code == 303, "who was signed in with it is not any more"


def test_an_invitation_opens_once_and_is_bound_to_its_account(app: Flask) -> None:
    page = invited(app)
    one = person(app)
    assert ADDRESS in one.open(page).text
    done = fill_in(one, page, address="another@agency.example")
    assert done.status_code == 200
    with store_of(app).reading() as tx:
        account = accounts.find(tx, ADDRESS)
        assert account is not None
        assert account.name == "First Sample"
        assert accounts.find(tx, "another@agency.example") is None
    assert "used already" in one.open(page).text


def test_a_second_invitation_takes_the_first_back(app: Flask) -> None:
    page = invited(app)
    with app.test_request_context(), store_of(app).writing() as tx:
        account = accounts.find(tx, ADDRESS)
        assert account is not None
        invite(tx, account, by="test", at=clock.now())
    assert "taken back" in person(app).open(page).text


def test_an_invitation_to_an_account_that_was_closed_opens_nothing(app: Flask) -> None:
    page = invited(app)
    with store_of(app).writing() as tx:
        account = accounts.find(tx, ADDRESS)
        assert account is not None
        accounts.change(tx, account.id, disabled_at=clock.now())
    answer = person(app).open(page)
    assert answer.status_code == 410
    assert "This account was closed" in answer.text


def test_the_token_of_another_purpose_is_no_invitation(app: Flask) -> None:
    with store_of(app).writing() as tx:
        purpose = links.Purpose("mailbox", ADDRESS)
        _, token = links.make(tx, purpose, lasts=timedelta(days=1), by="test", at=clock.now())
    assert person(app).open(f"/staff/join/{token}").status_code == 410


def test_each_thing_that_is_wrong_is_told_and_nothing_is_made(app: Flask) -> None:
    page = printed(app)
    for changed, words in (
        ({"address": "nobody"}, "This is not an e-mail address"),
        ({"name": " "}, "Write your name"),
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "first.first.first", "repeated": "first.first.first"}, "easily guessed"),
        ({"password": "aaaaaaaaaaaaaaaa", "repeated": "aaaaaaaaaaaaaaaa"}, "easily guessed"),
        ({"password": "x" * 300, "repeated": "x" * 300}, "at most 200"),
        ({"repeated": "four quiet unrelated word"}, "The two passwords differ"),
        ({"code": "000000"}, "not the code of now"),
        ({"code": ""}, "not the code of now"),
    ):
        answer = fill_in(person(app), page, **changed)
        assert answer.status_code == 422
        assert words in answer.text, changed
        assert PASSWORD not in answer.text
    with store_of(app).reading() as tx:
        assert accounts.everybody(tx) == ()


def test_the_square_holds_the_key_and_the_page_needs_no_style_of_its_own(app: Flask) -> None:
    page = person(app).open(printed(app)).text
    assert "<svg" in page
    assert "viewBox" in page, "it is drawn in the size of the page, and not cut off"
    assert "style=" not in page


def test_of_two_who_use_one_printed_link_at_once_one_becomes_administrator(app: Flask) -> None:
    page = printed(app)
    first, second = person(app), person(app)
    second.open(page)
    assert fill_in(first, page).status_code == 200
    token = second.token("/check")
    late = second.client.post(page, data={"csrf_token": token, "address": "second@agency.example"})
    assert late.status_code == 410

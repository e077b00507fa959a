from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from pyotp import TOTP

from tests.webapp.drafting import Person, mails_of, person, store_of
from tests.webapp.staff.working import PASSWORD, Hired, come_in, hired, long_ago
from webapp import clock
from webapp.staff.policy import StaffRole
from webapp.staff.proving import PROOF
from webapp.storage import account_log, accounts, sessions

PAGE = "/staff/account"
ANOTHER = "five other calm separate words"


@pytest.fixture
def kim(app: Flask) -> Hired:
    return hired(app, [StaffRole.AUDITOR])


@pytest.fixture
def here(app: Flask, kim: Hired) -> Person:
    return come_in(app, kim)


def other_session(app: Flask, kim: Hired) -> Person:
    one = person(app)
    with store_of(app).writing() as tx:
        token = sessions.begin(tx, kim.id, way="password", browser="another", at=clock.now())
    one.client.set_cookie("datarequest-staff", token)
    assert one.open(PAGE).status_code == 200
    return one


def test_a_new_password_opens_and_ends_the_other_sessions(app: Flask, kim: Hired, here: Person) -> None:
    other = other_session(app, kim)
    sent = [("password", ANOTHER), ("repeated", ANOTHER)]
    assert here.press(f"{PAGE}/password", sent, page=PAGE).headers["Location"] == f"{PAGE}?done=password"
    assert here.open(PAGE).status_code == 200
    assert other.open(PAGE).status_code == 303
    for password, status in ((PASSWORD, 422), (ANOTHER, 303)):
        signing = [("address", kim.address), ("password", password)]
        assert person(app).press("/staff/sign-in", signing, page="/staff/sign-in").status_code == status


@pytest.mark.parametrize(
    ("password", "repeated", "words"),
    [("short", "short", "at least 12"), (ANOTHER, "else", "differ"), ("kim.example.kim", "kim.example.kim", "guessed")],
)
def test_a_password_that_is_none_changes_nothing(here: Person, password: str, repeated: str, words: str) -> None:
    answer = here.press(f"{PAGE}/password", [("password", password), ("repeated", repeated)], page=PAGE)
    assert answer.status_code == 422
    assert words in answer.text


def test_another_authenticator_counts_once_it_has_shown_its_code(app: Flask, kim: Hired, here: Person) -> None:
    shown = re.search(r'key-text">([A-Z2-7 ]+)<', here.open(f"{PAGE}/authenticator").text)
    assert shown is not None
    wrong = here.press(f"{PAGE}/authenticator", [("code", "000000")], page=f"{PAGE}/authenticator")
    assert wrong.status_code == 422
    assert shown[1] in wrong.text, "the key stays while its code is tried"
    new = TOTP(shown[1].replace(" ", ""))
    done = here.press(f"{PAGE}/authenticator", [("code", new.at(clock.now()))], page=f"{PAGE}/authenticator")
    assert done.status_code == 303
    one = person(app)
    one.press("/staff/sign-in", [("address", kim.address), ("password", PASSWORD)], page="/staff/sign-in")
    assert one.press("/staff/code", [("code", kim.code())], page="/staff/code").status_code == 422
    later = new.at(clock.now() + timedelta(seconds=30))
    assert one.press("/staff/code", [("code", later)], page="/staff/code").status_code == 303


def test_new_recovery_codes_are_shown_once(app: Flask, kim: Hired, here: Person) -> None:
    assert "You have none." in here.open(PAGE).text
    codes = re.findall(r"<code>([a-z0-9-]{19})</code>", here.press(f"{PAGE}/recovery-codes", page=PAGE).text)
    assert len(set(codes)) == 10
    assert codes[0] not in here.open(PAGE).text
    assert "You have 10 that are not used" in here.open(PAGE).text
    with store_of(app).writing() as tx:
        assert accounts.use_recovery_code(tx, kim.id, codes[3], at=clock.now())


def test_one_signs_out_everywhere_else(app: Flask, kim: Hired, here: Person) -> None:
    other = other_session(app, kim)
    assert here.press(f"{PAGE}/sign-out-elsewhere", page=PAGE).status_code == 303
    assert other.open(PAGE).status_code == 303
    assert here.open(PAGE).status_code == 200


def test_what_was_sent_goes_on_with_the_proof_that_is_asked_for(app: Flask, kim: Hired, here: Person) -> None:
    long_ago(app, clock.now() - timedelta(minutes=10), seen_at=clock.now())
    asked = here.press(f"{PAGE}/password", [("password", ANOTHER), ("repeated", ANOTHER)], page=PAGE)
    assert asked.status_code == 401
    assert "Show that it is you" in asked.text
    assert "What you typed is kept" in asked.text
    carried = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
    assert carried["password"] == ANOTHER
    wrong = here.client.post(f"{PAGE}/password", data=carried | {PROOF: "not this one"})
    assert wrong.status_code == 401
    assert "neither your password nor the code of now" in wrong.text
    right = here.client.post(f"{PAGE}/password", data=carried | {PROOF: PASSWORD})
    assert right.headers["Location"] == f"{PAGE}?done=password"
    assert here.press(f"{PAGE}/recovery-codes", page=PAGE).status_code == 200, "for ten minutes no proof is asked again"


def test_a_code_is_a_proof_too_but_not_the_one_that_signed_in(app: Flask, kim: Hired, here: Person) -> None:
    long_ago(app, clock.now() - timedelta(minutes=11), seen_at=clock.now())
    token = here.token(PAGE)
    used = here.client.post(f"{PAGE}/recovery-codes", data={"csrf_token": token, PROOF: kim.code()})
    assert used.status_code == 401
    later = kim.code(clock.now() + timedelta(seconds=30))
    assert here.client.post(f"{PAGE}/recovery-codes", data={"csrf_token": token, PROOF: later}).status_code == 200


def test_wrong_proofs_lock_out_too(app: Flask, here: Person) -> None:
    long_ago(app, clock.now() - timedelta(minutes=11), seen_at=clock.now())
    token = here.token(PAGE)
    for _ in range(5):
        here.client.post(f"{PAGE}/recovery-codes", data={"csrf_token": token, PROOF: "wrong"})
    locked = here.client.post(f"{PAGE}/recovery-codes", data={"csrf_token": token, PROOF: PASSWORD})
    assert locked.status_code == 401
    assert "There were 5 failures" in locked.text


def test_failures_outside_do_not_stop_who_is_inside(app: Flask, kim: Hired, here: Person) -> None:
    outside = person(app)
    for _ in range(6):
        outside.press("/staff/sign-in", [("address", kim.address), ("password", "wrong")], page="/staff/sign-in")
    long_ago(app, clock.now() - timedelta(minutes=11), seen_at=clock.now())
    sent = {"csrf_token": here.token(PAGE), PROOF: PASSWORD}
    assert here.client.post(f"{PAGE}/recovery-codes", data=sent).status_code == 200


def test_the_owner_is_told_by_mail_and_all_of_it_stands_in_the_log(app: Flask, kim: Hired, here: Person) -> None:
    here.press(f"{PAGE}/password", [("password", ANOTHER), ("repeated", ANOTHER)], page=PAGE)
    here.press(f"{PAGE}/recovery-codes", page=PAGE)
    here.press(f"{PAGE}/sign-out-elsewhere", page=PAGE)
    here.press("/staff/sign-out", page=PAGE)
    told = [str(mail.get_content()) for mail in mails_of(app)]
    assert [text.partition(".")[0] for text in told] == [
        "The password of your account was changed",
        "New recovery codes were made for your account; the former ones are over",
    ]
    assert all("If it was not you" in text for text in told)
    with store_of(app).reading() as tx:
        acts = [one.act for one in reversed(account_log.newest(tx, most=9, about=kim.address))]
    assert acts == ["sign_in", "change_password", "new_recovery_codes", "sign_out", "sign_out"]

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.webapp.drafting import Person, mails_of, person, store_of, text_to
from tests.webapp.staff.test_joining import fill_in
from tests.webapp.staff.working import PASSWORD, Hired, come_in, hired, long_ago, signed_in
from webapp import clock
from webapp.staff.policy import StaffRole
from webapp.storage import account_log, accounts
from webapp.storage.accounts import Account
from webapp.storage.audit import verify

ADMIN = StaffRole.ADMINISTRATOR
NEW = [("name", "Lee Sample"), ("address", "lee@agency.example"), ("chief", "yes"), ("chief.until", "12/31/2099")]


@pytest.fixture
def kim(app: Flask) -> Hired:
    return hired(app, [StaffRole.RESEARCH_SERVICES])


@pytest.fixture
def sasha(app: Flask) -> Person:
    return signed_in(app, ADMIN)


def account_of(app: Flask, address: str) -> Account:
    with store_of(app).reading() as tx:
        found = accounts.find(tx, address)
    assert found is not None
    return found


def acts_about(app: Flask, address: str) -> list[str]:
    with store_of(app).reading() as tx:
        return [one.act for one in reversed(account_log.newest(tx, most=50, about=address))]


def test_somebody_who_is_invited_takes_the_account_in_the_roles_that_were_given(app: Flask, sasha: Person) -> None:
    done = sasha.press("/staff/people/new", NEW, page="/staff/people/new")
    assert done.status_code == 303
    assert "The invitation is on its way" in sasha.open(done.headers["Location"]).text
    lee = account_of(app, "lee@agency.example")
    assert lee.roles_on(clock.today()) == {"chief"}
    assert "Has not taken the account yet" in sasha.open("/staff/people").text
    found = re.search(r"http://localhost(/staff/join/\S+)", text_to(app, lee.address))
    assert found is not None
    assert fill_in(person(app), found[1]).status_code == 200
    assert "Can sign in" in sasha.open("/staff/people").text
    assert acts_about(app, lee.address) == ["invite", "join"]
    with store_of(app).reading() as tx:
        assert account_log.newest(tx, most=1, about=lee.address, before=3)[0].by == "administrator@invented.example"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Write their name"),
        ({"name": "x" * 201}, "in at most 200 letters"),
        ({"address": "nobody"}, "No mail can be sent to this address"),
        ({"chief.until": "13/40/2026"}, "“13/40/2026” is not a date"),
        ({"chief.since": "01/02/2030", "chief.until": "01/01/2030"}, "the last day is before the first one"),
    ],
)
def test_an_invitation_that_can_not_be_sent_is_told_and_what_was_typed_is_kept(
    app: Flask, sasha: Person, changed: dict[str, str], words: str
) -> None:
    sent = dict(NEW) | changed
    page = sasha.press("/staff/people/new", sent.items(), page="/staff/people/new")
    assert page.status_code == 422
    assert words in page.text
    assert f'value="{sent["chief.until"]}"' in page.text
    assert mails_of(app) == []
    with store_of(app).reading() as tx:
        assert [one.address for one in accounts.everybody(tx)] == ["administrator@invented.example"]


def test_one_address_has_one_account(app: Flask, sasha: Person, kim: Hired) -> None:
    sent = [("name", "Kim Again"), ("address", kim.address.upper())]
    page = sasha.press("/staff/people/new", sent, page="/staff/people/new")
    assert page.status_code == 409
    assert "There is an account for" in page.text


def test_other_roles_hold_from_the_next_click(app: Flask, sasha: Person, kim: Hired) -> None:
    one = come_in(app, kim)
    assert one.open("/staff/people").status_code == 403
    page = f"/staff/people/{kim.id}"
    assert sasha.press(f"{page}/roles", [("administrator", "yes")], page=page).status_code == 303
    assert one.open("/staff/people").status_code == 200
    assert account_of(app, kim.address).roles_on(clock.today()) == {"administrator"}
    assert acts_about(app, kim.address)[-1] == "change_roles"


def test_a_role_of_tomorrow_or_yesterday_opens_nothing_today(app: Flask, sasha: Person, kim: Hired) -> None:
    one = come_in(app, kim)
    page, today = f"/staff/people/{kim.id}", clock.today()
    for name, day in (("since", today + timedelta(days=2)), ("until", today - timedelta(days=2))):
        since = [] if name == "since" else [("administrator.since", "01/01/2020")]
        sent = [("administrator", "yes"), (f"administrator.{name}", f"{day:%m/%d/%Y}"), *since]
        assert sasha.press(f"{page}/roles", sent, page=page).status_code == 303
        assert one.open("/staff/people").status_code == 403


def test_a_wrong_day_is_told_beside_what_was_typed(sasha: Person, kim: Hired) -> None:
    page = f"/staff/people/{kim.id}"
    answer = sasha.press(f"{page}/roles", [("auditor", "yes"), ("auditor.since", "soon")], page=page)
    assert answer.status_code == 422
    assert 'value="soon"' in answer.text


def test_a_closed_account_is_over_at_once_and_opens_again_with_its_roles(app: Flask, sasha: Person, kim: Hired) -> None:
    one = come_in(app, kim)
    page = f"/staff/people/{kim.id}"
    assert "signed out at once" in sasha.open(f"{page}/close").text
    assert sasha.press(f"{page}/close", page=f"{page}/close").status_code == 303
    assert one.open("/staff").status_code == 303
    sent = [("address", kim.address), ("password", PASSWORD)]
    assert one.press("/staff/sign-in", sent, page="/staff/sign-in").status_code == 422
    assert sasha.press(f"{page}/reopen", page=f"{page}/reopen").status_code == 303
    assert one.open("/staff").status_code == 303, "a session that has ended stays so"
    assert one.press("/staff/sign-in", sent, page="/staff/sign-in").status_code == 303
    assert acts_about(app, kim.address) == ["sign_in", "close", "reopen"]


def test_a_reset_ends_password_authenticator_and_sessions_and_mails_a_link(
    app: Flask, sasha: Person, kim: Hired
) -> None:
    one = come_in(app, kim)
    page = f"/staff/people/{kim.id}"
    assert sasha.press(f"{page}/reset", page=f"{page}/reset").status_code == 303
    assert one.open("/staff").status_code == 303
    sent = [("address", kim.address), ("password", PASSWORD)]
    assert one.press("/staff/sign-in", sent, page="/staff/sign-in").status_code == 422
    assert "/staff/join/" in text_to(app, kim.address)
    account = account_of(app, kim.address)
    assert (account.password, account.authenticator) == (None, None)


def test_somebody_is_signed_out_everywhere_or_in_one_place(app: Flask, sasha: Person, kim: Hired) -> None:
    one = come_in(app, kim)
    listed = sasha.open("/staff/sessions").text
    assert "Kim Example" in listed
    ends = re.findall(r'action="(/staff/sessions/\w+/end)"', listed)
    assert len(ends) == 2
    own = re.search(r"this one is yours\).*?(/staff/sessions/\w+/end)", listed, re.DOTALL)
    assert own is not None
    (other,) = set(ends) - {own[1]}
    assert sasha.press(other, page="/staff/sessions").status_code == 303
    assert one.open("/staff").status_code == 303
    assert sasha.press(other, page="/staff/sessions").status_code == 404
    page = f"/staff/people/{kim.id}"
    assert sasha.press(f"{page}/sign-out", page=f"{page}/sign-out").status_code == 303
    assert acts_about(app, kim.address) == ["sign_in", "end_session", "sign_out"]


def test_nobody_closes_resets_or_demotes_themselves(app: Flask) -> None:
    kim = hired(app, [ADMIN])
    one = come_in(app, kim)
    page = f"/staff/people/{kim.id}"
    for act in ("close", "reset"):
        assert one.open(f"{page}/{act}").status_code == 403
        assert one.press(f"{page}/{act}", page=page).status_code == 403
    for sent in ([], [("administrator", "yes"), ("administrator.until", "12/31/2099")]):
        refused = one.press(f"{page}/roles", sent, page=page)
        assert refused.status_code == 422
        assert "ask another administrator" in refused.text
    both = [("administrator", "yes"), ("auditor", "yes")]
    assert one.press(f"{page}/roles", both, page=page).status_code == 303


def test_what_is_no_act_and_who_is_nobody_is_not_found(sasha: Person, kim: Hired) -> None:
    assert sasha.open(f"/staff/people/{kim.id}/promote").status_code == 404
    assert sasha.press(f"/staff/people/{kim.id}/promote", page="/staff/people/new").status_code == 404
    assert sasha.open(f"/staff/people/{'0' * 32}").status_code == 404


def test_an_act_on_people_asks_for_a_proof_that_is_not_old(app: Flask, kim: Hired) -> None:
    boss = hired(app, [ADMIN], address="boss@agency.example", name="Boss Example")
    one = come_in(app, boss)
    long_ago(app, clock.now() - timedelta(minutes=11), seen_at=clock.now())
    asked = one.press(f"/staff/people/{kim.id}/close", page=f"/staff/people/{kim.id}/close")
    assert asked.status_code == 401
    assert account_of(app, kim.address).disabled_at is None


def test_the_log_is_shown_a_page_at_a_time_and_holds_together(app: Flask, sasha: Person) -> None:
    with store_of(app).writing() as tx:
        for number in range(105):
            account_log.note(tx, "close", about=f"{number}@agency.example", by="test", at=clock.now())
    first = sasha.open("/staff/log").text
    assert "104@agency.example" in first
    assert ">1@agency.example" not in first
    older = re.search(r'href="(/staff/log\?before=\d+)"', first)
    assert older is not None
    assert ">1@agency.example" in sasha.open(older[1]).text
    assert "had their account closed" in first
    assert sasha.open(f"/staff/log?before={10**30}").status_code == 200
    assert list(verify(store_of(app))) == []


def test_a_lockout_stands_in_the_log(app: Flask, kim: Hired) -> None:
    one = person(app)
    for _ in range(6):
        one.press("/staff/sign-in", [("address", kim.address), ("password", "wrong")], page="/staff/sign-in")
    assert acts_about(app, kim.address) == ["lock"]
    assert "five failures" in text_to(app, kim.address)

"""Whatever is changed at /staff leaves a line in the log: each route with something that it takes."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from flask import Flask
from pyotp import TOTP

from procedure.business_days import Closure
from tests.webapp.drafting import Person, person, store_of
from tests.webapp.staff.routes import routes
from tests.webapp.staff.working import PASSWORD, Hired, come_in, hired
from tests.webapp.storage.acts import TODAY
from webapp import clock
from webapp.staff.policy import StaffRole
from webapp.storage import account_log, closures, sessions

WRITES_NOTHING = {
    "/staff/sign-in": "the password alone signs nobody in; a lockout is written down",
    "/staff/again": "a proof changes nothing but its own time",
    "/staff/join/<token>": "tried in test_joining",
    "/staff/administrator/<token>": "tried in test_joining",
}
SENT: dict[str, Callable[[Hired], dict[str, Any]]] = {
    "/staff/account/authenticator": lambda _: {"code": "a code of the key that the page shows"},
    "/staff/account/password": lambda _: {"password": PASSWORD[::-1], "repeated": PASSWORD[::-1]},
    "/staff/account/recovery-codes": lambda _: {},
    "/staff/account/sign-out-elsewhere": lambda _: {},
    "/staff/as-invented": lambda _: {"person": "auditor"},
    "/staff/closures": lambda _: {"on": "03/03/2027", "why": "a flood"},
    "/staff/closures/<closure>/take-back": lambda _: {},
    "/staff/code": lambda kim: {"code": kim.code()},
    "/staff/letterhead": lambda _: {
        "since": "01/01/2027",
        "file": (io.BytesIO((files("templates") / "letterhead.toml").read_bytes()), "letterhead.toml"),
        "pictures": (io.BytesIO((files("templates") / "neutral-mark.png").read_bytes()), "neutral-mark.png"),
    },
    "/staff/people/<account>/<act>": lambda _: {},
    "/staff/people/<account>/roles": lambda _: {"auditor": "yes"},
    "/staff/people/new": lambda _: {"name": "Lee Sample", "address": "lee@agency.example"},
    "/staff/sessions/<session>/end": lambda _: {},
    "/staff/sign-out": lambda _: {},
}


def lines(app: Flask) -> int:
    with store_of(app).reading() as tx:
        return len(account_log.newest(tx, most=1000))


def named(app: Flask, kim: Hired) -> dict[str, str]:
    """Something of each kind that an address can name."""
    with store_of(app).writing() as tx:
        closures.add(tx, Closure(TODAY, "a flood"), by="test", at=clock.now())
        sessions.begin(tx, kim.id, way="password", browser="", at=clock.now())
        (session,) = sessions.going_on(tx, at=clock.now(), account=kim.id)
        (closure,) = closures.every(tx)
    return {"account": kim.id, "act": "close", "closure": closure.id, "session": session.id}


def ready(app: Flask, rule: str, kim: Hired, boss: Hired) -> Person:
    """Who sends it, as far as they have come."""
    if rule == "/staff/code":
        one = person(app)
        one.press("/staff/sign-in", [("address", kim.address), ("password", PASSWORD)], page="/staff/sign-in")
        return one
    return person(app) if rule == "/staff/as-invented" else come_in(app, boss)


@pytest.mark.parametrize("rule", sorted(SENT))
def test_what_a_route_changes_stands_in_the_log(app: Flask, rule: str) -> None:
    kim = hired(app, [StaffRole.RESEARCH_SERVICES])
    boss = hired(app, [StaffRole.ADMINISTRATOR], address="boss@agency.example", name="Boss Example")
    (route,) = [one for one in routes(app, named(app, kim)) if one.rule == rule and one.changes]
    one = ready(app, rule, kim, boss)
    sent = SENT[rule](kim)
    if rule == "/staff/account/authenticator":
        key = one.open(rule).text.partition('key-text">')[2].partition("<")[0].replace(" ", "")
        sent = {"code": TOTP(key).at(clock.now())}
    before = lines(app)
    token = one.token("/check")
    answer = one.client.post(route.address, data={"csrf_token": token, **sent})
    assert answer.status_code in (200, 303), answer.text
    assert lines(app) == before + 1


def test_no_route_that_changes_something_is_left_out(app: Flask) -> None:
    changing = {one.rule for one in routes(app) if one.changes and one.rule.startswith("/staff")}
    assert changing == SENT.keys() | WRITES_NOTHING.keys()

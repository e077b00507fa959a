from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from forms.reader import Reader
from tests.webapp.drafting import Person, person, store_of
from tests.webapp.staff.identity_provider import CLIENT, SECRET, Provider, running
from tests.webapp.staff.working import Hired, hired, long_ago
from webapp import clock, create_app
from webapp.config import Config, SettingError
from webapp.staff.policy import StaffRole
from webapp.staff.provider import Provider as Settings
from webapp.storage import account_log, accounts
from webapp.storage.accounts import Account

LEE = "lee@agency.example"
CONFIRMED = {"email": LEE, "email_verified": True}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def app(provider: Provider, home: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Flask:
    return service(provider.issuer, home, reader, monkeypatch)


@pytest.fixture
def lee(app: Flask) -> Hired:
    return hired(app, [StaffRole.CHIEF], address=LEE, name="Lee Sample")


def service(issuer: str, home: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch, **more: str) -> Flask:
    settings = {"ISSUER": issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, **more}
    for name, value in settings.items():
        monkeypatch.setenv(f"DATAREQUEST_OIDC_{name}", value)
    return create_app(Config(home=home, demo=True), reader)


def away(one: Person, begin: str = "/staff/agency") -> str:
    """Press the button; where the browser is sent."""
    sent = one.open(begin)
    assert sent.status_code in (302, 303)
    return sent.headers["Location"]


def come_in(app: Flask, provider: Provider, to: str = "/staff/account") -> Person:
    one = person(app)
    back = provider.visit(away(one, f"/staff/agency?to={to}"))
    assert one.open(back).headers["Location"] == to
    return one


def account_of(app: Flask, address: str = LEE) -> Account:
    with store_of(app).reading() as tx:
        found = accounts.find(tx, address)
    assert found is not None
    return found


def test_whom_the_agency_confirms_and_who_has_an_account_is_signed_in(
    app: Flask, provider: Provider, lee: Hired
) -> None:
    provider.become("17", **CONFIRMED)
    assert "Sign in with your agency" in person(app).open("/staff/sign-in").text
    one = come_in(app, provider)
    assert "Lee Sample" in one.open("/staff").text
    asked = provider.asked[-1]
    assert asked["code_challenge_method"] == "S256"
    assert min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) >= 20
    with store_of(app).reading() as tx:
        noted = account_log.newest(tx, most=2, about=LEE)
    assert [(one.act, one.by) for one in noted] == [("sign_in", LEE), ("bind", "identity provider")]
    assert noted[0].facts == {"way": "identity provider"}


def test_who_has_no_account_is_told_to_ask_for_one(app: Flask, provider: Provider) -> None:
    provider.become("18", email="nobody@agency.example", email_verified=True)
    one = person(app)
    answer = one.open(provider.visit(away(one)))
    assert answer.status_code == 403
    assert "you have no account here" in answer.text
    assert one.open("/staff").status_code == 303


@pytest.mark.parametrize("claims", [{"email": LEE, "email_verified": False}, {"email": LEE}, {}])
def test_an_address_that_the_agency_does_not_confirm_opens_nothing(
    app: Flask, provider: Provider, lee: Hired, claims: dict[str, Any]
) -> None:
    provider.become("19", **claims)
    one = person(app)
    assert one.open(provider.visit(away(one))).status_code == 403


def test_an_agency_that_never_calls_addresses_verified_can_be_trusted_by_a_setting(
    provider: Provider, tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = service(provider.issuer, tmp_path, reader, monkeypatch, TRUST_ADDRESS="1")
    hired(app, [StaffRole.CHIEF], address=LEE)
    provider.become("20", email=LEE)
    come_in(app, provider)


def test_an_agency_that_says_the_address_only_when_it_is_asked_is_asked(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(in_token=False) as silent:
        app = service(silent.issuer, tmp_path, reader, monkeypatch, GROUPS="auditor=dr-audit")
        hired(app, [], address=LEE)
        silent.become("32", **CONFIRMED, groups=["dr-audit"])
        come_in(app, silent)
        assert account_of(app).roles_on(clock.today()) == {"auditor"}


def test_an_account_stays_with_the_person_and_not_with_the_address(app: Flask, provider: Provider, lee: Hired) -> None:
    provider.become("21", **CONFIRMED)
    come_in(app, provider)
    provider.become("21", email="lee.married@agency.example", email_verified=True)
    come_in(app, provider)
    provider.become("22", **CONFIRMED)
    one = person(app)
    assert one.open(provider.visit(away(one))).status_code == 403, "somebody else has got the address"


def test_a_closed_account_stays_closed(app: Flask, provider: Provider, lee: Hired) -> None:
    provider.become("23", **CONFIRMED)
    come_in(app, provider)
    with store_of(app).writing() as tx:
        accounts.change(tx, lee.id, disabled_at=clock.now())
    one = person(app)
    assert one.open(provider.visit(away(one))).status_code == 403


def test_groups_of_the_agency_give_and_take_the_roles_that_are_mapped(
    provider: Provider, tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = service(provider.issuer, tmp_path, reader, monkeypatch, GROUPS="chief=dr chiefs, auditor=dr-audit")
    hired(app, [StaffRole.CHIEF, StaffRole.ADMINISTRATOR], address=LEE)
    provider.become("24", **CONFIRMED, groups=["dr-audit", "others"])
    come_in(app, provider)
    assert account_of(app).roles_on(clock.today()) == {"auditor", "administrator"}
    provider.become("24", **CONFIRMED, groups=["dr chiefs"])
    come_in(app, provider)
    assert account_of(app).roles_on(clock.today()) == {"chief", "administrator"}
    provider.become("24", **CONFIRMED)
    come_in(app, provider)
    assert account_of(app).roles_on(clock.today()) == {"administrator"}
    with store_of(app).reading() as tx:
        acts = [one.act for one in account_log.newest(tx, most=50, about=LEE)]
    assert acts.count("change_roles") == 3


def test_an_answer_that_another_browser_asked_for_opens_nothing(app: Flask, provider: Provider, lee: Hired) -> None:
    provider.become("25", **CONFIRMED)
    back = provider.visit(away(person(app)))
    one = person(app)
    refused = one.open(back)
    assert refused.status_code == 422
    assert "did not confirm who you are" in refused.text
    assert one.open("/staff").status_code == 303


def test_an_answer_opens_once(app: Flask, provider: Provider, lee: Hired) -> None:
    provider.become("26", **CONFIRMED)
    one = person(app)
    back = provider.visit(away(one))
    assert one.open(back).status_code == 303
    assert one.open(back).status_code == 422


@pytest.mark.parametrize(
    ("part", "instead"),
    [("state", "made-up"), ("code", "made-up"), ("error", "access_denied")],
)
def test_an_answer_that_was_tampered_with_opens_nothing(
    app: Flask, provider: Provider, lee: Hired, part: str, instead: str
) -> None:
    provider.become("27", **CONFIRMED)
    one = person(app)
    back = provider.visit(away(one))
    tampered = re.sub(rf"{part}=[^&]*", f"{part}={instead}", back) if f"{part}=" in back else f"{back}&{part}={instead}"
    assert one.open(tampered).status_code == 422


def test_a_token_that_the_provider_did_not_sign_or_meant_for_another_time_opens_nothing(
    app: Flask, provider: Provider, lee: Hired, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.become("28", **CONFIRMED)
    endpoint = provider.server.endpoint["token"]
    whole = type(endpoint).do_response

    def forged(change: dict[str, Any], header: dict[str, Any]) -> Any:
        def do_response(self: Any, **given: Any) -> Any:
            answer = whole(self, **given)
            said = json.loads(answer["response"])
            head, body, signature = said["id_token"].split(".")
            head, body = _changed(head, header), _changed(body, change)
            said["id_token"] = ".".join((head, body, "" if header else signature))
            return {**answer, "response": json.dumps(said)}

        return do_response

    for change, header in (
        ({"email": "boss@agency.example"}, {}),
        ({"nonce": "another"}, {}),
        ({"aud": ["another"]}, {"alg": "none"}),
        ({}, {"alg": "none"}),
    ):
        monkeypatch.setattr(type(endpoint), "do_response", forged(change, header))
        one = person(app)
        assert one.open(provider.visit(away(one))).status_code == 422, (change, header)


def _changed(part: str, values: dict[str, Any]) -> str:
    said = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) | values
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


def test_a_proof_is_given_at_the_agency_and_is_asked_for_anew(app: Flask, provider: Provider, lee: Hired) -> None:
    provider.become("29", **CONFIRMED)
    one = come_in(app, provider)
    long_ago(app, clock.now() - timedelta(minutes=11), seen_at=clock.now())
    asked = one.press("/staff/account/recovery-codes", page="/staff/account")
    assert asked.status_code == 401
    begin = re.search(r'href="(/staff/agency\?for=again[^"]*)"', asked.text)
    assert begin is not None
    back = provider.visit(away(one, begin[1].replace("&amp;", "&")))
    assert (provider.asked[-1]["prompt"], provider.asked[-1]["max_age"]) == ("login", "0")
    assert one.open(back).status_code == 303
    assert one.press("/staff/account/recovery-codes", page="/staff/account").status_code == 200


def test_the_proof_of_another_person_is_none(app: Flask, provider: Provider, lee: Hired) -> None:
    hired(app, [StaffRole.CHIEF], address="kim@agency.example")
    provider.become("30", **CONFIRMED)
    one = come_in(app, provider)
    provider.become("31", email="kim@agency.example", email_verified=True)
    refused = one.open(provider.visit(away(one, "/staff/agency?for=again&to=/staff")))
    assert refused.status_code == 422
    assert "did not ask who you are" in refused.text


def test_nobody_is_invented_where_an_agency_signs_in(app: Flask) -> None:
    page = person(app).open("/staff/sign-in").text
    assert "demonstration" not in page


def test_a_provider_that_can_not_be_reached_or_is_another_one_is_told(
    provider: Provider, tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, issuer in enumerate(("http://127.0.0.1:9", f"{provider.issuer}/")):
        app = service(issuer, tmp_path / str(number), reader, monkeypatch)
        answer = person(app).open("/staff/agency")
        assert answer.status_code == 503
        assert "did not confirm who you are" in answer.text


def test_without_an_agency_there_is_no_such_page(tmp_path: Path, reader: Reader) -> None:
    client = create_app(Config(home=tmp_path), reader).test_client()
    assert client.get("/staff/agency").status_code == 404
    assert client.get("/staff/agency/back").status_code == 404


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"ISSUER": "login.example.gov"}, "Write it like https://login.example.gov"),
        ({"ISSUER": "http://login.example.gov"}, "Write it like https://login.example.gov"),
        ({"ISSUER": "https://login.example.gov"}, "Set DATAREQUEST_OIDC_CLIENT_ID"),
        ({"ISSUER": "https://a.example", "CLIENT_ID": "a", "CLIENT_SECRET": "b", "GROUPS": "boss=x"}, "chief=NAME"),
        ({"ISSUER": "https://a.example", "CLIENT_ID": "a", "CLIENT_SECRET": "b", "GROUPS": "chief="}, "chief=NAME"),
        ({"ISSUER": "https://a.example", "CLIENT_ID": "a", "CLIENT_SECRET": "b", "TRUST_ADDRESS": "yes"}, "Write 1"),
    ],
)
def test_a_wrong_setting_is_told_in_words(settings: dict[str, str], words: str) -> None:
    with pytest.raises(SettingError, match=words):
        Settings.of({f"DATAREQUEST_OIDC_{name}": value for name, value in settings.items()})

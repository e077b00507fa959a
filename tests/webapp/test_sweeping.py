from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from forms.reader import Reader
from tests.webapp.drafting import ALEX, NOOR, TYPED, draft_of, link_in, mails_of, person, store_of
from webapp import clock, create_app, sweeping
from webapp.config import Config
from webapp.storage import mails
from webapp.storage.store import DATABASE
from webapp.storage.troubles import NotKeptError, StorageBusyError

PAST = sweeping.ABANDONED_AFTER + timedelta(days=1)


def test_a_draft_that_nobody_saved_for_long_goes_and_what_was_submitted_stays(app: Flask) -> None:
    alex = person(app, ALEX)
    abandoned, submitted = alex.begin(TYPED), alex.begin(TYPED)
    alex.submit(submitted)
    store = store_of(app)
    assert sweeping.sweep(store, now=clock.now) == ()
    for expected in ((abandoned,), ()):
        assert sweeping.sweep(store, now=lambda: clock.now() + PAST) == expected
    with pytest.raises(NotKeptError):
        draft_of(app, abandoned)
    assert draft_of(app, submitted).submitted


def test_with_a_deleted_draft_its_invitations_and_mails_go(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    alex.press(f"/drafts/{draft}/people", [("email", NOOR), ("row", "all")])
    address = link_in(str(mails_of(app)[-1].get_content()))
    alex.press(f"/drafts/{draft}/delete")
    assert not [mail for mail in mails_of(app) if mail["to"] == NOOR]
    assert person(app).open(address).status_code == 410


def test_turns_that_were_counted_are_forgotten_after_a_day(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        person(app).press("/begin", [("email", ALEX)])
    assert person(app).press("/begin", [("email", ALEX)]).status_code == 429
    sweeping.sweep(store_of(app), now=lambda: clock.now() + timedelta(days=2))
    assert person(app).press("/begin", [("email", ALEX)]).status_code == 303


def test_mails_go_out_by_themselves_and_can_be_read_in_the_demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "MAILS_EVERY", timedelta(milliseconds=50))
    one = person(app)
    with sweeping.sweeping(app):
        one.press("/begin", [("email", ALEX)])
        until = time.monotonic() + 10
        while mails_of(app) and time.monotonic() < until:
            time.sleep(0.05)
    assert mails_of(app) == []
    with store_of(app).reading() as tx:
        assert [mail.address for mail in mails.in_state(tx, mails.State.SENT, most=5)] == [ALEX]
    page = one.open("/mails-of-this-demo").text
    assert ALEX in page
    assert "/links/mailbox/" in page


def test_a_service_that_only_checks_makes_no_database(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "MAILS_EVERY", timedelta(milliseconds=10))
    app = create_app(Config(home=tmp_path / "checks"), reader)
    with sweeping.sweeping(app):
        app.test_client().get("/check")
        time.sleep(0.2)
    assert not (tmp_path / "checks" / DATABASE).exists()


def test_a_store_that_is_in_trouble_for_a_while_stops_no_sweep(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "MAILS_EVERY", timedelta(milliseconds=20))
    person(app).press("/begin", [("email", ALEX)])
    send, tries = sweeping.send_mails, []

    def troubled(*args: Any, **how: Any) -> None:
        tries.append(1)
        if len(tries) < 4:
            raise StorageBusyError
        send(*args, **how)

    monkeypatch.setattr(sweeping, "send_mails", troubled)
    with sweeping.sweeping(app):
        until = time.monotonic() + 10
        while mails_of(app) and time.monotonic() < until:
            time.sleep(0.05)
    assert mails_of(app) == []


def test_the_page_about_privacy_says_what_is_kept_and_how_long(app: Flask) -> None:
    page = app.test_client().get("/privacy").text
    assert all(one.what in page and one.how_long in page for one in sweeping.KEPT)
    assert f"{sweeping.ABANDONED_AFTER.days} days" in page

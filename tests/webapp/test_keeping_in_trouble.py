"""A disk that is full, a database that is locked, a mail server that is away: said in words, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from tests.webapp.drafting import ALEX, TYPED, draft_of, mails_of, person, store_of
from webapp import clock, sweeping
from webapp.mailing.sending import UnsentError
from webapp.storage import mails
from webapp.storage.store import DATABASE


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """Another program writes all the while."""
    with closing(sqlite3.connect(store_of(app).files.folder.parent / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


def test_while_the_database_is_locked_pages_are_read_and_a_save_says_to_try_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    with locked(app):
        assert alex.open(f"/drafts/{draft}/sections/project").status_code == 200
        refused = alex.save(draft, "project", [("project_title", "While it was locked")])
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "60"
    assert "is not saved yet" in refused.text
    assert draft_of(app, draft).now.answers == TYPED
    alex.save(draft, "project", [("project_title", "Afterwards"), ("anticipated_completion_on", "04/30/2027")])
    assert draft_of(app, draft).now.answers["project_title"] == "Afterwards"


def test_on_a_full_disk_nothing_of_a_submission_is_there_and_it_works_again_by_itself(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    engine = store_of(app).engine
    with engine.connect() as connection:
        (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()

    def small(raw: sqlite3.Connection, _: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", small)
    engine.dispose()
    refused = alex.submit(draft)
    assert refused.status_code == 507
    assert "no room" in refused.text
    assert draft_of(app, draft).now.answers == TYPED
    assert not draft_of(app, draft).submitted
    event.remove(engine, "connect", small)
    engine.dispose()
    assert alex.submit(draft).status_code == 303


def test_submitting_waits_for_no_mail_and_the_mail_goes_when_the_server_is_back(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    away: list[str] = []

    def down(identity: str, _: str, __: bytes) -> None:
        away.append(identity)
        raise UnsentError("The mail server can't be reached.")

    assert alex.submit(draft).status_code == 303
    sweeping.send_mails(store_of(app), down, now=clock.now)
    assert away
    waiting = len(mails_of(app))
    gone: list[str] = []
    sweeping.send_mails(
        store_of(app), lambda identity, _, __: gone.append(identity), now=lambda: clock.now() + timedelta(minutes=2)
    )
    assert sorted(gone) == sorted(away)
    assert len(gone) == waiting
    with store_of(app).reading() as tx:
        assert mails.waiting(tx) == 0

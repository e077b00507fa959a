"""Whether pages stay quick when a hundred times more was submitted: the list of work, and the status page."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask

from bench.figures import Figure, measured
from bench.rounds import clocked, medians

FEW, MANY = 1_000, 100_000
MOST = 3.0
ADDRESS = "person@example.edu"


def figures() -> list[Figure]:
    """How much longer a list and a status page take with a hundred times the submissions."""
    with tempfile.TemporaryDirectory() as home:
        app = _app(Path(home))
        number = _submitted(app)
        seconds = []
        for many in (FEW, MANY):
            _multiply(Path(home), number, many)
            seconds.append(medians({name: clocked(act) for name, act in _acts(app, number).items()}))
        _store(app).close()
    few, more = seconds
    return [
        measured("list_growth", more["list"] / few["list"], "ratio", MOST),
        measured("status_growth", more["status"] / few["status"], "ratio", MOST),
    ]


def _acts(app: Flask, number: str) -> dict[str, Callable[[], object]]:
    from webapp import clock
    from webapp.storage import work_list
    from webapp.storage.listing import Wanted, listed
    from webapp.visiting import visits

    client = app.test_client()
    now = clock.now().isoformat()
    with client.session_transaction() as session:
        session[visits.VISIT] = {"address": ADDRESS, "since": now, "seen": now}

    def lists() -> object:
        with _store(app).reading() as tx:
            return work_list.page(tx), listed(tx, Wanted())

    def status() -> object:
        answer = client.get(f"/applications/{number}")
        assert answer.status_code == 200
        return answer

    return {"list": lists, "status": status}


def _app(home: Path) -> Flask:
    from webapp import create_app
    from webapp.config import Config

    return create_app(Config(home=home))


def _store(app: Flask) -> Any:
    return app.extensions["shelf"].store()


def _submitted(app: Flask) -> str:
    """One application that was submitted as people do; its number."""
    from procedure.events import Event, Role
    from webapp import clock
    from webapp.samples import SAMPLES
    from webapp.storage import drafts, receiving

    facts = {"bona_fide_researcher": "R. S.", "research_institution": "E.", "data_levels": ["identified"]}
    event = Event(0, "submit", Role.BONA_FIDE_RESEARCHER, clock.today(), {**facts, "open_errors": []}, name="R. S.")
    answers, now = SAMPLES["complete"].application(), clock.now()
    judged = receiving.Judged("bench", [])
    with _store(app).writing() as tx:
        draft = drafts.begin(tx, owner=ADDRESS, answers=answers, by=ADDRESS, at=now)
        done = receiving.submit(tx, draft.id, event, version=1, judged=judged, by=ADDRESS, at=now)
    return done.application


def _multiply(home: Path, number: str, many: int) -> None:
    """Put copies of the one application beside it, as if so many had been submitted."""
    from webapp.storage.store import DATABASE

    with closing(sqlite3.connect(home / DATABASE)) as database:
        (there,) = database.execute("SELECT count(*) FROM submissions").fetchone()
        copies = range(there + 1, many + 1)
        for table in ("submissions", "events", "work_list"):
            cursor = database.execute(f"SELECT * FROM {table} WHERE application = ?", (number,))  # noqa: S608 - our own names
            names = [column[0] for column in cursor.description]
            row = dict(zip(names, cursor.fetchone(), strict=True))
            holders = ", ".join("?" * len(names))
            rows = ([{**row, **_copied(table, n)}[name] for name in names] for n in copies)
            database.executemany(f"INSERT INTO {table} VALUES ({holders})", rows)  # noqa: S608 - our own names
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copied(table: str, n: int) -> dict[str, object]:
    """What is a copy's own."""
    mark = sha256(str(n).encode()).hexdigest()
    own: dict[str, dict[str, object]] = {
        "submissions": {"id": mark[:32], "draft": None},
        "events": {"seq": n, "hash": mark},
        "work_list": {"year": 2000, "serial": n},
    }
    return {"application": f"2000-{n:06}", **own[table]}

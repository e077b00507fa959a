"""Whether the work list stays quick with a hundred thousand cases, on SQLite and on PostgreSQL."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from bench.figures import Figure, measured, unmeasured
from bench.staffing import signed_in

FEW, MANY = 1_000, 100_000
MOST = 3.0
TURNS = 12
"""How often each page is asked of each list; the two lists take turns."""
CHUNK = 2_000
SPREAD = 3_650
"""Days over which what is due is spread."""
NAMES = ("Núñez", "O’Hara", "Lindqvist", "Abdi", "Reyes", "Mustermann", "Sampleton", "Nguyen", "Okafor", "Petrov")
PAGES: Mapping[str, str] = {
    "first": "/cases",
    "deep": "/cases?after={day}.2001.1",
    "state": "/cases?state=under+review",
    "mine": "/cases?owner=me",
    "nobody's": "/cases?owner=nobody",
    "overdue": "/cases?due=overdue",
    "a rare word": "/cases?q=study{rare}",
    "a common word": "/cases?q=nunez",
    "both": "/cases?q=nunez+lindqvist&state=under+review",
}


def figures() -> Iterator[Figure]:
    """How much longer the slow end of the work list takes with a hundred times the cases."""
    with tempfile.TemporaryDirectory() as folder:
        homes = [Path(folder, name) for name in ("few", "many")]
        yield _growth("casework_list_growth", homes, ["", ""])
        name = "casework_list_growth_postgresql"
        with _postgresql() as urls:
            if urls:
                yield _growth(name, [Path(folder, each) for each in ("few on a server", "many on a server")], urls)
            else:
                yield unmeasured(name, "ratio", MOST, reason="PostgreSQL is not installed.")


def _growth(name: str, homes: Sequence[Path], urls: Sequence[str]) -> Figure:
    clients = [staff_of(home, url, many) for home, url, many in zip(homes, urls, (FEW, MANY), strict=True)]
    few, many = _p95s(clients)
    return measured(name, many / few, "ratio", MOST)


def _p95s(clients: Sequence[FlaskClient]) -> list[float]:
    """The 95th percentile of all pages, for each list; wall time, since a server of its own works too."""
    day = date.today() + timedelta(SPREAD // 2)  # noqa: DTZ011 - a day to look for, and no other
    pages = [page.format(day=day.isoformat(), rare=FEW // 2) for page in PAGES.values()]
    taken: list[list[float]] = [[] for _ in clients]
    for turn in range(TURNS + 1):
        for page in pages:
            for client, seconds in zip(clients, taken, strict=True):
                begun = time.perf_counter()
                assert client.get(page).status_code == 200
                if turn:  # the first turn only warms
                    seconds.append(time.perf_counter() - begun)
    return [statistics.quantiles(seconds, n=20)[-1] for seconds in taken]


def staff_of(home: Path, url: str, many: int) -> FlaskClient:
    """Somebody of Research Services who is signed in where there are so many cases."""
    from webapp import create_app
    from webapp.config import Config

    app = create_app(Config(home=home, database_url=url))
    _multiply(app.extensions["shelf"].store(), many)
    return signed_in(app, "noor@agency.example")


def _multiply(store: Any, many: int) -> None:
    """Cases of invented people, and copies of their rows in the list beside them: other names, days and numbers."""
    from sqlalchemy import insert, select

    from webapp import clock
    from webapp.cases.invented import play
    from webapp.storage.tables import work_list, work_words

    count = play(store, on=clock.today())
    with store.reading() as tx:
        models = [dict(row) for row in tx.connection.execute(select(work_list)).mappings()]
    for start in range(count, many, CHUNK):
        rows = [_copy(models[n % count], n) for n in range(start, min(start + CHUNK, many))]
        words = [{"word": word.encode(), "application": row["application"]} for row in rows for word in _words_of(row)]
        with store.writing() as tx:
            tx.connection.execute(insert(work_list), rows)
            tx.connection.execute(insert(work_words), words)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _copy(model: Mapping[str, Any], n: int) -> dict[str, Any]:
    day = date(2020, 1, 1) + timedelta(n % SPREAD)
    moved = {name: day for name in ("due_on", "latest_on") if model[name] is not None}
    moved |= {"sorts_on": day} if model["due_on"] is not None else {}
    return {
        **model,
        **moved,
        "application": f"2001-{n:06}",
        "year": 2001,
        "serial": n,
        "project_title": f"Study{n} of orders",
        "bona_fide_researcher": f"{NAMES[n % 10]} {NAMES[n // 10 % 10]}",
    }


def _words_of(row: Mapping[str, Any]) -> Sequence[str]:
    from webapp.storage.words import words_of

    return words_of(
        (row["application"], row["project_title"], row["bona_fide_researcher"], row["research_institution"])
    )


@contextmanager
def _postgresql() -> Iterator[list[str]]:
    """Two databases of a server of our own; none where it is not installed."""
    from tests.webapp.storage.servers import INITDB, PG_CTL, running

    if not (INITDB and PG_CTL):
        yield []
        return
    with running() as server:
        yield [server.database(name) for name in ("few", "many")]

"""Fifty people at once, half of them staff: the work list, cases and notes; drafts, their review, and saving."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient

from bench.figures import Figure, measured
from bench.serving import SLOWEST, all_at_once, p95, served, token_in, visitors
from bench.staffing import signed_in

STAFF, RESEARCHERS = 25, 25
SECONDS = 20.0
PAUSE = 2.0
"""Seconds between what one person does."""
LISTS = ("/cases", "/cases?q=sampleton", "/cases?owner=nobody", "/cases?due=month")
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that a person makes."""

    path: str
    body: str | None = None
    expected: int = 200


@dataclass(frozen=True, slots=True)
class Someone:
    """One person's browser, and what they do, over and over."""

    headers: dict[str, str]
    does: tuple[Asked, ...]


def figures() -> list[Figure]:
    """Errors of a mixed load, and its slow end."""
    taken: list[float] = []
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        people = list(_people(Path(home)))
        with served(Path(home), "webapp.cli", "serve") as port:
            all_at_once([_busy(port, one, taken, wrong) for one in people])
    return [
        measured("mixed_errors", len(wrong), "errors", 0),
        measured("mixed_requests", len(taken), "requests"),
        measured("mixed_p95", p95(taken), "ms", SLOWEST),
    ]


def _busy(port: int, one: Someone, taken: list[float], wrong: list[str]) -> Callable[[], None]:
    def act() -> None:
        until = time.monotonic() + SECONDS
        for asked in cycle(one.does):
            if time.monotonic() > until:
                return
            taken.append(_ask(port, one, asked, wrong))
            time.sleep(PAUSE)

    return act


def _ask(port: int, one: Someone, asked: Asked, wrong: list[str]) -> float:
    """The milliseconds until the whole answer was there; another answer than the expected one is an error."""
    begun, status = time.perf_counter(), 0
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {**one.headers, **({"Content-Type": FORM} if asked.body else {})}
        connection.request("POST" if asked.body else "GET", asked.path, asked.body, headers)
        response = connection.getresponse()
        status = response.status
        response.read()
    except (OSError, HTTPException):
        pass
    finally:
        connection.close()
    if status != asked.expected:
        wrong.append(f"{status} {asked.path} {threading.current_thread().name}")
    return (time.perf_counter() - begun) * 1000


def _people(home: Path) -> Iterator[Someone]:
    """Staff with their sessions, and researchers with a draft each, before the service starts."""
    from webapp import clock, create_app
    from webapp.cases.invented import play
    from webapp.config import Config
    from webapp.storage.listing import Wanted, listed

    app = create_app(Config(home=home))
    store = app.extensions["shelf"].store()
    play(store, on=clock.today())
    with store.reading() as tx:
        numbers = [item.application for item in listed(tx, Wanted())]
    yield from (_member_of_staff(app, who, numbers[who % len(numbers)]) for who in range(STAFF))
    store.close()
    for visitor in visitors(home, RESEARCHERS):
        section = f"/drafts/{visitor.draft}/sections/project"
        does = (Asked(section), Asked(f"/drafts/{visitor.draft}"), Asked(f"/drafts/{visitor.draft}/review"))
        saves = Asked(section, urlencode({"csrf_token": visitor.token, "do": "list", "project_title": "T"}), 303)
        yield Someone(visitor.headers, (*does, saves, Asked("/drafts")))


def _member_of_staff(app: Flask, who: int, number: str) -> Someone:
    client = signed_in(app, f"staff{who}@agency.example")
    case = f"/cases/{number}"
    note = urlencode({"csrf_token": token_in(client.get(case).text), "words": f"Looked at by {who}."})
    lists = [Asked(page) for page in LISTS]
    return Someone(
        {"Cookie": _cookies(client)}, (*lists[:2], Asked(case), Asked(f"{case}/note", note, 303), *lists[2:])
    )


def _cookies(client: FlaskClient) -> str:
    found = [client.get_cookie(name) for name in ("datarequest", "datarequest-staff")]
    return "; ".join(f"{cookie.key}={cookie.value}" for cookie in found if cookie)

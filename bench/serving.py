"""Fifty people who fill in the form at once, on SQLite: page and autosave, beside an empty page."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from bench.baseline import held
from bench.figures import Figure, measured

PEOPLE = 50
SECONDS = 20.0
PAUSE = 2.0
"""Seconds between what one person does: the script of the form waits as long before it saves."""
SLOWEST = 300.0
"""Milliseconds, at the 95th percentile."""
GET, POST = "GET", "POST"


@dataclass(slots=True)
class Taken:
    """How long each answer took, in milliseconds, and how many were errors."""

    page: list[float] = field(default_factory=list)
    autosave: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person's browser: their cookie, their draft, the mark of the page."""

    cookie: str
    draft: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What goes with every request."""
        return {"Cookie": f"datarequest={self.cookie}"}


def figures() -> list[Figure]:
    """Errors, the slow end of page and autosave, and both in terms of an empty page under the same load."""
    taken = Taken()
    with tempfile.TemporaryDirectory() as home:
        everyone = list(visitors(Path(home), PEOPLE))
        with served(Path(home), "webapp.cli", "serve") as port:
            all_at_once([lambda one=one: _fill_in(port, one, taken) for one in everyone])  # type: ignore[misc]  # mypy infers no lambda with a default
        with served(Path(home), "bench.empty_page") as port:
            all_at_once([lambda: _look(port, taken)] * PEOPLE)
    page, autosave, empty = (p95(each) for each in (taken.page, taken.autosave, taken.empty))
    return [
        measured("serving_errors", taken.errors, "errors", 0),
        measured("serving_page_p95", page, "ms", SLOWEST),
        measured("serving_autosave_p95", autosave, "ms", SLOWEST),
        held("serving_page_vs_empty", page / empty),
        held("serving_autosave_vs_empty", autosave / empty),
    ]


def _fill_in(port: int, visitor: Visitor, taken: Taken) -> None:
    """Look at a section, and let the script save what is typed, over and over."""
    path = f"/drafts/{visitor.draft}/sections/project"
    until, turn = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        milliseconds, text, _ = _ask(port, GET, path, visitor.headers, taken)
        taken.page.append(milliseconds)
        seen = re.search(r'name="seen" value="([^"]+)"', text)
        time.sleep(PAUSE)
        turn += 1
        headers = {**visitor.headers, "If-Match": seen[1] if seen else "", "X-CSRFToken": visitor.token}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode({"project_title": f"Typed {turn} times", "anticipated_completion_on": "04/30/2027"})
        taken.autosave.append(_ask(port, POST, f"{path}/autosave", headers, taken, body)[0])
        time.sleep(PAUSE)


def _look(port: int, taken: Taken) -> None:
    until = time.monotonic() + SECONDS / 2
    while time.monotonic() < until:
        taken.empty.append(_ask(port, GET, "/", {}, taken)[0])
        time.sleep(PAUSE)


def _ask(
    port: int, method: str, path: str, headers: dict[str, str], taken: Taken, body: str | None = None
) -> tuple[float, str, int]:
    begun, status, text = time.perf_counter(), 0, ""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        status, text = response.status, response.read().decode()
    except (OSError, HTTPException):
        pass
    finally:
        connection.close()
    taken.errors += status != 200
    return (time.perf_counter() - begun) * 1000, text, status


def visitors(home: Path, count: int) -> Iterator[Visitor]:
    """So many people with a draft each, as they stand after they have entered their code."""
    from webapp import clock, create_app
    from webapp.config import Config
    from webapp.kept import Shelf
    from webapp.samples import SAMPLES
    from webapp.storage import drafts
    from webapp.visiting import visits

    app = create_app(Config(home=home))
    shelf: Shelf = app.extensions["shelf"]
    answers = SAMPLES["complete"].application()
    for number in range(count):
        address = f"person{number}@example.edu"
        with shelf.store().writing() as tx:
            draft = drafts.begin(tx, owner=address, answers=answers, by=address, at=clock.now())
        client = app.test_client()
        with client.session_transaction() as session:
            now = clock.now().isoformat()
            session[visits.VISIT] = {"address": address, "since": now, "seen": now}
        page = client.get(f"/drafts/{draft.id}/sections/project").text
        cookie = client.get_cookie("datarequest")
        assert cookie
        yield Visitor(cookie.value, draft.id, token_in(page))
    shelf.store().close()


def token_in(page: str) -> str:
    """The mark of a page, which goes with each of its buttons."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


@contextmanager
def served(home: Path, module: str, *words: str) -> Iterator[int]:
    """A server in a process of its own; its port."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *words],
        env={"DATAREQUEST_HOME": str(home), "PORT": "0", "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield int(process.stdout.readline().rpartition(":")[2])
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


def all_at_once(acts: list[Callable[[], None]]) -> None:
    """Do all of it in threads, each begun a little after the one before."""
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
        time.sleep(PAUSE / len(acts))  # people don't press in one and the same moment
    for thread in threads:
        thread.join()


def p95(milliseconds: list[float]) -> float:
    """The slow end: what nineteen of twenty keep to."""
    return statistics.quantiles(milliseconds, n=20)[-1]

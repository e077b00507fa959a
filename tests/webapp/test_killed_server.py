"""Kill -9 of a server between the first byte of a request and its answer: while it saves, and while it submits."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.webapp.drafting import ALEX, SIGNED, TYPED, person, store_of
from tests.webapp.storage.conftest import BOTH
from tests.webapp.storage.killing import Struck, rounds
from tests.webapp.storage.servers import Server
from tests.webapp.storage.servers import running as database_running
from webapp import clock, create_app
from webapp.config import Config
from webapp.signatures.restrictions import restrictions_edition
from webapp.storage import drafts, history, mails, signatures, submissions
from webapp.storage.audit import verify

TRIALS = 10
SEED = 964
POSTED = "application/x-www-form-urlencoded"
BETWEEN = 0.6
"""The least share of kills that must fall between the first byte of a request and its answer."""


class Requested:
    """A server about to answer one request, and be gone."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._port = 0
        self._connection: http.client.HTTPConnection | None = None
        self._job: Mapping[str, Any] = {}
        self.pid = 0

    def start(self, job: Mapping[str, Any]) -> Requested:
        self._job = job
        assert self._process.stdin
        self._process.stdin.write(b"go\n")
        self.pid, self._port = map(int, self._read().split())
        return self

    def send(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        self._connection.request("POST", self._job["path"], self._job["body"], self._job["headers"])

    def answer(self) -> str | None:
        """The number of a submission, or the hour of a save, once the answer is there whole."""
        assert self._connection
        try:
            with closing(self._connection):
                response = self._connection.getresponse()
                return acknowledged(response.status, response.getheader("Location"), response.read())
        except (http.client.HTTPException, OSError):
            return None
        finally:
            assert self._read() == "over"

    def _read(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().decode().strip()


def acknowledged(status: int, location: str | None, body: bytes) -> str:
    if status == 303 and location:
        return location.split("/")[2]
    assert status == 200, (status, body[:2000])
    return str(json.loads(body)["saved"])


@contextmanager
def victims(home: Path, url: str) -> Iterator[Requested]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.webapp.serving_victim", str(home), url],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
    )  # fmt: skip
    try:
        yield Requested(process)
    finally:
        assert process.stdin
        assert process.stdout
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


def jobs(app: Flask, number: int) -> list[dict[str, Any]]:
    """Autosaves and submissions in turn, each with a draft of its own, as a browser sends them."""
    alex = person(app, ALEX)
    token = alex.token("/check")
    cookie = alex.client.get_cookie("datarequest")
    assert cookie is not None
    with store_of(app).writing() as tx:
        begun = [drafts.begin(tx, owner=ALEX, answers=TYPED, by=ALEX, at=clock.now()).id for _ in range(number)]
    form = {"Content-Type": POSTED, "Cookie": f"datarequest={cookie.value}"}
    signed = {"csrf_token": token, "version": "1", "edition": restrictions_edition(), **SIGNED}
    made: list[dict[str, Any]] = []
    for n, draft in enumerate(begun):
        page = f"/drafts/{draft}/sections/project"
        if n % 2:
            made.append(
                {
                    "act": "submit",
                    "draft": draft,
                    "path": f"/drafts/{draft}/sign",
                    "body": urlencode(signed),
                    "headers": form,
                }
            )
            continue
        typed = {"project_title": f"Typed in round {n}", "anticipated_completion_on": "04/30/2027"}
        headers = {**form, "If-Match": alex.hidden(page, "seen"), "X-CSRFToken": token}
        job = {"act": "save", "draft": draft, "path": f"{page}/autosave", "body": urlencode(typed), "headers": headers}
        made.append({**job, "title": typed["project_title"]})
    return made


def nothing_is_lost_or_half(app: Flask, struck: Sequence[Struck]) -> None:
    with store_of(app).reading() as tx:
        for each in struck:
            draft = drafts.read(tx, each.job["draft"])
            if each.job["act"] == "save":
                saved = draft.now.number == 2
                assert draft.now.answers == ({**TYPED, "project_title": each.job["title"]} if saved else TYPED)
                assert saved or each.answer is None
                continue
            submission, signed = submissions.of_draft(tx, draft.id), signatures.of_draft(tx, draft.id)
            if submission is None:
                assert (each.answer, signed, draft.now.answers) == (None, (), TYPED)
                continue
            assert each.answer in (None, submission.application)
            assert len(signed) == 2
            assert submission.answers == draft.now.answers
            assert len(history.of_application(tx, submission.application)) == 1
            assert len(mails.of_application(tx, submission.application)) == 1
    assert list(verify(store_of(app))) == []


def the_same_again_is_done_once(app: Flask, struck: Sequence[Struck]) -> None:
    """Who got no answer presses again, and the others too: each request ends in one act."""
    numbers = []
    for each in struck:
        if each.job["act"] == "submit":
            cookie = each.job["headers"]["Cookie"].partition("=")[2]
            client = app.test_client()
            client.set_cookie("datarequest", cookie)
            again = client.post(
                each.job["path"], data=each.job["body"], content_type="application/x-www-form-urlencoded"
            )
            numbers.append(acknowledged(again.status_code, again.headers.get("Location"), again.data))
            assert each.answer in (None, numbers[-1])
    assert sorted(numbers) == [f"{clock.today().year}-{n:04}" for n in range(1, len(numbers) + 1)]
    assert list(verify(store_of(app))) == []


def kill(home: Path, url: str, number: int) -> tuple[int, int]:
    """So many rounds; how many kills fell between the first byte and the answer, and how many after it."""
    app = create_app(Config(home=home, database_url=url))
    with victims(home, url) as victim:
        struck = list(rounds(victim.start, jobs(app, TRIALS + number), trials=TRIALS, seed=SEED))
    assert all(each.answer for each in struck[:TRIALS])
    nothing_is_lost_or_half(app, struck)
    the_same_again_is_done_once(app, struck)
    store_of(app).close()
    between = sum(each.answer is None for each in struck[TRIALS:])
    return between, number - between


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with database_running() as server:
        yield server


def test_a_server_killed_ten_times_loses_nothing(tmp_path: Path) -> None:
    kill(tmp_path, "", 10)


@pytest.mark.slow
@pytest.mark.parametrize("engine", BOTH)
def test_a_server_killed_a_hundred_times_loses_nothing(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    url = "" if engine == "sqlite" else request.getfixturevalue("server").database("killed")
    between, after = kill(tmp_path, url, 100)
    with capsys.disabled():
        sys.stdout.write(f"\n{engine} over HTTP: {between} kills between first byte and answer, {after} after\n")
    assert between >= BETWEEN * 100

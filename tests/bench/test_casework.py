from __future__ import annotations

from pathlib import Path

import pytest

from bench import casework, mixed
from bench.casework import staff_of
from webapp.storage.listing import Wanted, listed

pytestmark = pytest.mark.slow


def test_the_lists_are_as_long_as_they_say_and_every_page_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(casework, "TURNS", 2)
    clients = [staff_of(tmp_path / str(many), "", many) for many in (60, 90)]
    for client, many in zip(clients, (60, 90), strict=True):
        with client.application.extensions["shelf"].store().reading() as tx:
            assert len(listed(tx, Wanted(), most=1000)) == many
            assert listed(tx, Wanted(text="study50"))
            assert len(listed(tx, Wanted(text="nunez"), most=1000)) > 3
    assert all(seconds > 0 for seconds in casework._p95s(clients))


def test_staff_and_researchers_work_at_once_without_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"STAFF": 2, "RESEARCHERS": 2, "SECONDS": 3.0, "PAUSE": 0.1}.items():
        monkeypatch.setattr(mixed, name, value)
    found = {figure["name"]: figure["value"] for figure in mixed.figures()}
    assert found["mixed_errors"] == 0
    assert (found["mixed_requests"] or 0) > 4


def test_an_answer_that_was_not_expected_is_an_error() -> None:
    wrong: list[str] = []
    mixed._ask(1, mixed.Someone({}, ()), mixed.Asked("/"), wrong)
    assert len(wrong) == 1

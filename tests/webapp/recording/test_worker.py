from __future__ import annotations

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.webapp.storage.acts import CV, whole_submission
from webapp.config import Config
from webapp.recording import worker
from webapp.storage import records
from webapp.storage.canonical import sha256
from webapp.storage.migrating import migrate
from webapp.storage.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    migrate(opened)
    return opened


def missing(store: Store) -> int:
    with store.reading() as tx:
        return len(records.missing(tx, most=10))


def test_what_is_submitted_gets_its_record_by_itself(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "EVERY", timedelta(milliseconds=50))
    over = threading.Event()
    at_work = threading.Thread(target=worker.run, args=(lambda: store, Config(home=tmp_path), over))
    at_work.start()
    try:
        for content in (CV, b"%PDF-1.7 another"):
            whole_submission(store, content=content)
            until = time.monotonic() + 60
            while missing(store) and time.monotonic() < until:
                time.sleep(0.05)
            assert not missing(store)
    finally:
        over.set()
        at_work.join()


def test_what_cannot_be_made_is_logged_and_tried_again_only_after_the_next_act(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[int] = []
    make = worker._make

    def counted(config: Config, over: threading.Event) -> None:
        tried.append(missing(store))
        make(config, over)
        if len(tried) == 1:
            store.files.put(CV)
            whole_submission(store, content=b"%PDF-1.7 another")

    monkeypatch.setattr(worker, "_make", counted)
    monkeypatch.setattr(worker, "EVERY", timedelta(milliseconds=50))
    whole_submission(store)
    store.files.path(sha256(CV)).unlink()
    over = threading.Event()
    at_work = threading.Thread(target=worker.run, args=(lambda: store, Config(home=tmp_path), over))
    at_work.start()
    until = time.monotonic() + 60
    while missing(store) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    over.set()
    at_work.join()
    assert tried == [1, 2]
    assert "a record could not be made" in caplog.text


def test_where_nothing_is_kept_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "EVERY", timedelta(milliseconds=10))
    over = threading.Event()
    at_work = threading.Thread(target=worker.run, args=(lambda: None, Config(home=tmp_path / "home"), over))
    at_work.start()
    time.sleep(0.1)
    over.set()
    at_work.join()
    assert not (tmp_path / "home").exists()

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms.reader import Reader
from tests.webapp.compiling import compiled_once
from tests.webapp.drafting import ALEX, TYPED, Person, person
from tests.webapp.windows import plain, service, tab, visit, window
from webapp import create_app, kept
from webapp.config import Config
from webapp.storage.casework import bring_to_today
from webapp.storage.migrating import migrate
from webapp.storage.store import DATABASE, Store, open_store

__all__ = ["plain", "service", "tab", "visit", "window"]

Press = Callable[..., TestResponse]


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as read:
        yield read


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the tables of today, to be copied: making them anew takes longer than most tests."""
    home = tmp_path_factory.mktemp("migrated")
    made = open_store(home)
    migrate(made)
    made.close()
    return home / DATABASE


@pytest.fixture(scope="session", autouse=True)
def apps_are_compiled_once() -> Iterator[None]:
    with compiled_once():
        yield


@pytest.fixture(autouse=True)
def tables_are_copied(migrated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service whose home has no database yet finds the tables there; any other is brought to today as ever."""

    def bring(store: Store) -> None:
        file = store.files.folder.parent / DATABASE
        if store.engine.dialect.name == "sqlite" and not file.exists():
            shutil.copy(migrated, file)
        bring_to_today(store)

    monkeypatch.setattr(kept, "bring_to_today", bring)


@pytest.fixture
def app(tmp_path: Path, reader: Reader) -> Flask:
    return create_app(Config(home=tmp_path / "var", demo=True), reader)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def press(client: FlaskClient) -> Press:
    """Presses a button of the page of the form: posts the fields with the page's mark."""

    def _press(address: str = "/check", **fields: object) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/check").text)
        assert token is not None
        multipart = "multipart/form-data" if address == "/check" else None
        return client.post(address, data={"csrf_token": token[1], **fields}, content_type=multipart)

    return _press


@pytest.fixture
def alex(app: Flask) -> Person:
    """A Bona Fide Researcher who has come in."""
    return person(app, ALEX)


@pytest.fixture
def draft(alex: Person) -> str:
    """A draft of theirs with nothing missing but the signatures."""
    return alex.begin(TYPED)

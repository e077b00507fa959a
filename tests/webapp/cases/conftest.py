from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from forms.reader import Reader
from tests.webapp.filling import Person
from tests.webapp.staff.working import signed_in
from webapp import create_app
from webapp.config import Config
from webapp.staff.policy import StaffRole
from webapp.storage.migrating import migrate
from webapp.storage.store import DATABASE, Store, open_store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the tables of today, to be copied."""
    home = tmp_path_factory.mktemp("migrated")
    store = open_store(home)
    migrate(store)
    store.close()
    return home / DATABASE


@pytest.fixture
def store(migrated: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(migrated, tmp_path / DATABASE)
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def app(migrated: Path, tmp_path: Path, reader: Reader) -> Flask:
    """The service as a demonstration, with tables that need not be made first."""
    home = tmp_path / "var"
    home.mkdir()
    shutil.copy(migrated, home / DATABASE)
    return create_app(Config(home=home, demo=True), reader)


@pytest.fixture
def noor(app: Flask) -> Person:
    """Somebody of Research Services, signed in."""
    return signed_in(app, StaffRole.RESEARCH_SERVICES)

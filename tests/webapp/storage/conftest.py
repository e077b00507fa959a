from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.webapp.storage.servers import Server, needs_postgresql, running
from webapp.storage.migrating import migrate
from webapp.storage.store import DATABASE, Store, open_store

BOTH = ["sqlite", pytest.param("postgresql", marks=[pytest.mark.slow, needs_postgresql])]
_serial = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running() as server:
        server.database("migrated")
        migrated = open_store(server.folder, server.url("migrated"))
        migrate(migrated)
        migrated.close()
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("template")
    store = open_store(home)
    migrate(store)
    store.close()
    return home / DATABASE


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """The address of a database with the tables of today; None: SQLite, in the home at tmp_path."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / DATABASE)
        return None
    return str(request.getfixturevalue("server").database(f"test{next(_serial)}", template="migrated"))


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest) -> str | None:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return None
    return str(request.getfixturevalue("server").database(f"test{next(_serial)}"))


@pytest.fixture
def store(url: str | None, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(sqlite_template, tmp_path / DATABASE)
    opened = open_store(tmp_path)
    yield opened
    opened.close()

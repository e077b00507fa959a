from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

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

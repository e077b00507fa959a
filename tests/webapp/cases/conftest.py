from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.storage.store import DATABASE, Store, open_store


@pytest.fixture
def store(migrated: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(migrated, tmp_path / DATABASE)
    opened = open_store(tmp_path)
    yield opened
    opened.close()

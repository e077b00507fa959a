from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.webapp.drafting import Person
from tests.webapp.staff.working import signed_in
from webapp.staff.policy import StaffRole
from webapp.storage.store import DATABASE, Store, open_store


@pytest.fixture
def store(migrated: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(migrated, tmp_path / DATABASE)
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def noor(app: Flask) -> Person:
    """Somebody of Research Services, signed in."""
    return signed_in(app, StaffRole.RESEARCH_SERVICES)

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from forms.reader import Reader
from tests.webapp.staff.working import made_home
from webapp import create_app
from webapp.config import Config
from webapp.storage.store import DATABASE


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the tables of today, made once: each test copies it."""
    return made_home(tmp_path_factory.mktemp("made"))


@pytest.fixture
def home(tmp_path: Path, made: Path) -> Path:
    """A home with a database in which nothing is kept."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(made, folder / DATABASE)
    return folder


@pytest.fixture
def app(home: Path, reader: Reader) -> Flask:
    return create_app(Config(home=home, demo=True), reader)

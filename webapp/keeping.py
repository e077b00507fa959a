"""What is kept on this installation, opened by its settings: for the service and for each command about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from webapp.config import Config, SettingError

if TYPE_CHECKING:
    from webapp.storage.store import Store

IMPOSSIBLE = 2


def open_here(environment: Mapping[str, str]) -> Store:
    """SQLite in DATAREQUEST_HOME, or the PostgreSQL server that DATABASE_URL names; files always in the home.

    Raises:
        StorageDownError: The folder or the database can't be used.
    """
    from webapp.storage.store import open_store

    return open_store(Config.of(environment).home, environment.get("DATABASE_URL"))


def at_store(act: Callable[[Store], int]) -> int:
    """Do something with what is kept here; what is the matter is said in words, with code 2."""
    try:
        from webapp.storage.troubles import StorageError
    except ModuleNotFoundError as missing:
        sys.stderr.write(f"This needs {missing.name}. Install datarequest[service].\n")
        return IMPOSSIBLE
    try:
        store = open_here(os.environ)
        try:
            return act(store)
        finally:
            store.close()
    except ModuleNotFoundError as missing:
        sys.stderr.write(f"DATABASE_URL needs {missing.name}. Install datarequest[postgres].\n")
    except (StorageError, SettingError) as trouble:
        sys.stderr.write(f"{trouble}\n")
    return IMPOSSIBLE

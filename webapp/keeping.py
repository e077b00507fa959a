"""What is kept on this installation, opened by its settings for a command about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from webapp.config import Config, SettingError

if TYPE_CHECKING:
    from webapp.storage.store import Store

IMPOSSIBLE = 2


def at_store(act: Callable[[Store], int]) -> int:
    """Do something with what is kept here; what is the matter is said in words, with code 2."""
    try:
        from webapp.storage.store import open_store
        from webapp.storage.troubles import StorageError
    except ModuleNotFoundError as missing:
        sys.stderr.write(f"This needs {missing.name}. Install datarequest[service].\n")
        return IMPOSSIBLE
    try:
        config = Config.of(os.environ)
        store = open_store(config.home, config.database_url)
        try:
            return act(store)
        finally:
            store.close()
    except ModuleNotFoundError as missing:
        sys.stderr.write(f"DATABASE_URL needs {missing.name}. Install datarequest[postgres].\n")
    except (StorageError, SettingError) as trouble:
        sys.stderr.write(f"{trouble}\n")
    return IMPOSSIBLE

"""What is written down of a sealed file, for the command line: it makes no database where there is none."""

from __future__ import annotations

from webapp.config import Config
from webapp.storage import seals
from webapp.storage.canonical import sha256
from webapp.storage.migrating import demand_current
from webapp.storage.store import DATABASE, open_store
from webapp.storage.troubles import StorageError
from webapp.visiting.visits import day_and_time_of


def known(pdf: bytes, config: Config) -> str:
    """What a file is and when it was sealed, as one line; empty where nothing is known of it."""
    if not (config.database_url or (config.home / DATABASE).exists()):
        return ""
    store = open_store(config.home, config.database_url)
    try:
        demand_current(store)
        with store.reading() as tx:
            sealed = seals.by_hash(tx, sha256(pdf))
    except StorageError as trouble:
        return f"What it is could not be looked up: {trouble.matter}\n"
    finally:
        store.close()
    return f"{sealed.what}, sealed {day_and_time_of(sealed.sealed_at)}\n" if sealed else ""

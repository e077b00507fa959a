from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from webapp.storage.migrating import is_current, migrate
from webapp.storage.store import open_store
from webapp.storage.tables import metadata


def test_the_editions_make_exactly_the_tables_that_the_service_uses(empty_url: str | None, tmp_path: Path) -> None:
    store = open_store(tmp_path, empty_url)
    migrate(store)
    with store.reading() as tx:
        assert compare_metadata(MigrationContext.configure(tx.connection), metadata) == []
    assert is_current(store)
    store.close()

"""The tables of a database, brought from one edition to another: wholly, or left as they were."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from webapp.storage.store import Store, in_line, open_engine
from webapp.storage.troubles import StorageError, in_words

HEAD = "head"


class EditionError(StorageError):
    """Tables of an edition that this version of the service doesn't know, or can't go to."""


def migrate(store: Store, *, to: str = HEAD, backward: bool = False) -> tuple[str, str]:
    """Bring the tables to an edition; returns the one before and the one after. Of two that start at once, one does it.

    Raises:
        EditionError: There is no such edition, the tables are newer than this service, or it is an older one and
            `backward`, which loses what only newer tables hold, was not said.
    """
    engine = open_engine(store.engine.url, foreign_keys=False)
    try:
        with in_words(), engine.begin() as connection:
            in_line(connection)
            return _migrate(connection, to, backward=backward)
    finally:
        engine.dispose()


def edition(connection: Connection) -> str:
    """The edition of the tables; "" where there are none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def editions() -> tuple[str, ...]:
    """Every edition that this service knows, the oldest first."""
    with as_file(files("webapp.storage").joinpath("migrations")) as folder:
        script = ScriptDirectory(str(folder))
        return tuple(reversed([revision.revision for revision in script.walk_revisions()]))


def is_current(store: Store) -> bool:
    """Whether the tables are those that this service works with."""
    with store.reading() as tx:
        return edition(tx.connection) == editions()[-1]


def demand_current(store: Store) -> None:
    """Go on only with the tables of today.

    Raises:
        EditionError: They are older or newer, or there are none.
    """
    if not is_current(store):
        raise EditionError("What is kept here has another edition, or nothing is kept yet.", "Run: datarequest migrate")


def _migrate(connection: Connection, to: str, *, backward: bool) -> tuple[str, str]:
    known = editions()
    before, after = edition(connection), known[-1] if to == HEAD else to
    _refuse(before, after, known, backward=backward)
    config = Config()
    config.attributes["connection"] = connection
    with as_file(files("webapp.storage").joinpath("migrations")) as folder:
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        try:
            if _place(after, known) >= _place(before, known):
                command.upgrade(config, after)
            else:
                command.downgrade(config, after or "base")
        except CommandError as error:
            raise EditionError("The tables could not be brought to that edition.", "Restore a backup.") from error
    _demand_whole(connection)
    return before, after


def _refuse(before: str, after: str, known: Sequence[str], *, backward: bool) -> None:
    if before and before not in known:
        raise EditionError(
            f"What is kept here was written by a newer version of this service (edition {before}).",
            "Install that version again, or restore a backup that this version wrote.",
        )
    if after and after not in known:
        raise EditionError(f"There is no edition “{after}”.", f"The editions are: {', '.join(known)}.")
    if _place(after, known) < _place(before, known) and not backward:
        raise EditionError(
            f"Going back from edition {before} to “{after or 'none'}” loses what only the newer tables hold.",
            "Make a backup first; then say --backward too.",
        )


def _place(name: str, known: Sequence[str]) -> int:
    return known.index(name) if name else -1


def _demand_whole(connection: Connection) -> None:
    """Tables are rebuilt with foreign keys off on SQLite: look that every row still finds what it refers to."""
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise EditionError("Rows would lose what they refer to.", "Nothing was changed; report this as a fault.")

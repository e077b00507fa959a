"""A PostgreSQL server of our own, in a folder of its own, for as long as the tests run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from webapp.storage.store import database_url, open_engine

BINARIES = os.pathsep.join([os.environ.get("PATH", ""), *map(str, Path("/usr/lib/postgresql").glob("*/bin"))])
INITDB, PG_CTL = shutil.which("initdb", path=BINARIES), shutil.which("pg_ctl", path=BINARIES)
needs_postgresql = pytest.mark.skipif(
    not (INITDB and PG_CTL) and os.environ.get("REQUIRE") != "all", reason="needs the program postgresql"
)


_OPTIONS = "-c listen_addresses='' -c fsync=off"
"""No network; and no waiting for the disk, since here programs are killed and the machine keeps its power."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, reached through a socket in its folder."""

    folder: Path

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def database(self, name: str, template: str = "template1") -> str:
        """The address of a new database."""
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def execute(self, statement: str) -> None:
        engine = open_engine(database_url(self.folder, self.url()))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))
        engine.dispose()

    def fall_over(self) -> None:
        """Stop without any care, and start again."""
        data, log = self.folder / "data", self.folder / "log"
        _run(_user(), str(PG_CTL), "-D", data, "-l", log, "-w", "-m", "immediate", "restart")


@contextmanager
def running() -> Iterator[Server]:
    """A server from nothing; root can't run one, so it is the user postgres then."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    if user := _user():
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    data, log = folder / "data", folder / "log"
    try:
        _run(user, str(INITDB), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        _run(user, str(PG_CTL), "-D", data, "-l", log, "-w", "-o", f"{_OPTIONS} -k {folder}", "start")
        try:
            yield Server(folder)
        finally:
            _run(user, str(PG_CTL), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _user() -> str | None:
    return "postgres" if os.geteuid() == 0 else None


def _run(user: str | None, *command: str | Path) -> None:
    subprocess.run(command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=60)

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.webapp.storage.acts import NOW, ROSA, begin, submit, whole_submission
from tests.webapp.storage.servers import Server, needs_postgresql
from webapp.storage import drafts, work_list
from webapp.storage.audit import verify
from webapp.storage.backup import back_up
from webapp.storage.migrating import migrate
from webapp.storage.store import DATABASE, PATIENCE, Store, open_store
from webapp.storage.troubles import AddressError, StorageBusyError, StorageDownError, StorageFullError

MAY_MOUNT = os.geteuid() == 0 and Path("/proc/self/status").exists()
needs_mount = pytest.mark.skipif(
    not MAY_MOUNT and os.environ.get("REQUIRE") != "all", reason="needs the right to mount a small disk (mount)"
)
MEBIBYTE = 1 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 3 MiB."""
    with mounted(tmp_path / "disk", size=3 * MEBIBYTE) as disk:
        yield disk


@contextmanager
def mounted(place: Path, size: int, owner: str = "root") -> Iterator[Path]:
    place.mkdir()
    options = f"size={size},mode=700,uid={owner},gid={owner}"
    mounting = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, text=True)
    if mounting.returncode:
        pytest.skip(f"needs the right to mount a small disk ({mounting.stderr.strip()})")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Not a byte more goes onto the disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (MEBIBYTE, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    try:
        yield
    finally:
        filler.unlink()


def test_sqlite_is_set_so_that_a_commit_lasts(sqlite_store: Store) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    with sqlite_store.reading() as tx:
        found = {name: tx.connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
    assert found == wanted


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Somebody else writes, and does not come to an end."""
    begun, end = threading.Event(), threading.Event()

    def write() -> None:
        with store.writing():
            begun.set()
            end.wait(60)

    other = threading.Thread(target=write)
    other.start()
    begun.wait()
    try:
        yield
    finally:
        end.set()
        other.join()


def refused_in_words(store: Store, draft: drafts.Draft) -> float:
    """Try to save; how many seconds it took to be refused."""
    begun = time.monotonic()
    with pytest.raises(StorageBusyError, match=r"busy.*Try again in a minute"), store.writing() as tx:
        drafts.save(tx, draft.id, {"lost": False}, version=1, by=ROSA, at=NOW)
    return time.monotonic() - begun


def test_a_writer_who_waits_too_long_is_told_and_readers_go_on(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)
    with locked(store):
        assert PATIENCE - 0.5 < refused_in_words(store, draft) < PATIENCE + 3
        with store.reading() as tx:
            assert drafts.read(tx, draft.id).now == draft.now
    with store.writing() as tx:
        assert isinstance(drafts.save(tx, draft.id, {}, version=1, by=ROSA, at=NOW), drafts.Draft)


@pytest.mark.slow
def test_a_database_locked_for_thirty_seconds_loses_and_doubles_nothing(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)
    with locked(store):
        begun = time.monotonic()
        while time.monotonic() - begun < 30:
            assert refused_in_words(store, draft) < PATIENCE + 3
    with store.writing() as tx:
        saved = drafts.save(tx, draft.id, {"lost": False}, version=1, by=ROSA, at=NOW)
        assert isinstance(saved, drafts.Draft)
        assert submit(tx, saved).application == "2026-0001"
    assert list(verify(store)) == []


def full_disk_loses_nothing(store: Store, disk: Path) -> None:
    """Each act is refused in words while the disk is full, and done once there is room: nobody starts anything anew."""
    kept = whole_submission(store)
    large = {"typed": "x" * 200_000}
    with store.writing() as tx:
        draft = begin(tx)
    with full(disk):
        with pytest.raises(StorageFullError, match="no room"), store.writing() as tx:
            drafts.save(tx, draft.id, large, version=1, by=ROSA, at=NOW)
        with pytest.raises(StorageFullError, match="no room"), store.writing() as tx:
            submit(tx, begin(tx, large))
        with store.reading() as tx:
            assert drafts.read(tx, draft.id).now == draft.now
            assert [item.application for item in work_list.page(tx)] == [kept.application]
    with store.writing() as tx:
        assert isinstance(drafts.save(tx, draft.id, large, version=1, by=ROSA, at=NOW), drafts.Draft)
    assert whole_submission(store).application == "2026-0002"
    assert list(verify(store)) == []


@needs_mount
def test_a_full_disk_refuses_in_words_and_works_again_by_itself(sqlite_template: Path, small_disk: Path) -> None:
    (small_disk / DATABASE).write_bytes(sqlite_template.read_bytes())
    store = open_store(small_disk)
    full_disk_loses_nothing(store, small_disk)
    with full(small_disk), pytest.raises(StorageFullError):
        store.files.put(os.urandom(100_000))
    assert not list((small_disk / "files" / "arriving").iterdir())
    store.files.put(os.urandom(100_000))
    store.close()


@pytest.mark.slow
@needs_mount
@needs_postgresql
def test_a_full_disk_under_postgresql_refuses_in_words_and_works_again(server: Server, tmp_path: Path) -> None:
    with mounted(server.folder / "small", 20 * MEBIBYTE, owner="postgres") as disk:
        server.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
        server.execute("CREATE DATABASE small TABLESPACE small")
        store = open_store(tmp_path, server.url("small"))
        migrate(store)
        full_disk_loses_nothing(store, disk)
        store.close()
        server.execute("DROP DATABASE small")
        server.execute("DROP TABLESPACE small")


@needs_mount
def test_a_backup_that_finds_no_room_leaves_nothing(sqlite_store: Store, small_disk: Path) -> None:
    whole_submission(sqlite_store, content=os.urandom(MEBIBYTE))
    for name in ("out", "out.zip"):
        with full(small_disk), pytest.raises(StorageFullError):
            back_up(sqlite_store, small_disk / name, at=NOW)
        assert list(small_disk.iterdir()) == []


def test_a_database_that_is_none_is_said_in_words(tmp_path: Path) -> None:
    for address in ("mysql://x/y", "nonsense", "http://x", "postgresql://host:port/x"):
        with pytest.raises(AddressError, match="postgresql://USER@HOST/NAME"):
            open_store(tmp_path, address)
    away = open_store(tmp_path, "postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StorageDownError), away.writing():
        pass
    (tmp_path / DATABASE).write_bytes(b"this is no database" * 500)
    broken = open_store(tmp_path)
    with pytest.raises(StorageDownError), broken.reading():
        pass
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageDownError):
        open_store(tmp_path / "file" / "home")


@pytest.mark.slow
@needs_postgresql
def test_a_server_that_fell_over_is_reached_again_by_itself(server: Server, tmp_path: Path) -> None:
    store = open_store(tmp_path, server.database("restarted", template="migrated"))
    whole_submission(store)
    server.fall_over()
    assert whole_submission(store).application == "2026-0002"
    assert list(verify(store)) == []
    store.close()

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.webapp.storage.acts import CV, HOUR, NOW, ROSA, STAFF, begin, decide, record, staff, whole_submission
from tests.webapp.storage.employing import employ
from tests.webapp.storage.servers import Server
from webapp import cli
from webapp.storage import batches, desk, drafts, history, letters, mails, rows, submissions
from webapp.storage.audit import verify
from webapp.storage.backup import back_up, restore
from webapp.storage.canonical import sha256
from webapp.storage.chest import ChestError
from webapp.storage.migrating import editions, migrate
from webapp.storage.store import Store, Transaction, open_store
from webapp.storage.troubles import StorageError

ODD = {"typed": "\0 half \ud800", "zeta": 1.0, "alpha": []}


def fill(store: Store) -> None:
    """Something in every table that a person can reach."""
    submitted = whole_submission(store)
    decide(store, submitted.application, staff("ask_for_completion", missing=["966(e)"]), seen=1)
    decide(store, submitted.application, staff("deny"), seen=2)
    record(store, submitted)
    with store.writing() as tx:
        begin(tx, ODD)
        mails.put(tx, mails.Letter("k", ROSA, "Received", b"\x00\xff bytes"), by="service", at=NOW)
        desk.write(tx, desk.Kind.NOTE, {"words": "seen"}, application=submitted.application, by=STAFF, at=NOW)
        employ(tx)
        write_letter(tx, submitted.application)


def write_letter(tx: Transaction, application: str) -> None:
    """A letter that was sent, in a batch."""
    sending = letters.Sending(
        "once", "denial", 3, None, {"dated_on": "2026-11-20"}, "0" * 64, "post", "by hand", NOW.date()
    )
    docx, pdf = tx.files.put(b"word"), tx.files.put(b"pdf")
    letters.keep(tx, application, sending, docx=docx, pdf=pdf, by=STAFF, at=NOW)
    batches.begin(tx, "denial", "one", [(application, 3)], by=STAFF, at=NOW)


def dump(store: Store) -> dict[str, list[bytes]]:
    with store.reading() as tx:
        return {table.name: list(rows.lines(tx.connection, table)) for table in rows.tables_of(tx.connection)}


@pytest.mark.parametrize("name", ["backup", "backup.zip"])
def test_what_is_backed_up_is_restored_row_by_row_and_file_by_file(store: Store, tmp_path: Path, name: str) -> None:
    fill(store)
    done = back_up(store, tmp_path / "out" / name, at=NOW)
    assert (done.files, done.damaged, done.head.seq) == (4, (), 3)
    home = tmp_path / "another home"
    restored = open_store(home)
    told = restore(restored, tmp_path / "out" / name)
    assert (told.rows, told.files, told.faults) == (done.rows, 4, ())
    assert dump(restored) == dump(store)
    with restored.reading() as tx:
        (draft, *_) = [each for each in drafts.of_owner(tx, ROSA) if not each.submitted]
        assert draft.now.answers == ODD
        address = submissions.read(tx, "2026-0001")[0].attachments[0]["sha256"]
        assert restored.files.read(address) == CV
    whole_submission(restored)
    assert list(verify(restored)) == []
    restored.close()


@pytest.mark.slow
def test_a_backup_of_sqlite_restores_into_postgresql(sqlite_store: Store, server: Server, tmp_path: Path) -> None:
    fill(sqlite_store)
    back_up(sqlite_store, tmp_path / "out", at=NOW)
    restored = open_store(tmp_path / "other", server.database("taken_over"))
    assert restore(restored, tmp_path / "out").faults == ()
    assert dump(restored) == dump(sqlite_store)
    restored.close()


def test_a_backup_while_people_write_is_whole(store: Store, tmp_path: Path) -> None:
    whole_submission(store)
    ended = threading.Event()

    def write(who: int) -> None:
        n = 0
        while not ended.is_set():
            whole_submission(store, content=f"{who} {n}".encode())
            n += 1

    writers = [threading.Thread(target=write, args=(who,)) for who in range(3)]
    for writer in writers:
        writer.start()
    try:
        before = _events(store)
        done = [back_up(store, tmp_path / f"out {n}", at=NOW) for n in range(3)]
    finally:
        ended.set()
        for writer in writers:
            writer.join()
    assert done[0].head.seq >= before
    assert _events(store) > done[0].head.seq
    for n, backup in enumerate(done):
        restored = open_store(tmp_path / f"home {n}")
        assert restore(restored, tmp_path / f"out {n}").faults == ()
        assert _events(restored) == backup.head.seq
        restored.close()


def _events(store: Store) -> int:
    with store.reading() as tx:
        return history.head(tx).seq


def test_a_file_that_went_is_named_and_the_rest_is_backed_up(sqlite_store: Store, tmp_path: Path) -> None:
    fill(sqlite_store)
    address = sha256(CV)
    sqlite_store.files.path(address).write_bytes(b"other")
    assert back_up(sqlite_store, tmp_path / "out", at=NOW).damaged == (address,)
    restored = open_store(tmp_path / "other")
    assert [str(fault) for fault in restore(restored, tmp_path / "out").faults] == [f"The file {address} is missing."]
    restored.close()


def refused(home: Path, backup: Path) -> str:
    store = open_store(home)
    with pytest.raises(StorageError) as told:
        restore(store, backup)
    with store.reading() as tx:
        assert rows.is_empty(tx.connection)
    store.close()
    return told.value.matter


def test_a_backup_that_was_changed_is_refused_and_nothing_is_restored(sqlite_store: Store, tmp_path: Path) -> None:
    fill(sqlite_store)
    back_up(sqlite_store, tmp_path / "out", at=NOW)
    back_up(sqlite_store, tmp_path / "out.zip", at=NOW)

    changed = tmp_path / "changed rows"
    shutil.copytree(tmp_path / "out", changed)
    events = changed / "rows" / "events.jsonl"
    events.write_bytes(events.read_bytes().replace(b"M. Example", b"N. Example"))
    assert refused(tmp_path / "a", changed) == "This backup is damaged: the rows of “events” were changed."

    changed = tmp_path / "changed file"
    shutil.copytree(tmp_path / "out", changed)
    next(path for path in (changed / "files").rglob("*") if path.is_file()).write_bytes(b"other")
    assert "was changed" in refused(tmp_path / "b", changed)

    changed = tmp_path / "missing rows"
    shutil.copytree(tmp_path / "out", changed)
    (changed / "rows" / "events.jsonl").unlink()
    assert refused(tmp_path / "c", changed) == "This backup is damaged: “rows/events.jsonl” is missing."

    newer = tmp_path / "newer"
    shutil.copytree(tmp_path / "out", newer)
    manifest = newer / "manifest.json"
    manifest.write_text(manifest.read_text().replace(editions()[-1], "e9999"))
    assert refused(tmp_path / "d", newer).startswith("A newer version of this service wrote this backup")

    half = tmp_path / "half.zip"
    half.write_bytes((tmp_path / "out.zip").read_bytes()[:-400])
    flipped = bytearray((tmp_path / "out.zip").read_bytes())
    with ZipFile(tmp_path / "out.zip") as whole:
        inside = next(member for member in whole.infolist() if member.filename.endswith("events.jsonl"))
    flipped[inside.header_offset + 30 + len(inside.filename) + inside.compress_size // 2] ^= 0xFF
    (tmp_path / "flipped.zip").write_bytes(flipped)
    (tmp_path / "empty").mkdir()
    for no_backup in ("half.zip", "flipped.zip", "empty", "absent", "absent.zip"):
        refused(tmp_path / f"home of {no_backup}", tmp_path / no_backup)


def test_a_backup_with_a_stranger_in_it_writes_nowhere_else(sqlite_store: Store, tmp_path: Path) -> None:
    fill(sqlite_store)
    back_up(sqlite_store, tmp_path / "out.zip", at=NOW)
    with ZipFile(tmp_path / "out.zip", "a") as archive:
        archive.writestr("../outside", b"x")
    restored = open_store(tmp_path / "home")
    assert restore(restored, tmp_path / "out.zip").faults == ()
    restored.close()
    assert not (tmp_path / "outside").exists()


def test_nothing_is_written_over(sqlite_store: Store, tmp_path: Path) -> None:
    fill(sqlite_store)
    back_up(sqlite_store, tmp_path / "out", at=NOW)
    with pytest.raises(ChestError, match="something"):
        back_up(sqlite_store, tmp_path / "out", at=NOW)
    with pytest.raises(ChestError, match="kept here already"):
        restore(sqlite_store, tmp_path / "out")


def test_a_backup_of_an_older_edition_is_brought_to_todays(sqlite_store: Store, tmp_path: Path) -> None:
    fill(sqlite_store)
    migrate(sqlite_store, to="e0002", backward=True)
    back_up(sqlite_store, tmp_path / "out", at=NOW + HOUR)
    restored = open_store(tmp_path / "home")
    assert restore(restored, tmp_path / "out").faults == ()
    assert dump(restored)["mails"] == []
    restored.close()


def test_the_drill_on_an_empty_home_by_the_commands(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(sqlite_store)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATAREQUEST_HOME", str(tmp_path))
    assert cli.main(["backup", str(tmp_path / "out.zip")]) == 0
    monkeypatch.setenv("DATAREQUEST_HOME", str(tmp_path / "empty home"))
    assert cli.main(["restore", str(tmp_path / "out.zip")]) == 0
    assert "Every hash is as it was written down." in capsys.readouterr().out
    assert cli.main(["audit", "verify"]) == 0
    assert cli.main(["restore", str(tmp_path / "out.zip")]) == 2
    assert "Something is kept here already." in capsys.readouterr().err

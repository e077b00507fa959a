from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from tests.webapp.storage.acts import HOUR, NOW, ROSA, SIGNING, ask_officer, begin, whole_submission
from tests.webapp.storage.test_backup import dump, fill
from webapp import cli
from webapp.storage import attachments, casework, codes, confirmations, links, replays, signatures
from webapp.storage.audit import verify
from webapp.storage.confirmations import Confirmation
from webapp.storage.migrating import EditionError, demand_current, edition, editions, is_current, migrate
from webapp.storage.store import Store, open_store
from webapp.storage.tables import metadata


def now(store: Store) -> str:
    with store.reading() as tx:
        return edition(tx.connection)


def test_the_editions_make_exactly_the_tables_that_the_service_uses(empty_url: str | None, tmp_path: Path) -> None:
    store = open_store(tmp_path, empty_url)
    assert migrate(store) == ("", editions()[-1])
    with store.reading() as tx:
        assert compare_metadata(MigrationContext.configure(tx.connection), metadata) == []
    assert is_current(store)
    store.close()


def test_of_several_that_start_at_once_one_makes_the_tables(empty_url: str | None, tmp_path: Path) -> None:
    def start(_: int) -> tuple[str, str]:
        store = open_store(tmp_path, empty_url)
        try:
            return migrate(store)
        finally:
            store.close()

    with ThreadPoolExecutor(6) as starters:
        done = list(starters.map(start, range(6)))
    assert sorted(before for before, _ in done) == ["", *[editions()[-1]] * 5]


def alike(one: Mapping[str, list[bytes]], other: Mapping[str, list[bytes]]) -> bool:
    """Whether two editions hold the same rows, in the columns that both have."""
    return one.keys() == other.keys() and all(_in_both(one[name], other[name]) for name in one)


def _in_both(one: list[bytes], other: list[bytes]) -> bool:
    pairs = [(json.loads(a), json.loads(b)) for a, b in zip(one, other, strict=True)]
    return all(a[name] == b[name] for a, b in pairs for name in a.keys() & b.keys())


def test_each_edition_goes_back_and_forward_with_data_in_it(store: Store) -> None:
    fill(store)
    with store.writing() as tx:
        link, _ = links.make(tx, links.Purpose("resume", ROSA, begin(tx).id), lasts=HOUR, by=ROSA, at=NOW)
        codes.make(tx, link.id, lasts=HOUR, by=ROSA, at=NOW)
        replays.answer(tx, "key", {}, act="submit", body={}, by=ROSA, at=NOW)
        asked = ask_officer(tx, link.draft or "")
        signature = signatures.sign(tx, SIGNING, draft=asked.draft, by=ROSA, at=NOW)
        signatures.note_void(tx, signature, by=ROSA, at=NOW)
        read = Confirmation("project_title", ("Orders",), "field", 1.0, "", None, ("Orders and outcomes",))
        confirmations.write(tx, asked.draft, "form.pdf", [read], by=ROSA, at=NOW)
    full = dump(store)
    assert all(full.values()), "each table has a row that could get lost"
    for older in reversed(("", *editions()[:-1])):
        newer, before = now(store), dump(store)
        migrate(store, to=older, backward=True)
        kept = dump(store)
        assert alike(kept, {table: before[table] for table in kept})
        migrate(store, to=newer)
        again = dump(store)
        assert alike(again, {table: kept.get(table, []) for table in before})
        migrate(store, to=older, backward=True)
    migrate(store)
    with store.writing() as tx:
        casework.list_anew(tx)
    whole_submission(store)
    assert list(verify(store)) == []


def test_drafts_of_the_oldest_edition_reach_todays(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)
    migrate(store, to=editions()[0], backward=True)
    before = dump(store)
    migrate(store)
    assert {table: rows for table, rows in dump(store).items() if table in before} == before


def test_going_back_asks_for_a_word_more_and_an_unknown_edition_is_told(store: Store) -> None:
    with pytest.raises(EditionError, match="--backward"):
        migrate(store, to=editions()[0])
    with pytest.raises(EditionError, match="The editions are: e0001"):
        migrate(store, to="e9")
    assert is_current(store)


def test_tables_of_a_newer_version_are_left_alone(store: Store) -> None:
    with store.writing() as tx:
        tx.connection.execute(text("UPDATE alembic_version SET version_num = 'e9999'"))
    with pytest.raises(EditionError, match="newer version"):
        migrate(store)
    with pytest.raises(EditionError, match="another edition"):
        demand_current(store)


def test_the_command_migrates_and_writes_the_lists_anew(
    empty_url: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATAREQUEST_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", empty_url or "")
    assert cli.main(["audit", "verify"]) == 2
    assert "datarequest migrate" in capsys.readouterr().err
    assert cli.main(["migrate"]) == 0
    assert cli.main(["migrate", "--to", "e0001"]) == 2
    assert cli.main(["migrate", "--to", "e0001", "--backward"]) == 0
    assert f"has edition e0001 (before: {editions()[-1]})" in capsys.readouterr().out


MIGRATING = """
import sys
from pathlib import Path
from webapp.storage.migrating import migrate
from webapp.storage.store import open_store
store = open_store(Path(sys.argv[1]), sys.argv[2] or None)
print("ready", flush=True)
sys.stdin.readline()
print(migrate(store), flush=True)
"""


@pytest.mark.slow
def test_killed_in_the_middle_of_a_migration_the_tables_are_of_one_edition(
    store: Store, tmp_path: Path, url: str | None
) -> None:
    fill(store)
    migrate(store, to=editions()[0], backward=True)
    before = dump(store)
    draw = random.Random(966)  # noqa: S311 - moments, not secrets
    killed = 0
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", MIGRATING, str(tmp_path), url or ""],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as child:  # fmt: skip
            assert child.stdin
            assert child.stdout
            assert child.stdout.readline() == "ready\n"
            child.stdin.write("go\n")
            child.stdin.flush()
            time.sleep(draw.uniform(0, 0.3))
            child.send_signal(signal.SIGKILL)
            killed += child.stdout.readline() == ""
        assert now(store) in (editions()[0], editions()[-1])
        assert alike({table: rows for table, rows in dump(store).items() if table in before}, before)
        if now(store) != editions()[0]:
            migrate(store, to=editions()[0], backward=True)
    assert killed
    migrate(store)
    assert is_current(store)


def test_documents_that_came_before_pictures_were_read_wait_for_it(store: Store) -> None:
    texts = {"words.pdf": ["x" * 400], "scan.pdf": ["x" * 400, ""], "faxed.pdf": ["page 1 of 1"], "unread.pdf": None}
    with store.writing() as tx:
        draft, kept = begin(tx).id, store.files.put(b"one")
        for name, pages in texts.items():
            document = attachments.Document("irb_approval", name, "application/pdf")
            added = attachments.add(tx, document, kept, draft=draft, by=ROSA, at=NOW)
            if pages is not None:
                attachments.set_pages(tx, added.id, pages, reader="attached documents 2")
    migrate(store, to="e0015", backward=True)
    before = dump(store)
    migrate(store)
    with store.reading() as tx:
        found = {
            one.name: (one.pages, one.recognition, one.pictures, one.tries) for one in attachments.of_draft(tx, draft)
        }
    assert found == {
        "words.pdf": (texts["words.pdf"], "none", None, 0),
        "scan.pdf": (texts["scan.pdf"], "waiting", None, 0),
        "faxed.pdf": (texts["faxed.pdf"], "waiting", None, 0),
        "unread.pdf": (None, "none", None, 0),
    }
    migrate(store, to="e0015", backward=True)
    assert dump(store) == before

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Executable, text

from tests.webapp.storage.acts import NOW, decide, staff, whole_submission
from webapp import cli
from webapp.storage import casework, history, submissions
from webapp.storage.audit import verify
from webapp.storage.chain import BEGINNING, Head
from webapp.storage.store import Store
from webapp.storage.tables import events
from webapp.storage.tables import submissions as submitted

REASONS: dict[str, Any] = {"reasons": ["966(c): the written verification of formal approval has not arrived."]}


@pytest.fixture
def used(store: Store) -> Store:
    """Three applications, five events."""
    made = [whole_submission(store, content=f"cv {n}".encode()).application for n in range(3)]
    decide(store, made[0], staff("deny", **REASONS), seen=1)
    decide(store, made[1], staff("ask_for_completion", missing=["966(e)"]), seen=1)
    return store


def tamper(store: Store, *statements: str | Executable) -> None:
    """As somebody does who has the database to himself."""
    with store.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for trigger in triggers:
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        else:
            connection.execute(text("ALTER TABLE events DISABLE TRIGGER ALL"))
            connection.execute(text("ALTER TABLE submissions DISABLE TRIGGER ALL"))
        for statement in statements:
            connection.execute(text(statement) if isinstance(statement, str) else statement)


def first(store: Store, noted: Head | None = None) -> str:
    return next((str(fault) for fault in verify(store, noted=noted)), "nothing")


def head(store: Store) -> Head:
    with store.reading() as tx:
        return history.head(tx)


def test_what_nobody_has_touched_is_as_it_was_written_down(used: Store) -> None:
    assert list(verify(used)) == []
    assert list(verify(used, noted=head(used))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"act": "approve"},
        {"name": "Somebody Else"},
        {"role": "chief"},
        {"on_day": date(2026, 11, 17)},
        {"facts": {"reasons": ["others"]}},
        {"kept": {"more": 1}},
        {"by": "other@agency.example"},
        {"place": 7},
        {"registered": True},
        {"application": "2026-0003", "place": 9},
        {"at": NOW + timedelta(microseconds=1)},
    ],
)
def test_a_changed_event_is_named(used: Store, change: dict[str, Any]) -> None:
    tamper(used, events.update().where(events.c.seq == 4).values(**change))
    assert first(used).startswith("Event 4 (")
    assert first(used).endswith("is not what was written down.")


@pytest.mark.parametrize(
    "change", ["facts = 'no json'", "kept = '['", "about = 77", "act = 'unknown', role = 'nobody'"]
)
def test_an_event_that_became_nonsense_is_named_and_the_rest_is_looked_at(used: Store, change: str) -> None:
    tamper(used, f"UPDATE events SET {change} WHERE seq = 4")  # noqa: S608 - the tampering itself
    faults = [str(fault) for fault in verify(used)]
    assert faults[0].startswith("Event 4")
    assert faults[0].endswith("is not what was written down.")


def test_a_submission_that_became_nonsense_is_named_and_the_rest_is_looked_at(used: Store) -> None:
    unreadable = "'no time'" if used.engine.dialect.name == "sqlite" else "'-infinity'"
    tamper(used, f"UPDATE submissions SET submitted_at = {unreadable} WHERE application = '2026-0002'")  # noqa: S608 - ours
    tamper(used, "UPDATE submissions SET application = 'nonsense' WHERE application = '2026-0003'")
    faults = [str(fault) for fault in verify(used)]
    assert any(fault.endswith("is not what was submitted: it can't be read.") for fault in faults)
    assert "Application nonsense has a number that was never given." in faults
    assert "Application 2026-0003 is missing, and its number was given." in faults


def test_a_deleted_event_is_named(used: Store) -> None:
    tamper(used, "DELETE FROM events WHERE seq = 2")
    assert first(used) == "Event 2 is missing: the next one there is event 3."


def test_a_deleted_last_event_is_missed_by_the_list_and_by_the_noted_end(used: Store) -> None:
    noted = head(used)
    tamper(used, "DELETE FROM events WHERE seq = 5")
    assert first(used).startswith("Application 2026-0002 is not listed as it stands: ")
    assert first(used, noted) == "Event 5 is missing: the chain was noted when it had 5 events."


def test_two_events_that_changed_places_are_named(used: Store) -> None:
    tamper(
        used,
        "UPDATE events SET seq = 99 WHERE seq = 2",
        "UPDATE events SET seq = 2 WHERE seq = 3",
        "UPDATE events SET seq = 3 WHERE seq = 99",
    )
    assert first(used) == "Event 2 (submit, application 2026-0003) does not follow the one before it."


def test_a_chain_that_was_rewritten_whole_differs_from_the_noted_end(used: Store) -> None:
    noted = head(used)
    with used.reading() as tx:
        rows = [dict(row) for row in tx.connection.execute(events.select().order_by(events.c.seq)).mappings()]
    tamper(used, "DELETE FROM events")
    last = BEGINNING
    rows[0]["name"] = "Somebody Else"
    with used.engine.begin() as connection:
        for row in rows:
            row["previous"] = last
            last = row["hash"] = history.hash_of(row)
            connection.execute(events.insert().values(**row))
    assert first(used) == "nothing"
    assert "was rewritten" in first(used, noted)


def test_a_changed_submission_is_named(used: Store) -> None:
    tamper(used, "UPDATE submissions SET answers = '{}' WHERE application = '2026-0002'")
    assert first(used) == "Round 1 of application 2026-0002 is not what was submitted."


def test_a_submission_that_was_exchanged_with_its_hash_is_named(used: Store) -> None:
    mine = submitted.c.application == "2026-0001"
    with used.reading() as tx:
        row = dict(tx.connection.execute(submitted.select().where(mine)).mappings().one()) | {"answers": "{}"}
    row["sha256"] = submissions.hash_of(row)
    tamper(used, submitted.update().where(mine).values(**row))
    assert first(used) == "Round 1 of application 2026-0001 is not the one that its event names."


def test_a_deleted_submission_is_named(used: Store) -> None:
    tamper(used, "DELETE FROM submissions WHERE application = '2026-0003'")
    faults = [str(fault) for fault in verify(used)]
    assert "is missing: an event names it." in faults[0]
    assert "Application 2026-0003 is missing, and its number was given." in faults


def test_a_wrong_row_of_the_list_is_named_and_can_be_made_right(used: Store) -> None:
    tamper(used, "UPDATE work_list SET state = 'approved' WHERE application = '2026-0001'")
    assert first(used) == ("Application 2026-0001 is not listed as it stands: state is denied, the list says approved.")
    with used.writing() as tx:
        casework.list_anew(tx)
    assert first(used) == "nothing"


@pytest.mark.parametrize("table", ["case_clocks", "case_steps"])
def test_a_figure_that_is_not_what_the_events_say_is_named_and_can_be_made_right(used: Store, table: str) -> None:
    tamper(used, f"DELETE FROM {table} WHERE application = '2026-0001'")  # noqa: S608 - names of ours
    assert first(used) == "Application 2026-0001 is not counted as it stands in the figures."
    with used.writing() as tx:
        casework.list_anew(tx)
    assert first(used) == "nothing"


def test_a_file_that_changed_or_went_is_named(used: Store) -> None:
    names = sorted(path.name for path in used.files.folder.rglob("*") if path.is_file())
    used.files.path(names[0]).write_bytes(b"other bytes")
    used.files.path(names[1]).unlink()
    assert [str(fault) for fault in verify(used)] == [
        f"The file {names[0]} is not what was received.",
        f"The file {names[1]} is missing.",
    ]


def audit(home: Path, url: str | None, words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("DATAREQUEST_HOME", str(home))
    monkeypatch.setenv("DATABASE_URL", url or "")
    return cli.main(["audit", *words])


def test_the_command_prints_the_end_of_the_chain_and_names_the_first_fault(
    used: Store, tmp_path: Path, url: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(tmp_path, url, ["head"], monkeypatch) == 0
    noted = capsys.readouterr().out.strip()
    assert noted == f"5:{head(used).hash}"
    assert audit(tmp_path, url, ["verify", "--head", noted], monkeypatch) == 0
    assert "Everything is as it was written down." in capsys.readouterr().out
    tamper(used, "UPDATE events SET name = 'X' WHERE seq = 3")
    assert audit(tmp_path, url, ["verify", "--json"], monkeypatch) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["head"] == noted
    assert told["faults"][0] == {
        "where": "Event 3 (submit, application 2026-0003)",
        "matter": "is not what was written down.",
    }

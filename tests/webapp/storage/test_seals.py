from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import exc, text

from tests.webapp.storage.acts import HOUR, NOW, record, whole_submission
from webapp.storage import naming, records, seals
from webapp.storage.audit import verify
from webapp.storage.seals import Sealed, new_code, shown, typed
from webapp.storage.store import Store

DAY = timedelta(days=1)


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_code()
    assert typed(code) == typed(shown(code)) == typed(f"  {shown(code).lower()} ") == code
    assert typed("Ol1i-0000-0000-0000") == "0111000000000000"
    for none in ("", "7K3M", "7K3M-9QXA-T20C-DW5U", "7K3M-9QXA-T20C-DW5é", "\0" * 16, "7K3M9QXAT20CDW5HX"):
        assert typed(none) is None


def test_no_two_codes_are_one() -> None:
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert set("".join(codes)) == set(seals.SIGNS)


def test_what_was_sealed_is_found_by_its_code_and_by_its_hash(store: Store) -> None:
    sealed = Sealed(new_code(), "a" * 64, "A security certification", "service", NOW)
    with store.writing() as tx:
        seals.keep(tx, sealed)
    with store.reading() as tx:
        assert seals.by_code(tx, sealed.code) == seals.by_hash(tx, "a" * 64) == sealed
        assert seals.by_code(tx, new_code()) is seals.by_hash(tx, "b" * 64) is None


def test_the_same_bytes_are_written_down_once(store: Store) -> None:
    first = Sealed(new_code(), "a" * 64, "A security certification", "service", NOW)
    with store.writing() as tx:
        assert seals.keep(tx, first) == first
        assert seals.keep(tx, Sealed(new_code(), "a" * 64, "The same once more", "service", NOW)) == first


@pytest.mark.parametrize("table", ["seals", "records"])
@pytest.mark.parametrize("act", ["UPDATE {table} SET sha256 = '{other}'", "DELETE FROM {table}"])
def test_what_was_sealed_stays_written_down(store: Store, table: str, act: str) -> None:
    record(store, whole_submission(store))
    with pytest.raises(exc.DatabaseError, match="never changed"), store.writing() as tx:
        tx.connection.execute(text(act.format(table=table, other="c" * 64)))


def test_a_submission_has_one_record_and_the_first_one_stays(store: Store) -> None:
    submitted = whole_submission(store)
    first = record(store, submitted)
    assert record(store, submitted, content=b"%PDF-1.7 made a second time", at=NOW + HOUR) == first
    with store.reading() as tx:
        assert records.of_submission(tx, submitted.id) == first
        assert tx.files.read(first.sha256) == b"%PDF-1.7 a record"
    assert list(verify(store)) == []


def test_submissions_without_a_record_are_told_the_oldest_first(store: Store) -> None:
    first, second = whole_submission(store), whole_submission(store)
    with store.reading() as tx:
        assert records.missing(tx, most=9) == ((first.application, 1), (second.application, 1))
    record(store, first)
    with store.reading() as tx:
        assert records.missing(tx, most=9) == ((second.application, 1),)
        assert records.of_submission(tx, second.id) is None


def test_a_record_is_never_swept(store: Store) -> None:
    kept = record(store, whole_submission(store), at=NOW)
    naming.sweep(store, at=NOW + 400 * DAY)
    assert store.files.holds(kept.sha256)

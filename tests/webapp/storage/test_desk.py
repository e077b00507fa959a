from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import exc, text

from tests.webapp.storage.acts import NOW, STAFF, whole_submission
from tests.webapp.storage.test_audit import tamper
from webapp.storage import absences, conflicts, desk, filters, messages, notes
from webapp.storage.assignments import NOBODY, Owner, assign, assignments_of, owner_of
from webapp.storage.audit import verify
from webapp.storage.desk import Kind
from webapp.storage.messages import To
from webapp.storage.store import Store
from webapp.storage.troubles import StorageError

KIM, LEE = Owner("kim@agency.example", "Kim Example"), Owner("lee@agency.example", "Lee Sample")
DAY = date(2026, 11, 25)


def test_a_row_says_who_and_when_and_is_found_by_what_it_is_about(store: Store) -> None:
    with store.writing() as tx:
        row = desk.write(
            tx, Kind.NOTE, {"words": "seen"}, by=STAFF, at=NOW, application="2026-0001", person=" Kim@X.example"
        )
        desk.write(tx, Kind.NOTE, {"words": "other"}, by=STAFF, at=NOW, application="2026-0002")
    assert (row.seq, row.person, row.by, row.at) == (1, "kim@x.example", STAFF, NOW)
    with store.reading() as tx:
        assert desk.of_application(tx, "2026-0001", Kind.NOTE) == (row,)
        assert desk.of_person(tx, Kind.NOTE, "KIM@x.example") == (row,)
        assert [each.seq for each in desk.of_kind(tx, Kind.NOTE)] == [1, 2]
        assert desk.head(tx).seq == 2


@pytest.mark.parametrize("statement", ["UPDATE desk SET facts = '{}'", "DELETE FROM desk"])
def test_no_row_is_ever_changed_or_deleted(store: Store, statement: str) -> None:
    with store.writing() as tx:
        notes.write(tx, "2026-0001", "seen", name="M. Example", by=STAFF, at=NOW)
    with pytest.raises((exc.DBAPIError, StorageError)), store.writing() as tx:
        tx.connection.execute(text(statement))


def test_a_row_that_was_tampered_with_is_named(sqlite_store: Store) -> None:
    number = whole_submission(sqlite_store).application
    with sqlite_store.writing() as tx:
        for words in ("one", "two", "three"):
            notes.write(tx, number, words, name="M. Example", by=STAFF, at=NOW)
    assert list(verify(sqlite_store)) == []
    tamper(sqlite_store, 'UPDATE desk SET facts = \'{"words": "other"}\' WHERE seq = 2')
    assert [str(fault) for fault in verify(sqlite_store)] == ["In “desk”, line 2 is not what was written down."]
    tamper(sqlite_store, "DELETE FROM desk WHERE seq = 2")
    assert str(next(verify(sqlite_store))).startswith("In “desk”, line 2 is missing")


def test_the_last_assignment_holds_and_those_before_are_kept(store: Store) -> None:
    with store.writing() as tx:
        assert owner_of(tx, "2026-0001") == NOBODY
        assign(tx, "2026-0001", Owner("Kim@Agency.example", "Kim Example"), note="", by=STAFF, at=NOW)
        assign(tx, "2026-0001", LEE, note="Kim has left.", by=STAFF, at=NOW)
        assert owner_of(tx, "2026-0001") == LEE
        assert [one.owner for one in assignments_of(tx, "2026-0001")] == [KIM, LEE]


def test_an_absence_holds_on_its_days_until_another_is_told(store: Store) -> None:
    with store.writing() as tx:
        absences.tell(tx, KIM, begins_on=DAY, ends_on=DAY + timedelta(2), stand_in=LEE, by=STAFF, at=NOW)
        assert [one.person for one in absences.away(tx, on=DAY + timedelta(2))] == [KIM]
        assert absences.away(tx, on=DAY + timedelta(3)) == absences.away(tx, on=DAY - timedelta(1)) == ()
        absences.tell(tx, KIM, begins_on=DAY + timedelta(9), ends_on=DAY + timedelta(9), stand_in=LEE, by=STAFF, at=NOW)
        assert absences.away(tx, on=DAY) == ()
        absence = absences.absence_of(tx, "KIM@agency.example")
        assert absence is not None
        assert (absence.begins_on, absence.stand_in) == (DAY + timedelta(9), LEE)
        absences.take_back(tx, KIM, by=STAFF, at=NOW)
        assert absences.absence_of(tx, KIM.address) is None


def test_a_filter_is_replaced_by_one_of_its_name_and_taken_away_by_an_empty_one(store: Store) -> None:
    with store.writing() as tx:
        for name, query in (("mine", {"owner": "me"}), ("late", {"due": "overdue"}), ("mine", {"owner": "nobody"})):
            filters.keep(tx, name, query, by=KIM.address, at=NOW)
        assert filters.filters_of(tx, KIM.address) == {"mine": {"owner": "nobody"}, "late": {"due": "overdue"}}
        filters.keep(tx, "late", {}, by=KIM.address, at=NOW)
        assert list(filters.filters_of(tx, KIM.address)) == ["mine"]
        assert filters.filters_of(tx, LEE.address) == {}


def test_an_interest_is_declared_and_taken_back_by_person(store: Store) -> None:
    with store.writing() as tx:
        conflicts.declare(tx, "2026-0001", KIM.address, "My sister works there.", by=KIM.address, at=NOW)
        conflicts.declare(tx, "2026-0001", LEE.address, "I taught there.", by=LEE.address, at=NOW)
        conflicts.declare(tx, "2026-0001", KIM.address, "", by=KIM.address, at=NOW)
        assert [one.person for one in conflicts.conflicts_of(tx, "2026-0001")] == [LEE.address]
        assert conflicts.conflicts_of(tx, "2026-0002") == ()


def test_messages_come_in_their_order_with_who_wrote_them(store: Store) -> None:
    with store.writing() as tx:
        one = messages.send(
            tx, "2026-0001", "Please.", to=To.RESEARCHER, subject="CV", name="Kim Example", by=KIM.address, at=NOW
        )
        messages.send(
            tx, "2026-0001", "Here.", to=To.RESEARCH_SERVICES, subject="CV", name="Rosa", by="r@x.example", at=NOW
        )
        found = messages.messages_of(tx, "2026-0001")
        assert messages.waits(tx, "2026-0001")
        assert not messages.waits(tx, "2026-0002")
    assert found[0] == one
    assert [(each.to, each.words) for each in found] == [("researcher", "Please."), ("research_services", "Here.")]

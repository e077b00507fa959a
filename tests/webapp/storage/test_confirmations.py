from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tests.webapp.storage.acts import NOW, ROSA, begin
from webapp.storage import confirmations, drafts
from webapp.storage.confirmations import Confirmation
from webapp.storage.migrating import editions, migrate
from webapp.storage.store import Store
from webapp.storage.tables import confirmations as table

CONFIRMED = Confirmation("project_title", ("Orders",), "field", 1.0, "", None, ("Orders",))
CORRECTED = Confirmation("requested_on", ("13/40/2026",), "scan", 0.61, "It is no date.", ("1",), ("11/20/2026",))
LEFT_OUT = Confirmation("data_levels", ("identified",), "printed", 0.9, "", None, None)


def draft_of(store: Store) -> str:
    with store.writing() as tx:
        return begin(tx).id


def test_both_values_stay_with_who_gave_them_and_when(store: Store) -> None:
    draft = draft_of(store)
    with store.writing() as tx:
        confirmations.write(tx, draft, "form.pdf", [CORRECTED, CONFIRMED, LEFT_OUT], by=ROSA, at=NOW)
    with store.reading() as tx:
        (act,) = confirmations.of_draft(tx, draft)
    assert (act.file, act.by, act.at) == ("form.pdf", ROSA, NOW)
    assert act.confirmations == (CORRECTED, CONFIRMED, LEFT_OUT)
    assert [one.is_corrected for one in act.confirmations] == [True, False, False]


def test_what_was_confirmed_last_comes_first(store: Store) -> None:
    draft, other = draft_of(store), draft_of(store)
    with store.writing() as tx:
        confirmations.write(tx, draft, "first.pdf", [CONFIRMED], by=ROSA, at=NOW)
        confirmations.write(tx, draft, "second.pdf", [CONFIRMED], by=ROSA, at=NOW + timedelta(hours=1))
        confirmations.write(tx, other, "other.pdf", [CONFIRMED], by=ROSA, at=NOW)
    with store.reading() as tx:
        assert [act.file for act in confirmations.of_draft(tx, draft)] == ["second.pdf", "first.pdf"]


def test_they_go_with_their_draft(store: Store) -> None:
    draft = draft_of(store)
    with store.writing() as tx:
        confirmations.write(tx, draft, "form.pdf", [CONFIRMED], by=ROSA, at=NOW)
        drafts.discard(tx, draft)
        assert tx.connection.execute(select(table)).all() == []


def test_its_edition_goes_back_and_forward_with_data_in_it(store: Store) -> None:
    draft = draft_of(store)
    with store.writing() as tx:
        confirmations.write(tx, draft, "form.pdf", [CORRECTED], by=ROSA, at=NOW)
    before = editions()[editions().index("e0011") - 1]
    migrate(store, to=before, backward=True)
    migrate(store)
    with store.writing() as tx:
        assert confirmations.of_draft(tx, draft) == ()
        confirmations.write(tx, draft, "form.pdf", [CORRECTED], by=ROSA, at=NOW)
        (act,) = confirmations.of_draft(tx, draft)
    assert act.confirmations == (CORRECTED,)

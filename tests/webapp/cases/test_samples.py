from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from procedure.states import State
from tests.webapp.serving import served
from webapp.cases.invented import play
from webapp.storage.audit import verify
from webapp.storage.listing import Wanted, listed
from webapp.storage.store import DATABASE, Store, open_store


@pytest.mark.parametrize("on", [date(2026, 11, 25), date(2028, 2, 29), date(2027, 1, 1)])
def test_the_cases_of_a_demonstration_can_be_played_on_any_day(store: Store, on: date) -> None:
    many = play(store, on=on)
    with store.reading() as tx:
        rows = listed(tx, Wanted())
    assert len(rows) == many
    assert {
        State.UNDER_REVIEW,
        State.COMPLETION_ASKED,
        State.DENIED,
        State.APPROVED,
        State.WITHDRAWN,
        State.COMPLETED,
    } == {row.state for row in rows}
    assert {row.owner_name for row in rows} == {"", "Noor Example", "Casey Sample"}
    assert sum(row.due_on is not None for row in rows) >= 5
    assert list(verify(store)) == []


def numbers(home: Path) -> int:
    store = open_store(home)
    with store.reading() as tx:
        found = len(listed(tx, Wanted()))
    store.close()
    return found


@pytest.mark.slow
def test_a_demonstration_that_has_nothing_gets_its_cases_once(tmp_path: Path) -> None:
    for _ in range(2):
        with served(tmp_path, "--port", "0", DATAREQUEST_DEMO="1"):
            assert numbers(tmp_path) == 10


@pytest.mark.slow
def test_a_service_with_an_address_invents_nobody(tmp_path: Path) -> None:
    with served(
        tmp_path, "--port", "0", DATAREQUEST_DEMO="1", DATAREQUEST_ADDRESS="https://requests.example.gov"
    ) as one:
        assert one.address
        assert not (tmp_path / DATABASE).exists()

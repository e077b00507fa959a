from __future__ import annotations

from datetime import date

import pytest

from procedure.states import State
from webapp.samples.cases import play
from webapp.storage.audit import verify
from webapp.storage.listing import Wanted, listed
from webapp.storage.store import Store


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

from __future__ import annotations

from datetime import timedelta

from tests.webapp.cases.conftest import store  # noqa: F401 - a fixture
from tests.webapp.cases.played import REASONS, TERMS, TODAY, arrived, do, received, view
from webapp.researcher.offered import EXPLAINED, find, of_researcher, offered
from webapp.storage.store import Store


def test_every_act_of_the_researcher_is_explained_and_no_other() -> None:
    assert frozenset(EXPLAINED) == of_researcher()


def test_after_a_denial_the_appeal_stands_on_top_with_its_last_day(store: Store) -> None:  # noqa: F811
    number = received(store, on=TODAY - timedelta(10))
    do(store, number, "deny", on=TODAY - timedelta(3))
    do(store, number, "give_notice", {"how": "mail", **REASONS}, about=2, on=TODAY - timedelta(2))
    acts = offered(view(store, number))
    assert (acts[0].act, acts[0].about) == ("file_appeal", 2)
    assert acts[0].clock is not None
    assert acts[0].clock.due == TODAY + timedelta(8)
    assert "withdraw" not in [one.act for one in acts]


def test_before_a_decision_there_is_nothing_to_appeal(store: Store) -> None:  # noqa: F811
    number = received(store)
    acts = {one.act for one in offered(view(store, number))}
    assert "withdraw" in acts
    assert "request_support" in acts
    assert "file_appeal" not in acts
    assert find(view(store, number), "file_appeal", 1) is None


def test_a_renewal_shows_the_day_before_the_expiration_date(store: Store) -> None:  # noqa: F811
    number = received(store)
    do(store, number, "approve", {**TERMS, "reason": "Seen on paper."})
    found = find(view(store, number), "request_renewal", None)
    assert found is not None
    assert found.clock is not None
    assert found.clock.due == TERMS["expires_on"] - timedelta(1)


def test_what_was_done_is_offered_no_more(store: Store) -> None:  # noqa: F811
    number = received(store)
    arrived(store, number, "withdraw")
    assert "withdraw" not in {one.act for one in offered(view(store, number))}

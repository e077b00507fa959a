"""Filters of the work list that people keep for themselves, by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from webapp.storage import desk
from webapp.storage.desk import Kind
from webapp.storage.store import Transaction


def keep(tx: Transaction, name: str, query: Mapping[str, str], *, by: str, at: datetime) -> None:
    """Keep a filter; one of that name is replaced, and one without anything in it is taken away."""
    desk.write(tx, Kind.FILTER, {"name": name, "query": dict(query)}, by=by, at=at, person=by)


def filters_of(tx: Transaction, person: str) -> Mapping[str, Mapping[str, str]]:
    """The filters of a person, by name, in the order they were first kept."""
    kept = {row.facts["name"]: row.facts["query"] for row in desk.of_person(tx, Kind.FILTER, person)}
    return {name: query for name, query in kept.items() if query}

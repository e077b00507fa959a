"""Cases that are played through the real acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from procedure.events import Event, Role
from tests.applications import RIGHT
from webapp.cases import acting, case
from webapp.cases.case import CaseView
from webapp.cases.registering import said_in
from webapp.judging import judged
from webapp.storage import receiving
from webapp.storage.history import Entry
from webapp.storage.store import Store

NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
ANALYST, CHIEF, OFFICER = "m.example@agency.example", "c.chief@agency.example", "o.officer@agency.example"
RESEARCHER = "Alexandra Reyes"
REASONS = {"reasons": ["966(d): the affiliation letter is not on official letterhead."]}
TERMS: Mapping[str, Any] = {
    "data_levels": ["de_identified"],
    "purposes": ["Research"],
    "persons": [RESEARCHER],
    "timeframe_from": date(2026, 12, 1),
    "timeframe_to": date(2027, 11, 30),
    "conditions": [],
    "expires_on": date(2027, 11, 30),
}


def received(
    store: Store, answers: Mapping[str, Any] = RIGHT, on: date = TODAY, at: datetime = NOW, **facts: Any
) -> str:
    """An application that came on paper; its number."""
    stated = {
        "bona_fide_researcher": RESEARCHER,
        "research_institution": "Sampleton University",
        "data_levels": said_in(answers)["data_levels"] or ["identified"],
        "team_members": said_in(answers)["team_members"],
        **facts,
    }
    event = Event(0, "submit", Role.BONA_FIDE_RESEARCHER, on, stated, name=RESEARCHER, registered=True)
    with store.writing() as tx:
        return receiving.register(tx, answers, event, judged=judged([]), by=ANALYST, at=at).application


def view(store: Store, number: str, on: date = TODAY) -> CaseView:
    with store.reading() as tx:
        return case.read(tx, number, on=on)


def do(
    store: Store, number: str, act: str, facts: Mapping[str, Any] | None = None, *,
    role: Role = Role.RESEARCH_SERVICES, seen: int | None = None, by: str = ANALYST, at: datetime = NOW, **more: Any,
) -> Entry:  # fmt: skip
    """An act of somebody who has just looked at the case."""
    with store.writing() as tx:
        if seen is None:
            seen = case.read(tx, number, on=TODAY).seen
        return acting.perform(tx, number, act, role, facts or {}, seen=seen, by=by, at=at, **more)


def arrived(store: Store, number: str, act: str, facts: Mapping[str, Any] | None = None, **more: Any) -> Entry:
    """Something of the researcher that arrived on paper."""
    return do(store, number, act, facts, role=Role.BONA_FIDE_RESEARCHER, registered=True, name=RESEARCHER, **more)


def days(number: int) -> timedelta:
    return timedelta(days=number)

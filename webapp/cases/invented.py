"""Cases of invented people, played through the real acts, for a demonstration that has nothing yet."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from procedure.events import OUTSIDE, Role
from procedure.facts import DAY, FACTS
from webapp.cases import acting, case, registering
from webapp.cases.assigning import give
from webapp.cases.registering import Arrived, said_in
from webapp.clock import PACIFIC
from webapp.samples import SAMPLES
from webapp.staff.invented import PEOPLE, address_of
from webapp.staff.policy import StaffRole
from webapp.storage import notes
from webapp.storage.assignments import Owner
from webapp.storage.listing import Wanted, listed
from webapp.storage.store import Store, Transaction

OWN = {"act", "by", "on", "about"}
MORNING = time(10)


def play_where_nothing_is(store: Store, *, on: date) -> int:
    """Play every case, unless there is one already; returns how many were played."""
    with store.reading() as tx:
        if listed(tx, Wanted(), most=1):
            return 0
    return play(store, on=on)


def play(store: Store, *, on: date) -> int:
    """Play every case up to a day; returns how many there are."""
    told = tomllib.loads(files("webapp.cases").joinpath("invented.toml").read_text(encoding="utf-8"))["case"]
    for one in told:
        with store.writing() as tx:
            _play(tx, one, on)
    return len(told)


def _play(tx: Transaction, one: Mapping[str, Any], on: date) -> None:
    number = _received(tx, one, on + timedelta(one.get("received", -3)))
    for event in one.get("event", ()):
        _do(tx, number, event, on)
    by = _somebody(StaffRole.RESEARCH_SERVICES)
    if "owner" in one:
        give(tx, [number], _somebody(StaffRole(one["owner"])), note="", by=by.address, at=_at(on))
    if "note" in one:
        notes.write(tx, number, one["note"], name=by.name, by=by.address, at=_at(on))


def _received(tx: Transaction, one: Mapping[str, Any], on: date) -> str:
    """The application, registered as it came by mail."""
    answers = _answers(one, on)
    said = said_in(answers)
    arrived = Arrived(answers, None, on, None, **{**said, "application": ""})
    return registering.register(tx, arrived, by=_somebody(StaffRole.RESEARCH_SERVICES).address, at=_at(on)).application


def _answers(one: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The complete sample in another name, with what is to be missing taken out."""
    answers = deepcopy(SAMPLES["complete"].application())
    answers["bona_fide_researcher"]["name"] = one["researcher"]
    answers["research_institution"]["name"] = one["institution"]
    answers |= {"project_title": one["title"], "requested_on": on.isoformat()}
    for signature in ("application_signature", "restrictions_signature"):
        answers[signature] |= {"name": one["researcher"], "signed_on": on.isoformat()}
    for name in one.get("without", ()):
        *steps, last = name.split(".")
        place: Any = answers
        for step in steps:
            place = place[int(step)] if isinstance(place, list) else place[step]
        del place[last]
    return answers


def _do(tx: Transaction, number: str, told: Mapping[str, Any], on: date) -> None:
    role, day = Role(told.get("by", Role.RESEARCH_SERVICES)), on + timedelta(told["on"])
    arrived = role in OUTSIDE
    by = _somebody(StaffRole.RESEARCH_SERVICES if arrived else StaffRole(role.value))
    view = case.read(tx, number, on=day)
    facts = dict(_facts(told, on))
    if told["act"] == "approve":
        facts["reason"] = "An invented decision."
    acting.perform(
        tx, number, told["act"], role, facts, seen=view.seen, by=by.address, at=_at(day), on=day,
        about=told.get("about"), name=view.events[0].name if arrived else by.name, registered=arrived,
    )  # fmt: skip


def _facts(told: Mapping[str, Any], on: date) -> Iterator[tuple[str, Any]]:
    """What an act states; a number that stands for a day is counted from today."""
    for name, value in told.items():
        if name not in OWN:
            yield name, on + timedelta(value) if FACTS[name][0] is DAY else value


def _somebody(role: StaffRole) -> Owner:
    return Owner(address_of(role), PEOPLE[role])


def _at(on: date) -> datetime:
    return datetime.combine(on, MORNING, PACIFIC)

"""Who does something, and what was done: a history is a row of events, and nothing in it is ever changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """Who may act, in the regulation's words."""

    BONA_FIDE_RESEARCHER = "bona_fide_researcher"
    RESEARCH_INSTITUTION = "research_institution"
    TEAM_MEMBER = "team_member"
    RESEARCH_SERVICES = "research_services"
    CHIEF = "chief"
    APPEAL_OFFICER = "appeal_officer"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        """The role as a sentence names it."""
        return _ROLES[self]


_ROLES = {
    Role.BONA_FIDE_RESEARCHER: "the Bona Fide Researcher",
    Role.RESEARCH_INSTITUTION: "the research institution",
    Role.TEAM_MEMBER: "a Team Member",
    Role.RESEARCH_SERVICES: "Research Services",
    Role.CHIEF: "the Chief of the CJIS Division",
    Role.APPEAL_OFFICER: "the appeal officer",
    Role.ADMINISTRATOR: "an administrator",
}

OUTSIDE = frozenset({Role.BONA_FIDE_RESEARCHER, Role.RESEARCH_INSTITUTION, Role.TEAM_MEMBER})
"""Those whose papers may arrive by mail or e-mail and are then registered by Research Services."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act of one person on one day. `on` is the day it happened or arrived, not the day it was typed in."""

    number: int
    """Its place in the history, from 1; other events name it by this number."""
    act: str
    by: Role
    on: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    about: int | None = None
    """The number of the event that this one answers, tells, appeals or corrects."""
    name: str = ""
    """The person, where it matters which."""
    at: datetime | None = None
    """The instant with its offset, in Pacific time, where the hour matters; its day is `on`."""
    registered: bool = False
    """Whether Research Services entered it for somebody whose paper arrived, as it is."""


History = Sequence[Event]


def effective(history: History) -> tuple[Event, ...]:
    """The events that stand after every correction; the corrections themselves are left out.

    A correction takes away the event it names or, where it says what holds `instead`, puts that in its place. A
    correction that is itself corrected has no effect.
    """
    return tuple(_corrected(history, _standing(_corrections(history))))


def stands(history: History, number: int) -> bool:
    """Whether the event of that number holds: it is there, and no correction has taken it away."""
    undone = {about for about, each in _standing(_corrections(history)).items() if _takes_away(each)}
    return number not in undone and any(event.number == number for event in history)


def _corrections(history: History) -> dict[int, Event]:
    return {event.number: event for event in history if event.act == "correct"}


def _takes_away(corrections: Sequence[Event]) -> bool:
    return any("instead" not in correction.facts for correction in corrections)


def _standing(corrections: Mapping[int, Event]) -> dict[int | None, list[Event]]:
    """The corrections that hold, by the event they correct; a later one is looked at before those it may undo."""
    undone: set[int | None] = set()
    standing: dict[int | None, list[Event]] = {}
    for number in sorted(corrections, reverse=True):
        if number not in undone:
            correction = corrections[number]
            standing.setdefault(correction.about, []).insert(0, correction)
            if correction.about in corrections:
                undone.add(correction.about)
    return standing


def _corrected(history: History, standing: Mapping[int | None, Sequence[Event]]) -> Iterator[Event]:
    for event in history:
        corrections = standing.get(event.number, ())
        if event.act == "correct" or _takes_away(corrections):
            continue
        facts = {"on": event.on, **event.facts}
        for correction in corrections:
            facts |= correction.facts["instead"]
        yield replace(event, on=facts.pop("on"), facts=facts) if corrections else event

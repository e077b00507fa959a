"""What the page of an act asks, and the event that is meant by what was typed in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from forms.limits import ANSWER
from procedure.events import Event, Role
from webapp.cases.buttons import Button
from webapp.cases.case import CaseView
from webapp.cases.correcting import correction_fields, correction_of
from webapp.cases.entering import Entered, Field, Posted, facts_of, fields
from webapp.cases.proposals import proposed
from webapp.cases.told import in_words, label_of
from webapp.cases.typed import as_typed, demand_sound, read_day, read_moment
from webapp.staff.signed_in import staff

OWN = frozenset({"csrf_token", "do", "seen"})
"""Fields of a page that say nothing about the act."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed: the event that is meant, and what is the matter with each field."""

    event: Event
    seen: int
    despite: str
    posted: Posted | None
    """What the browser sent; None for a page that was only opened."""
    wrong: Mapping[str, str]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a page carries on to the next one."""
        sent = self.posted or {}
        return [(name, text) for name, texts in sent.items() if name not in OWN for text in texts]

    def typed(self, name: str, otherwise: str = "") -> str:
        """What stands in a field."""
        return (self.posted.get(name) or [otherwise])[0] if self.posted is not None else otherwise


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions of one act on one case."""

    view: CaseView
    button: Button
    arrived: bool

    def empty(self) -> Said:
        """The act before anything was typed."""
        return Said(self.event({}, self.view.on), self.view.seen, "", None, {})

    def fields(self, said: Said) -> Sequence[Field]:
        """The fields of its facts, with what was typed or what is proposed."""
        act, about = self.button.act, self.button.about
        own = fields(act, said.posted, said.wrong, proposed=proposed(self.view, act, about))
        corrected = self._corrected()
        return (*own, *correction_fields(corrected, said.posted, said.wrong)) if corrected else own

    def read(self, posted: Posted) -> Entered:
        """The facts that were typed."""
        corrected = self._corrected()
        return correction_of(corrected, posted) if corrected else facts_of(self.button.act, posted)

    def told(self, event: Event) -> list[tuple[str, str]]:
        """What the event states, in words."""
        return [(label_of(name), in_words(name, value)) for name, value in event.facts.items() if name != "open_errors"]

    def event(
        self, facts: Mapping[str, Any], on: date, role: Role | None = None, name: str = "", at: datetime | None = None
    ) -> Event:
        """The event that is meant; of who is here, or of whose paper arrived."""
        by = role or self.button.roles[0]
        who = name if self.arrived else staff().name
        return Event(0, self.button.act, by, on, facts, self.button.about, who, at, self.arrived)

    def _corrected(self) -> Event | None:
        return self.view.case.event(self.button.about) if self.button.act == "correct" else None


def said_of(asking: Asking, form: MultiDict[str, str]) -> Said:
    """The event that is meant by what was posted."""
    posted = form.to_dict(flat=False)
    entered = asking.read(posted)
    wrong = dict(entered.wrong)
    on = _day(posted, asking.view.on, wrong)
    at = _moment(posted, on, wrong)
    role = next((role for role in asking.button.roles if role == _one(posted, "role")), None)
    texts = {name: _text(posted, name, called, wrong) for name, called in (("name", "Name"), ("despite", "Reason"))}
    event = asking.event(entered.facts, on, role, texts["name"], at)
    return Said(event, seen_in(form), texts["despite"], posted, wrong)


def seen_in(form: MultiDict[str, str]) -> int:
    """How many events the person saw who acts, as the page carried it; 0 for what is no number."""
    seen = form.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0


def _day(posted: Posted, otherwise: date, wrong: dict[str, str]) -> date:
    try:
        return read_day(_one(posted, "on"), "Day")
    except ValueError as error:
        wrong["on"] = str(error)
        return otherwise


def _moment(posted: Posted, on: date, wrong: dict[str, str]) -> datetime | None:
    """The hour, where one was typed."""
    hour = _one(posted, "hour")
    if not hour:
        return None
    try:
        return read_moment(f"{as_typed(on)[0]} {hour}", "Hour")
    except ValueError:
        wrong["hour"] = f"Hour: “{hour[:20]}” is not an hour. Write it like 16:30."
        return None


def _text(posted: Posted, name: str, called: str, wrong: dict[str, str]) -> str:
    text = _one(posted, name)
    try:
        demand_sound(text, called, most=ANSWER.most)
    except ValueError as error:
        wrong[name] = str(error)
    return text


def _one(posted: Posted, name: str) -> str:
    return (posted.get(name) or [""])[0].strip()

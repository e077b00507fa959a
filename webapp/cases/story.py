"""The history of a case in words: every event with what it stated, a corrected one with what holds instead."""

from __future__ import annotations

from dataclasses import dataclass

from procedure.acts import ACTS
from procedure.events import stands
from webapp.cases.buttons import event_words
from webapp.cases.case import CaseView
from webapp.cases.told import in_words, label_of
from webapp.storage.history import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """One event of the history."""

    entry: Entry
    words: str
    by: str
    """Who acted, by name where it is known."""
    facts: tuple[tuple[str, str], ...]
    """What it states, each by its name and in words."""
    about: str
    """What it answers, decides or corrects."""
    corrected_by: tuple[int, ...]
    """The numbers of the corrections of it that stand."""
    is_void: bool
    """Whether a correction took it away."""
    despite: str
    """Why somebody went on although a caution stood against it."""


def story(view: CaseView) -> tuple[Step, ...]:
    """Every event, the newest first."""
    return tuple(_step(view, entry) for entry in reversed(view.entries))


def _step(view: CaseView, entry: Entry) -> Step:
    event = entry.event
    return Step(
        entry=entry,
        words=ACTS[event.act].words,
        by=event.name or event.by.words,
        facts=tuple(
            (label_of(name), in_words(name, value))
            for name, value in event.facts.items()
            if value or name != "open_errors"
        ),
        about=_about(view, event.about),
        corrected_by=tuple(
            each.number
            for each in view.events
            if each.act == "correct" and each.about == event.number and stands(view.events, each.number)
        ),
        is_void=not stands(view.events, event.number),
        despite=str(entry.kept.get("despite", "")),
    )


def _about(view: CaseView, number: int | None) -> str:
    """The event that another is about; one that a correction took away is named too."""
    if number is None:
        return ""
    return event_words(view, number) or f"{ACTS[view.entry(number).event.act].words} (event {number})"

"""The persons of a case: who the researcher is, who is on the team, who left, and whose background check was passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from procedure.case import Case
from procedure.events import Event
from validator.names import same_person


@dataclass(frozen=True, slots=True)
class Person:
    """One person with the days of coming and leaving; who leaves is kept."""

    name: str
    researcher: bool
    since: date
    until: date | None = None
    background_check: bool | None = None
    """Passed, failed, or None while none is recorded."""


Persons = tuple[Person, ...]


def persons_of(case: Case) -> Persons:
    """Everybody who is or was in the case, in the order of coming."""
    return reduce(_after, case.events, ())


def researcher_of(case: Case) -> Person:
    """The Bona Fide Researcher now; every submitted application has one."""
    return next(person for person in persons_of(case) if person.researcher and person.until is None)


def named_now(case: Case, name: str) -> Person | None:
    """The person of that name who is in the case now."""
    return _present(persons_of(case), name)


def left(case: Case, name: str) -> Person | None:
    """The person of that name who was in the case and is not any more."""
    persons = persons_of(case)
    if _present(persons, name):
        return None
    return next((person for person in persons if same_person(person.name, name)), None)


def _after(persons: Persons, event: Event) -> Persons:
    """The persons after one more event."""
    facts = event.facts
    match event.act:
        case "submit" | "resubmit" if event.about is None:  # what a modified request names waits for its approval
            if "bona_fide_researcher" in facts:
                persons = _come(persons, [facts["bona_fide_researcher"]], event.on, researcher=True)
            if "team_members" in facts:
                persons = _come(_only(persons, facts["team_members"], event.on), facts["team_members"], event.on)
        case "approve":
            persons = _come(persons, facts["persons"], event.on)
        case "add_person":
            persons = _come(persons, [facts["person"]], event.on)
        case "remove_person":
            persons = _leave(
                persons, [person for person in persons if same_person(person.name, facts["person"])], event.on
            )
        case "replace_researcher":
            persons = _come(persons, [facts["person"]], event.on, researcher=True)
        case "record_background_check":
            persons = _checked(persons, facts["person"], passed=facts["passed"])
    return persons


def _present(persons: Persons, name: str) -> Person | None:
    return next((person for person in persons if person.until is None and same_person(person.name, name)), None)


def _come(persons: Persons, names: Iterable[str], on: date, *, researcher: bool = False) -> Persons:
    """Add who is not there yet; a new researcher ends the time of the one before, and may have been a Team Member."""
    for name in names:
        present = _present(persons, name)
        if researcher and not (present and present.researcher):
            before = [person for person in persons if person.researcher or person is present]
            persons = (*_leave(persons, before, on), Person(name, researcher=True, since=on))
        elif not present:
            persons = (*persons, Person(name, researcher=False, since=on))
    return persons


def _only(persons: Persons, names: Iterable[str], on: date) -> Persons:
    """End the time of every Team Member whom a resubmitted application names no more."""
    kept = tuple(names)
    gone = [person for person in persons if not (person.researcher or any(same_person(person.name, n) for n in kept))]
    return _leave(persons, gone, on)


def _leave(persons: Persons, gone: Sequence[Person], on: date) -> Persons:
    """End the time of these; who left before keeps the day."""
    return tuple(replace(person, until=on) if person in gone and person.until is None else person for person in persons)


def _checked(persons: Persons, name: str, *, passed: bool) -> Persons:
    checked = _present(persons, name)
    return tuple(replace(person, background_check=passed) if person is checked else person for person in persons)

"""The persons of a case as one table: role, place, training, background check, access, and what lapses when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from procedure.persons import Person
from validator.answers import answer
from validator.dates import months_before, read_date
from validator.names import same_person
from validator.policy import POLICY
from webapp.cases.case import CaseView
from webapp.storage.attachments import Attachment

TRAINING = "training"


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person, with what is known of them."""

    person: Person
    part: str
    """What they are to the project."""
    location: str
    """Where they access the data."""
    trained_on: date | None
    lapses_on: date | None
    """When the training certificate is so old that staff are asked."""
    certificates: tuple[Attachment, ...]
    checked_on: date | None
    """When the background check was recorded; `person.background_check` says how it went."""
    verified_on: date | None
    """When the researcher verified it; none is asked of the researcher."""
    access: tuple[tuple[str, date], ...]
    """The levels of data that they were given access to, and since when."""


def persons_shown(view: CaseView) -> tuple[PersonShown, ...]:
    """Everybody who is or was in the case, those who are in it now first."""
    persons = sorted(view.persons, key=lambda person: person.until is not None)
    return tuple(_shown(view, person) for person in persons)


def _shown(view: CaseView, person: Person) -> PersonShown:
    said, certificate = _said(view, person)
    trained_on = read_date(str(certificate.get("completed_on", "")))
    return PersonShown(
        person=person,
        part=_part(person, said),
        location=str(said.get("access_location") or ""),
        trained_on=trained_on,
        lapses_on=months_before(trained_on, -12 * POLICY.training_valid_years) if trained_on else None,
        certificates=tuple(
            one for one in view.attachments if one.slot == TRAINING and same_person(one.person, person.name)
        ),
        checked_on=_last(view, "record_background_check", person, "person"),
        verified_on=_last(view, "verify_background_checks", person, "persons"),
        access=tuple(
            (event.facts["data_level"], event.on)
            for event in view.case.acts("give_access")
            if same_person(event.facts["person"], person.name)
        ),
    )


def _said(view: CaseView, person: Person) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What the last round says of a person, and of their certificate; nothing where it doesn't name them."""
    answers = view.last.answers
    named = answer(answers, "bona_fide_researcher.name")
    if isinstance(named, str) and same_person(named, person.name):
        return {}, _table(answers.get("training_certificate"))
    rows = answers.get("team_members")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and same_person(str(row.get("name", "")), person.name):
            return row, _table(row.get("training_certificate"))
    return {}, {}


def _part(person: Person, said: Mapping[str, Any]) -> str:
    if person.researcher:
        return "Bona Fide Researcher"
    parts = [words for name, words in (("data_analysis_team", "data analysis"), ("it_team", "IT")) if said.get(name)]
    return "Team Member" + (f": {' and '.join(parts)}" if parts else "")


def _last(view: CaseView, act: str, person: Person, fact: str) -> date | None:
    """The day of the last act that names a person."""
    for event in reversed(view.case.acts(act)):
        said = event.facts[fact]
        names = [said] if isinstance(said, str) else said
        if any(same_person(name, person.name, initials=False) for name in names):
            return event.on
    return None


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}

"""What must be so before Identified data are released: 966(f)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from validator.checks.case import IDENTIFIED, Case, Told
from validator.dates import read_date
from validator.names import same_person


def level_unknown_at_release(case: Case) -> Iterator[Told]:
    """Without the level of the data nobody can tell whether background checks are needed."""
    if not case.chosen("data_levels"):
        yield Told(
            "data_levels",
            "{label}: it is not known whether Identified data are asked for, so background checks cannot be ruled out.",
            "Establish the level of the data before any are released.",
        )


def background_check_missing(case: Case) -> Iterator[Told]:
    """For Identified data the researcher and every Team Member have passed a background check."""
    if IDENTIFIED not in case.chosen("data_levels"):
        return
    for person in case.people():
        checks = [e for e in case.record if e.kind == "background_check" and _is(e.person, person.name)]
        # Of two on one day, the one that was written down later.
        latest = max(reversed(checks), key=lambda entry: read_date(entry.on) or date.min, default=None)
        if latest is None or not latest.passed:
            state = "is not recorded" if latest is None else "was not passed"
            yield Told(
                f"{person.place}.name",
                f"The background check of {person.called} {state}.",
                f"Release no Identified data, and give no access, before {person.called} has completed and passed it.",
                f"Background check of {person.called}",
            )


def background_check_unverified(case: Case) -> Iterator[Told]:
    """The researcher verifies for each Team Member that the background check was passed before access."""
    if IDENTIFIED not in case.chosen("data_levels"):
        return
    for person in case.members():
        if not any(e.kind == "background_check_verified" and _is(e.person, person.name) for e in case.record):
            yield Told(
                f"{person.place}.name",
                f"The Bona Fide Researcher has not verified that {person.called} passed the background check.",
                f"Have the Bona Fide Researcher verify it before {person.called} accesses Identified data.",
                f"Verification of the background check of {person.called}",
            )


def _is(one: str, other: str) -> bool:
    """Whether a record is about a person: by the whole name, for initials may be another's."""
    return same_person(one, other, initials=False)

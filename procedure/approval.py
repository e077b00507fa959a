"""What was approved: level, purposes, persons, timeframe, conditions, and the expiration date of 966(j)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from procedure.case import Case
from procedure.events import Event


@dataclass(frozen=True, slots=True)
class Approval:
    """The terms that hold now, after modifications and renewals."""

    data_levels: tuple[str, ...]
    purposes: tuple[str, ...]
    persons: tuple[str, ...]
    timeframe_from: date
    timeframe_to: date
    conditions: tuple[str, ...]
    expires_on: date
    """The expiration date as printed in the letter (966(j)); never the anticipated completion or the timeframe."""


def was_approved(case: Case) -> bool:
    """Whether the application was ever approved."""
    return bool(_changes(case))


def approval_of(case: Case) -> Approval:
    """The approved terms of a case that was approved."""
    facts = {name: value for event in _changes(case) for name, value in event.facts.items()}
    return Approval(
        data_levels=tuple(facts["data_levels"]),
        purposes=tuple(facts["purposes"]),
        persons=tuple(facts["persons"]),
        timeframe_from=facts["timeframe_from"],
        timeframe_to=facts["timeframe_to"],
        conditions=tuple(facts["conditions"]),
        expires_on=facts["expires_on"],
    )


def expirations(case: Case) -> tuple[tuple[Event, date], ...]:
    """Each event that set an expiration date, with the date, in the order of the history."""
    return tuple((event, event.facts["expires_on"]) for event in _changes(case) if "expires_on" in event.facts)


def open_renewal(case: Case) -> Event | None:
    """The renewal of an approved case that was found complete before the expiration date and is not decided."""
    setting, expires_on = expirations(case)[-1]
    return next(
        (
            complete
            for complete in case.acts("complete_renewal")
            if complete.number > setting.number
            and complete.on < expires_on
            and not any(decision.about == complete.about for decision in case.acts("decide_renewal"))
        ),
        None,
    )


def _changes(case: Case) -> tuple[Event, ...]:
    granted = (event for event in case.acts("decide_renewal") if event.facts["granted"])
    return tuple(sorted((*case.acts("approve"), *granted), key=lambda event: event.number))

"""What an act may state: every fact by its name, its kind, and what people call it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeGuard

YEARS = range(1900, 2200)
"""The years a case can lie in: a date outside them is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: how a sentence asks for it, and whether a value is one."""

    words: str
    holds: Callable[[Any], bool]
    choices: tuple[str, ...] = ()
    """What it can be, where that is a choice."""


def _one_of(*choices: str) -> Kind:
    return Kind("one of " + ", ".join(choices), lambda value: isinstance(value, str) and value in choices, choices)


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) and each.strip() for each in value)


def is_day(value: Any) -> TypeGuard[date]:
    """Whether a value is a date, without a time, in a year that a case can lie in."""
    return isinstance(value, date) and not isinstance(value, datetime) and value.year in YEARS


TEXT = Kind("a few words", lambda value: isinstance(value, str) and bool(value.strip()))
TEXTS = Kind("a list of words, which may be empty", _is_list)
SOME = Kind("a list of words, at least one", lambda value: _is_list(value) and bool(value))
DAY = Kind(f"a date in the years {YEARS[0]} to {YEARS[-1]}", is_day)
MOMENT = Kind(
    "a date and time with its offset",
    lambda value: isinstance(value, datetime) and value.tzinfo is not None and value.year in YEARS,
)
YES_NO = Kind("true or false", lambda value: isinstance(value, bool))
PEOPLE = Kind("a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0)
CHANGES = Kind(
    "a table of what holds, in which “on” is a date",
    lambda value: isinstance(value, Mapping) and bool(value) and ("on" not in value or is_day(value["on"])),
)
_BOTH = ("identified", "de_identified")
LEVELS = Kind(
    'a list of "identified", "de_identified" or both',
    lambda value: _is_list(value) and bool(value) and set(value) <= set(_BOTH),
    _BOTH,
)

FACTS: Mapping[str, tuple[Kind, str]] = {
    "answer_by": (DAY, "the day by which the answer is asked for"),
    "agreed_on": (DAY, "the day agreed for the inspection"),
    "authorized_by": (TEXT, "the statute or court order that authorizes it"),
    "balance_of_harms": (TEXT, "the balance of harms, in the appeal officer's words"),
    "body": (TEXT, "the body that approved"),
    "bona_fide_researcher": (TEXT, "the name of the Bona Fide Researcher"),
    "changes": (TEXTS, "what changes"),
    "comments_on_confidentiality": (TEXT, "the comment on confidentiality"),
    "comments_on_purpose": (TEXT, "the comment on purpose"),
    "completed_on": (DAY, "the day on which the project was completed"),
    "conditions": (TEXTS, "the conditions"),
    "considered": (SOME, "what was considered"),
    "court_order": (YES_NO, "whether a court has ordered it"),
    "data_level": (_one_of(*_BOTH), "the level of the data"),
    "data_levels": (LEVELS, "the level of the data"),
    "data_security_determined": (YES_NO, "whether the data security approvals were determined"),
    "decision": (_one_of("approved", "denied", "depends"), "the answer"),
    "discovered_at": (MOMENT, "the moment of discovery"),
    "evidence": (TEXT, "how the receipt is shown"),
    "expires_on": (DAY, "the expiration date"),
    "findings": (TEXTS, "the findings"),
    "granted": (YES_NO, "whether it is granted"),
    "how": (TEXT, "how"),
    "individuals": (PEOPLE, "how many individuals"),
    "instead": (CHANGES, "what holds instead"),
    "learned_at": (MOMENT, "the moment it became known"),
    "missing": (SOME, "what is missing"),
    "of": (TEXT, "who is asked"),
    "officer": (TEXT, "the appeal officer"),
    "on_letterhead": (YES_NO, "whether it is on official letterhead"),
    "open_errors": (TEXTS, "the clauses that the check found open"),
    "outcome": (_one_of("upheld", "reversed", "modified"), "the outcome"),
    "passed": (YES_NO, "whether it was passed"),
    "payers": (SOME, "who is to reimburse"),
    "person": (TEXT, "the person's name"),
    "persons": (TEXTS, "the persons"),
    "printed_last_day": (DAY, "the last day as printed"),
    "project_number": (TEXT, "the project number"),
    "proof": (TEXT, "the proof of sending"),
    "publication_on": (DAY, "the planned day of publication"),
    "purposes": (SOME, "the purposes"),
    "reason": (TEXT, "the reason"),
    "reasonably_related": (YES_NO, "whether the use is reasonably related to the stated purpose"),
    "reasons": (SOME, "the specific reasons"),
    "recipient": (TEXT, "the recipient"),
    "requirement": (TEXT, "the requirement that approval depends on"),
    "research_institution": (TEXT, "the research institution"),
    "review_determined": (YES_NO, "whether the review was determined"),
    "sent_to": (TEXT, "the address it was sent to"),
    "team_members": (TEXTS, "the Team Members"),
    "timeframe_from": (DAY, "the first day of the timeframe"),
    "timeframe_to": (DAY, "the last day of the timeframe"),
    "to": (TEXT, "the third party"),
    "unchanged": (TEXTS, "what does not change"),
    "until": (DAY, "the day by which it will be remedied"),
    "used_as_requested": (YES_NO, "whether the data were used as requested"),
    "what": (TEXT, "what it is about"),
    "what_follows": (TEXT, "what follows from the decision"),
    "would_be_permitted": (YES_NO, "whether the use would be permitted"),
}

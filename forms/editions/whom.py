"""Whether the words of a field name whom or what it asks about: "Email" alone is anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from forms.editions.blank_fields import BlankField

NAMED_BY: Mapping[str, frozenset[str]] = {
    # what the names of our answers begin with: words (in one form each) of which one must stand there
    "requested_on": frozenset({"request"}),
    "bona_fide_researcher.": frozenset({"researcher"}),
    "security_officer.": frozenset({"officer", "security", "manager"}),
    "team_members.": frozenset({"member", "team"}),
    "timeframe.": frozenset({"data", "period", "timeframe"}),
    "application_signature.": frozenset({"researcher", "application"}),
    "restrictions_signature.": frozenset({"restriction", "acknowledge", "acknowledged", "acknowledgement"}),
    "security_certification.officer_name": frozenset({"certifying", "certification"}),
    "security_certification.sign": frozenset({"officer", "security", "certifying", "certification"}),
    "irb_approval.": frozenset({"approval", "protocol"}),
}

_ROW = re.compile(r"\b(?:members?|persons?|associates?|staff)\b\D{0,10}(\d{1,2})\b", re.IGNORECASE)
_PART_OF_A_NAME = re.compile(r"\W*(?:first|given|middle|last|family)[\W_]*name\W*|\W*surname\W*", re.IGNORECASE)


def group_of(place: str) -> str:
    """What the answers about one person, or of one kind, begin with; empty where each answer is named by itself."""
    return next((group for group in NAMED_BY if place.startswith(group)), "")


def names_whom(place: str, texts: Iterable[frozenset[str]]) -> bool:
    """Whether the words of a field name whom the answer at a place is about."""
    group = group_of(place)
    return not group or any(words & NAMED_BY[group] for words in texts)


def row_of(one: BlankField) -> int | None:
    """The row that a field names, counted from 0: "Team member 2 name" is of the second; None where it names none."""
    for text in (one.tooltip, *one.labels[:1]):
        if found := _ROW.search(text):
            return max(0, int(found[1]) - 1)
    return None


def is_part_of_a_name(one: BlankField) -> bool:
    """Whether a field asks for the first, middle or last name alone."""
    return any(_PART_OF_A_NAME.fullmatch(text) for text in (one.tooltip, *one.labels[:1]))

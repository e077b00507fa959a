"""The Team Members: 966(b)(10)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.case import Case, Told
from validator.names import repeated


def team_unanswered(case: Case) -> Iterator[Told]:
    """The list of Team Members is neither filled in nor said to be empty; unanswered is never no."""
    if not case.rows and case.value("has_team_members") is not False:
        yield Told(
            "has_team_members",
            "{label}: nobody is listed, and it is not said that there is nobody.",
            "List each Team Member, or mark no.",
        )


def team_contradicts(case: Case) -> Iterator[Told]:
    """Team Members are listed although the answer is that there are none."""
    if case.rows and case.value("has_team_members") is False:
        yield Told(
            "has_team_members",
            f"{{label}}: no is marked, yet {len(case.rows)} {'is' if len(case.rows) == 1 else 'are'} listed.",
            "Mark yes, or take out the rows.",
        )


def same_person_twice(case: Case) -> Iterator[Told]:
    """One person stands in two rows, or in a row and as the researcher."""
    people = list(case.people())
    for first, place in repeated(person.name for person in people):
        one, other = people[first], people[place]
        yield Told(
            f"{other.place}.name",
            f"{other.called} seems to be {one.called} again.",
            "List each person once; the Bona Fide Researcher is not listed as a Team Member.",
            f"{other.called}: Name",
        )

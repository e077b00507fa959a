"""When a running period is told of, to whom, and the letter that ends it: tables and pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from procedure.deadlines import Deadline, Kind, deadline
from procedure.events import OUTSIDE
from validator.dates import written

LEADS = (30, 7, 1)
"""So many days before its safe day a period is told of; policy, not law."""
OVERDUE = "overdue"
SHORT = frozenset({"appeal", "findings_appeal", "reasons", "comments", "identity_notice", "transfer_answer"})
"""Periods of ten days: they are told of a week before at the earliest, since a month before they had not begun."""

LETTERS: Mapping[str, tuple[str, ...]] = {
    "reasons": ("denial", "statement-of-reasons"),
    "letter_of_support": ("letter-of-support", "support-denial"),
    "appeal_decision": ("appeal-decision",),
    "findings_decision": ("appeal-decision",),
    "renewal_notice": ("renewal-notice",),
    "transfer_answer": ("transfer-decision",),
    "comments": ("publication-comments",),
    "identity_notice": ("identity-risk-notice",),
    "inspection_findings": ("inspection-findings",),
}
"""The letters that meet a duty of the Department."""


@dataclass(frozen=True, slots=True)
class Running:
    """A period that runs in an application."""

    application: str
    deadline: str
    due_on: date
    latest_on: date

    @property
    def row(self) -> Deadline:
        """The row of the law."""
        return deadline(self.deadline)

    @property
    def is_ours(self) -> bool:
        """Whether the Department owes it."""
        return bool(self.row.owed_by) and not set(self.row.owed_by) & OUTSIDE


def stage_of(one: Running, on: date) -> str:
    """What is told of a period on a day: so many days before, or that it is overdue; "" for nothing yet.

    Only the latest stage is told: who was down for a week does not tell three times.
    """
    if on > one.latest_on:
        return "" if one.row.kind is Kind.RIGHT else OVERDUE
    left = (one.due_on - on).days
    leads = [lead for lead in LEADS if left <= lead and not (lead > 7 and one.deadline in SHORT)]
    return f"{min(leads)} days" if leads else ""


def words_of(one: Running, on: date) -> str:
    """The reminder as a mail says it: no name stands in it."""
    row = one.row
    who = " or ".join(role.words for role in row.owed_by) or "whoever was asked"
    who = who[:1].upper() + who[1:]
    if row.kind is Kind.RIGHT:
        return f"{who} may {row.words} until {written(one.due_on)}. § {row.clause}"
    if on > one.latest_on:
        return f"Overdue since {written(one.latest_on)}: {who} was to {row.words}. § {row.clause}"
    return f"{who} is to {row.words} by {written(one.due_on)}. § {row.clause}"

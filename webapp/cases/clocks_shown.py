"""A clock as a page tells it: what is to be done, by whom, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from procedure.acts import ACTS
from procedure.clock import Clock
from procedure.deadlines import Immediately, Kind
from procedure.events import Role
from webapp.cases.case import CaseView


@dataclass(frozen=True, slots=True)
class ClockShown:
    """One clock, with how it stands today in words."""

    clock: Clock
    standing: str
    words: str
    """What is to be done."""
    who: str
    is_right: bool
    is_overdue: bool


def clocks_shown(view: CaseView, clocks: Iterable[Clock]) -> list[ClockShown]:
    """Clocks of a case, on its day."""
    return [_shown(view, clock) for clock in clocks]


def _shown(view: CaseView, each: Clock) -> ClockShown:
    who = " or ".join(role.words for role in each.deadline.owed_by) or "whoever was asked"
    words, is_right = each.deadline.words, each.deadline.kind is Kind.RIGHT
    if isinstance(each.deadline.period, Immediately):  # it came: what is open is that somebody answers it
        who, words = Role.RESEARCH_SERVICES.words, ACTS["acknowledge"].words
    standing, overdue = each.standing(view.on, view.policy), each.overdue(view.on) and not is_right
    return ClockShown(each, standing, words, who, is_right, overdue)

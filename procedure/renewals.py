"""The clocks of renewal: the notice 90 days before the expiration date, and completion before it (966(j))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from procedure.approval import expirations
from procedure.case import Case
from procedure.clock import Clock, ended, met, not_before, open_clock, printed, printed_days
from procedure.events import Event
from procedure.policy import Policy
from procedure.states import State

_OVER = {State.COMPLETED: "the project is completed", State.CLOSED: "the case is closed"}


def clocks(case: Case, policy: Policy) -> Iterator[Clock]:
    """For each expiration date that was set, the notice before it and the completion before it."""
    dates = expirations(case)
    ends = [*(event for event, _ in dates[1:]), None]
    for (setting, expires_on), end in zip(dates, ends, strict=False):
        over = "another expiration date was set" if end else _OVER.get(case.state, "")
        notices = _between(case.acts("notice_renewal"), setting, end)
        yield ended(met(_notice(setting, expires_on, policy), notices), over)
        clock = printed(open_clock("renewal", setting, expires_on, policy), printed_days(notices))
        yield ended(met(clock, _between(case.acts("complete_renewal"), setting, end)), over)


def _notice(setting: Event, expires_on: date, policy: Policy) -> Clock:
    clock = open_clock("renewal_notice", setting, expires_on, policy)
    return not_before(clock, setting.on, "Less than 90 days are left from the decision, so notice is due at once.")


def _between(events: tuple[Event, ...], setting: Event, end: Event | None) -> tuple[Event, ...]:
    """The events recorded while one expiration date held."""
    return tuple(
        event for event in events if setting.number < event.number and (end is None or event.number < end.number)
    )

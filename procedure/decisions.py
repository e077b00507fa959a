"""The clocks of a decision: the reasons of a denial (966(g)) and the letter of support (966(h))."""

from __future__ import annotations

from collections.abc import Iterator

from procedure.appeals import overturned
from procedure.case import Case
from procedure.clock import Clock, ended, met, open_clock
from procedure.events import Event
from procedure.policy import Policy


def clocks(case: Case, policy: Policy) -> Iterator[Clock]:
    """The clock of each denial, and of each request for a letter of support made after approval."""
    for denial in case.acts("deny"):
        clock = met(open_clock("reasons", denial, denial.on, policy), reasons_sent(case, denial))
        yield ended(clock, "the denial was overturned on appeal" if overturned(case, denial.number) else "")
    for request in case.acts("request_support"):
        if not before_approval(case, request):
            clock = open_clock("letter_of_support", request, request.on, policy)
            yield met(clock, case.about(request.number, "send_support", "deny_support"))


def reasons_sent(case: Case, denial: Event) -> tuple[Event, ...]:
    """The events that carried the reasons: their own statement, or a notice that held them."""
    carriers = case.about(denial.number, "send_reasons", "give_notice")
    return tuple(event for event in carriers if event.facts.get("reasons"))


def before_approval(case: Case, request: Event) -> bool:
    """Whether a request for a letter of support came before the approval: kept, without a clock."""
    return not any((approval.on, approval.number) < (request.on, request.number) for approval in case.acts("approve"))

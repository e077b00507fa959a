"""The clocks of transfers (964(c)) and publications (964(g)): a day counted back, and days counted on."""

from __future__ import annotations

from collections.abc import Iterator

from procedure.case import Case
from procedure.clock import Clock, ended, met, open_clock
from procedure.events import Event
from procedure.policy import Policy


def clocks(case: Case, policy: Policy) -> Iterator[Clock]:
    """The answer to each transfer request; for each publication its draft, for each draft the review."""
    for request in case.acts("request_transfer"):
        clock = open_clock("transfer_answer", request, request.on, policy)
        yield met(clock, case.about(request.number, "decide_transfer"))
    for plan in case.acts("plan_publication", "submit_draft"):
        if "publication_on" in plan.facts:
            clock = open_clock("draft", plan, plan.facts["publication_on"], policy)
            yield ended(met(clock, _draft_for(case, plan)), "another day was named" if _replaced(case, plan) else "")
    for draft in case.acts("submit_draft"):
        comments = case.about(draft.number, "comment")
        yield met(open_clock("comments", draft, draft.on, policy), comments)
        clock = met(
            open_clock("identity_notice", draft, draft.on, policy), case.about(draft.number, "notify_identity_risk")
        )
        yield ended(clock, "the comments name no such risk" if comments else "")


def _draft_for(case: Case, plan: Event) -> tuple[Event, ...]:
    """The draft of a publication: the one the plan is in or about, else the next one that follows the plan."""
    if plan.act == "submit_draft":
        return (plan,)
    if plan.about is not None:
        return (case.target(plan),)
    return tuple(draft for draft in case.acts("submit_draft") if draft.number > plan.number)[:1]


def _replaced(case: Case, plan: Event) -> bool:
    """Whether the researcher named another day later, before there was a draft for this one."""
    return plan.about is None and any(
        later.about is None and later.number > plan.number for later in case.acts("plan_publication")
    )

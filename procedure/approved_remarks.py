"""Remarks on an approved case: its renewal, its transfers, its publications and its notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from procedure.appeals import overturned
from procedure.approval import expirations, open_renewal
from procedure.case import Case
from procedure.clock import Clock
from procedure.events import Event
from procedure.notices import individuals
from procedure.remark import Remark
from procedure.states import AFTER_APPROVAL, State
from procedure.workflow import RENEWAL_ITEMS
from validator.dates import written


def approved_remarks(case: Case, clocks: Sequence[Clock], on: date) -> Iterator[Remark]:
    """What the people of an approved case should see on a day."""
    if case.state in AFTER_APPROVAL:
        yield from _expiry(case, on)
        if case.state is not State.APPROVED:
            yield Remark(
                "964(l)", f"The case is {case.state}; every restriction of § 964 goes on, and its acts stay open."
            )
    for request in case.acts("request_renewal"):
        yield from _renewal_request(request)
    for request in case.acts("request_transfer"):
        yield from _transfer(case, request)
    for draft in case.acts("submit_draft"):
        yield from _draft(case, draft, clocks, on)
    for breach in case.acts("report_breach"):
        if individuals(case, breach) is None:
            words = "How many individuals are affected is unknown, which does not mean fewer than 500: ask again."
            yield Remark("964(k)(2)", words, breach.number)


def _expiry(case: Case, on: date) -> Iterator[Remark]:
    setting, expires_on = expirations(case)[-1]
    for notice in case.acts("notice_renewal"):
        if notice.number < setting.number and setting.act == "approve":
            words = f"The expiration date was moved to {written(expires_on)} after this notice: tell the researcher."
            yield Remark("966(j)", words, notice.number)
    if on < expires_on or case.state not in (State.APPROVED, State.EXPIRED):
        return
    if complete := open_renewal(case):
        words = f"Renewal complete on {written(complete.on)}, decision open; nothing is cut off by program."
        yield Remark("966(j)", words, complete.number)
    else:
        words = f"Expired on {written(expires_on)} without a complete renewal: no further data are released."
        then = "Tell both sides; everything else is the Department's decision."
        yield Remark("966(j)", f"{words} {then}", setting.number)


def _renewal_request(request: Event) -> Iterator[Remark]:
    said = (*request.facts["changes"], *request.facts["unchanged"])
    for clause, item in RENEWAL_ITEMS.items():
        if not any(each.casefold().startswith(item) for each in said):
            yield Remark(clause, f"The renewal request does not say whether anything changed: {item}.", request.number)
    if request.facts.get("on_letterhead") is False:
        yield Remark("966(j)", "The renewal request is not on official letterhead.", request.number)


def _transfer(case: Case, request: Event) -> Iterator[Remark]:
    answers = [each.facts["decision"] for each in case.about(request.number, "decide_transfer")]
    if answers and answers[-1] == "depends":
        words = "Answered with a requirement; the request stays open, and no second period is in the text."
        yield Remark("964(c)", words, request.number)
    if request.facts.get("court_order") and "approved" not in answers:
        words = "A court order lifts the ban of § 964(j) in the proceeding; a transfer still waits for approval."
        yield Remark("964(c)", words, request.number)


def _draft(case: Case, draft: Event, clocks: Sequence[Clock], on: date) -> Iterator[Remark]:
    for clock in clocks:
        if clock.event.number == draft.number and clock.deadline.name == "comments" and clock.overdue(on):
            yield Remark("964(g)", "The comments are overdue. Silence is not leave to publish.", draft.number)
        if clock.met_by == draft.number and clock.deadline.name == "draft" and clock.late:
            words = "The draft came less than 10 business days before publication. The 10 days for comments stay whole."
            yield Remark("964(g)", words, draft.number)
    if case.about(draft.number, "comment"):
        words = "Later revisions are the researcher's own duty; a revision is a new draft only if a person says so."
        yield Remark("964(g)(3)", words, draft.number)
    for risk in case.about(draft.number, "notify_identity_risk"):
        if not case.about(risk.number, "clear_identity_risk") and not overturned(case, risk.number):
            words = "Nothing of it may be published until the data are removed; an appeal does not suspend the ban."
            yield Remark("964(g)(1)", words, risk.number)
    for answer in case.about(draft.number, "answer_purpose"):
        yield from _purpose(answer)


def _purpose(answer: Event) -> Iterator[Remark]:
    if answer.facts["used_as_requested"]:
        return
    if not answer.facts["would_be_permitted"]:
        words = "The use was not requested and would not be permitted: no application can mend it."
    elif answer.facts["reasonably_related"]:
        words = "A revised application is required: it is offered as a modified request."
    else:
        words = "A new application is required."
    yield Remark("964(g)(2)", words, answer.number)

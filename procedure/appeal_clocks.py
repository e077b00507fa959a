"""The clocks of an appeal: the right to file it, its decision, and the days that the appeal officer sets."""

from __future__ import annotations

from collections.abc import Iterator

from procedure.appeals import Appeal, appealable, appeals_against, appeals_of, filed_on, section_of
from procedure.case import Case
from procedure.clock import Clock, ended, met, open_clock, printed, printed_days, waiting_clock
from procedure.deadlines import deadline
from procedure.events import Event
from procedure.policy import Policy
from validator.dates import written

_RIGHT = {"966(i)": "appeal", "964(h)": "findings_appeal"}
_DECISION = {"966(i)": "appeal_decision", "964(h)": "findings_decision"}
_NAMED = {
    ("966(i)", "request_facts"): "facts",
    ("966(i)", "request_response"): "response",
    ("964(h)", "request_facts"): "findings_facts",
    ("964(h)", "request_response"): "findings_response",
}
_DAY_OF = {
    "deny": "denial",
    "record_background_check": "failed background check",
    "deny_support": "denial of the letter",
}


def clocks(case: Case, policy: Policy) -> Iterator[Clock]:
    """For each appealable determination the right to appeal; for each filed appeal its decision and the days set."""
    for determination in case.events:
        if appealable(determination):
            yield _filed(case, _right(case, determination, policy), policy)
    for appeal in appeals_of(case):
        yield from _of(case, appeal, policy)


def _right(case: Case, determination: Event, policy: Policy) -> Clock:
    """The right to appeal: from notice under 966(i)(1), from receiving the findings under 964(h)(1)."""
    if section_of(determination) == "964(h)":
        return _from_receipt(case, determination, policy)
    notices = case.about(determination.number, "give_notice")
    day = f"The {_DAY_OF[determination.act]} is of {written(determination.on)}"
    if not notices:
        why = f"{day}; no notice of it is recorded, and the right runs from notice."
        return waiting_clock("appeal", determination, why)
    noticed_on = min(notice.on for notice in notices)
    note = f"{day}, the notice of {written(noticed_on)}; the right is counted from the later of the two."
    clock = open_clock("appeal", determination, max(determination.on, noticed_on), policy, notes=(note,))
    return printed(clock, printed_days(notices))


def _from_receipt(case: Case, determination: Event, policy: Policy) -> Clock:
    receipts = case.about(determination.number, "record_receipt")
    if not receipts:
        why = "No receipt of the findings is shown, so the right has not provably begun, and no appeal is called late."
        return waiting_clock("findings_appeal", determination, why)
    start = min(receipt.on for receipt in receipts)
    return printed(open_clock("findings_appeal", determination, start, policy), printed_days((determination,)))


def _filed(case: Case, right: Clock, policy: Policy) -> Clock:
    """The right, used by the first appeal that was provably filed."""
    filings = [
        (day, appeal.event)
        for appeal in appeals_against(case, right.event.number)
        if (day := filed_on(case, appeal, policy)) is not None
    ]
    if not filings:
        return right
    day, event = min(filings, key=lambda filing: (filing[0], filing[1].number))
    return met(right, (event,), day)


def _of(case: Case, appeal: Appeal, policy: Policy) -> Iterator[Clock]:
    """The decision's clock from receiving the appeal, which nothing stops, and the days that the officer set."""
    received_on = filed_on(case, appeal, policy)
    name = _DECISION[appeal.section]
    if received_on is None:
        yield waiting_clock(name, appeal.event, "Not yet filed: nothing shows that it reached the address.")
    else:
        decision = (appeal.decision,) if appeal.decision else ()
        yield met(open_clock(name, appeal.event, received_on, policy), decision)
    for request in case.about(appeal.event.number, "request_facts", "request_response"):
        row = deadline(_NAMED[appeal.section, request.act])
        day = request.facts["answer_by"]
        clock = Clock(row, request, request.on, None, day, day, notes=(f"Asked of {request.facts['of']}.",))
        decided = "the appeal was decided" if appeal.decision else ""
        yield ended(met(clock, case.about(request.number, "answer")), decided)

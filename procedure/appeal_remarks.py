"""Remarks on appeals: what is late or odd, what a day that was set means, and what a decision leaves to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from procedure.appeals import Appeal, appeals_of, decided_before, filed_on, oddities
from procedure.case import Case
from procedure.clock import Clock
from procedure.policy import Policy
from procedure.remark import Remark
from validator.dates import written


def appeal_remarks(case: Case, clocks: Sequence[Clock], policy: Policy) -> Iterator[Remark]:
    """What the people of an appeal should see."""
    for denial in case.acts("deny"):
        yield from _reasons_after_the_right(denial.number, clocks)
    for appeal in appeals_of(case):
        clause = f"{appeal.section}(1)"
        for words in oddities(case, appeal, policy):
            yield Remark(clause, words, appeal.event.number)
        yield from _late(case, appeal, clause, clocks, policy)
        yield from _officer(case, appeal)
        yield from _days_set(case, appeal, clocks)
        yield from _decision(appeal)


def _clock(clocks: Sequence[Clock], number: int, *names: str) -> Clock | None:
    return next((clock for clock in clocks if clock.event.number == number and clock.deadline.name in names), None)


def _reasons_after_the_right(number: int, clocks: Sequence[Clock]) -> Iterator[Remark]:
    """966(g) allows reasons after the right of 966(i)(1) has ended: both days are shown."""
    reasons, right = _clock(clocks, number, "reasons"), _clock(clocks, number, "appeal")
    if reasons is None or right is None or reasons.ended or right.latest is None:
        return
    comes_on = reasons.met_on or reasons.due
    if comes_on and comes_on > right.latest:
        verb = "came" if reasons.met_on else "may come"
        words = (
            f"The reasons {verb} on {written(comes_on)}, after the right to appeal ended on {written(right.latest)}."
        )
        yield Remark("966(g)", f"{words} Reasons inside the denial letter avoid this.", number)


def _late(case: Case, appeal: Appeal, clause: str, clocks: Sequence[Clock], policy: Policy) -> Iterator[Remark]:
    right = _clock(clocks, appeal.against.number, "appeal", "findings_appeal")
    day = filed_on(case, appeal, policy)
    if right and right.latest and day and day > right.latest:
        words = f"Filed on {written(day)}, after the last day, {written(right.latest)}. The appeal officer decides."
        yield Remark(clause, words, appeal.event.number)


def _officer(case: Case, appeal: Appeal) -> Iterator[Remark]:
    for event in case.about(appeal.event.number, "appoint_officer"):
        if decided_before(appeal, event.facts["officer"]):
            words = (
                f"{event.facts['officer']} made the determination that is appealed. The text allows it; policy warns."
            )
            yield Remark(f"{appeal.section}(2)", words, event.number)


def _days_set(case: Case, appeal: Appeal, clocks: Sequence[Clock]) -> Iterator[Remark]:
    """A day set by the officer stops no clock; one after the decision's last day is told."""
    decision = _clock(clocks, appeal.event.number, "appeal_decision", "findings_decision")
    for request in case.about(appeal.event.number, "request_facts", "request_response"):
        day = request.facts["answer_by"]
        if decision and decision.due and day > decision.due:
            words = f"{written(day)} is after the day of the decision, {written(decision.due)}, which nothing puts off."
            yield Remark(f"{appeal.section}(5)", words, request.number)


def _decision(appeal: Appeal) -> Iterator[Remark]:
    """A decision sets nothing by itself: staff record the act that follows from it."""
    if appeal.decision is None or appeal.decision.facts["outcome"] == "upheld":
        return
    follows = f"The decision: {appeal.decision.facts['what_follows'].rstrip('.')}."
    words = f"{follows} Nothing is changed by the decision itself: record the act that follows."
    if appeal.against.act == "record_background_check":
        words += " 966(f) still asks for a check that is completed and passed."
    yield Remark(f"{appeal.section}(5)", words, appeal.decision.number)

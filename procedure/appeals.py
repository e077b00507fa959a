"""The appeals of a case: what each is against, since when it is filed, and what is odd about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from procedure.case import Case
from procedure.events import Event
from procedure.policy import POLICY, Policy

Section = Literal["966(i)", "964(h)"]


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal, taken in whatever its form; what is odd about it is told, and the officer decides."""

    event: Event
    against: Event
    section: Section
    decision: Event | None


def appeals_of(case: Case) -> tuple[Appeal, ...]:
    """Every appeal, in the order of the history."""
    return tuple(_appeal(case, event) for event in case.acts("file_appeal"))


def appeals_against(case: Case, number: int) -> tuple[Appeal, ...]:
    """The appeals against the event of that number."""
    return tuple(appeal for appeal in appeals_of(case) if appeal.against.number == number)


def overturned(case: Case, number: int) -> bool:
    """Whether an appeal officer decided otherwise than the event of that number did."""
    return any(
        appeal.decision and appeal.decision.facts["outcome"] != "upheld" for appeal in appeals_against(case, number)
    )


def section_of(event: Event) -> Section:
    """The section under which a determination is appealed."""
    return "966(i)" if event.act in {"deny", "record_background_check", "deny_support"} else "964(h)"


def appealable(event: Event) -> bool:
    """Whether the event is one of the six determinations that 966(i) and 964(h) let be appealed."""
    match event.act:
        case "deny" | "deny_support" | "notify_identity_risk":
            return True
        case "record_background_check":
            return event.facts["passed"] is False
        case "decide_transfer":
            return bool(event.facts["decision"] == "denied")
        case "answer_purpose":
            return event.facts["used_as_requested"] is False
    return False


def filed_on(case: Case, appeal: Appeal, policy: Policy = POLICY) -> date | None:
    """The earliest provable day of filing; None while nothing shows that it reached the address.

    Filed is what was sent to the address with proof, or arrived there and was registered with its own date.
    """
    event = appeal.event
    sent_there = event.facts.get("sent_to", "").casefold() == policy.address and "proof" in event.facts
    proofs = [event] if event.registered or sent_there else []
    proofs += case.about(event.number, "confirm_filing")
    return min((_day(proof, policy, appeal.section) for proof in proofs), default=None)


def oddities(case: Case, appeal: Appeal, policy: Policy = POLICY) -> tuple[str, ...]:
    """What the officer should know about an appeal before deciding it, apart from its being late."""
    event, words = appeal.event, []
    if filed_on(case, appeal, policy) is None:
        words.append(f"Not yet filed: nothing shows that it reached {policy.address}.")
    if event.facts.get("sent_to", policy.address).casefold() != policy.address:
        words.append(f"Sent to {event.facts['sent_to']}, not to {policy.address}.")
    if event.by not in case.rows(event)[0].by:
        words.append(f"Filed by {event.by.words}, to whom {appeal.section} gives no appeal.")
    if not appealable(appeal.against):
        words.append("Against something that is not among the determinations that can be appealed.")
    earlier = [each for each in appeals_against(case, appeal.against.number) if each.event.number < event.number]
    if any(each.decision for each in earlier):
        words.append("A decision on this determination was made already, and it is final.")
    return tuple(words)


def decided_before(appeal: Appeal, officer: str) -> bool:
    """Whether the appeal officer is the person who made the determination: a warning by policy, never a bar."""
    return bool(officer) and officer.casefold() == appeal.against.name.casefold()


def _appeal(case: Case, event: Event) -> Appeal:
    against = case.target(event)
    decisions = case.about(event.number, "decide_appeal")
    return Appeal(event, against, section_of(against), decisions[0] if decisions else None)


def _day(proof: Event, policy: Policy, section: Section) -> date:
    """The day that an arrival counts for: the next one when it came after the hour of policy."""
    cut_off = policy.cut_off.get(section)
    late = cut_off is not None and proof.at is not None and proof.at.time() > cut_off
    return proof.on + timedelta(1) if late else proof.on

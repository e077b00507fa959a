"""Doing an act of the table on a case: with what the check says where a gate asks for it, and after its cautions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from procedure.events import OUTSIDE, Event, Role
from procedure.permission import NotPermittedError
from validator.finding import Finding, Severity, Stage, as_plain
from validator.names import same_person
from webapp.cases import case
from webapp.cases.case import CaseView
from webapp.clock import PACIFIC
from webapp.judging import rules_edition
from webapp.storage import casework
from webapp.storage.desk import mailbox
from webapp.storage.history import Entry
from webapp.storage.store import Transaction

WITH_AN_APPLICATION = frozenset({"submit", "resubmit", "modify"})
"""Acts that hand in answers: they are done by handing those in, and never by themselves."""
LOOKED_AT = {"deny": Stage.APPROVE, "ask_for_completion": Stage.APPROVE}
"""Acts without a gate that people decide on from what the check says: what it said is kept with them too."""
ON_APPEAL = frozenset({"request_facts", "request_response", "decide_appeal"})


@dataclass(frozen=True, slots=True)
class Caution:
    """Why somebody may not be the right person for an act: policy, so a written reason is enough to go on."""

    words: str


def perform(
    tx: Transaction, number: str, act: str, role: Role, facts: Mapping[str, Any], *, seen: int, by: str, at: datetime,
    about: int | None = None, on: date | None = None, name: str = "", registered: bool = False,
    moment: datetime | None = None, despite: str = "", kept: Mapping[str, Any] | None = None,
) -> Entry:  # fmt: skip
    """Do an act on a case.

    Where its row has a gate, the check is held now, its open errors become a fact, and what it said is kept.

    Args:
        tx: The transaction; everything of the act is kept in it, or nothing.
        number: Of the application.
        act: As the table names it.
        role: In which role it is done; of a registered act, the role of the person whose paper arrived.
        facts: What the act states, by the names of `procedure.facts`.
        seen: How many events the person saw (`CaseView.seen`).
        by: The e-mail address of who writes it down.
        at: This instant.
        about: The number of the event that it answers, decides or corrects.
        on: The day it happened or arrived; today in California where it is left out.
        name: The person who acts, in words.
        registered: Whether staff enter what arrived from outside.
        moment: The hour of arrival of what is registered, where it is known.
        despite: The reason to go on in spite of cautions.
        kept: What else is to be kept with it, such as the hashes of what was sent.

    Raises:
        NotKeptError: There is no such application.
        OvertakenError: Somebody was first; the words say who and when.
        NotPermittedError: The table, a gate or a caution stands against it; the words say why and what to do.
    """
    now = at.astimezone(PACIFIC)
    day = on or now.date()
    view = case.read(tx, number, on=day)
    if act in WITH_AN_APPLICATION and seen == view.seen:
        raise NotPermittedError("This hands in answers. Enter the application, on paper or on the web, to do it.")
    if role in OUTSIDE and not registered and day == now.date():
        moment = now
    event = Event(0, act, role, day, facts, about=about, name=name, at=moment, registered=registered)
    findings = judging(view, event)
    if findings is not None:
        event = with_open_errors(view, event, findings)
    cautions = cautions_of(view, event, by=by)
    if cautions and not despite and seen == view.seen:
        raise NotPermittedError(" ".join((*(one.words for one in cautions), "Write down why you go on all the same.")))
    keeping = {**(kept or {}), **_judged(findings, day), **_over(cautions, despite)}
    return casework.act(tx, number, event, seen=seen, by=by, at=at, kept=keeping)


def judging(view: CaseView, event: Event) -> list[Finding] | None:
    """What the check says at the gate of an act, or where people decide on it; None where nobody asks."""
    row = view.case.row(event)
    stage = row.needs if row and row.needs else LOOKED_AT.get(event.act)
    if stage is None:
        return None
    return view.findings(stage, event.about)


def cautions_of(view: CaseView, event: Event, *, by: str) -> tuple[Caution, ...]:
    """Why the person who acts may not be the right one."""
    if event.registered or event.by in OUTSIDE:
        return ()
    cautions = _interests(view, by)
    if decision := decided_before(view, event, by=by):
        who = decision.name or view.entry(decision.number).by
        words = f"{who} made the decision that this appeal is about; somebody else should decide on it."
        cautions.append(Caution(words))
    return tuple(cautions)


def decided_before(view: CaseView, event: Event, *, by: str) -> Event | None:
    """The decision that an appeal is against, where it was made by who would now decide on it.

    That the appeal officer is somebody else is policy, which § 966(i)(2) leaves open.
    """
    appeal = view.case.event(event.about)
    decision = view.case.event(appeal.about) if appeal else None
    if decision is None:
        return None
    mine = event.act in ON_APPEAL and mailbox(view.entry(decision.number).by) == mailbox(by)
    named = event.act == "appoint_officer" and same_person(str(event.facts.get("officer", "")), decision.name)
    return decision if mine or named else None


def _interests(view: CaseView, by: str) -> list[Caution]:
    return [
        Caution(f"{one.person} has declared an interest in this case: {one.reason.rstrip('.')}.")
        for one in view.conflicts
        if one.person == mailbox(by)
    ]


def with_open_errors(view: CaseView, event: Event, findings: Sequence[Finding]) -> Event:
    """The act with what the check found open, where its row asks for that."""
    row = view.case.row(event)
    if row is None or row.needs is None:
        return event
    errors = [one.clause for one in findings if one.severity is Severity.ERROR]
    return replace(event, facts={**event.facts, "open_errors": list(dict.fromkeys(errors))})


def _judged(findings: Sequence[Finding] | None, on: date) -> dict[str, Any]:
    if findings is None:
        return {}
    return {"findings": [as_plain(one) for one in findings], "rules_edition": rules_edition(), "checked_on": on}


def _over(cautions: Sequence[Caution], despite: str) -> dict[str, Any]:
    return {"cautions": [one.words for one in cautions], "despite": despite} if cautions else {}

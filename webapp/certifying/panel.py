"""Who signs what: one row for each slot, with what happened so far; for researchers and for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from validator.answers import answer
from validator.questions import Answers
from webapp import clock
from webapp.certifying.asking import closed
from webapp.signatures.given import signed
from webapp.signatures.slots import SLOTS, Method, Slot
from webapp.signatures.standing import Change, changes, newest, stands
from webapp.storage import askings, drafts, signatures, submissions
from webapp.storage.askings import Asking, Step
from webapp.storage.drafts import Draft
from webapp.storage.signatures import Signature
from webapp.storage.store import Transaction


class State(StrEnum):
    """Where a signature stands, in a word or two."""

    NOT_SIGNED = "not signed yet"
    ASKED = "asked"
    SIGNED = "signed"
    VOID = "void"
    DECLINED = "declined"
    OVER = "link is over"
    ELSEWHERE = "stands in the answers, not signed here"


METHODS = {
    Method.TYPED: "typed, and meant as a signature",
    Method.DRAWN: "drawn or scanned",
    Method.DIGITAL: "digital, with a certificate",
}
_HAPPENED = {
    Step.ASKED: "Asked: {name}, {address}",
    Step.SENT_AGAIN: "Sent again to {name}, {address}",
    Step.OPENED: "Opened, by {name} or by their mail program",
    Step.REMINDED: "Reminded: {name}",
    Step.SIGNED: "Signed by {name}, {address}",
    Step.DECLINED: "Declined by {name}",
    Step.FORWARDED: "Passed on",
    Step.TAKEN_BACK: "Taken back",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, in words, and when."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One slot."""

    slot: Slot
    state: State
    signature: Signature | None
    method: str
    """How it was signed, in words."""
    changes: tuple[Change, ...]
    """Of a void signature: which answers are others now."""
    happened: tuple[Happened, ...]
    asking: Asking | None
    """Who is asked now, or was asked last."""
    why_closed: str
    """Why the link of who was asked last opens nothing; empty where it does, or nobody was asked."""


def panel_of(tx: Transaction, draft: Draft) -> tuple[Row, ...]:
    """The rows of a draft."""
    asked = askings.of_draft(tx, draft.id)
    return _rows(draft.now.answers, signed(tx, draft), asked, draft)


def panel_of_application(tx: Transaction, application: str) -> tuple[Row, ...]:
    """The rows of what was submitted, as it stands after its last round.

    Raises:
        NotKeptError: There is no such application.
    """
    rounds = submissions.read(tx, application)
    kept = [drafts.read(tx, one.draft) for one in rounds if one.draft]
    asked = [asking for draft in kept for asking in askings.of_draft(tx, draft.id)]
    given = newest(signatures.of_application(tx, application))
    return _rows(rounds[-1].answers, given, asked, kept[-1] if kept else None)


def _rows(
    answers: Answers, given: Mapping[str, Signature], asked: Sequence[Asking], draft: Draft | None
) -> tuple[Row, ...]:
    return tuple(
        _row(slot, answers, given.get(slot.name), [one for one in asked if one.asked.slot == slot.name], draft)
        for slot in SLOTS
    )


def _row(
    slot: Slot, answers: Answers, signature: Signature | None, asked: Sequence[Asking], draft: Draft | None
) -> Row:
    last = asked[-1] if asked else None
    why = closed(last, draft, at=clock.now()) if last and draft else None
    return Row(
        slot=slot,
        state=_state(slot, answers, signature, last, is_closed=why is not None),
        signature=signature,
        method=METHODS.get(Method(signature.method), "") if signature else "",
        changes=changes(signature, answers) if signature else (),
        happened=tuple(_happened(asked, signature, is_void=bool(signature and not stands(signature, answers)))),
        asking=last,
        why_closed=why[0] if why else "",
    )


def _state(slot: Slot, answers: Answers, signature: Signature | None, last: Asking | None, *, is_closed: bool) -> State:
    if signature and stands(signature, answers):
        return State.SIGNED
    if signature:
        return State.VOID
    if last and not is_closed:
        return State.ASKED
    if last and last.first(Step.DECLINED):
        return State.DECLINED
    if last:
        return State.OVER
    if any(answer(answers, name) for name in slot.gives) or (not slot.gives and answer(answers, slot.name)):
        return State.ELSEWHERE
    return State.NOT_SIGNED


def _happened(asked: Sequence[Asking], signature: Signature | None, *, is_void: bool) -> list[Happened]:
    found = [Happened(_words(step.step, step.words, asking), step.at) for asking in asked for step in asking.steps]
    if signature and not any(one.at == signature.signed_at for one in found):
        found.append(Happened(f"Signed by {signature.name}, {signature.signed_by}", signature.signed_at))
    if signature and signature.void and is_void:
        found.append(Happened(f"Void by a change that {signature.void.by} saved", signature.void.at))
        told = next((one.asked_at for one in asked if one.asked_at == signature.void.told_at), None)
        found += [Happened("Who signed was told", told)] if told else []
    return sorted(found, key=lambda one: one.at)


def _words(step: Step, said: str, asking: Asking) -> str:
    words = _HAPPENED[step].format(name=asking.asked.name, address=asking.asked.address)
    return f"{words}. {said}" if said else words

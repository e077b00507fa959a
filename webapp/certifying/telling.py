"""Telling people what became of their signatures: reminders, and that one no longer fits. Each sweep may run twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from webapp.certifying import words
from webapp.certifying.asking import Postman, ask_over, closed, draft_of, is_named, open_askings, remind
from webapp.certifying.settings import Settings
from webapp.signatures.given import signed
from webapp.signatures.standing import changes, stands
from webapp.storage import askings, drafts, signatures
from webapp.storage.askings import Asking, Step
from webapp.storage.drafts import Draft
from webapp.storage.signatures import Signature
from webapp.storage.store import Store, Transaction

QUIET = timedelta(minutes=10)
"""Answers that save themselves while somebody types are looked at once nobody has typed for so long."""


def tell_voids(tx: Transaction, draft: Draft, settings: Settings, *, by: Callable[[], Postman], at: datetime) -> None:
    """Tell each signer whose signature no longer fits a draft, once, with a link to sign anew."""
    if draft.submitted:
        return
    for signature in signed(tx, draft).values():
        if signature.void and not signature.void.told_at and not stands(signature, draft.now.answers):
            signatures.note_told(tx, signature, at=at)
            _tell(tx, draft, signature, settings, by=by(), at=at)


def sweep(store: Store, settings: Settings, by: Postman, *, now: Callable[[], datetime]) -> None:
    """Remind who has not answered, and tell of signatures that no longer fit."""
    at = now()
    with store.reading() as tx:
        waiting = _to_remind(tx, settings, at=at)
        void = {draft.id for one in signatures.untold(tx) for draft in _drafts_with(tx, one, at=at)}
    for asking in waiting:
        with store.writing() as tx:
            _remind(tx, asking, settings, by=by, at=at)
    for identity in void:
        with store.writing() as tx:
            tell_voids(tx, drafts.read(tx, identity), settings, by=lambda: by, at=at)


def _remind(tx: Transaction, asking: Asking, settings: Settings, *, by: Postman, at: datetime) -> None:
    current = askings.read(tx, asking.id)
    draft = draft_of(tx, current)
    if _is_due(current, settings, at=at) and not closed(current, draft, at=at):
        remind(tx, draft, current, by=_reached(by, current), at=at)


def _to_remind(tx: Transaction, settings: Settings, *, at: datetime) -> list[Asking]:
    return [one for one in askings.unexpired(tx, at=at) if not one.ended and _is_due(one, settings, at=at)]


def _is_due(asking: Asking, settings: Settings, *, at: datetime) -> bool:
    """Whether more reminders are due since the last asking than were sent."""
    asked_at = max(one.at for one in asking.steps if one.step in (Step.ASKED, Step.SENT_AGAIN))
    sent = sum(one.step is Step.REMINDED and one.at >= asked_at for one in asking.steps)
    return sum(asked_at + after <= at for after in settings.reminders) > sent


def _tell(
    tx: Transaction, draft: Draft, signature: Signature, settings: Settings, *, by: Postman, at: datetime
) -> None:
    """A mail to the signer; none to who was never asked, or is not the one whom the application names any more."""
    asking = _signed_by(tx, signature)
    if asking is None or not is_named(asking, draft) or open_askings(tx, draft.id, signature.slot):
        return
    changed = changes(signature, draft.now.answers)
    ask_over(
        tx, draft, replace(asking.asked, service=_reached(by, asking).service), lasts=settings.lasts,
        by=_reached(by, asking), at=at, told=lambda new, link: words.voided(draft, new, link, changed),
    )  # fmt: skip


def _signed_by(tx: Transaction, signature: Signature) -> Asking | None:
    asked = askings.of_draft(tx, signature.draft) if signature.draft else ()
    mine = [one for one in asked if one.asked.slot == signature.slot and one.first(Step.SIGNED)]
    return mine[-1] if mine else None


def _drafts_with(tx: Transaction, signature: Signature, *, at: datetime) -> list[Draft]:
    """The drafts that a void signature is told about, once nobody types in them; none that is submitted."""
    own = [drafts.read(tx, signature.draft)] if signature.draft else []
    later = drafts.going_on(tx, signature.application) if signature.application else ()
    return [one for one in (*own, *later) if not one.submitted and one.now.saved_at <= at - QUIET]


def _reached(by: Postman, asking: Asking) -> Postman:
    """Our own address; where none is set, the one that the asking was made under."""
    return by if by.service else replace(by, service=asking.asked.service)

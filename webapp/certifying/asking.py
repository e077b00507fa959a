"""Asking people to sign by a mailed link: asked, reminded, asked again, passed on, taken back, declined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from validator.answers import answer
from validator.questions import Answers
from webapp.certifying import words
from webapp.mailing.mailed import BY, our_address
from webapp.mailing.outbox import Note, post
from webapp.mailing.sending import mailing
from webapp.signatures.slots import OF
from webapp.storage import askings, drafts, links
from webapp.storage.askings import Asked, Asking, Step
from webapp.storage.drafts import Draft
from webapp.storage.links import Purpose
from webapp.storage.store import Transaction
from webapp.visiting.visits import same_mailbox

OFFICER, OFFICIAL = OF["security_certification"], OF["affiliation_letter"]
PLACES = {OFFICER.name: "/certify/", OFFICIAL.name: "/affirm/"}
"""Where the link to a slot leads."""


@dataclass(frozen=True, slots=True)
class Postman:
    """Whom mails come from, and the address that our pages are reached under."""

    sender: str
    service: str


def postman() -> Postman:
    """As the browser that is answered reaches us."""
    return Postman(mailing().sender, our_address())


def missing_to_ask(answers: Answers, slot: str) -> list[str]:
    """The answers without which nobody can be asked, by their names: the paper would not say what it is about."""
    needed = ["bona_fide_researcher.name", "research_institution.name", "project_title"]
    if slot == OFFICER.name:
        needed += ["security_officer.name", "security_officer.email"]
    return [name for name in needed if not str(answer(answers, name) or "").strip()]


def officer_of(answers: Answers) -> tuple[str, str]:
    """The name and address of the officer or IT manager of (b)(7)."""
    name, address = (answer(answers, f"security_officer.{part}") for part in ("name", "email"))
    return str(name or "").strip(), str(address or "").strip()


def ask(
    tx: Transaction, draft: Draft, asked: Asked, *, lasts: timedelta, by: Postman, who: str, at: datetime
) -> Asking:
    """Ask somebody to sign; whoever was asked before for the same slot is not asked any more.

    Raises:
        AddressError: No mail can be sent to that address.
    """
    for former in open_askings(tx, draft.id, asked.slot):
        end(tx, former, Step.TAKEN_BACK, by=who, at=at, words=f"{asked.name} is asked instead.")
    asking = askings.ask(tx, draft.id, asked, expires_at=at + lasts, by=who, at=at)
    link = _link(tx, asking, by=by, at=at)
    _send(tx, asking, words.asked(draft, asking, link), key=f"asked:{asking.id}", by=by, at=at)
    return asking


def ask_over(
    tx: Transaction, draft: Draft, asked: Asked, *, lasts: timedelta, by: Postman, at: datetime,
    told: Callable[[Asking, str], words.Told],
) -> Asking:  # fmt: skip
    """Ask somebody once more whose signature no longer fits, in words that say why."""
    asking = askings.ask(tx, draft.id, asked, expires_at=at + lasts, by=BY, at=at)
    link = _link(tx, asking, by=by, at=at)
    _send(tx, asking, told(asking, link), key=f"asked:{asking.id}", by=by, at=at)
    return asking


def ask_again(tx: Transaction, draft: Draft, asking: Asking, *, lasts: timedelta, by: Postman, at: datetime) -> None:
    """Send a new link with new time; the links of before are over."""
    for former in links.of_draft(tx, draft.id):
        if former.about.get("asking") == asking.id:
            links.revoke(tx, former.id, by=draft.owner, at=at)
    askings.prolong(tx, asking.id, expires_at=at + lasts)
    asking = askings.take(tx, asking.id, Step.SENT_AGAIN, by=draft.owner, at=at)
    link = _link(tx, asking, by=by, at=at)
    _send(tx, asking, words.asked(draft, asking, link), key=f"again:{asking.id}:{at.isoformat()}", by=by, at=at)


def remind(tx: Transaction, draft: Draft, asking: Asking, *, by: Postman, at: datetime) -> None:
    """Remind who was asked; the mail has a link of its own, and the former ones still open."""
    asking = askings.take(tx, asking.id, Step.REMINDED, by=BY, at=at)
    link = _link(tx, asking, by=by, at=at)
    _send(
        tx, asking, words.reminded(draft, asking, link), key=f"reminder:{asking.id}:{len(asking.steps)}", by=by, at=at
    )


def forward(
    tx: Transaction, draft: Draft, asking: Asking, *, name: str, address: str, lasts: timedelta, by: Postman,
    at: datetime,
) -> Asking:  # fmt: skip
    """Pass an asking on, such as to the IT manager; both names stay in it, and the researcher is told.

    Raises:
        AddressError: No mail can be sent to that address.
    """
    to = f"From {asking.asked.name}, {asking.asked.address}, to {name}, {address}"
    end(tx, asking, Step.FORWARDED, by=asking.asked.address, at=at, words=to)
    asked = replace(asking.asked, name=name, address=address, service=by.service, forwarded_from=asking.id)
    passed = ask(tx, draft, asked, lasts=lasts, by=by, who=asking.asked.address, at=at)
    _tell(tx, draft, words.forwarded(draft, passed, to), key=f"forwarded:{asking.id}", by=by, at=at)
    return passed


def decline(tx: Transaction, draft: Draft, asking: Asking, *, reason: str, by: Postman, at: datetime) -> None:
    """Decline, with the reason; the researcher is told."""
    end(tx, asking, Step.DECLINED, by=asking.asked.address, at=at, words=reason)
    _tell(tx, draft, words.declined(draft, asking, reason), key=f"declined:{asking.id}", by=by, at=at)


def end(tx: Transaction, asking: Asking, step: Step, *, by: str, at: datetime, words: str = "") -> None:
    """End an asking: nothing more is done by its links, and what was prepared goes."""
    askings.take(tx, asking.id, step, by=by, at=at, words=words)
    askings.prepare(tx, asking.id, None)


def open_askings(tx: Transaction, draft: str, slot: str) -> tuple[Asking, ...]:
    """Who is asked now for a slot of a draft."""
    return tuple(one for one in askings.of_draft(tx, draft) if one.asked.slot == slot and not one.ended)


def closed(asking: Asking, draft: Draft, *, at: datetime) -> tuple[str, str] | None:
    """Why nothing can be signed by an asking, and what to do, in words; None while something can."""
    ended = asking.ended
    if ended:
        return words.ENDED[ended.step].format(day=words.day_of(ended.at)), words.ASK_THE_RESEARCHER
    if draft.submitted:
        return "The application is submitted: nothing in it is signed any more.", "You need to do nothing."
    if not is_named(asking, draft):
        return "The researcher names another officer or IT manager now.", words.ASK_THE_RESEARCHER
    if at >= asking.expires_at:
        return f"This link ended on {words.day_of(asking.expires_at)}.", words.ASK_THE_RESEARCHER
    return None


def is_named(asking: Asking, draft: Draft) -> bool:
    """Whether the application still names the address that was asked: an official is named nowhere else."""
    return asking.asked.slot != OFFICER.name or same_mailbox(officer_of(draft.now.answers)[1], asking.asked.named)


def draft_of(tx: Transaction, asking: Asking) -> Draft:
    """The draft that somebody is asked about."""
    return drafts.read(tx, asking.draft)


def _link(tx: Transaction, asking: Asking, *, by: Postman, at: datetime) -> str:
    purpose = Purpose(asking.asked.slot, asking.asked.address, draft=asking.draft, about={"asking": asking.id})
    _, token = links.make(tx, purpose, lasts=asking.expires_at - at, by=asking.asked_by, at=at)
    return f"{by.service}{PLACES[asking.asked.slot]}{token}"


def _send(tx: Transaction, asking: Asking, told: words.Told, *, key: str, by: Postman, at: datetime) -> None:
    note = Note(key, asking.asked.address, told.subject, told.text, draft=asking.draft)
    post(tx, note, sender=by.sender, by=BY, at=at)


def _tell(tx: Transaction, draft: Draft, told: words.Told, *, key: str, by: Postman, at: datetime) -> None:
    """A mail to the researcher."""
    note = Note(key, draft.owner, told.subject, told.text, draft=draft.id)
    post(tx, note, sender=by.sender, by=BY, at=at)

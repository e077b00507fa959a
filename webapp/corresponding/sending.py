"""Sending a letter: the act that it is, its mail, and what left the house are written down together, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from procedure.events import Role
from templates.letters import LETTERS
from validator.dates import read_date
from webapp.cases.acting import perform
from webapp.cases.case import CaseView
from webapp.corresponding.case_facts import in_one
from webapp.corresponding.table import WITHOUT_SUBJECT, Fitting, act_of
from webapp.corresponding.writing import Writing, template_hash
from webapp.letters.making import Made
from webapp.mailing import outbox
from webapp.mailing.outbox import Enclosure, Note
from webapp.storage import letters
from webapp.storage.letters import MAIL, Sending, Sent
from webapp.storage.store import Transaction

TEXT = (
    "{title}\n\nApplication {number}. The letter of the Department is enclosed as a PDF.\n\n"
    "Everything about this application stands on your page: where it stands, what is due, and every letter.\n"
)


@dataclass(frozen=True, slots=True)
class Way:
    """How a letter leaves."""

    how: str
    """By mail, or by post."""
    address: str
    """Of the mail; of the post, how and whereto in words."""
    on: date
    """The day: of the mail today, of the post the day on which it was posted."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who sends it."""

    address: str
    name: str
    seen: int
    """How many events of the case they saw."""
    despite: str = ""


def send(
    tx: Transaction, one: Writing, made: Made, pdf: bytes, way: Way, who: Who, *, sender: str, at: datetime
) -> Sent:  # fmt: skip
    """Send a letter once: of an occasion that had its letter, that one is returned and nothing happens.

    Raises:
        NotPermittedError: The act that its sending is, is not permitted; the words say why.
        OvertakenError: Somebody has acted on the case meanwhile.
        AddressError: No mail can go to that address.
    """
    number, row, event = one.view.number, one.one.row, one.one.event
    occasion = occasion_of(one.view, one.one)
    if before := letters.of_occasion(tx, occasion):
        return before
    docx, drawn = tx.files.put(made.docx), tx.files.put(pdf)
    recorded = _record(tx, one, made, way, who, {"letter": row.kind, "sha256_of_letter": drawn.sha256}, at=at)
    sending = Sending(
        occasion, row.kind, event.number, recorded, made.facts, template_hash(row.kind), way.how, way.address, way.on
    )
    sent = letters.keep(tx, number, sending, docx=docx, pdf=drawn, by=who.address, at=at)
    if way.how == MAIL:
        mail(tx, sent, pdf, to=way.address, sender=sender, by=who.address, at=at)
    letters.keep_draft(tx, number, row.kind, event.number, {}, by=who.address, at=at)
    return sent


def mail(tx: Transaction, sent: Sent, pdf: bytes, *, to: str, sender: str, by: str, at: datetime) -> None:
    """Mail a letter that is kept; to the same address it goes out once.

    Raises:
        AddressError: No mail can go to that address.
    """
    title = LETTERS[sent.kind].title
    enclosed = Enclosure(f"{sent.kind}-{sent.application}.pdf", "application/pdf", pdf)
    text = TEXT.format(title=title, number=sent.application)
    key = f"letter:{sent.id}:{to.strip().casefold()}"
    outbox.post(tx, Note(key, to, title, text, [enclosed], application=sent.application), sender=sender, by=by, at=at)


def occasion_of(view: CaseView, one: Fitting) -> str:
    """What a letter is written for: it is sent once."""
    return f"{view.number}:{one.row.kind}:{one.event.number}"


def _record(
    tx: Transaction, one: Writing, made: Made, way: Way, who: Who, kept: Mapping[str, Any], *, at: datetime
) -> int | None:  # fmt: skip
    """Write down the act that the sending is; the number of its event, or None where the letter only tells."""
    act = act_of(one.one.row, one.one.event)
    if not act or is_done(one.view, one.one):
        return None
    about = None if act in WITHOUT_SUBJECT else one.one.event.number
    entry = perform(
        tx, one.view.number, act, Role.RESEARCH_SERVICES, facts_of(act, made, way), seen=who.seen, by=who.address,
        at=at, about=about, on=way.on, name=who.name, despite=who.despite, kept=kept,
    )  # fmt: skip
    return entry.event.number


def is_done(view: CaseView, one: Fitting) -> bool:
    """Whether the act that the sending is was recorded before: a second notice opens no second right."""
    act = act_of(one.row, one.event)
    if act in WITHOUT_SUBJECT:
        return any(each.number > one.event.number for each in view.case.acts(act))
    return bool(view.case.about(one.event.number, act))


def facts_of(act: str, made: Made, way: Way) -> dict[str, Any]:
    """What the act of sending states, out of the letter that is sent."""
    reasons = [in_one(reason) for reason in made.facts.get("reasons", ())]
    last_day = read_date(str(made.facts.get("last_day_to_appeal") or made.facts.get("complete_by_on") or ""))
    printed = {"printed_last_day": last_day} if last_day else {}
    match act:
        case "give_notice":
            how = f"mailed to {way.address}" if way.how == MAIL else way.address
            return {"how": how, **({"reasons": reasons} if reasons else {}), **printed}
        case "send_reasons":
            return {"reasons": reasons}
        case "notice_renewal":
            return printed
        case "send_cphs_documentation":
            return {"what": LETTERS[made.kind].title}
        case _:
            return {}

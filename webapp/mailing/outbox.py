"""The outbox: mails are kept with the act that they tell of, and go out afterwards, each until it has gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from validator.formats import is_email
from webapp.mailing.sending import RefusedError, Send, UnsentError
from webapp.storage import mails
from webapp.storage.mails import Letter, Mail
from webapp.storage.store import Store, Transaction

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 720, 1200))
"""After each try that failed; 48 hours together. A mail that has not gone then needs a person."""
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a mail."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A mail in words."""

    key: str
    """The occasion, such as `received:2026-0001:1`: it has one mail, with one Message-ID, however often it is sent."""
    to: str
    subject: str
    text: str
    enclosures: Sequence[Enclosure] = ()
    draft: str | None = None
    """It goes with this draft: a draft that is deleted takes its mails along."""
    application: str | None = None


@dataclass(frozen=True, slots=True)
class Swept:
    """What became of the mails that were due."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0


class AddressError(ValueError):
    """An address or a subject that no mail can have."""


def post(tx: Transaction, note: Note, *, sender: str, by: str, at: datetime) -> Mail:
    """Put a mail into the outbox, in the transaction of the act that it tells of.

    Raises:
        AddressError: Nothing can be sent to that address, or the subject has more than one line.
    """
    letter = Letter(note.key, note.to, note.subject, written(note, sender=sender, at=at), note.draft, note.application)
    return mails.put(tx, letter, by=by, at=at)


def written(note: Note, *, sender: str, at: datetime) -> bytes:
    """The mail as it goes out; the same occasion from the same sender always has the same Message-ID.

    Raises:
        AddressError: Nothing can be sent to that address, or the subject has more than one line.
    """
    message = EmailMessage(policy=SMTP.clone(max_line_length=76))
    if not (note.to.isascii() and is_email(note.to)):
        raise AddressError("no mail can have this address")
    try:
        domain = Address(addr_spec=sender).domain
        message["From"] = Address("Data Request Service", addr_spec=sender)
        message["To"] = Address(addr_spec=note.to)
        message["Subject"] = _sound(note.subject)
    except ValueError as error:
        raise AddressError("no mail can have this sender or subject") from error
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{sha256(note.key.encode()).hexdigest()[:40]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_sound(note.text), cte="quoted-printable")
    for enclosure in note.enclosures:
        kind, _, subtype = enclosure.type.partition("/")
        message.add_attachment(enclosure.content, maintype=kind, subtype=subtype, filename=enclosure.name)
    return message.as_bytes()


def _sound(text: str) -> str:
    """The text with a question mark for each half of a character, which no mail can carry."""
    return text.encode("utf-8", "replace").decode()


def sweep(store: Store, send: Send, *, now: Callable[[], datetime]) -> Swept:
    """Send the mails that are due, one after the other, each in the time that it is leased for.

    No transaction is open while a mail goes: a mail server that hangs holds nobody up.
    """
    became: list[mails.State] = []
    while len(became) < AT_ONCE and (state := _send_next(store, send, at=now())):
        became.append(state)
    return Swept(*(became.count(state) for state in (mails.State.SENT, mails.State.WAITING, mails.State.FAILED)))


def _send_next(store: Store, send: Send, *, at: datetime) -> mails.State | None:
    with store.writing() as tx:
        due = mails.take(tx, most=1, at=at)
    return _send(store, send, due[0], at=at) if due else None


def _send(store: Store, send: Send, mail: Mail, *, at: datetime) -> mails.State:
    """Try once; what it came to is written down before the next mail is tried."""
    try:
        send(mail.id, mail.address, mail.message)
    except RefusedError as refused:
        return _give_up(store, mail, str(refused))
    except UnsentError as unsent:
        if mail.tries > len(PAUSES):
            return _give_up(store, mail, str(unsent))
        with store.writing() as tx:
            mails.try_again(tx, mail, why=str(unsent), at=at + PAUSES[mail.tries - 1])
        return mails.State.WAITING
    with store.writing() as tx:
        mails.sent(tx, mail, at=at)
    return mails.State.SENT


def _give_up(store: Store, mail: Mail, why: str) -> mails.State:
    with store.writing() as tx:
        mails.give_up(tx, mail, why=why)
    return mails.State.FAILED

"""What counts only at the Department's address: it is mailed there with the act, and that it arrived is proven."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy

from procedure.acts import ACTS
from procedure.events import Event, Role
from procedure.permission import NotPermittedError
from validator.dates import written
from webapp.cases import acting, case
from webapp.cases.case import CaseView
from webapp.cases.told import in_words, label_of
from webapp.clock import PACIFIC
from webapp.mailing import outbox
from webapp.mailing.outbox import Enclosure, Note
from webapp.storage import mails
from webapp.storage.mails import Mail, State
from webapp.storage.store import Store, Transaction

_PREFIX = "filing:"
ENCLOSED = "\nThe letter is enclosed as a PDF.\n"
LOOKED_BACK = timedelta(days=30)
"""How long a mail that has gone is looked at for an appeal that it proves."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What was sent to the Department's address for an act, and what became of it."""

    mail: Mail
    event: int

    @property
    def words(self) -> str:
        """How it stands, for the researcher."""
        match self.mail.state:
            case State.SENT:
                return f"sent to {self.mail.address}"
            case State.WAITING if self.mail.trouble:
                return f"not yet sent to {self.mail.address}: it could not go out, and is tried again"
            case State.WAITING:
                return f"on its way to {self.mail.address}"
            case State.FAILED:
                return f"not sent to {self.mail.address}: the mail was refused. Send it yourself, and keep the proof"


def file(
    tx: Transaction, view: CaseView, event: Event, *, sender: str, by: str, at: datetime,
    enclosures: Sequence[Enclosure] = (),
) -> None:  # fmt: skip
    """Mail an act of the researcher to the Department's address, in the transaction that writes it down."""
    subject = f"Application {view.number}: {ACTS[event.act].words}"
    text = text_of(view, event, by=by) + (ENCLOSED if enclosures else "")
    key = f"{_PREFIX}{view.number}:{event.number}"
    note = Note(key, view.policy.address, subject, text, enclosures, application=view.number)
    outbox.post(tx, note, sender=sender, by=by, at=at)


def text_of(view: CaseView, event: Event, *, by: str) -> str:
    """The act in words, as the Department reads it."""
    about = view.case.event(event.about)
    facts = [f"{label_of(name)}: {in_words(name, value)}" for name, value in event.facts.items() if name != "sent_to"]
    lines = [
        f"Application {view.number}: {view.title}",
        "",
        f"{event.name or event.by.words}, {by}, wants to {ACTS[event.act].words}.",
        f"Date: {written(event.on)}",
        *([f"This is about: {ACTS[about.act].words}, {written(about.on)}"] if about else []),
        *(["", *facts] if facts else []),
        "",
        f"Answers reach the Bona Fide Researcher at {by}.",
    ]
    return "\n".join(lines) + "\n"


def filings_of(tx: Transaction, number: str) -> tuple[Filing, ...]:
    """What was sent to the Department's address for an application, in order."""
    found = [
        (one, one.key.rpartition(":")[2]) for one in mails.of_application(tx, number) if one.key.startswith(_PREFIX)
    ]
    return tuple(sorted((Filing(one, int(event)) for one, event in found), key=lambda filing: filing.event))


def prove(store: Store, *, now: Callable[[], datetime]) -> int:
    """Write down for each appeal whose mail a server took that it was filed, and how one can see it; returns how many.

    May run twice: an appeal that was shown to be filed is left alone.
    """
    at = now()
    with store.reading() as tx:
        sent = mails.sent_since(tx, at - LOOKED_BACK, prefix=_PREFIX)
    proven = 0
    for mail in sent:
        with store.writing() as tx:
            proven += _prove(tx, mail, at=at)
    return proven


def _prove(tx: Transaction, mail: Mail, *, at: datetime) -> bool:
    if mail.application is None or mail.sent_at is None:
        return False
    arrived = mail.sent_at.astimezone(PACIFIC)
    view = case.read(tx, mail.application, on=at.astimezone(PACIFIC).date())
    number = _event(mail)
    appeal = view.case.event(number)
    if appeal is None or appeal.act != "file_appeal" or view.case.about(number, "confirm_filing"):
        return False
    message_id = message_from_bytes(mail.message, policy=policy.default)["Message-ID"]
    proof = (
        f"Mail {message_id} to {mail.address}, taken by the mail server on {written(arrived.date())} at {arrived:%H:%M}"
    )
    try:
        acting.perform(
            tx, mail.application, "confirm_filing", Role.RESEARCH_SERVICES, {"proof": proof}, seen=view.seen,
            by="service", at=at, about=number, on=arrived.date(), moment=arrived, name="this service",
        )  # fmt: skip
    except NotPermittedError:
        return False
    return True


def _event(mail: Mail) -> int:
    """The number of the event that was mailed."""
    return int(mail.key.rpartition(":")[2])

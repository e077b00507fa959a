"""The letter that a filing carries: enclosed in its mail, and kept with the case byte for byte as it went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from procedure.events import Event
from webapp.cases.case import CaseView
from webapp.clock import PACIFIC
from webapp.corresponding.writing import template_hash
from webapp.letters.making import Made
from webapp.mailing.outbox import Enclosure
from webapp.storage import letters
from webapp.storage.canonical import sha256
from webapp.storage.letters import MAIL, Sending, Sent
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A letter that goes out with an act."""

    number: str
    """Of the application."""
    made: Made
    pdf: bytes
    """As it was drawn, or as it came back signed."""

    @property
    def enclosure(self) -> Enclosure:
        """The letter as its mail holds it."""
        return Enclosure(f"{self.made.kind}-{self.number}.pdf", "application/pdf", self.pdf)

    @property
    def named(self) -> dict[str, str]:
        """How the event of the act names the letter."""
        return {"letter": self.made.kind, "sha256_of_letter": sha256(self.pdf)}


def keep(tx: Transaction, view: CaseView, event: Event, one: Enclosed, *, by: str, at: datetime) -> Sent:
    """Keep the letter of a filing, in the transaction that writes the act down."""
    kind, today = one.made.kind, at.astimezone(PACIFIC).date()
    sending = Sending(
        f"{view.number}:{kind}:{event.number}", kind, event.about or event.number, event.number, one.made.facts,
        template_hash(kind), MAIL, view.policy.address, today,
    )  # fmt: skip
    docx, pdf = tx.files.put(one.made.docx), tx.files.put(one.pdf)
    return letters.keep(tx, view.number, sending, docx=docx, pdf=pdf, by=by, at=at)

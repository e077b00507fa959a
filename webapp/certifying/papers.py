"""The signed certification among the documents of a draft: there as long as its signature stands."""

from __future__ import annotations

from datetime import datetime

from validator.questions import Answers
from webapp.answers.slots import Slot, slot_of
from webapp.attaching import taking_in
from webapp.attaching.scans import first_state
from webapp.signatures.slots import OF
from webapp.storage import attachments
from webapp.storage.attachments import Attachment, Document
from webapp.storage.files import Kept
from webapp.storage.signatures import Signature
from webapp.storage.store import Transaction

NAME = "security-certification.pdf"
PDF = "application/pdf"
SLOT = OF["security_certification"].name


def place(answers: Answers) -> Slot:
    """Where what belongs to the certification is kept among the documents."""
    found = slot_of(answers, f"{SLOT}.document_enclosed")
    if found is None:
        raise LookupError(SLOT)
    return found


def put_in(tx: Transaction, draft: str, file: Kept, *, by: str, at: datetime) -> Attachment:
    """Put a certification in its place."""
    state = first_state(has_scanner=taking_in.scanner() is not None)
    return attachments.add(tx, Document(SLOT, NAME, PDF, ""), file, draft=draft, by=by, at=at, state=state)


def put_back(tx: Transaction, draft: str, signature: Signature, *, at: datetime) -> None:
    """Put the paper of a signature that stands again in its place again."""
    if signature.slot == SLOT and signature.document and not _papers(tx, draft, signature):
        size = tx.files.path(signature.document).stat().st_size
        put_in(tx, draft, Kept(signature.document, size), by=signature.signed_by, at=at)


def take_out(tx: Transaction, draft: str, signature: Signature) -> None:
    """Take the paper of a signature that is void out of the draft: it proves nothing there, and stays with it."""
    for paper in _papers(tx, draft, signature):
        attachments.take_out(tx, paper.id)


def _papers(tx: Transaction, draft: str, signature: Signature) -> list[Attachment]:
    here = [one for one in attachments.of_draft(tx, draft) if one.slot == signature.slot == SLOT]
    return [one for one in here if one.sha256 == signature.document]

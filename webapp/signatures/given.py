"""What was signed on an application so far, and which of it no longer stands."""

from __future__ import annotations

from validator.answers import answer
from webapp.signatures.slots import OF
from webapp.signatures.standing import newest, stands
from webapp.storage import drafts, signatures
from webapp.storage.drafts import Draft
from webapp.storage.signatures import Signature
from webapp.storage.store import Transaction

ENCLOSED = "security_certification.document_enclosed"
"""Where the researcher says that the institution signed a document of its own."""


def signed(tx: Transaction, draft: Draft) -> dict[str, Signature]:
    """The last signature of each slot: on the draft itself, or on the application that it completes or modifies."""
    before = signatures.of_application(tx, draft.application) if draft.application else ()
    return newest((*before, *signatures.of_draft(tx, draft.id)))


def voided_places(tx: Transaction, draft: str) -> frozenset[str]:
    """The places of documents whose own signature is void; unless the application says that another paper is there."""
    found = drafts.read(tx, draft)
    answers = found.now.answers
    void = {slot for slot, signature in signed(tx, found).items() if OF[slot].gives and not stands(signature, answers)}
    return frozenset(void if answer(answers, ENCLOSED) is not True else ())

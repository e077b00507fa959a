"""Saving answers that somebody may have signed: what no longer fits is taken out, and the change is noted."""

from __future__ import annotations

from datetime import datetime

from validator.questions import Answers
from webapp.certifying import papers
from webapp.signatures.given import signed
from webapp.signatures.standing import settled, stands
from webapp.storage import drafts, signatures
from webapp.storage.drafts import Disagreement, Draft
from webapp.storage.signatures import Signature
from webapp.storage.store import Transaction


def keep(
    tx: Transaction, draft: Draft, answers: Answers, *, version: int, by: str, at: datetime
) -> Draft | Disagreement:
    """Save answers as `drafts.save` does; a signature that they no longer fit goes out of them.

    Raises:
        NotKeptError: The draft was deleted, or is submitted and stays as it was.
    """
    given = signed(tx, draft)
    saved = drafts.save(tx, draft.id, settled(answers, given), version=version, by=by, at=at)
    if isinstance(saved, Draft):
        for signature in given.values():
            _note(tx, saved, signature, by=by, at=at)
    return saved


def _note(tx: Transaction, draft: Draft, signature: Signature, *, by: str, at: datetime) -> None:
    valid = stands(signature, draft.now.answers)
    if valid and signature.void:
        signatures.note_standing(tx, signature)
        papers.put_back(tx, draft.id, signature, at=at)
    elif not valid and not signature.void:
        signatures.note_void(tx, signature, by=by, at=at)
        papers.take_out(tx, draft.id, signature)

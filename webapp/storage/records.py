"""The record of each submission: one sealed file, made once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from webapp.storage import seals
from webapp.storage.files import Kept
from webapp.storage.naming import name_file
from webapp.storage.seals import Sealed
from webapp.storage.store import Transaction
from webapp.storage.tables import records, submissions


def keep(tx: Transaction, submission: str, file: Kept, sealed: Sealed, *, at: datetime) -> Sealed:
    """Keep the record of a submission; where it has one already, that one stays and is returned."""
    if before := of_submission(tx, submission):
        return before
    name_file(tx, file, at=at)
    sealed = seals.keep(tx, sealed)
    tx.connection.execute(insert(records).values(submission=submission, code=sealed.code, sha256=file.sha256))
    return sealed


def of_submission(tx: Transaction, submission: str) -> Sealed | None:
    """The record of a submission; None while it has none."""
    code = tx.connection.execute(select(records.c.code).where(records.c.submission == submission)).scalar()
    return seals.by_code(tx, code) if code else None


def missing(tx: Transaction, *, most: int) -> tuple[tuple[str, int], ...]:
    """The submissions without a record, the oldest first: number of the application, and round."""
    query = (
        select(submissions.c.application, submissions.c.round)
        .outerjoin(records, records.c.submission == submissions.c.id)
        .where(records.c.submission.is_(None))
        .order_by(submissions.c.submitted_at, submissions.c.application, submissions.c.round)
        .limit(most)
    )
    return tuple((row.application, row.round) for row in tx.connection.execute(query))

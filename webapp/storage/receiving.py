"""Taking applications in: one transaction is one submission, however often it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import func, insert, select, update

from procedure.events import Event
from webapp.storage import attachments, casework, drafts, history, numbers, signatures, submissions, tables
from webapp.storage.canonical import canonical
from webapp.storage.files import Kept
from webapp.storage.naming import name_file
from webapp.storage.store import Transaction
from webapp.storage.submissions import Submission
from webapp.storage.troubles import OvertakenError

_ENCLOSED = ("id", "slot", "person", "name", "type", "size", "sha256")
_SIGNED = ("id", "slot", "name", "method", "text_edition", "consent", "covers_sha256", "signed_by", "signed_at")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the check said of the answers on that day, and by which edition of the rules."""

    rules_edition: str
    findings: Sequence[Mapping[str, Any]]


def submit(
    tx: Transaction, draft: str, event: Event, *, version: int, judged: Judged, by: str, at: datetime,
    form: Kept | None = None,
) -> Submission:  # fmt: skip
    """Submit a draft with its attachments and signatures; one that was submitted before is answered as it was then.

    Raises:
        OvertakenError: The draft was changed after the person looked at it.
        NotPermittedError: The table does not permit it, such as for an application that was withdrawn.
        NotKeptError: There is no such draft.
    """
    if before := submissions.of_draft(tx, draft):
        return before
    kept = drafts.read(tx, draft)
    if kept.now.number != version:
        raise OvertakenError(
            f"The draft was changed by {kept.now.saved_by} after you looked at it.",
            "Look at the answers once more, and submit then. Nothing was submitted yet.",
        )
    row = {
        **_judged(kept.now.answers, judged),
        "draft": draft,
        "attachments": _written(attachments.of_draft(tx, draft), _ENCLOSED),
        "signatures": _written(signatures.of_draft(tx, draft), _SIGNED),
    }
    submission = _receive(tx, row, event, application=kept.application, form=form, by=by, at=at)
    for table in (tables.attachments, tables.signatures):
        tx.connection.execute(update(table).where(table.c.draft == draft).values(application=submission.application))
    return submission


def register(
    tx: Transaction, answers: Mapping[str, Any], event: Event, *, judged: Judged, by: str, at: datetime,
    application: str | None = None, form: Kept | None = None,
) -> Submission:  # fmt: skip
    """Take in an application that came on paper or by mail, as it is, on the day of the event.

    Raises:
        NotPermittedError: The table does not permit it.
    """
    row = {**_judged(answers, judged), "draft": None, "attachments": canonical([]), "signatures": canonical([])}
    return _receive(tx, row, event, application=application, form=form, by=by, at=at)


def _judged(answers: Mapping[str, Any], judged: Judged) -> dict[str, Any]:
    return {
        "data_system": str(answers.get("data_system", "")),
        "schema_edition": str(answers.get("edition", "")),
        "rules_edition": judged.rules_edition,
        "answers": canonical(answers),
        "findings": canonical([dict(finding) for finding in judged.findings]),
    }


def _receive(
    tx: Transaction, row: dict[str, Any], event: Event, *, application: str | None, form: Kept | None,
    by: str, at: datetime,
) -> Submission:  # fmt: skip
    if form:
        name_file(tx, form, at=at)
    application = application or numbers.give(tx, event.on.year)
    row |= {
        "id": token_hex(16),
        "application": application,
        "round": _rounds(tx, application) + 1,
        "form_sha256": form.sha256 if form else None,
        "submitted_by": by,
        "submitted_at": at,
    }
    row["sha256"] = submissions.hash_of(row)
    tx.connection.execute(insert(tables.submissions).values(**row))
    seen = len(history.of_application(tx, application))
    bound = {"submission": row["id"], "sha256": row["sha256"]}
    casework.act(tx, application, event, seen=seen, by=by, at=at, kept=bound)
    return submissions.read(tx, application)[-1]


def _rounds(tx: Transaction, application: str) -> int:
    query = select(func.count()).where(tables.submissions.c.application == application)
    return int(tx.connection.execute(query).scalar_one())


def _written(values: Sequence[object], names: Sequence[str]) -> str:
    """What was handed in with the answers, as canonical JSON."""
    return canonical([{name: getattr(value, name) for name in names} for value in values])

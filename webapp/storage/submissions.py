"""What was submitted, as it was: nothing in it is ever changed, and the history names its hash."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, select

from webapp.storage.canonical import canonical, sha256
from webapp.storage.store import Transaction
from webapp.storage.tables import submissions
from webapp.storage.troubles import NotKeptError

WRITTEN = ("answers", "attachments", "signatures", "findings")
"""What stands in a row as canonical JSON."""
_HASHED = ("id", "application", "round", "data_system", "schema_edition", "rules_edition", "form_sha256", *WRITTEN)


@dataclass(frozen=True, slots=True)
class Submission:
    """An application as it was submitted."""

    id: str
    application: str
    """Its number, such as 2026-0001."""
    round: int
    """1, and more where it was completed or modified."""
    draft: str | None
    """None where it came on paper."""
    data_system: str
    schema_edition: str
    rules_edition: str
    answers: Mapping[str, Any]
    attachments: Sequence[Mapping[str, Any]]
    signatures: Sequence[Mapping[str, Any]]
    findings: Sequence[Mapping[str, Any]]
    form_sha256: str | None
    """The file that was filled in, where there was one."""
    sha256: str
    submitted_by: str
    submitted_at: datetime


def read(tx: Transaction, application: str) -> tuple[Submission, ...]:
    """Every round of an application, the first one first.

    Raises:
        NotKeptError: There is no such application.
    """
    found = _submissions(tx, submissions.c.application == application)
    if not found:
        raise NotKeptError(f"There is no application {application}.", "Look at its number again.")
    return found


def of_draft(tx: Transaction, draft: str) -> Submission | None:
    """What a draft was submitted as; None where it was not."""
    return next(iter(_submissions(tx, submissions.c.draft == draft)), None)


def written_down(submission: Submission) -> str:
    """All that was handed in, as the text whose SHA-256 the history names."""
    row = {name: getattr(submission, name) for name in _HASHED}
    return canonical({**row, **{name: canonical(row[name]) for name in WRITTEN}})


def hash_of(row: Mapping[str, Any] | RowMapping) -> str:
    """The hash of the row of a submission: of everything in it that was handed in."""
    return sha256(canonical({name: row[name] for name in _HASHED}))


def _submissions(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Submission, ...]:
    query = select(submissions).where(condition).order_by(submissions.c.round)
    return tuple(_submission(row) for row in tx.connection.execute(query).mappings())


def _submission(row: RowMapping) -> Submission:
    return Submission(**{**row, **{name: json.loads(row[name]) for name in WRITTEN}})

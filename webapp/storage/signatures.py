"""Signatures: who signed what, in which words, and the hash of what was signed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy import ColumnElement, insert, select

from webapp.storage.store import Transaction
from webapp.storage.tables import signatures


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature as it is given."""

    slot: str
    """Which signature of the form: `application_signature`, `restrictions_signature`."""
    name: str
    """As it was typed."""
    text_edition: str
    """Of the words that stood above it."""
    consent: str
    """The words agreed to, as they were shown."""
    covers_sha256: str
    """Of what the signature covers."""
    method: str = "typed"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that was given."""

    id: str
    draft: str | None
    application: str | None
    slot: str
    name: str
    method: str
    text_edition: str
    consent: str
    covers_sha256: str
    signed_by: str
    signed_at: datetime


def sign(
    tx: Transaction,
    signing: Signing,
    *,
    by: str,
    at: datetime,
    draft: str | None = None,
    application: str | None = None,
) -> Signature:
    """Keep one signature. Each is given by itself: none is ever copied from another slot."""
    identity = token_hex(16)
    tx.connection.execute(
        insert(signatures).values(
            id=identity, draft=draft, application=application, signed_by=by, signed_at=at, **asdict(signing)
        )
    )
    return _signatures(tx, signatures.c.id == identity)[0]


def of_draft(tx: Transaction, draft: str) -> tuple[Signature, ...]:
    """The signatures on a draft, in the order they were given."""
    return _signatures(tx, signatures.c.draft == draft)


def of_application(tx: Transaction, application: str) -> tuple[Signature, ...]:
    """The signatures on a submitted application, of every round, in the order they were given."""
    return _signatures(tx, signatures.c.application == application)


def _signatures(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Signature, ...]:
    rows = tx.connection.execute(
        select(signatures).where(condition).order_by(signatures.c.signed_at, signatures.c.id)
    ).mappings()
    return tuple(Signature(**row) for row in rows)

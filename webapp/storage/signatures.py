"""Signatures: who signed what, in which words, what was signed, and since when it has not fitted any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, insert, select, update

from webapp.storage.canonical import canonical, sha256
from webapp.storage.store import Transaction
from webapp.storage.tables import covered, signatures, voids


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature as it is given."""

    slot: str
    """Which signature of the form, such as `application_signature`."""
    name: str
    """As it was typed, or stands in the certificate."""
    text_edition: str
    """Of the words that stood above it."""
    consent: str
    """The words agreed to, as they were shown."""
    covers: Mapping[str, Any]
    """What is signed, as values; its hash is kept too."""
    method: str = "typed"
    given: Mapping[str, Any] = field(default_factory=dict)
    """The answers that it gives, by their dotted names."""
    title: str = ""
    """Of who signs."""
    document: str | None = None
    """The hash of the signed paper, where there is one."""


@dataclass(frozen=True, slots=True)
class Void:
    """Since when a signature has not fitted, by whose change; whether it still does is derived from what it covers."""

    by: str
    at: datetime
    told_at: datetime | None
    """When its signer was told, or it was found that there is nobody to tell."""


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
    covers: Mapping[str, Any] | None
    """None of one that was given before this was kept: then only its hash says what it covers."""
    given: Mapping[str, Any]
    title: str
    document: str | None
    void: Void | None


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
            id=identity, draft=draft, application=application, slot=signing.slot, name=signing.name,
            method=signing.method, text_edition=signing.text_edition, consent=signing.consent,
            covers_sha256=sha256(canonical(signing.covers)), signed_by=by, signed_at=at,
        )
    )  # fmt: skip
    tx.connection.execute(
        insert(covered).values(
            signature=identity, answers=signing.covers, given=signing.given, title=signing.title,
            document=signing.document,
        )
    )  # fmt: skip
    return _signatures(tx, signatures.c.id == identity)[0]


def of_draft(tx: Transaction, draft: str) -> tuple[Signature, ...]:
    """The signatures on a draft, in the order they were given."""
    return _signatures(tx, signatures.c.draft == draft)


def of_application(tx: Transaction, application: str) -> tuple[Signature, ...]:
    """The signatures on a submitted application, of every round, in the order they were given."""
    return _signatures(tx, signatures.c.application == application)


def note_void(tx: Transaction, signature: Signature, *, by: str, at: datetime) -> None:
    """Write down that a signature no longer fits; the first change stays the one that is named."""
    if signature.void is None:
        tx.connection.execute(insert(voids).values(signature=signature.id, by=by, at=at))


def note_standing(tx: Transaction, signature: Signature) -> None:
    """Take the note away: what the signature covers is there again."""
    tx.connection.execute(delete(voids).where(voids.c.signature == signature.id))


def note_told(tx: Transaction, signature: Signature, *, at: datetime) -> None:
    """Write down that the signer was told of it."""
    tx.connection.execute(update(voids).where(voids.c.signature == signature.id).values(told_at=at))


def untold(tx: Transaction) -> tuple[Signature, ...]:
    """The signatures that no longer fit and whose signers were not told yet, the oldest note first."""
    return tuple(sorted(_signatures(tx, voids.c.at.is_not(None) & voids.c.told_at.is_(None)), key=_noted_at))


def _noted_at(signature: Signature) -> datetime:
    return signature.void.at if signature.void else signature.signed_at


def _signatures(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Signature, ...]:
    query = (
        select(
            signatures, covered.c.answers.label("covers"), covered.c.given, covered.c.title, covered.c.document,
            voids.c.by.label("void_by"), voids.c.at.label("void_at"), voids.c.told_at,
        )
        .outerjoin(covered, covered.c.signature == signatures.c.id)
        .outerjoin(voids, voids.c.signature == signatures.c.id)
        .where(condition)
        .order_by(signatures.c.signed_at, signatures.c.id)
    )  # fmt: skip
    return tuple(_signature(row) for row in tx.connection.execute(query).mappings())


def _signature(row: RowMapping) -> Signature:
    plain = {**row, "given": row["given"] or {}, "title": row["title"] or ""}
    by, at, told_at = (plain.pop(name) for name in ("void_by", "void_at", "told_at"))
    return Signature(**plain, void=Void(by, at, told_at) if at else None)

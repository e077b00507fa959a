"""Drafts: they always save, whatever is wrong in them, and no window writes over another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, exists, insert, select, update

from webapp.storage.store import Transaction
from webapp.storage.tables import drafts, submissions
from webapp.storage.troubles import NotKeptError

Answers = Mapping[str, Any]
_SUBMITTED = exists().where(submissions.c.draft == drafts.c.id)


@dataclass(frozen=True, slots=True)
class Version:
    """The answers of a draft as somebody saved them."""

    number: int
    answers: Answers
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """An application that is not submitted yet, with its last two versions."""

    id: str
    owner: str
    """The e-mail address of the Bona Fide Researcher."""
    application: str | None
    """The number of the application that it completes or modifies."""
    now: Version
    before: Version | None
    aside: Version | None
    """What another window tried to save over this version: kept until the next save that saw this version."""
    begun_by: str
    begun_at: datetime
    submitted: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two windows have saved over the same version: the first one stands, the second is told and sees both."""

    draft: Draft
    yours: Version


def begin(
    tx: Transaction, *, owner: str, answers: Answers, by: str, at: datetime, application: str | None = None
) -> Draft:
    """A new draft; its answers name their data system and the edition of the schema from the first day."""
    identity = token_hex(16)
    tx.connection.execute(
        insert(drafts).values(
            id=identity, owner=owner, mailbox=_mailbox(owner), application=application, version=1, answers=answers,
            saved_by=by, saved_at=at, begun_by=by, begun_at=at,
        )
    )  # fmt: skip
    return read(tx, identity)


def read(tx: Transaction, draft: str) -> Draft:
    """The draft of that id.

    Raises:
        NotKeptError: There is none, or it was deleted.
    """
    found = _drafts(tx, drafts.c.id == draft)
    if not found:
        raise NotKeptError("This draft is not here any more.", "Begin a new one, or upload the filled form you saved.")
    return found[0]


def save(tx: Transaction, draft: str, answers: Answers, *, version: int, by: str, at: datetime) -> Draft | Disagreement:
    """Save answers over the version they were typed over; a save that is sent again changes nothing.

    Raises:
        NotKeptError: The draft was deleted, or is submitted and stays as it was.
    """
    stands = read(tx, draft)
    if stands.submitted:
        raise NotKeptError("This application is submitted and can't be changed.", "Open its status page.")
    if version != stands.now.number:
        return _beside(tx, stands, Version(version + 1, answers, by, at))
    values = {"version": version + 1, "answers": answers, "saved_by": by, "saved_at": at}
    _change(tx, draft, values | {"before": _plain(stands.now), "aside": None})
    return read(tx, draft)


def amend(tx: Transaction, draft: str, answers: Answers, *, by: str, at: datetime) -> Draft:
    """Save answers that come from no window: what another window tried to save goes on waiting for a choice.

    Raises:
        NotKeptError: The draft was deleted, or is submitted and stays as it was.
    """
    stands = read(tx, draft)
    saved = save(tx, draft, answers, version=stands.now.number, by=by, at=at)
    if isinstance(saved, Disagreement):
        raise AssertionError("nobody else writes in this transaction")
    if stands.aside:
        _change(tx, draft, {"aside": _plain(stands.aside)})
    return read(tx, draft)


def of_owner(tx: Transaction, owner: str) -> tuple[Draft, ...]:
    """The drafts of an e-mail address, the last saved first; as mailboxes do, without regard to case."""
    return _drafts(tx, drafts.c.mailbox == _mailbox(owner))


def going_on(tx: Transaction, application: str) -> tuple[Draft, ...]:
    """The drafts that complete or modify an application and are not submitted, the last saved first."""
    return _drafts(tx, (drafts.c.application == application) & ~_SUBMITTED)


def discard(tx: Transaction, draft: str) -> None:
    """Delete a draft with its links, codes, attachments, signatures and mails; its files go with the next sweeps.

    Raises:
        NotKeptError: It was submitted: what the Department received stays.
    """
    if read(tx, draft).submitted:
        raise NotKeptError("This application is submitted and can't be deleted.", "You can withdraw it instead.")
    tx.connection.execute(delete(drafts).where(drafts.c.id == draft))


def discard_abandoned(tx: Transaction, *, before: datetime) -> tuple[str, ...]:
    """Delete every draft that nobody has saved since an instant and that was not submitted; says which."""
    abandoned = delete(drafts).where(drafts.c.saved_at < before, ~_SUBMITTED).returning(drafts.c.id)
    return tuple(tx.connection.execute(abandoned).scalars())


def _beside(tx: Transaction, stands: Draft, yours: Version) -> Draft | Disagreement:
    if yours.answers == stands.now.answers:
        return stands
    _change(tx, stands.id, {"aside": _plain(yours)})
    return Disagreement(read(tx, stands.id), yours)


def _change(tx: Transaction, draft: str, values: Mapping[str, Any]) -> None:
    tx.connection.execute(update(drafts).where(drafts.c.id == draft).values(**values))


def _drafts(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Draft, ...]:
    query = select(drafts, _SUBMITTED.label("submitted")).where(condition).order_by(drafts.c.saved_at.desc())
    return tuple(_draft(row) for row in tx.connection.execute(query).mappings())


def _mailbox(address: str) -> str:
    return address.strip().casefold()


def _draft(row: RowMapping) -> Draft:
    return Draft(
        id=row["id"],
        owner=row["owner"],
        application=row["application"],
        now=Version(row["version"], row["answers"], row["saved_by"], row["saved_at"]),
        before=_version(row["before"]),
        aside=_version(row["aside"]),
        begun_by=row["begun_by"],
        begun_at=row["begun_at"],
        submitted=row["submitted"],
    )


def _plain(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "answers": version.answers,
        "saved_by": version.saved_by,
        "saved_at": version.saved_at.isoformat(),
    }


def _version(value: dict[str, Any] | None) -> Version | None:
    return Version(**value | {"saved_at": datetime.fromisoformat(value["saved_at"])}) if value else None

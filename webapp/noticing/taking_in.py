"""Taking in a notice: it is kept whatever it says, and written into its case where the table takes it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from procedure.events import Role
from procedure.permission import NotPermittedError
from webapp.cases import acting, case
from webapp.cases.told import in_words, label_of
from webapp.clock import PACIFIC
from webapp.mailing import outbox
from webapp.mailing.outbox import AddressError, Note
from webapp.noticing.kinds import Kind
from webapp.storage import assignments, notices
from webapp.storage.notices import Notice
from webapp.storage.store import Transaction
from webapp.storage.troubles import NotKeptError


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody said."""

    kind: Kind
    number: str
    """Of the project, as it was typed."""
    role: Role
    name: str
    address: str
    facts: Mapping[str, Any]


def take_in(tx: Transaction, given: Given, *, department: str, sender: str, at: datetime) -> Notice:
    """Keep a notice, write it into its case, and tell the Department; nothing can stand against its being kept."""
    application, why = _written(tx, given, at=at)
    receipt = token_hex(5).upper()
    said = {"number": given.number, "role": str(given.role), "name": given.name, "address": given.address}
    facts = {label_of(name): in_words(name, value) for name, value in given.facts.items()}
    by = given.address or given.name
    kept = notices.keep(
        tx, given.kind.name, {**said, "facts": facts}, receipt=receipt, application=application, why=why, by=by, at=at
    )
    _tell(tx, given, kept, facts, department=department, sender=sender, at=at)
    return kept


def _written(tx: Transaction, given: Given, *, at: datetime) -> tuple[str | None, str]:
    """The application that it was written into; or why into none."""
    number = given.number.strip()
    local = at.astimezone(PACIFIC)
    try:
        seen = case.read(tx, number, on=local.date()).seen
        acting.perform(
            tx, number, given.kind.act, given.role, given.facts, seen=seen, by=given.address or given.name, at=at,
            name=given.name, kept={"notice": "given without an account; who gave it was not verified"},
        )  # fmt: skip
    except NotKeptError:
        return None, f"There is no application {number[:40] or 'without a number'}."
    except NotPermittedError as refused:
        return None, f"Application {number}: {refused}"
    return number, ""


def _tell(
    tx: Transaction, given: Given, kept: Notice, facts: Mapping[str, str], *, department: str, sender: str, at: datetime
) -> None:
    """Mail the Department what was said, whose case it is too, and the giver that it was taken in."""
    title, application = given.kind.title, kept.application
    told = [
        f"{title}, {given.kind.clause}. Receipt {kept.receipt}.",
        f"Given by {given.name}, {given.role.words}, {given.address or 'no address'}; who it was is not verified.",
        f"Project number as given: {given.number or 'none'}. {kept.why}".rstrip(),
        "",
        *(f"{name}: {value}" for name, value in facts.items()),
    ]
    receipt = f"{title}: it was taken in. Receipt {kept.receipt}.\n\nIf you did not give it, do nothing.\n"
    owner = assignments.owner_of(tx, application).address if application else ""
    mails = (
        ("department", department, title, "\n".join(told) + "\n"),
        ("owner", owner, title, "\n".join(told) + "\n"),
        ("giver", given.address, "Your notice was taken in", receipt),
    )
    for whom, address, subject, text in mails:
        note = Note(f"notice:{kept.receipt}:{whom}", address, subject, text, application=application)
        with suppress(AddressError):  # an address that no mail reaches must not stand before a notice: it is kept
            if address:
                outbox.post(tx, note, sender=sender, by=given.address or given.name, at=at)

"""Mails to people who work here about their own account: so that somebody notices what they did not do themselves."""

from __future__ import annotations

from datetime import datetime

from webapp.mailing import outbox
from webapp.mailing.outbox import Note
from webapp.mailing.sending import mailing
from webapp.storage.accounts import Account
from webapp.storage.store import Transaction

WORDS = {
    "lock": "There were five failures to sign in to your account, and for 15 minutes nobody can.",
    "change_password": "The password of your account was changed.",
    "change_authenticator": "Another authenticator was taken for your account.",
    "new_recovery_codes": "New recovery codes were made for your account; the former ones are over.",
}
"""What is told, by the act of the log."""


def tell(tx: Transaction, account: Account, act: str, *, by: str, at: datetime) -> None:
    """Put the mail into the outbox, in the transaction of the act; invented people get none."""
    if account.invented:
        return
    text = f"{WORDS[act]}\n\nIf it was not you, tell an administrator of the service now.\n"
    note = Note(f"account:{account.id}:{act}:{at.isoformat()}", account.address, "Your account", text)
    outbox.post(tx, note, sender=mailing().sender, by=by, at=at)

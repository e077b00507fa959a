"""How somebody comes to an account: by a mailed link, or, for an administrator, by one that the service prints."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer

from webapp.kept import settings
from webapp.mailing import outbox
from webapp.mailing.mailed import our_address
from webapp.mailing.outbox import Note
from webapp.mailing.sending import mailing
from webapp.storage import account_log, links
from webapp.storage.accounts import Account
from webapp.storage.links import LinkClosedError, Purpose
from webapp.storage.store import Transaction

JOINING = "staff"
"""The purpose of the link."""
LASTS = timedelta(days=7)
PRINTED_LASTS = timedelta(hours=24)
BY_PRINTED_LINK = "administrator_by_printed_link"
"""The act in the log by which a printed link is used up: each link is signed with how often that was done before."""


def invite(tx: Transaction, account: Account, *, by: str, at: datetime) -> None:
    """Mail somebody the link with which they set a password and an authenticator; former links are over.

    Raises:
        AddressError: No mail can go to that address.
    """
    links.revoke_all(tx, JOINING, account.address, by=by, at=at)
    purpose = Purpose(JOINING, account.address, about={"account": account.id}, once=True)
    link, token = links.make(tx, purpose, lasts=LASTS, by=by, at=at)
    address = our_address() + url_for("joining.join", token=token)
    text = (
        f"You have an account in the service for Data Request Standard Applications, as {account.name}.\n\n"
        f"Open this page to set your password and your authenticator:\n\n{address}\n\n"
        f"The link holds for {LASTS.days} days and for one use.\n\n"
        "If you did not expect this mail, tell an administrator, and do not open the page.\n"
    )
    note = Note(f"link:{link.id}", account.address, "Your account", text)
    outbox.post(tx, note, sender=mailing().sender, by=by, at=at)


def printed_token(key: bytes, used: int) -> str:
    """The token of a link for an administrator; `used` is how often one was used before."""
    return _signer(key).dumps(used)


def demand_printed(tx: Transaction, token: str) -> None:
    """Go on only with a token that was printed in the last hours and has not been used.

    Raises:
        LinkClosedError: It opens nothing.
    """
    try:
        used = _signer(settings().secret_key()).loads(token, max_age=int(PRINTED_LASTS.total_seconds()))
    except BadSignature:
        used = None
    if used != account_log.times(tx, BY_PRINTED_LINK):
        raise LinkClosedError(
            "This link has ended, was used already, or is not one of ours.", "Run: datarequest administrator"
        )


def _signer(key: bytes) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="administrator")

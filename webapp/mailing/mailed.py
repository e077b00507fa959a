"""The mails that lead people to what they may do: a link that shows a page, and a code that opens it."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import abort, request, url_for

from webapp.kept import settings
from webapp.mailing import outbox
from webapp.mailing.outbox import Note
from webapp.mailing.sending import mailing
from webapp.storage import codes, links
from webapp.storage.links import Link, Purpose
from webapp.storage.store import Transaction

MAILBOX = "mailbox"
"""The purpose of a link that shows that an address is somebody's."""
LASTS = {MAILBOX: timedelta(days=7), "coauthor": timedelta(days=30), "member": timedelta(days=30)}
"""How long a link opens its page, by its purpose."""
CODE_LASTS = timedelta(minutes=20)
MOST_TRIES = 5
OUR_OWN = {"localhost", "127.0.0.1", "::1"}
BY = "service"


def send_link(tx: Transaction, purpose: Purpose, *, subject: str, words: str, by: str, at: datetime) -> Link:
    """Make a link with a code, and put the mail with both into the outbox.

    Raises:
        AddressError: No mail can go to that address.
    """
    link, token = links.make(tx, purpose, lasts=LASTS[purpose.purpose], by=by, at=at)
    code = codes.make(tx, link.id, lasts=CODE_LASTS, by=by, at=at)
    address = our_address() + url_for("people.link", purpose=purpose.purpose, token=token)
    text = (
        f"{words}\n\nOpen this page:\n\n{address}\n\nThen enter this code:\n\n{spaced(code)}\n\n"
        f"The code holds for {_minutes()} minutes; the page sends you a new one when it is over. "
        f"The link holds for {LASTS[purpose.purpose].days} days.\n\n"
        "If you did not expect this mail, do nothing: without the code nothing is opened.\n"
    )
    note = Note(f"link:{link.id}", purpose.address, subject, text, draft=purpose.draft)
    outbox.post(tx, note, sender=mailing().sender, by=by, at=at)
    return link


def send_code(tx: Transaction, link: Link, *, at: datetime) -> None:
    """Send a new code to the address of a link; the former one is over."""
    code = codes.make(tx, link.id, lasts=CODE_LASTS, by=link.address, at=at)
    text = f"Enter this code on the page you came from:\n\n{spaced(code)}\n\nIt holds for {_minutes()} minutes.\n"
    note = Note(f"code:{link.id}:{at.isoformat()}", link.address, "Your code", text, draft=link.draft)
    outbox.post(tx, note, sender=mailing().sender, by=BY, at=at)


def our_address() -> str:
    """How people reach us. What a browser says of it is believed only on this machine: a link must not lead away."""
    if settings().address:
        return settings().address
    if urlsplit(request.host_url).hostname not in OUR_OWN:
        abort(400, description="no_address")
    return request.host_url.rstrip("/")


def spaced(code: str) -> str:
    """A code as people read it out."""
    return f"{code[:3]} {code[3:]}"


def _minutes() -> int:
    return int(CODE_LASTS.total_seconds() // 60)

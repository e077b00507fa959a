"""The mails of a demonstration, to be read on a page: as long as it is one."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from webapp.kept import settings
from webapp.staff import demo

bp = Blueprint("demo_mail", __name__)

FOLDER = "mail"
MOST = 30


@bp.get("/mails-of-this-demo")
def mails() -> ResponseReturnValue:
    """The newest mails."""
    if not demo.is_open():
        abort(404)
    return render_template("mailing/mails.html", mails=_mails(settings().home / FOLDER))


def _mails(folder: Path) -> list[tuple[EmailMessage, str]]:
    files = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)[:MOST]
    read = [message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=policy.default) for path in files]
    return [(one, _text(one)) for one in read]


def _text(mail: EmailMessage) -> str:
    """What a mail says, and the names of what is enclosed."""
    body = mail.get_body(("plain",))
    enclosed = "".join(f"\nEnclosed: {one.get_filename()}" for one in mail.iter_attachments())
    return f"{body.get_content() if body else ''}{enclosed}"

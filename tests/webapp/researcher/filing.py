"""How a researcher writes and files letters, as far as a browser sends things."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any

from flask import Flask

from tests.webapp.cases.played import do
from tests.webapp.certifying.asked import send
from tests.webapp.drafting import Person, mails_of, store_of
from tests.webapp.researcher.test_acts import DEPARTMENT, approved
from webapp import clock
from webapp.storage import letters
from webapp.storage.letters import Sent


def place(number: str, kind: str, about: int | None = None) -> str:
    return f"/applications/{number}/letters/new/{kind}" + (f"?about={about}" if about else "")


def fields_in(page: str) -> dict[str, str]:
    """What stands in the fields of the letter, as a browser sends it."""
    form = page.split('class="letter-form"')[1].split("</form>", maxsplit=1)[0]
    inputs = re.findall(r'<input class="usa-input[^"]*" id="[^"]+" name="([^"]+)" value="([^"]*)"', form)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', form)
    hidden = re.findall(r'<input type="hidden" name="(seen)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in (*inputs, *areas, *hidden)}


def press(
    one: Person, number: str, kind: str, typed: Mapping[str, str] | None = None, *, about: int | None = None,
    button: str = "look", signed: bytes | None = None,
) -> Any:  # fmt: skip
    """Open the page of a letter, type into it, and press one of its buttons."""
    where = place(number, kind, about)
    sent = {
        **fields_in(one.open(where).text), **(typed or {}), "do": button, "csrf_token": one.token(where)
    }  # fmt: skip
    if signed is None:
        return one.client.post(where, data=sent)
    return send(one, where, sent, {"signed": (signed, "signed.pdf")})


def file_it(
    one: Person, number: str, kind: str, typed: Mapping[str, str] | None = None, *, about: int | None = None
) -> Any:  # fmt: skip
    seen = press(one, number, kind, typed, about=about, button="follows")
    assert "Nothing was sent or written down yet." in seen.text, seen.text
    return press(one, number, kind, typed, about=about, button="record")


def kept_of(app: Flask, number: str) -> tuple[Sent, bytes]:
    """The one letter that is kept, with its PDF."""
    with store_of(app).reading() as tx:
        (kept,) = letters.of_application(tx, number)
        return kept, tx.files.read(kept.pdf_sha256)


def enclosed_in(mail: EmailMessage) -> bytes:
    (enclosed,) = mail.iter_attachments()
    content = enclosed.get_content()
    assert isinstance(content, bytes)
    return content


def to_department(app: Flask) -> list[EmailMessage]:
    return [mail for mail in mails_of(app) if mail["to"] == DEPARTMENT]


def inspected(app: Flask) -> tuple[Person, str]:
    alex, number = approved(app)
    today, now = clock.today(), clock.now()
    do(store_of(app), number, "announce_inspection", {"agreed_on": today}, on=today, at=now)
    do(store_of(app), number, "inspect", about=3, on=today, at=now)
    do(store_of(app), number, "send_findings", {"findings": ["No segmentation."]}, about=4, on=today, at=now)
    return alex, number

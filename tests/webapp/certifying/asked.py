"""An officer who was asked, as far as their browser sends things."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.webapp.drafting import BLAKE, BY_RESEARCHER, Person, code_in, person, store_of, text_to
from webapp.storage import attachments, signatures
from webapp.storage.attachments import Attachment
from webapp.storage.signatures import Signature

Files = Mapping[str, tuple[bytes, str]]
"""By the field, what is in a file and how it is called."""
FILLED = {
    "security_certification.cloud_storage": "no",
    "name": "Jordan Blake",
    "title": "Information Security Officer",
    "method": "typed",
    "consent": "yes",
}


def asked(app: Flask, alex: Person, answers: Mapping[str, object] = BY_RESEARCHER) -> str:
    """A draft whose officer was asked."""
    draft = alex.begin(answers)
    ask(alex, draft)
    return draft


def ask(alex: Person, draft: str, do: str = "ask", **fields: str) -> TestResponse:
    page = f"/drafts/{draft}/signers"
    return alex.press(page, [("do", do), *fields.items()], page)


def link_to(app: Flask, address: str = BLAKE) -> str:
    """The place that the newest mail with a link leads to."""
    found = re.findall(r"http://localhost(/(?:certify|affirm)/\S+)", text_to(app, address))
    assert found, text_to(app, address)
    return str(found[-1])


def go_on(
    officer: Person, link: str, fields: Mapping[str, str] | None = None, files: Files | None = None
) -> TestResponse:
    """Fill the page in, and continue."""
    sent = {name: value for name, value in {**FILLED, **(fields or {})}.items() if value}
    marks = {name: officer.hidden(link, name) for name in ("csrf_token", "mark")}
    return send(officer, link, {"do": "continue", **marks, **sent}, files)


def sign(officer: Person, link: str, code: str | None = None, files: Files | None = None,
         address: str = BLAKE) -> TestResponse:  # fmt: skip
    page = f"{link}/sign"
    typed = code_in(text_to(officer.app, address)) if code is None else code
    fields = {"do": "sign", "csrf_token": officer.token(page), "code": typed}
    return send(officer, page, fields, files)


def certified(app: Flask, link: str | None = None, fields: Mapping[str, str] | None = None) -> str:
    """The officer signs by the link of the newest mail; returns it."""
    officer, link = person(app), link or link_to(app)
    answer = go_on(officer, link, fields)
    assert answer.status_code == 303, answer.text
    answer = sign(officer, link)
    assert answer.status_code == 200, answer.text
    return link


def send(who: Person, address: str, fields: Mapping[str, str], files: Files | None = None) -> TestResponse:
    uploads = {name: FileStorage(io.BytesIO(content), called) for name, (content, called) in (files or {}).items()}
    boundary, body = encode_multipart({**fields, **uploads})
    return who.client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def given(app: Flask, draft: str) -> tuple[Signature, ...]:
    with store_of(app).reading() as tx:
        return signatures.of_draft(tx, draft)


def documents(app: Flask, draft: str) -> tuple[Attachment, ...]:
    with store_of(app).reading() as tx:
        return attachments.of_draft(tx, draft)


def content_of(app: Flask, sha256: str | None) -> bytes:
    assert sha256 is not None
    with store_of(app).reading() as tx:
        return tx.files.read(sha256)

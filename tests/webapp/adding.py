"""Adding documents to a draft, as a browser does it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.forms.attached_files import paper, picture
from tests.forms.docx_files import docx
from tests.webapp.drafting import (
    ALEX,
    Person,
    code_in,
    link_in,
    person,
    store_of,
    text_to,
)
from webapp.storage import attachments as kept_documents
from webapp.storage import drafts
from webapp.storage.attachments import Attachment, State

CV, IRB = "curriculum_vitae.enclosed", "irb_approval.copy_enclosed"
ROW = "team_members.{}.training_certificate.enclosed"
KINDS = {
    "cv.pdf": paper(),
    "cv.docx": docx(),
    "cv.png": picture("PNG"),
    "cv.jpg": picture("JPEG"),
    "cv.tiff": picture("TIFF"),
}


def send(who: Person, address: str, page: str, content: bytes, name: str = "cv.pdf") -> TestResponse:
    fields = {one: who.hidden(page, one) for one in ("csrf_token", "person", "place")}
    return sent(who, address, fields, (content, name))


def sent(
    who: Person, address: str, fields: Mapping[str, str], *files: tuple[bytes, str], field: str = "document"
) -> TestResponse:
    """Posts a form with files as a browser does, all of it in memory."""
    uploads = [FileStorage(io.BytesIO(content), name) for content, name in files]
    boundary, body = encode_multipart({**fields, field: uploads})
    return who.client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def add(who: Person, draft: str, content: bytes, place: str = CV, name: str = "cv.pdf") -> TestResponse:
    page = f"/drafts/{draft}/documents/{place}"
    return send(who, page, page, content, name)


def added(who: Person, draft: str, content: bytes = KINDS["cv.pdf"], place: str = CV, name: str = "cv.pdf") -> str:
    answer = add(who, draft, content, place, name)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].partition("?")[0]


def change(app: Flask, draft: str, answers: Mapping[str, Any]) -> None:
    with store_of(app).writing() as tx:
        now = drafts.read(tx, draft).now
        drafts.save(tx, draft, {**now.answers, **answers}, version=now.number, by=ALEX, at=now.saved_at)


def of(app: Flask, draft: str) -> tuple[Attachment, ...]:
    with store_of(app).reading() as tx:
        return kept_documents.of_draft(tx, draft)


def set_state(app: Flask, state: State, why: str = "") -> None:
    with store_of(app).writing() as tx:
        for one in [one for state_now in State for one in kept_documents.in_state(tx, state_now, most=100)]:
            kept_documents.set_state(tx, one.id, state, why=why)


def invited(app: Flask, alex: Person, draft: str, address: str, row: str = "all") -> Person:
    page = f"/drafts/{draft}/people"
    assert alex.press(page, [("email", address), ("row", row)], page).status_code == 303
    guest = person(app)
    mail = text_to(app, address)
    assert guest.press(link_in(mail), [("code", code_in(mail))], link_in(mail)).status_code == 303
    return guest

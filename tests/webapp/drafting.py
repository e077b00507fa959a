"""People who fill in applications, as far as their browsers send things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms.webform import posted
from tests.applications import RIGHT, changed
from validator.questions import edition
from webapp.kept import Shelf
from webapp.signatures.slots import BY_LINK
from webapp.storage import drafts, mails
from webapp.storage.drafts import Draft
from webapp.storage.store import Store

FORM = edition()
ALEX = "a.reyes@sampleton-university.example"
KAI = "kai@sampleton-university.example"
NOOR = "noor@elsewhere.example"
SIGNED = {
    "application_signature.name": "Alexandra Reyes",
    "application_signature.consent": "yes",
    "restrictions_signature.name": "Alexandra Reyes",
    "restrictions_signature.consent": "yes",
}
TYPED = changed(
    {
        "application_signature": None,
        "restrictions_signature": None,
        "security_certification.digital": None,
        "security_certification.signature": "Jordan Blake",
    },
    RIGHT,
)
"""All that is typed on pages, and what the officer certifies: nothing is missing but the two signatures."""
BY_RESEARCHER = changed(dict.fromkeys(BY_LINK), TYPED)
"""All that the researcher types: the officer has not certified anything yet."""
BLAKE = "j.blake@sampleton-university.example"


def store_of(app: Flask) -> Store:
    shelf: Shelf = app.extensions["shelf"]
    return shelf.store()


def mails_of(app: Flask) -> list[EmailMessage]:
    """The mails that wait, the newest last."""
    with store_of(app).reading() as tx:
        waiting = mails.in_state(tx, mails.State.WAITING, most=200)
    waiting = tuple(sorted(waiting, key=lambda mail: mail.made_at))
    return [message_from_bytes(one.message, _class=EmailMessage, policy=policy.default) for one in waiting]


def text_to(app: Flask, address: str) -> str:
    """The newest mail to an address."""
    return str([mail for mail in mails_of(app) if mail["to"] == address][-1].get_content())


def code_in(text: str) -> str:
    found = re.search(r"^(\d{3} \d{3})\r?$", text, re.MULTILINE)
    assert found is not None
    return found[1]


def link_in(text: str) -> str:
    found = re.search(r"http://localhost(/links/\S+)", text)
    assert found is not None
    return found[1]


def section_pairs(section: str, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a browser sends for one section."""
    names = {question.name for question in FORM.questions if question.section == section}
    return [pair for pair in posted(answers, FORM) if re.sub(r"\.\d+\.", ".*.", pair[0]) in names]


@dataclass(slots=True)
class Person:
    """Somebody with a browser of their own."""

    app: Flask
    client: FlaskClient

    def open(self, address: str) -> TestResponse:
        return self.client.get(address)

    def press(self, address: str, fields: Iterable[tuple[str, str]] = (), page: str | None = None) -> TestResponse:
        """Press a button: post the fields with the mark of the page, and what the page carries."""
        return self.client.post(address, data=_dict([("csrf_token", self.token(page or "/check")), *fields]))

    def token(self, page: str) -> str:
        return self.hidden(page, "csrf_token")

    def hidden(self, page: str, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.client.get(page).text)
        assert found is not None, f"{page} carries no {name}"
        return found[1]

    def come(self, address: str) -> None:
        """Show that an address is theirs."""
        assert self.press("/begin", [("email", address)]).status_code == 303
        assert self.press("/code", [("code", code_in(text_to(self.app, address)))]).status_code == 303

    def begin(self, answers: Mapping[str, Any] | None = None) -> str:
        """Begin a draft, and give it these answers in one stroke."""
        draft = self.press("/drafts").headers["Location"].rpartition("/")[2]
        if answers is not None:
            with store_of(self.app).writing() as tx:
                kept = drafts.read(tx, draft)
                drafts.save(tx, draft, answers, version=kept.now.number, by=ALEX, at=kept.now.saved_at)
        return draft

    def save(self, draft: str, section: str, pairs: Iterable[tuple[str, str]], do: str = "next") -> TestResponse:
        page = f"/drafts/{draft}/sections/{section}"
        return self.press(page, [("seen", self.hidden(page, "seen")), ("do", do), *pairs], page)

    def submit(self, draft: str, **fields: str) -> TestResponse:
        page = f"/drafts/{draft}/sign"
        sent = {"version": self.hidden(page, "version"), "edition": self.hidden(page, "edition"), **SIGNED, **fields}
        return self.press(page, sent.items(), page)


def person(app: Flask, address: str | None = None) -> Person:
    """A browser; with an address, of somebody who has shown that it is theirs."""
    one = Person(app, app.test_client())
    if address:
        one.come(address)
    return one


def draft_of(app: Flask, draft: str) -> Draft:
    with store_of(app).reading() as tx:
        return drafts.read(tx, draft)


def _dict(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    sent: dict[str, list[str]] = {}
    for name, text in pairs:
        sent.setdefault(name, []).append(text)
    return sent

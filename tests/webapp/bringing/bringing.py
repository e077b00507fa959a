"""Bringing answers in a file, as a browser does it."""

from __future__ import annotations

import html
import io
import re

from flask import Flask
from werkzeug.test import TestResponse

from tests.webapp.drafting import Person, store_of
from webapp.storage import confirmations
from webapp.storage.confirmations import Confirmation

PAGE = "/from-a-file"


def bring(one: Person, content: bytes, name: str = "form.pdf", into: str = "") -> TestResponse:
    fields = {"csrf_token": one.token(PAGE), "into": into, "application": (io.BytesIO(content), name)}
    return one.client.post(PAGE, data=fields, content_type="multipart/form-data")


def carried(page: str) -> str:
    found = re.search(r'name="carried" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def ticked(page: str) -> list[str]:
    return re.findall(r'name="take" value="([^"]+)" id="[^"]+" checked', page)


def offered(page: str) -> list[str]:
    """Every answer on the page, in its order."""
    return re.findall(r'name="take" value="([^"]+)"', page)


def card(page: str, name: str) -> str:
    """What the page shows of one answer."""
    every: list[str] = re.findall(r"<fieldset class=\"read-value.*?</fieldset>", page, re.DOTALL)
    return next(one for one in every if f'name="take" value="{name}"' in one)


def confirm(one: Person, page: str, take: list[str] | None = None, **corrected: str) -> str:
    """Confirm what is ticked, or these, with what was typed over; the draft."""
    typed = [(f"value.{name.replace('__', '.')}", text) for name, text in corrected.items()]
    hidden = [(name, _hidden(page, name)) for name in ("into", "version") if f'name="{name}" value="' in page]
    taken = [("take", name) for name in (ticked(page) if take is None else take)]
    answer = one.press(f"{PAGE}/confirmed", [("carried", carried(page)), *hidden, *taken, *typed], PAGE)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].rpartition("/")[2]


def made_of(app: Flask, draft: str) -> dict[str, Confirmation]:
    """What became of each answer of the last file, by name."""
    with store_of(app).reading() as tx:
        act, *_ = confirmations.of_draft(tx, draft)
    return {one.name: one for one in act.confirmations}


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]

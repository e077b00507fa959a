"""What the tests of the pages of casework share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.applications import RIGHT
from tests.webapp.cases.played import received
from tests.webapp.drafting import Person, store_of
from webapp.cases import case
from webapp.cases.case import CaseView
from webapp.clock import today


def submitted(app: Flask, answers: Mapping[str, Any] = RIGHT) -> str:
    """An application that is there; its number."""
    return received(store_of(app), answers, on=today())


def case_of(app: Flask, number: str) -> CaseView:
    with store_of(app).reading() as tx:
        return case.read(tx, number, on=today())


def act(who: Person, address: str, fields: Mapping[str, str], do: str = "record") -> TestResponse:
    """Open the page of an act and send it, with everything that it holds by itself."""
    page = who.open(address).text
    hidden = dict(re.findall(r'<input type="hidden" name="(seen|about|arrived|csrf_token)" value="([^"]*)"', page))
    on = re.search(r'name="on" id="fact-on" value="([^"]*)"', page)
    sent = {**hidden, **({"on": on[1]} if on else {}), **fields, "do": do}
    return who.client.post(address.partition("?")[0], data=sent)

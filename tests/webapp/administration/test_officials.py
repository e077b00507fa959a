from __future__ import annotations

import io
import re
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.webapp.drafting import Person, store_of
from tests.webapp.staff.working import signed_in
from webapp import clock
from webapp.administration.stationery import stationery_on
from webapp.staff.policy import StaffRole
from webapp.storage import account_log

PAGE = "/staff/letterhead"
EXAMPLE = (files("templates") / "letterhead.toml").read_text("utf-8")
MARK = (files("templates") / "neutral-mark.png").read_bytes()
OURS = EXAMPLE.replace("Sample Signer", "Pat Official").replace("100 Sample Street", "1300 I Street")


@pytest.fixture
def sasha(app: Flask) -> Person:
    return signed_in(app, StaffRole.ADMINISTRATOR)


def send(
    one: Person, toml: str | bytes = OURS, mark: bytes = MARK, since: str = "01/01/2024", name: str = "neutral-mark.png"
) -> TestResponse:
    content = toml.encode() if isinstance(toml, str) else toml
    data = {
        "csrf_token": one.token(PAGE),
        "since": since,
        "file": (io.BytesIO(content), "letterhead.toml"),
        "pictures": (io.BytesIO(mark), name),
    }
    return one.client.post(PAGE, data=data, content_type="multipart/form-data")


def signer(app: Flask, day: date) -> str:
    with store_of(app).reading() as tx:
        found = stationery_on(tx, day)
        letterhead = found.letterhead("Department", on=day)
    assert letterhead is not None
    assert letterhead.mark == MARK
    return str(found.official("signer", on=day)["name"])


def test_letters_are_written_with_what_was_set_for_their_day(app: Flask, sasha: Person) -> None:
    today = clock.today()
    assert "letters are drafts with sample names" in sasha.open(PAGE).text
    assert send(sasha).status_code == 303
    assert "Pat Official" in sasha.open(PAGE).text
    assert "1300 I Street" in sasha.open(PAGE).text
    assert signer(app, today) == "Pat Official"
    assert signer(app, date(2023, 12, 31)) == "Sample Signer", "nothing was set for that day"
    tomorrow = today + timedelta(days=1)
    assert send(sasha, OURS.replace("Pat Official", "Sam Newcomer"), since=f"{tomorrow:%m/%d/%Y}").status_code == 303
    assert signer(app, today) == "Pat Official"
    assert signer(app, tomorrow) == "Sam Newcomer"
    page = sasha.open(PAGE).text
    assert "in force now" in page
    assert "in force from that day on" in page
    with store_of(app).reading() as tx:
        (noted, *_) = account_log.newest(tx, most=1)
    assert (noted.act, noted.facts) == ("set_letterhead", {"since": tomorrow.isoformat()})


def test_of_two_for_one_day_the_later_one_counts(app: Flask, sasha: Person) -> None:
    send(sasha)
    send(sasha, OURS.replace("Pat Official", "Sam Corrected"))
    assert signer(app, clock.today()) == "Sam Corrected"


def test_the_file_that_was_set_can_be_taken_changed_and_sent_back(sasha: Person) -> None:
    send(sasha)
    link = re.search(rf'href="({PAGE}/\w+/letterhead.toml)"', sasha.open(PAGE).text)
    assert link is not None
    assert sasha.open(link[1]).text == OURS
    assert sasha.open(f"{PAGE}/{'0' * 32}/letterhead.toml").status_code == 404
    assert sasha.open(f"{PAGE}/example.toml").text == EXAMPLE


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"since": "soon"}, "Write the first day of its letters"),
        ({"toml": b""}, "Choose the file of the letterhead"),
        ({"toml": b"\xff\xfe"}, "not text in UTF-8"),
        ({"toml": "no [toml"}, "it is not TOML"),
        ({"toml": "[[institution]]\nsince = 2020-01-01\nname = 'X'\n"}, "no entry [[department]]"),
        ({"toml": EXAMPLE.replace('role = "contact"', 'role = "attorney_general"')}, "Nobody is “contact”"),
        ({"toml": EXAMPLE.replace("2022-07-01", "2025-07-01")}, "in force on 2024-01-01"),
        ({"name": "another.png"}, "the picture neutral-mark.png cannot be opened"),
        ({"mark": b"GIF89a"}, "is not a PNG"),
        ({"mark": b"x" * 300_000}, "at most 256 KB"),
        ({"toml": "#" * 300_000}, "at most 256 KB"),
    ],
)
def test_what_is_no_letterhead_is_told_in_words_and_nothing_is_set(
    app: Flask, sasha: Person, changed: dict[str, Any], words: str
) -> None:
    answer = send(sasha, **changed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Traceback" not in answer.text
    assert signer(app, clock.today()) == "Sample Signer"


def test_without_any_file_the_page_says_so(sasha: Person) -> None:
    answer = sasha.press(PAGE, [("since", "01/01/2024")], page=PAGE)
    assert answer.status_code == 422
    assert "Choose the file" in answer.text

from __future__ import annotations

from flask import Flask

from forms.seal import Seal, check_seal
from tests.webapp.adding import added
from tests.webapp.drafting import NOOR, Person, person, store_of
from webapp.config import Config
from webapp.recording.making import make
from webapp.sealing.seal_key import seal_certificates
from webapp.storage.seals import shown

RECORD = "/applications/{}/rounds/1/record.pdf"


def submitted(alex: Person, draft: str) -> str:
    return alex.submit(draft).headers["Location"].split("/")[-2]


def test_the_researcher_gets_the_record_from_the_page_that_says_where_it_stands(
    app: Flask, alex: Person, draft: str
) -> None:
    added(alex, draft)
    number = submitted(alex, draft)
    page = alex.open(f"/applications/{number}").text
    assert "is being made" in page
    assert alex.open(RECORD.format(number)).status_code == 404

    config: Config = app.extensions["settings"]
    sealed = make(store_of(app), number, 1, at=config)
    page = alex.open(f"/applications/{number}").text
    assert shown(sealed.code) in page
    assert RECORD.format(number) in page
    with alex.open(RECORD.format(number)) as answer:
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert check_seal(answer.data, seal_certificates(config.home)) is Seal.INTACT


def test_nobody_else_gets_it(app: Flask, alex: Person, draft: str) -> None:
    number = submitted(alex, draft)
    make(store_of(app), number, 1, at=app.extensions["settings"])
    assert person(app, NOOR).open(RECORD.format(number)).status_code == 404
    assert person(app).open(RECORD.format(number)).status_code == 303
    assert alex.open(f"/applications/{number}/rounds/2/record.pdf").status_code == 404
    assert alex.open("/applications/2026-9999/rounds/1/record.pdf").status_code == 404

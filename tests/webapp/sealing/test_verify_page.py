from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from forms.fill import blank
from tests.webapp.adding import sent
from tests.webapp.drafting import Person, person, store_of
from webapp import clock, rates
from webapp.config import Config
from webapp.sealing import pages
from webapp.sealing.issuing import Issued, issue
from webapp.sealing.seal_key import seal_key
from webapp.storage import seals
from webapp.storage.seals import new_code, shown

WHAT = "A security certification"


@pytest.fixture
def stranger(app: Flask) -> Person:
    return person(app)


@pytest.fixture
def issued(app: Flask) -> Issued:
    """A file that was sealed and is kept."""
    config: Config = app.extensions["settings"]
    done = issue(blank(), home=config.home, code=new_code(), what=WHAT, by="service", at=clock.now())
    with store_of(app).writing() as tx:
        seals.keep(tx, done.sealed)
    store_of(app).files.put(done.pdf)
    return done


def by_file(who: Person, *files: bytes) -> TestResponse:
    fields = {"csrf_token": who.token("/verify")}
    return sent(who, "/verify/file", fields, *((one, "file.pdf") for one in files), field="sealed")


def by_code(who: Person, typed: str) -> TestResponse:
    return who.press("/verify/code", [("code", typed)], "/verify")


def heading(answer: TestResponse) -> str:
    return answer.text.partition('usa-alert__heading">')[2].partition("<")[0]


def test_a_sealed_file_is_intact_and_it_is_said_what_it_is_and_when_it_was_sealed(
    stranger: Person, issued: Issued
) -> None:
    answer = by_file(stranger, issued.pdf)
    assert (answer.status_code, heading(answer)) == (200, "Intact")
    assert f"{WHAT}</b>, sealed on" in answer.text
    assert "Intact: Verify a file" in answer.text


def test_a_changed_file_is_changed_and_nothing_is_said_of_what_it_was(stranger: Person, issued: Issued) -> None:
    for changed in (issued.pdf + b"\n", issued.pdf[:2000] + b"x" + issued.pdf[2001:]):
        answer = by_file(stranger, changed)
        assert (answer.status_code, heading(answer)) == (200, "Changed")
        assert WHAT not in answer.text


@pytest.mark.parametrize("content", [blank(), b"no PDF at all", b"%PDF-1.7 and no more"])
def test_any_other_file_is_unknown(stranger: Person, issued: Issued, content: bytes) -> None:
    answer = by_file(stranger, content)
    assert (answer.status_code, heading(answer)) == (200, "Unknown")


def test_a_file_of_a_key_that_is_no_longer_used_and_of_no_register_is_intact(app: Flask, stranger: Person) -> None:
    config: Config = app.extensions["settings"]
    pdf = issue(blank(), home=config.home, code=new_code(), what=WHAT, by="service", at=clock.now()).pdf
    (config.home / "seal.p12").unlink()
    seal_key(config.home)
    answer = by_file(stranger, pdf)
    assert heading(answer) == "Intact"
    assert WHAT not in answer.text


def test_a_code_says_what_was_sealed_and_that_a_copy_may_be_another(stranger: Person, issued: Issued) -> None:
    for typed in (issued.sealed.code, shown(issued.sealed.code).lower()):
        answer = by_code(stranger, typed)
        assert (answer.status_code, heading(answer)) == (200, "Intact")
        assert "says nothing of a copy that you hold" in answer.text
        assert issued.sealed.sha256 in answer.text


def test_the_sha_256_of_a_file_says_the_same_as_the_file(stranger: Person, issued: Issued) -> None:
    assert heading(by_code(stranger, issued.sealed.sha256.upper())) == "Intact"
    assert heading(by_code(stranger, "0" * 64)) == "Unknown"


def test_a_code_of_nothing_is_unknown_and_what_is_no_code_is_told(stranger: Person, issued: Issued) -> None:
    assert heading(by_code(stranger, new_code())) == "Unknown"
    for typed in ("", "7K3M", "'; DROP TABLE seals; --", "<b>", "\N{GREEK SMALL LETTER ALPHA}" * 16):
        answer = by_code(stranger, typed)
        assert answer.status_code == 422
        assert "neither a code nor a SHA-256" in answer.text
        assert "<b>&gt;" not in answer.text


def test_a_kept_file_that_was_damaged_is_changed_and_one_that_went_is_unknown(
    app: Flask, stranger: Person, issued: Issued
) -> None:
    path = store_of(app).files.path(issued.sealed.sha256)
    path.write_bytes(issued.pdf + b"x")
    answer = by_code(stranger, issued.sealed.code)
    assert heading(answer) == "Changed"
    assert "Tell whoever runs this service" in answer.text
    path.unlink()
    answer = by_code(stranger, issued.sealed.code)
    assert heading(answer) == "Unknown"
    assert "does not keep that file any more" in answer.text
    assert heading(by_file(stranger, issued.pdf)) == "Intact"


def test_without_a_file_or_with_several_the_page_says_so(stranger: Person) -> None:
    for files in ((), (b"a", b"b")):
        answer = by_file(stranger, *files)
        assert answer.status_code == 422
        assert "Choose" in answer.text


def test_a_file_that_is_too_large_is_not_read_and_its_code_is_asked_for(stranger: Person) -> None:
    answer = by_file(stranger, b"x" * (pages.UPLOAD_SIZE.most + 1024 * 1024))
    assert answer.status_code == 413
    assert "Enter its code" in answer.text


def test_nobody_asks_without_end(stranger: Person, issued: Issued, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ASKED_FROM_ONE_PLACE", rates.Rate("verify", 2))
    for _ in range(2):
        assert by_code(stranger, issued.sealed.code).status_code == 200
    for refused in (by_code(stranger, issued.sealed.code), by_file(stranger, issued.pdf)):
        assert refused.status_code == 429
        assert "Wait until the next full hour" in refused.text
        assert WHAT not in refused.text


def test_a_link_can_bring_the_code_and_opens_nothing_by_itself(stranger: Person, issued: Issued) -> None:
    page = stranger.open(f"/verify?code={shown(issued.sealed.code)}")
    assert f'value="{shown(issued.sealed.code)}"' in page.text
    assert WHAT not in page.text


def test_a_button_of_another_site_asks_nothing(app: Flask, issued: Issued) -> None:
    data: dict[str, Any] = {"code": issued.sealed.code}
    assert app.test_client().post("/verify/code", data=data).status_code == 400

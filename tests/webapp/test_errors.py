from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import create_app
from webapp.config import Config
from webapp.staff.admission import Audience, admits


def test_an_address_that_does_not_exist_is_told_with_where_to_go(client: FlaskClient) -> None:
    page = client.get("/nowhere")
    assert page.status_code == 404
    assert "There is no such page" in page.text
    assert 'href="/check"' in page.text


def test_an_address_opened_in_the_wrong_way_says_so_and_which_way_it_is_opened(client: FlaskClient) -> None:
    page = client.delete("/check")
    assert page.status_code == 405
    assert "not opened that way" in page.text
    assert "GET" in page.headers["Allow"]


@pytest.mark.parametrize(
    "address", ["/clauses/966(z)", "/clauses/966(b)(1)/", "/clauses/%00", "/samples/..%2f..%2fetc"]
)
def test_what_is_not_ours_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_fault_of_ours_is_told_without_what_it_was_about_and_logged_without_it_too(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/fault")
    @admits(Audience.EVERYBODY)
    def fault() -> str:
        raise ValueError("the answer of a researcher")

    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with caplog.at_level(logging.DEBUG):
        page = app.test_client().get("/fault")
    assert page.status_code == 500
    assert "The fault is ours" in page.text
    assert "ValueError" not in page.text
    assert "ValueError at fault" in caplog.text
    assert "test_errors.py" in caplog.text
    assert "the answer of a researcher" not in caplog.text


def test_without_the_guarded_process_a_form_is_refused_and_never_read(tmp_path: Path) -> None:
    page = create_app(Config(home=tmp_path)).test_client().get("/samples/complete")
    assert page.status_code == 503
    assert "The part of this service that reads files does not start." in page.text

from __future__ import annotations

from html import unescape
from pathlib import Path

from flask.testing import FlaskClient

from forms.fill import blank
from forms.limits import LIMITS
from forms.reader import Reader
from validator.questions import edition
from webapp import create_app
from webapp.config import Config


def test_the_first_page_opens_only_doors_that_exist(client: FlaskClient) -> None:
    page = client.get("/").text
    for address in ("/check", "/form.pdf", "/before-you-begin", "/clauses", "/samples/complete"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_the_blank_form_is_the_one_that_is_shipped(client: FlaskClient) -> None:
    form = client.get("/form.pdf")
    assert form.data == blank()
    assert form.mimetype == "application/pdf"


def test_what_one_needs_names_every_question_but_boxes_that_enclose_nothing(client: FlaskClient) -> None:
    page = unescape(client.get("/before-you-begin").text)
    asked = [q for q in edition().questions if q.enclosure or q.kind not in {"box", "digital_signature"}]
    assert len(asked) > 60
    assert [question.name for question in asked if question.label not in page or question.help not in page] == []


def test_the_privacy_page_lists_every_limit(client: FlaskClient) -> None:
    page = client.get("/privacy").text
    assert all(limit.what in page and str(limit) in page for limit in LIMITS)


def test_the_privacy_page_says_what_the_reading_is_kept_from_as_it_is(
    client: FlaskClient, reader: Reader, tmp_path: Path
) -> None:
    assert str(reader.isolation)[1:] in client.get("/privacy").text
    unread = create_app(Config(home=tmp_path)).test_client().get("/privacy")
    assert unread.status_code == 200
    assert "no file is read" in unread.text


def test_the_service_is_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/livez").text == "alive\n"
    assert client.get("/readyz").text == "ready\n"


def test_a_service_that_cannot_read_is_alive_but_not_ready(tmp_path: Path) -> None:
    client = create_app(Config(home=tmp_path)).test_client()
    assert client.get("/livez").status_code == 200
    assert client.get("/readyz").status_code == 503

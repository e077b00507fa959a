from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms.limits import FORM_SIZE, PACKAGE_SIZE
from tests.webapp.conftest import Press
from webapp.uploads import shown_name

BOUNDARY = "a-boundary"


@pytest.fixture
def token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/check").text)
    assert found is not None
    return found[1]


def body(token: str, *parts: tuple[str, str], end: str = "--\r\n") -> bytes:
    fields = [('name="csrf_token"', token), *parts]
    written = "".join(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n" for head, text in fields
    )
    return f"{written}--{BOUNDARY}{end}".encode()


def send(client: FlaskClient, content: bytes, boundary: str = BOUNDARY) -> TestResponse:
    return client.post("/check", data=content, content_type=f"multipart/form-data; boundary={boundary}")


def large(size: int) -> tuple[str, str]:
    return 'name="application"; filename="large.pdf"', "%PDF-1.7".ljust(size)


FILE = ('name="application"; filename="a.json"', "{}")


def test_a_body_that_is_whole_is_taken(client: FlaskClient, token: str) -> None:
    assert send(client, body(token, FILE)).status_code == 200


@pytest.mark.parametrize("end", ["", "-", "\r\n"])
def test_a_body_without_its_end_is_refused_in_words(client: FlaskClient, token: str, end: str) -> None:
    refused = send(client, body(token, FILE, end=end))
    assert refused.status_code == 400
    assert "Your file did not arrive whole" in refused.text


def test_a_body_cut_anywhere_is_never_taken_for_a_whole_one(client: FlaskClient, token: str) -> None:
    whole = body(token, FILE).rstrip()
    for cut in range(len(whole) - 40, len(whole)):
        assert send(client, whole[:cut]).status_code == 400


def test_a_body_without_a_boundary_is_refused(client: FlaskClient, token: str) -> None:
    assert client.post("/check", data=body(token, FILE), content_type="multipart/form-data").status_code == 400


def test_no_file_is_told_at_the_field(press: Press) -> None:
    page = press()
    assert page.status_code == 400
    assert "No file was chosen." in page.text


def test_an_empty_choice_as_browsers_send_it_is_no_file(client: FlaskClient, token: str) -> None:
    page = send(client, body(token, ('name="application"; filename=""', "")))
    assert page.status_code == 400
    assert "No file was chosen." in page.text


def test_several_files_are_told_at_the_field(client: FlaskClient, token: str) -> None:
    page = send(client, body(token, FILE, FILE))
    assert page.status_code == 400
    assert "Several files were sent" in page.text


def test_a_text_in_the_place_of_the_file_is_no_file(client: FlaskClient, token: str) -> None:
    page = send(client, body(token, ('name="application"', "{}")))
    assert page.status_code == 400


def test_an_answer_sent_twice_is_refused(client: FlaskClient, token: str) -> None:
    page = send(client, body(token, FILE, ('name="stage"', "submit"), ('name="stage"', "release")))
    assert page.status_code == 400
    assert "sent twice" in page.text


def test_a_file_above_the_limit_is_told_with_the_limit(client: FlaskClient, token: str) -> None:
    page = send(client, body(token, large(PACKAGE_SIZE.most + 2**19)))
    assert page.status_code == 413
    assert "at most 10 MB" in page.text


def test_a_form_that_only_a_package_could_be_as_large_as_is_told_by_its_name(client: FlaskClient, token: str) -> None:
    page = send(client, body(token, large(FORM_SIZE.most + 2**19)))
    assert page.status_code == 422
    assert "“large.pdf”" in page.text
    assert "10 MB" in page.text


def test_a_file_just_above_the_limit_is_told_so_too(client: FlaskClient, token: str) -> None:
    page = send(client, body(token, large(FORM_SIZE.most + 1)))
    assert page.status_code == 422
    assert "10 MB" in page.text


def test_a_file_is_held_in_memory_only(
    client: FlaskClient, token: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is no folder for temporary files"))
    with pytest.raises(FileNotFoundError):
        tempfile.mkstemp()
    assert send(client, body(token, large(3_000_000))).status_code == 422


def test_more_parts_than_the_form_has_are_refused(client: FlaskClient, token: str) -> None:
    page = send(client, body(token, *[(f'name="f{number}"', "") for number in range(50)]))
    assert page.status_code == 413
    assert "too large" in page.text


def test_a_body_of_another_kind_holds_no_file(client: FlaskClient, token: str) -> None:
    page = client.post("/check", data={"csrf_token": token, "application": "%PDF"})
    assert page.status_code == 400


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("C:\\forms\\mine.pdf", "mine.pdf"),
        ("/home/me/mine.pdf", "mine.pdf"),
        ("mi\nne\x1b[31m.pdf", "mine[31m.pdf"),
        ("x" * 300 + ".pdf", "x" * 100),
        (None, ""),
        ("أنا.pdf", "أنا.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
    ],
)
def test_a_name_is_shown_without_its_folders_and_without_what_nobody_can_see(sent: str | None, shown: str) -> None:
    assert shown_name(sent) == shown

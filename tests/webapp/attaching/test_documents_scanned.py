from __future__ import annotations

import io
import json
import time
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask

from tests.forms.attached_files import paper
from tests.forms.docx_files import docx
from tests.webapp.adding import IRB, added, of, set_state
from tests.webapp.clamd import MARK, Clamd, needs_clamd, peer, running, says
from tests.webapp.drafting import (
    SIGNED,
    Person,
    store_of,
)
from webapp.attaching.scanning import Scanner
from webapp.attaching.scans import WORDS, sweep
from webapp.storage import submissions
from webapp.storage.attachments import State
from webapp.sweeping import sweeping

STATES: Mapping[State, tuple[str, bool]] = {
    State.RECEIVED: ("waits for the virus scanner", False),
    State.SCANNING: ("is looking at it", False),
    State.CLEAN: ("found nothing in it", True),
    State.INFECTED: ("may do harm", False),
    State.UNSCANNABLE: ("came to no verdict", False),
    State.NOT_SCANNED: ("had no virus scanner when it came", False),
}


@pytest.mark.parametrize("state", State)
def test_each_state_is_said_in_words_and_only_what_is_clean_is_given_out(
    app: Flask, alex: Person, draft: str, state: State
) -> None:
    app.extensions["scanner"] = Scanner(path="/nobody/listens/here")
    page = added(alex, draft)
    set_state(app, state, "The reason." if state is State.UNSCANNABLE else "")
    says, given = STATES[state]
    shown = alex.open(page).text
    assert says in shown
    assert ("Download it as it came" in shown) is given
    assert alex.open(f"{page}/file").status_code == (200 if given else 303)
    listed = alex.open(f"/drafts/{draft}/documents").text
    assert WORDS[state].name in listed
    assert ("Before the application can be submitted" in listed) is not given
    assert ("data:image/png" in shown) is (state is not State.INFECTED)


def test_an_infected_document_names_what_was_found_and_what_to_do(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft)
    set_state(app, State.INFECTED, "Win.Test.EICAR")
    shown = alex.open(page).text
    assert "The scanner calls it Win.Test.EICAR." in shown
    assert "Remove it. Scan your computer" in shown
    assert alex.open(f"{page}/file").status_code == 303


def test_a_document_that_could_not_be_scanned_is_scanned_again_when_asked(
    app: Flask, alex: Person, draft: str, tmp_path: Path
) -> None:
    with peer(tmp_path / "s", says(b"stream: Can't open file ERROR\0")) as scan:
        app.extensions["scanner"] = scan
        page = added(alex, draft)
        assert [one.state for one in of(app, draft)] == [State.RECEIVED]
        sweep(store_of(app), scan)
    assert "Scan it again" in alex.open(page).text
    assert alex.press(f"{page}/scan", page=page).status_code == 303
    with peer(tmp_path / "t", says(b"stream: OK\0")) as scan:
        sweep(store_of(app), scan)
    assert WORDS[State.CLEAN].says in alex.open(page).text
    token = alex.hidden(page, "csrf_token")
    assert alex.client.post(f"{page}/scan", data={"csrf_token": token}).status_code == 409


@needs_clamd
@pytest.mark.slow
def test_with_a_real_scanner_a_found_file_is_blocked_and_a_clean_one_is_given_back(
    app: Flask, alex: Person, draft: str
) -> None:
    with running() as clamd:
        app.extensions["scanner"] = clamd.scanner
        clean, found = added(alex, draft), added(alex, draft, paper() + MARK, IRB, "irb.pdf")
        assert sweep(store_of(app), clamd.scanner) == 2
        _down(clamd)
        waits = added(alex, draft, docx(), name="late.docx")
        assert sweep(store_of(app), clamd.scanner) == 0
    assert alex.open(f"{clean}/file").data == paper()
    assert alex.open(f"{found}/file").status_code == 303
    assert "may do harm" in alex.open(found).text
    assert "does not answer at the moment" in alex.open(waits).text


def _down(clamd: Clamd) -> None:
    clamd.stop()
    assert not clamd.scanner.answers()


@pytest.mark.parametrize("state", [State.RECEIVED, State.SCANNING, State.INFECTED, State.UNSCANNABLE])
def test_an_application_is_not_signed_before_its_documents_are_scanned(
    app: Flask, alex: Person, draft: str, state: State
) -> None:
    page = f"/drafts/{draft}/sign"
    carried = {one: alex.hidden(page, one) for one in ("csrf_token", "version", "edition")}
    app.extensions["scanner"] = Scanner(path="/nobody/listens/here")
    added(alex, draft)
    set_state(app, state)
    for answer in (alex.open(page), alex.client.post(page, data={**carried, **SIGNED})):
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/drafts/{draft}/documents")
    with store_of(app).reading() as tx:
        assert submissions.of_draft(tx, draft) is None
    set_state(app, State.CLEAN)
    assert alex.submit(draft).status_code == 303


def test_where_there_is_no_scanner_an_application_does_not_wait_but_an_infected_document_blocks_it(
    app: Flask, alex: Person, draft: str
) -> None:
    added(alex, draft)
    set_state(app, State.INFECTED)
    assert alex.open(f"/drafts/{draft}/sign").status_code == 303
    set_state(app, State.RECEIVED)
    assert alex.submit(draft).status_code == 303


def test_documents_that_wait_are_scanned_beside_the_pages(app: Flask, alex: Person, draft: str, tmp_path: Path) -> None:
    with peer(tmp_path / "s", says(b"stream: Bad FOUND\0")) as scan:
        app.extensions["scanner"] = scan
        added(alex, draft)
        with sweeping(app):
            ends = time.monotonic() + 20
            while of(app, draft)[0].state is not State.INFECTED and time.monotonic() < ends:
                time.sleep(0.1)
    assert of(app, draft)[0].state is State.INFECTED


@pytest.mark.parametrize("state", State)
def test_the_package_holds_only_what_may_be_given_out_and_names_the_rest(
    app: Flask, alex: Person, draft: str, state: State
) -> None:
    app.extensions["scanner"] = Scanner(path="/nobody/listens/here")
    added(alex, draft)
    set_state(app, state)
    with ZipFile(io.BytesIO(alex.open(f"/drafts/{draft}/package.zip").data)) as package:
        packed = [package.read(name) for name in package.namelist() if name.startswith("attachments/")]
        left_out = [one["name"] for one in json.loads(package.read("manifest.json"))["left_out"]]
    assert (packed, left_out) == (([paper()], []) if state is State.CLEAN else ([], ["cv.pdf"]))

from __future__ import annotations

import io
import json
import time
from hashlib import sha256
from zipfile import ZipFile

from flask import Flask

from forms.acroform import read_fields
from forms.document import assemble
from tests.webapp.drafting import ALEX, TYPED, draft_of, person, store_of
from webapp import clock
from webapp.storage import attachments

CV = b"%PDF-1.7 a curriculum vitae"


def enclose(app: Flask, draft: str, name: str, state: attachments.State = attachments.State.CLEAN) -> None:
    kept = store_of(app).files.put(CV)
    document = attachments.Document("curriculum_vitae", name, "application/pdf")
    with store_of(app).writing() as tx:
        attachments.add(tx, document, kept, draft=draft, by=ALEX, at=clock.now(), state=state)


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_form_can_be_taken_away_at_any_time_and_holds_what_was_typed(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    answer = alex.open(f"/drafts/{draft}/form.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert assemble(read_fields(answer.data)).application == TYPED
    assert alex.open(f"/drafts/{alex.begin()}/form.pdf").status_code == 200


def test_the_answers_are_taken_away_as_json(app: Flask) -> None:
    alex = person(app, ALEX)
    assert json.loads(alex.open(f"/drafts/{alex.begin(TYPED)}/answers.json").data) == TYPED


def test_an_answer_that_no_field_of_the_form_can_hold_is_told_in_words(app: Flask) -> None:
    alex = person(app, ALEX)
    refused = alex.open(f"/drafts/{alex.begin({**TYPED, 'request_kind': 'perhaps'})}/form.pdf")
    assert refused.status_code == 422
    assert "“perhaps” is not one of its choices" in refused.text


def test_the_package_holds_everything_and_its_manifest_the_hash_of_each(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    for name in ("cv.pdf", "cv.pdf", "../../etc/passwd"):
        enclose(app, draft, name)
    files = unpacked(alex.open(f"/drafts/{draft}/package.zip").data)
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["state"] == "draft"
    assert {name: one["sha256"] for name, one in manifest["files"].items()} == {
        name: sha256(content).hexdigest() for name, content in files.items()
    }
    enclosed = [name for name in files if name.startswith("attachments/")]
    assert len(enclosed) == 3
    assert all(files[name] == CV and ".." not in name and name.count("/") == 1 for name in enclosed)
    assert json.loads(files["application.json"]) == TYPED
    assert json.loads(files["findings.json"])["findings"]


def test_an_infected_file_is_in_no_package(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    enclose(app, draft, "cv.pdf", attachments.State.INFECTED)
    files = unpacked(alex.open(f"/drafts/{draft}/package.zip").data)
    assert not [name for name in files if name.startswith("attachments/")]


def test_the_package_of_a_submission_is_what_was_submitted_with_its_signatures(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    enclose(app, draft, "cv.pdf")
    number = alex.submit(draft).headers["Location"].split("/")[2]
    files = unpacked(alex.open(f"/applications/{number}/package.zip").data)
    manifest = json.loads(files["manifest.json"])
    assert manifest["number"] == number
    assert {one["slot"] for one in manifest["signatures"]} == {"application_signature", "restrictions_signature"}
    assert json.loads(files["application.json"]) == draft_of(app, draft).now.answers
    assert assemble(read_fields(files["data-request-standard-application.pdf"])).application == json.loads(
        files["application.json"]
    )
    assert [content for name, content in files.items() if name.startswith("attachments/")] == [CV]


def test_the_package_says_nothing_of_when_it_was_packed(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    first = unpacked(alex.open(f"/drafts/{draft}/package.zip").data)
    time.sleep(0.01)
    assert unpacked(alex.open(f"/drafts/{draft}/package.zip").data) == first

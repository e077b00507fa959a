from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.applications import changed
from tests.webapp.drafting import ALEX, NOOR, SIGNED, TYPED, draft_of, mails_of, person, store_of
from validator.clauses import CLAUSES
from webapp import clock
from webapp.signatures.restrictions import restrictions, restrictions_edition
from webapp.signatures.slots import RESEARCHERS
from webapp.storage import history, signatures, submissions
from webapp.storage.audit import verify
from webapp.storage.canonical import canonical, sha256


def number_in(answer: TestResponse) -> str:
    return answer.headers["Location"].split("/")[2]


def test_signing_twice_submits_and_gives_a_number(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    answer = alex.submit(draft)
    number = number_in(answer)
    assert answer.status_code == 303
    done = alex.open(answer.headers["Location"]).text
    assert number in done
    assert "You act next:" in done
    assert f"has the number {number}" in str(mails_of(app)[-1].get_content())
    today = clock.today().isoformat()
    signed = {"name": "Alexandra Reyes", "signed_on": today}
    with store_of(app).reading() as tx:
        (kept,) = submissions.read(tx, number)
        (event,) = history.of_application(tx, number)
    assert kept.answers == {**TYPED, "application_signature": signed, "restrictions_signature": signed}
    assert event.event.act == "submit"
    assert not [one for one in kept.findings if one["severity"] == "error"]
    assert list(verify(store_of(app))) == []


def test_each_signature_is_kept_with_what_it_covers(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    alex.submit(draft, **{"restrictions_signature.name": "A. Reyes"})
    with store_of(app).reading() as tx:
        application, law = sorted(signatures.of_draft(tx, draft), key=lambda one: one.slot)
    assert (application.slot, law.slot) == ("application_signature", "restrictions_signature")
    assert application.covers_sha256 == sha256(canonical(TYPED))
    shown = {one.citation: one.summary for one in CLAUSES.values() if one.section == "964"}
    assert law.covers_sha256 == sha256(canonical({"edition": restrictions_edition(), "restrictions": shown}))
    assert (application.name, law.name) == ("Alexandra Reyes", "A. Reyes")
    assert [application.consent, law.consent] == [slot.consent for slot in RESEARCHERS]
    assert restrictions_edition() in law.text_edition
    assert {application.method, law.method} == {"typed"}
    assert {application.signed_by, law.signed_by} == {ALEX}


def test_every_restriction_of_964_is_shown_above_the_second_signature(app: Flask) -> None:
    alex = person(app, ALEX)
    page = alex.open(f"/drafts/{alex.begin(TYPED)}/sign").text
    above = page[: page.index('name="restrictions_signature.name"')]
    assert len(restrictions()) > 20
    assert all(f"§ {clause.citation}<" in above for clause in restrictions())


@pytest.mark.parametrize("missing", sorted(SIGNED))
def test_neither_signature_is_taken_for_the_other(app: Flask, missing: str) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    refused = alex.submit(draft, **{missing: " "})
    assert refused.status_code == 422
    assert "1 signature is missing" in refused.text
    assert draft_of(app, draft).now.answers == TYPED
    with store_of(app).reading() as tx:
        assert signatures.of_draft(tx, draft) == ()
        assert submissions.of_draft(tx, draft) is None


def test_no_name_stands_in_a_signature_before_somebody_types_it(app: Flask) -> None:
    alex = person(app, ALEX)
    page = alex.open(f"/drafts/{alex.begin(TYPED)}/sign").text
    assert page.count('.name" autocomplete="off" value=""') == 2
    assert 'name="restrictions_signature.consent" value="yes">' in page


def test_what_is_open_cannot_be_submitted(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(changed({"project_title": None}, TYPED))
    assert alex.open(f"/drafts/{draft}/sign").headers["Location"] == f"/drafts/{draft}/review"
    fields = {"version": str(draft_of(app, draft).now.number), "edition": restrictions_edition(), **SIGNED}
    refused = alex.press(f"/drafts/{draft}/sign", fields.items())
    assert refused.status_code == 409
    assert "966(b)(8)" in refused.text
    with store_of(app).reading() as tx:
        assert submissions.of_draft(tx, draft) is None
        assert signatures.of_draft(tx, draft) == ()


def test_what_was_changed_after_it_was_shown_is_not_signed(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    page = f"/drafts/{draft}/sign"
    fields = {"version": alex.hidden(page, "version"), "edition": restrictions_edition(), **SIGNED}
    alex.save(draft, "project", [("project_title", "Other"), ("anticipated_completion_on", "04/30/2027")])
    assert alex.press(page, fields.items()).status_code == 409
    other: dict[str, Any] = {**fields, "version": alex.hidden(page, "version"), "edition": "of long ago"}
    assert alex.press(page, other.items()).status_code == 409
    with store_of(app).reading() as tx:
        assert submissions.of_draft(tx, draft) is None


def test_a_second_click_a_replay_and_the_back_button_are_one_submission(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    page = f"/drafts/{draft}/sign"
    fields = {"version": alex.hidden(page, "version"), "edition": restrictions_edition(), **SIGNED}
    numbers = {number_in(alex.press(page, fields.items())) for _ in range(3)}
    assert len(numbers) == 1
    with store_of(app).reading() as tx:
        assert len(submissions.read(tx, numbers.pop())) == 1
        assert len(signatures.of_draft(tx, draft)) == 2


def test_twelve_clicks_at_once_are_one_submission(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    page = f"/drafts/{draft}/sign"
    fields = {"version": alex.hidden(page, "version"), "edition": restrictions_edition(), **SIGNED}
    fields |= {"csrf_token": alex.hidden(page, "csrf_token")}
    cookie = alex.client.get_cookie("datarequest")
    assert cookie is not None
    numbers: list[str] = []

    def click() -> None:
        one = app.test_client()
        one.set_cookie("datarequest", cookie.value)
        numbers.append(number_in(one.post(page, data=fields)))

    threads = [threading.Thread(target=click) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 12
    assert len(set(numbers)) == 1
    with store_of(app).reading() as tx:
        assert len(history.of_application(tx, numbers[0])) == 1


def test_a_submitted_draft_is_changed_and_deleted_by_nobody(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    page = f"/drafts/{draft}/sections/project"
    seen = alex.hidden(page, "seen")
    alex.submit(draft)
    assert alex.press(page, [("seen", seen), ("project_title", "Too late")]).status_code == 404
    assert alex.press(f"/drafts/{draft}/delete").status_code == 404
    assert draft_of(app, draft).now.answers["project_title"] == TYPED["project_title"]
    assert alex.open(f"/drafts/{draft}").headers["Location"] == f"/drafts/{draft}/submission"


def test_a_level_that_is_left_open_hinders_nobody(app: Flask) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(changed({"data_levels": None}, TYPED))
    number = number_in(alex.submit(draft))
    with store_of(app).reading() as tx:
        (entry,) = history.of_application(tx, number)
    assert set(entry.event.facts["data_levels"]) == {"identified", "de_identified"}


@pytest.mark.parametrize("place", ["", "/done", "/form.pdf", "/package.zip"])
def test_an_application_is_there_for_nobody_else(app: Flask, place: str) -> None:
    alex = person(app, ALEX)
    number = number_in(alex.submit(alex.begin(TYPED)))
    assert alex.open(f"/applications/{number}{place}").status_code == 200
    assert person(app, NOOR).open(f"/applications/{number}{place}").status_code == 404
    assert person(app, NOOR).press(f"/applications/{number}/again").status_code == 404
    assert person(app, NOOR).open("/applications/2026-9999").status_code == 404

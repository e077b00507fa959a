from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.applications import changed
from tests.forms.attached_files import paper
from tests.webapp.certifying.asked import ask, asked, certified, documents, given, go_on, link_to, sign
from tests.webapp.drafting import (
    ALEX,
    BLAKE,
    BY_RESEARCHER,
    Person,
    draft_of,
    mails_of,
    person,
    section_pairs,
    store_of,
    text_to,
)
from tests.webapp.filling.test_signing import number_in
from validator.questions import edition
from webapp import clock
from webapp.certifying import telling
from webapp.certifying.asking import Postman
from webapp.certifying.panel import State, panel_of, panel_of_application
from webapp.certifying.settings import Settings
from webapp.signatures.slots import OF, SLOTS
from webapp.signatures.standing import changes, stands
from webapp.storage import drafts

MOVED = section_pairs("data", changed({"storage.location": "A cloud region"}, BY_RESEARCHER))
BACK = section_pairs("data", BY_RESEARCHER)
SPACED = section_pairs(
    "data", changed({"storage.location": f"  {BY_RESEARCHER['storage']['location']} "}, BY_RESEARCHER)
)
BY = Postman("service@example.edu", "http://localhost")


def state_of(app: Flask, draft: str, slot: str = "security_certification") -> State:
    with store_of(app).reading() as tx:
        return next(row.state for row in panel_of(tx, drafts.read(tx, draft)) if row.slot.name == slot)


def sweep(app: Flask, after: timedelta, settings: Settings | None = None) -> None:
    telling.sweep(store_of(app), settings or Settings(), BY, now=lambda: clock.now() + after)


def test_another_place_of_storage_makes_the_certification_void_and_says_which_change_did_it(
    app: Flask, alex: Person
) -> None:
    draft = asked(app, alex)
    certified(app)
    alex.save(draft, "data", MOVED)
    assert state_of(app, draft) is State.VOID
    answers = draft_of(app, draft).now.answers
    (signature,) = given(app, draft)
    (change,) = changes(signature, answers)
    assert change.label == "Place where the data will be stored"
    assert (change.was, change.now) == (BY_RESEARCHER["storage"]["location"], "A cloud region")
    assert signature.void is not None
    assert signature.void.by == ALEX
    page = alex.open(f"/drafts/{draft}/signers").text
    assert "This signature no longer counts." in page
    assert f"“{change.was}” is now “{change.now}”" in page
    assert not set(answers["security_certification"]) & {"signature", "officer_name", "signed_on", "certifies_controls"}
    assert alex.open(f"/drafts/{draft}/sign").headers["Location"].endswith("/review")


def test_the_officer_is_told_at_once_and_signs_anew_by_the_link_of_that_mail(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    first = certified(app)
    (former,) = given(app, draft)
    alex.save(draft, "data", MOVED)
    told = text_to(app, BLAKE)
    assert "no longer counts" in told
    assert "Place where the data will be stored: “Data center" in told
    second = link_to(app)
    assert second != first
    certified(app, second)
    assert state_of(app, draft) is State.SIGNED
    assert len(given(app, draft)) == 2
    (paper,) = documents(app, draft)
    assert paper.sha256 == given(app, draft)[-1].document != former.document
    assert alex.submit(draft).status_code == 303


def test_what_saves_itself_while_somebody_types_is_told_once_nobody_types(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    certified(app)
    page = f"/drafts/{draft}/sections/data"
    headers = {"If-Match": alex.hidden(page, "seen"), "X-CSRFToken": alex.token(page)}
    before = len(mails_of(app))
    assert alex.client.post(f"{page}/autosave", data=dict(MOVED), headers=headers).status_code == 200
    assert state_of(app, draft) is State.VOID
    sweep(app, timedelta(minutes=1))
    assert len(mails_of(app)) == before
    sweep(app, timedelta(minutes=11))
    sweep(app, timedelta(minutes=12))
    assert len(mails_of(app)) == before + 1
    assert "no longer counts" in text_to(app, BLAKE)


def test_answers_that_are_put_back_make_it_stand_again(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    certified(app)
    signed = draft_of(app, draft).now.answers
    alex.save(draft, "data", MOVED)
    assert documents(app, draft) == ()
    alex.save(draft, "data", BACK)
    assert state_of(app, draft) is State.SIGNED
    assert draft_of(app, draft).now.answers == signed
    (signature,), (paper,) = given(app, draft), documents(app, draft)
    assert signature.void is None
    assert paper.sha256 == signature.document


def test_nothing_else_makes_it_void(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    certified(app)
    alex.save(draft, "outline", [("project_outline.purposes", "Other purposes that are long enough to be read.")])
    alex.save(draft, "data", SPACED)
    assert state_of(app, draft) is State.SIGNED


def test_a_choice_between_two_windows_brings_no_signature_back(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    page = f"/drafts/{draft}/sections/security"
    seen = alex.hidden(page, "seen")
    certified(app)
    alex.save(draft, "data", MOVED)
    stale = [("seen", seen), ("do", "next"), ("security_certification.cloud_storage", "yes")]
    alex.press(page, stale, page)
    kept = draft_of(app, draft)
    both = f"/drafts/{draft}/both"
    version = str(kept.now.number)
    forged = [(name, "yours") for name in OF["security_certification"].gives]
    alex.press(both, [("version", version), ("security_certification.cloud_storage", "yours"), *forged])
    assert "signature" not in draft_of(app, draft).now.answers["security_certification"]
    assert state_of(app, draft) is State.VOID


def test_the_officers_signature_keeps_what_two_windows_still_have_to_settle(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    page = f"/drafts/{draft}/sections/project"
    seen = alex.hidden(page, "seen")
    alex.save(draft, "project", [("project_title", "One"), ("anticipated_completion_on", "04/30/2027")])
    alex.press(page, [("seen", seen), ("do", "next"), ("project_title", "Two")], page)
    aside = draft_of(app, draft).aside
    assert aside is not None
    certified(app)
    kept = draft_of(app, draft)
    assert kept.aside == aside
    assert kept.now.answers["project_title"] == "One"
    assert kept.now.answers["security_certification"]["signature"] == "Jordan Blake"


def test_every_question_that_a_signature_covers_or_gives_is_one_of_the_form() -> None:
    form = edition()
    for slot in SLOTS:
        assert set(slot.gives) <= set(form.by_name)
    officer = OF["security_certification"]
    covered = officer.covers(changed({"security_certification.cloud_provider": "X"}, BY_RESEARCHER))
    assert covered["storage"] == BY_RESEARCHER["storage"]
    assert set(covered["security_certification"]) == {"cloud_storage", "cloud_provider"}


def test_a_round_that_completes_the_application_keeps_the_certification_until_it_no_longer_fits(
    app: Flask, alex: Person
) -> None:
    draft = asked(app, alex)
    certified(app)
    number = number_in(alex.submit(draft))
    with store_of(app).reading() as tx:
        rows = panel_of_application(tx, number)
    assert [row.state for row in rows][:3] == [State.SIGNED] * 3
    with store_of(app).writing() as tx:
        answers = draft_of(app, draft).now.answers
        again = drafts.begin(tx, owner=ALEX, answers=answers, by=ALEX, at=clock.now(), application=number)
    assert state_of(app, again.id) is State.SIGNED
    alex.save(again.id, "data", MOVED)
    assert state_of(app, again.id) is State.VOID
    assert "signature" not in draft_of(app, again.id).now.answers["security_certification"]
    assert "no longer counts" in text_to(app, BLAKE)
    certified(app)
    assert state_of(app, again.id) is State.SIGNED
    with store_of(app).reading() as tx:
        assert panel_of_application(tx, number)[2].state is State.SIGNED, "what was submitted stays as it was signed"


def test_later_documents_make_nothing_void(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    certified(app)
    number = number_in(alex.submit(draft))
    answers = draft_of(app, draft).now.answers
    assert all(stands(one, answers) for one in given(app, draft))
    with store_of(app).reading() as tx:
        assert State.VOID not in [row.state for row in panel_of_application(tx, number)]


@pytest.mark.parametrize(("days", "mails"), [(6, 0), (7, 1), (14, 2), (21, 3), (29, 3), (40, 3)])
def test_who_does_not_answer_is_reminded(app: Flask, alex: Person, days: int, mails: int) -> None:
    asked(app, alex)
    before = len(mails_of(app))
    for day in range(days + 1):
        sweep(app, timedelta(days=day, minutes=1))
        sweep(app, timedelta(days=day, minutes=2))
    assert len(mails_of(app)) - before == mails
    if mails:
        assert "It is not signed yet" in text_to(app, BLAKE)
        assert person(app).open(link_to(app)).status_code == 200


def test_nobody_is_reminded_who_signed_declined_or_is_asked_no_more(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    certified(app)
    taken_back = asked(app, alex)
    ask(alex, taken_back, "take_back", asking=alex.hidden(f"/drafts/{taken_back}/signers", "asking"))
    before = len(mails_of(app))
    sweep(app, timedelta(days=20))
    assert len(mails_of(app)) == before
    assert state_of(app, draft) is State.SIGNED
    assert state_of(app, taken_back) is State.OVER


def test_a_service_that_reminds_nobody_reminds_nobody(app: Flask, alex: Person) -> None:
    asked(app, alex)
    before = len(mails_of(app))
    sweep(app, timedelta(days=20), Settings(reminders=()))
    assert len(mails_of(app)) == before


def test_no_other_paper_stands_in_for_a_void_certification_unless_that_is_said(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    go_on(officer, link, files={"report": (paper(), "soc2.pdf")})
    sign(officer, link)
    alex.save(draft, "data", MOVED)
    assert [one.name for one in documents(app, draft)] == ["soc2.pdf"]
    assert alex.open(f"/drafts/{draft}/sign").headers["Location"].endswith("/review")
    own = [("security_certification.document_enclosed", "yes"), ("security_certification.cloud_storage", "no")]
    alex.save(draft, "security", own)
    assert alex.open(f"/drafts/{draft}/sign").status_code == 200


def test_what_saves_itself_in_a_later_round_is_told_too(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    certified(app)
    number = number_in(alex.submit(draft))
    with store_of(app).writing() as tx:
        answers = draft_of(app, draft).now.answers
        again = drafts.begin(tx, owner=ALEX, answers=answers, by=ALEX, at=clock.now(), application=number).id
    page = f"/drafts/{again}/sections/data"
    headers = {"If-Match": alex.hidden(page, "seen"), "X-CSRFToken": alex.token(page)}
    assert alex.client.post(f"{page}/autosave", data=dict(MOVED), headers=headers).status_code == 200
    with store_of(app).reading() as tx:
        submitted = panel_of_application(tx, number)[2]
    assert submitted.state is State.SIGNED
    assert not any("Void" in one.words for one in submitted.happened)
    sweep(app, timedelta(minutes=11))
    assert "no longer counts" in text_to(app, BLAKE)


def test_who_is_no_longer_the_officer_is_not_asked_anew(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    certified(app)
    another = changed({"security_officer.email": "another@sampleton-university.example"}, BY_RESEARCHER)
    alex.save(draft, "institution", section_pairs("institution", another))
    before = len(mails_of(app))
    alex.save(draft, "data", MOVED)
    assert state_of(app, draft) is State.VOID
    assert len(mails_of(app)) == before

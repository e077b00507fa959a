from __future__ import annotations

import html
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from flask import Flask

from tests.webapp.cases.played import do
from tests.webapp.drafting import NOOR, person, store_of
from tests.webapp.researcher.filing import enclosed_in, fields_in, file_it, kept_of, place, press, to_department
from tests.webapp.researcher.lives import NOTICE, PUBLISHED, UNCHANGED
from tests.webapp.researcher.test_acts import DEPARTMENT, approved, denied, go, last
from tests.webapp.researcher.test_submissions import submitted
from tests.webapp.sink import sink
from tests.webapp.staff.working import signed_in
from webapp import clock
from webapp.mailing.sending import Mailing
from webapp.staff.policy import StaffRole
from webapp.storage import history, letters
from webapp.storage.audit import verify
from webapp.sweeping import prove_filings, send_mails

GROUNDS = "The letter was enclosed, and is on letterhead."
APPEAL = {"grounds": GROUNDS, "decision_wanted": "That the denial be reversed."}


def test_an_appeal_goes_out_as_a_letter_is_kept_as_it_went_and_is_proven(app: Flask) -> None:
    alex, number = denied(app)
    with sink() as server:
        assert file_it(alex, number, "appeal", APPEAL, about=2).status_code == 303
        filed = last(app, number)
        assert (filed.event.act, filed.event.about) == ("file_appeal", 2)
        assert filed.event.facts == {"sent_to": DEPARTMENT, "reasons": [GROUNDS]}
        kept, pdf = kept_of(app, number)
        assert filed.kept["sha256_of_letter"] == kept.pdf_sha256
        assert (kept.event, kept.about, kept.address) == (filed.event.number, 2, DEPARTMENT)
        mailing = Mailing("service@agency.example", "127.0.0.1", server.port)
        send_mails(store_of(app), mailing.sender_to(app.extensions["settings"].home), now=clock.now)
        arrived = [message_from_bytes(one, _class=EmailMessage, policy=policy.default) for one in server.mails]
        (mail,) = [one for one in arrived if one["to"] == DEPARTMENT]
        assert enclosed_in(mail) == pdf
        assert "The letter is enclosed" in mail.get_body().get_content()  # type: ignore[union-attr]  # it has one
        prove_filings(store_of(app), mailing, now=clock.now)
    assert last(app, number).event.act == "confirm_filing"
    page = alex.open(f"/applications/{number}").text
    assert "Letters that you filed" in page
    assert "Letters of the Department" not in page
    assert alex.open(f"/applications/{number}/letters/{kept.id}.pdf").data == pdf
    assert list(verify(store_of(app))) == []


def test_research_services_see_the_letter_on_the_case_and_do_not_mail_it_on(app: Flask) -> None:
    alex, number = denied(app)
    file_it(alex, number, "appeal", APPEAL, about=2)
    kept, pdf = kept_of(app, number)
    noor = signed_in(app, StaffRole.RESEARCH_SERVICES)
    page = noor.open(f"/cases/{number}").text
    assert "Filed by the researcher" in page
    assert "No letter was sent from this case yet." in page
    assert noor.open(f"/cases/{number}/letters/{kept.id}.pdf").data == pdf
    assert noor.open(f"/cases/{number}/letters/{kept.id}.docx").data[:2] == b"PK"
    assert kept.pdf_sha256 in noor.open(f"/cases/{number}/print").text
    again = noor.press(f"/cases/{number}/letters/{kept.id}/mail", [("to", "x@example.edu")], f"/cases/{number}")
    assert again.status_code == 404


def test_a_letter_that_lacks_something_says_what_and_files_nothing(app: Flask) -> None:
    alex, number = denied(app)
    for button in ("look", "pdf", "docx", "follows", "record"):
        answer = press(alex, number, "appeal", {"grounds": GROUNDS}, about=2, button=button)
        assert answer.status_code == 422, button
        assert "What you ask the appeal officer to decide" in answer.text
        assert 'href="#decision_wanted"' in answer.text
        assert GROUNDS in answer.text
    assert last(app, number).event.act == "give_notice"
    assert to_department(app) == []
    assert go(alex, number, "file_appeal", ("reasons", "In words alone."), about="2").status_code == 303
    assert [list(mail.iter_attachments()) for mail in to_department(app)] == [[]]


def test_a_letter_is_looked_at_and_taken_away_and_nothing_is_kept(app: Flask) -> None:
    alex, number = approved(app)
    seen = press(alex, number, "support-request", {"recipient": "The Example Foundation"})
    assert "The Example Foundation" in seen.text
    assert "within 30 business days" in seen.text
    assert press(alex, number, "support-request", button="pdf").data[:5] == b"%PDF-"
    assert press(alex, number, "support-request", button="docx").data[:2] == b"PK"
    with store_of(app).reading() as tx:
        assert letters.of_application(tx, number) == ()
        assert len(history.of_application(tx, number)) == 2


def test_pressed_twice_a_filing_is_one(app: Flask) -> None:
    alex, number = denied(app)
    where = place(number, "appeal", 2)
    sent = {**fields_in(alex.open(where).text), **APPEAL, "do": "record", "csrf_token": alex.token(where)}
    answers = [alex.client.post(where, data=sent).status_code for _ in range(2)]
    assert answers == [303, 409]
    assert len(to_department(app)) == 1
    kept_of(app, number)


def test_what_somebody_did_meanwhile_is_told_before_anything_is_sent(app: Flask) -> None:
    alex, number = approved(app)
    where = place(number, "support-request")
    sent = {**fields_in(alex.open(where).text), "do": "follows", "csrf_token": alex.token(where)}
    do(store_of(app), number, "approve_in_writing", {"what": "Table 3"}, on=clock.today(), at=clock.now())
    for button in ("follows", "record"):
        answer = alex.client.post(where, data={**sent, "do": button})
        assert answer.status_code == 409
        assert "The letter was not filed" in answer.text
    assert to_department(app) == []


def test_a_renewal_says_in_its_act_what_its_letter_says(app: Flask) -> None:
    alex, number = approved(app)
    changed = {**UNCHANGED, "changes.personnel": "Noor Example joins."}
    assert file_it(alex, number, "renewal-request", changed).status_code == 303
    facts = last(app, number).event.facts
    assert facts["changes"] == ["personnel: Noor Example joins."]
    assert facts["on_letterhead"] is False
    kept, pdf = kept_of(app, number)
    assert kept.facts["changes"]["personnel"] == "Noor Example joins."
    assert enclosed_in(to_department(app)[-1]) == pdf


def test_nothing_changed_can_be_said_of_all_six_at_once(app: Flask) -> None:
    alex, number = approved(app)
    assert file_it(alex, number, "renewal-request", {"no_change": "yes"}).status_code == 303
    assert len(last(app, number).event.facts["unchanged"]) == 6


def test_the_letter_that_is_published_is_filed_with_its_act(app: Flask) -> None:
    alex, number = approved(app)
    assert file_it(alex, number, "breach-notice", NOTICE).status_code == 303
    notice = last(app, number).event
    assert (notice.act, notice.facts["individuals"]) == ("report_breach", 1200)
    page = press(alex, number, "breach-publication", PUBLISHED, about=notice.number).text
    assert "1,200" in page
    assert file_it(alex, number, "breach-publication", PUBLISHED, about=notice.number).status_code == 303
    assert last(app, number).event.act == "send_breach_letter"
    assert len(to_department(app)) == 2


def test_each_act_leads_to_its_letter_and_back(app: Flask) -> None:
    alex, number = denied(app)
    status = alex.open(f"/applications/{number}").text
    assert html.escape(place(number, "appeal", 2)) in status
    assert html.escape(place(number, "appeal", 2)) in alex.open(f"/applications/{number}/do/file_appeal?about=2").text
    assert "Your last day:" in alex.open(place(number, "appeal", 2)).text
    assert f"/applications/{number}/do/file_appeal?about=2" in html.unescape(alex.open(place(number, "appeal", 2)).text)


def test_letters_that_others_sign_are_taken_away_and_never_filed(app: Flask) -> None:
    alex, number = submitted(app)
    assert "Letters to take away" in alex.open(f"/applications/{number}").text
    assert press(alex, number, "affiliation", button="docx").data[:2] == b"PK"
    for button in ("follows", "record"):
        answer = press(alex, number, "affiliation", button=button)
        assert answer.status_code == 200
        assert "See what follows" not in answer.text
    assert last(app, number).event.number == 1


@pytest.mark.parametrize("where", ["denial?about=2", "appeal", "appeal?about=1", "support-request", "nothing"])
def test_a_letter_that_does_not_belong_has_no_page(app: Flask, where: str) -> None:
    alex, number = denied(app)
    address = f"/applications/{number}/letters/new/{where}"
    assert alex.open(address).status_code == 404
    assert alex.press(address, [("do", "record")]).status_code == 404


def test_for_somebody_else_there_is_no_letter(app: Flask) -> None:
    alex, number = denied(app)
    file_it(alex, number, "appeal", APPEAL, about=2)
    kept, _ = kept_of(app, number)
    noor = person(app, NOOR)
    assert noor.open(place(number, "appeal", 2)).status_code == 404
    assert noor.open(f"/applications/{number}/letters/{kept.id}.pdf").status_code == 404


def test_words_that_no_letter_can_hold_are_told_by_their_field(app: Flask) -> None:
    alex, number = denied(app)
    for odd in ("a\0b", "a\u202eb", "x" * 30_000):
        answer = press(alex, number, "appeal", {**APPEAL, "grounds": odd}, about=2, button="record")
        assert answer.status_code == 422
        assert "Why the determination should not stand" in answer.text
    marks = "<b>{{ 7*7 }}</b> & {% raw %}"
    seen = press(alex, number, "appeal", {**APPEAL, "grounds": marks}, about=2)
    assert html.escape(marks, quote=False) in seen.text
    assert last(app, number).event.act == "give_notice"

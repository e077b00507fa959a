from __future__ import annotations

import html
import re
from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.forms.attached_files import paper
from tests.webapp.cases.played import do
from tests.webapp.certifying.asked import send
from tests.webapp.clamd import peer, says
from tests.webapp.drafting import NOOR, Person, mails_of, person, store_of
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
from webapp.storage.letters import Sent
from webapp.sweeping import prove_filings, send_mails

GROUNDS = "The letter was enclosed, and is on letterhead."
APPEAL = {"grounds": GROUNDS, "decision_wanted": "That the denial be reversed."}


def place(number: str, kind: str, about: int | None = None) -> str:
    return f"/applications/{number}/letters/new/{kind}" + (f"?about={about}" if about else "")


def fields_in(page: str) -> dict[str, str]:
    """What stands in the fields of the letter, as a browser sends it."""
    form = page.split('class="letter-form"')[1].split("</form>", maxsplit=1)[0]
    inputs = re.findall(r'<input class="usa-input[^"]*" id="[^"]+" name="([^"]+)" value="([^"]*)"', form)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', form)
    hidden = re.findall(r'<input type="hidden" name="(seen)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in (*inputs, *areas, *hidden)}


def press(
    one: Person, number: str, kind: str, typed: Mapping[str, str] | None = None, *, about: int | None = None,
    do: str = "look", signed: bytes | None = None,
) -> Any:  # fmt: skip
    """Open the page of a letter, type into it, and press one of its buttons."""
    where = place(number, kind, about)
    sent = {
        **fields_in(one.open(where).text), **(typed or {}), "do": do, "csrf_token": one.token(where)
    }  # fmt: skip
    if signed is None:
        return one.client.post(where, data=sent)
    return send(one, where, sent, {"signed": (signed, "signed.pdf")})


def file_it(
    one: Person, number: str, kind: str, typed: Mapping[str, str] | None = None, *, about: int | None = None
) -> Any:  # fmt: skip
    seen = press(one, number, kind, typed, about=about, do="follows")
    assert "Nothing was sent or written down yet." in seen.text, seen.text
    return press(one, number, kind, typed, about=about, do="record")


def kept_of(app: Flask, number: str) -> tuple[Sent, bytes]:
    """The one letter that is kept, with its PDF."""
    with store_of(app).reading() as tx:
        (kept,) = letters.of_application(tx, number)
        return kept, tx.files.read(kept.pdf_sha256)


def enclosed_in(mail: EmailMessage) -> bytes:
    (enclosed,) = mail.iter_attachments()
    content = enclosed.get_content()
    assert isinstance(content, bytes)
    return content


def to_department(app: Flask) -> list[EmailMessage]:
    return [mail for mail in mails_of(app) if mail["to"] == DEPARTMENT]


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
        answer = press(alex, number, "appeal", {"grounds": GROUNDS}, about=2, do=button)
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
    assert press(alex, number, "support-request", do="pdf").data[:5] == b"%PDF-"
    assert press(alex, number, "support-request", do="docx").data[:2] == b"PK"
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


def test_a_renewal_that_was_put_on_letterhead_goes_out_as_it_came_back(app: Flask) -> None:
    alex, number = approved(app)
    scan = paper()
    done = press(alex, number, "renewal-request", UNCHANGED, do="record", signed=scan)
    assert done.status_code == 303
    assert last(app, number).event.facts["on_letterhead"] is True
    _, pdf = kept_of(app, number)
    assert pdf == scan == enclosed_in(to_department(app)[-1])


def test_a_certificate_counts_only_with_its_signatures(app: Flask) -> None:
    alex, number = inspected(app)
    typed = {
        "findings_received_on": f"{clock.today():%m/%d/%Y}", "remedies.0.remedy": "A network of its own.",
        "remedies.0.remedied_on": f"{clock.today():%m/%d/%Y}",
    }  # fmt: skip

    def button(do: str, signed: bytes | None = None) -> Any:
        return press(alex, number, "remediation-certificate", typed, about=5, do=do, signed=signed)

    assert "The letter as it was signed" in button("follows").text
    unsigned = button("record")
    assert unsigned.status_code == 422
    assert "no signed copy was chosen" in unsigned.text
    assert button("record", b"no pdf").status_code == 422
    assert last(app, number).event.act == "send_findings"
    scan = paper()
    done = button("record", scan)
    assert done.status_code == 303
    assert last(app, number).event.act == "certify_remedy"
    assert kept_of(app, number)[1] == scan


def test_a_signed_copy_that_the_scanner_does_not_let_pass_is_not_sent(app: Flask, tmp_path: Path) -> None:
    alex, number = approved(app)
    with peer(tmp_path / "clamd", says(b"stream: Sample.Virus FOUND\0")) as scanner:
        app.extensions["scanner"] = scanner
        answer = press(alex, number, "renewal-request", UNCHANGED, do="record", signed=paper())
    assert answer.status_code == 422
    assert "does not let this file pass: Sample.Virus" in answer.text
    away = press(alex, number, "renewal-request", UNCHANGED, do="record", signed=paper())
    assert "does not answer now" in away.text
    assert to_department(app) == []


def test_a_scan_that_is_too_large_is_refused_with_the_limit_and_says_where_the_words_are(app: Flask) -> None:
    for (alex, number), kind, about in ((approved(app), "renewal-request", None), (denied(app), "appeal", 2)):
        answer = press(alex, number, kind, about=about, do="record", signed=b"x" * 21 * 1024 * 1024)
        assert answer.status_code == 413
        assert "too large" in answer.text
        assert "where your words still stand" in answer.text


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
    assert press(alex, number, "affiliation", do="docx").data[:2] == b"PK"
    for button in ("follows", "record"):
        answer = press(alex, number, "affiliation", do=button)
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
        answer = press(alex, number, "appeal", {**APPEAL, "grounds": odd}, about=2, do="record")
        assert answer.status_code == 422
        assert "Why the determination should not stand" in answer.text
    marks = "<b>{{ 7*7 }}</b> & {% raw %}"
    seen = press(alex, number, "appeal", {**APPEAL, "grounds": marks}, about=2)
    assert html.escape(marks, quote=False) in seen.text
    assert last(app, number).event.act == "give_notice"


def inspected(app: Flask) -> tuple[Person, str]:
    alex, number = approved(app)
    today, now = clock.today(), clock.now()
    do(store_of(app), number, "announce_inspection", {"agreed_on": today}, on=today, at=now)
    do(store_of(app), number, "inspect", about=3, on=today, at=now)
    do(store_of(app), number, "send_findings", {"findings": ["No segmentation."]}, about=4, on=today, at=now)
    return alex, number

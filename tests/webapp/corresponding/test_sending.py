from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from procedure.events import Role
from tests.webapp.cases.played import REASONS, do
from tests.webapp.drafting import ALEX, Person, mails_of, store_of
from tests.webapp.researcher.test_acts import approved, last
from tests.webapp.researcher.test_submissions import submitted
from tests.webapp.staff.working import long_ago, signed_in
from webapp import clock
from webapp.staff.policy import StaffRole
from webapp.storage import history, letters


def denied(app: Flask) -> tuple[Person, Person, str]:
    alex, number = submitted(app)
    do(store_of(app), number, "deny", REASONS, on=clock.today(), at=clock.now(), name="Morgan Example")
    return alex, signed_in(app, StaffRole.RESEARCH_SERVICES), number


def page_of(number: str, kind: str, about: int) -> str:
    return f"/cases/{number}/letters/new/{kind}?about={about}"


def fields_in(page: str) -> list[tuple[str, str]]:
    """What stands in the fields of the letter, as a browser sends it."""
    form = page.split('class="letter-form"')[1].split("</form>", maxsplit=1)[0]
    inputs = re.findall(r'<input class="usa-input[^"]*" id="[^"]+" name="([^"]+)" value="([^"]*)"', form)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', form)
    chosen = re.findall(r'<select[^>]* name="([^"]+)".*?</select>', form, re.DOTALL)
    picked = [(name, _picked(form, name)) for name in chosen]
    hidden = re.findall(r'<input type="hidden" name="(about|seen)" value="([^"]*)"', form)
    return [(name, html.unescape(value)) for name, value in (*inputs, *areas, *picked, *hidden)]


def _picked(form: str, name: str) -> str:
    select = re.search(rf'<select[^>]* name="{re.escape(name)}".*?</select>', form, re.DOTALL)
    found = re.search(r"<option selected>([^<]*)", select[0]) if select else None
    return found[1] if found else ""


def send(one: Person, number: str, kind: str, about: int, *more: tuple[str, str]) -> Any:
    place = page_of(number, kind, about)
    typed = dict([*fields_in(one.open(place).text), ("how", "mail"), *more])
    return one.press(f"/cases/{number}/letters/new/{kind}/send", list(typed.items()), page=place)


def test_a_denial_is_mailed_recorded_as_notice_and_kept_byte_for_byte(app: Flask) -> None:
    alex, noor, number = denied(app)
    page = noor.open(page_of(number, "denial", 2)).text
    assert "the last day to appeal" in page
    assert send(noor, number, "denial", 2).status_code == 303
    event = last(app, number).event
    assert (event.act, event.about) == ("give_notice", 2)
    assert event.facts["reasons"] == ["966(d): The affiliation letter is not on official letterhead."]
    assert event.facts["printed_last_day"] >= clock.today() + timedelta(10)
    (mail,) = [each for each in mails_of(app) if each["to"] == ALEX and "Denial" in each["subject"]]
    (enclosed,) = mail.iter_attachments()
    with store_of(app).reading() as tx:
        (kept,) = letters.of_application(tx, number)
        pdf = tx.files.read(kept.pdf_sha256)
    assert enclosed.get_content() == pdf
    assert last(app, number).kept["sha256_of_letter"] == kept.pdf_sha256
    assert noor.open(f"/cases/{number}/letters/{kept.id}.pdf").data == pdf
    assert noor.open(f"/cases/{number}/letters/{kept.id}.docx").data[:2] == b"PK"
    assert alex.open(f"/applications/{number}/letters/{kept.id}.pdf").data == pdf
    assert "Denial of your Data Request Standard Application" in alex.open(f"/applications/{number}").text


def test_pressed_twice_a_letter_goes_out_once_and_is_one_notice(app: Flask) -> None:
    _, noor, number = denied(app)
    place = page_of(number, "denial", 2)
    typed = [*fields_in(noor.open(place).text), ("how", "mail")]
    for _ in range(2):
        assert noor.press(f"/cases/{number}/letters/new/denial/send", typed, page=place).status_code == 303
    assert len([each for each in mails_of(app) if "Denial" in each["subject"]]) == 1
    with store_of(app).reading() as tx:
        acts = [one.event.act for one in history.of_application(tx, number)]
    assert acts.count("give_notice") == 1
    assert "This letter was sent" in noor.open(place).text


def test_what_somebody_did_meanwhile_is_told_before_anything_is_sent(app: Flask) -> None:
    _, noor, number = denied(app)
    place = page_of(number, "denial", 2)
    typed = [*fields_in(noor.open(place).text), ("how", "mail")]
    do(store_of(app), number, "send_reasons", REASONS, about=2, on=clock.today(), at=clock.now())
    answer = noor.press(f"/cases/{number}/letters/new/denial/send", typed, page=place)
    assert answer.status_code == 409
    assert "Denial" not in " ".join(str(each["subject"]) for each in mails_of(app))


def test_a_letter_that_was_posted_says_how_and_on_which_day(app: Flask) -> None:
    _, noor, number = denied(app)
    day = clock.today()
    odd = send(noor, number, "denial", 2, ("how", "post"), ("posted_how", "Certified mail 7020"), ("posted_on", "soon"))
    assert odd.status_code == 422
    assert "is not a date" in odd.text
    late = send(noor, number, "denial", 2, ("how", "post"), ("posted_how", "x"), ("posted_on", str(day + timedelta(1))))
    assert "which has come already" in late.text
    written = day.strftime("%m/%d/%Y")
    fine = send(noor, number, "denial", 2, ("how", "post"), ("posted_how", "Certified 7020"), ("posted_on", written))
    assert fine.status_code == 303
    assert last(app, number).event.facts["how"] == "Certified 7020"
    assert "Denial" not in " ".join(str(each["subject"]) for each in mails_of(app))
    assert "posted: Certified 7020" in noor.open(f"/cases/{number}").text


@pytest.mark.parametrize(
    "address", ["", "nobody", "ülrich@sampleton-university.example", "a@b.example\nBcc: c@d.example"]
)
def test_an_address_that_no_mail_reaches_sends_nothing(app: Flask, address: str) -> None:
    _, noor, number = denied(app)
    answer = send(noor, number, "denial", 2, ("to", address))
    assert answer.status_code == 422
    assert "is no address that mail can go to" in answer.text
    assert last(app, number).event.act == "deny"


def test_a_draft_is_kept_and_goes_when_the_letter_is_sent(app: Flask) -> None:
    _, noor, number = denied(app)
    place = page_of(number, "denial", 2)
    typed = dict([*fields_in(noor.open(place).text), ("do", "keep"), ("reference", "CJIS 77")])
    noor.press(f"/cases/{number}/letters/new/denial", list(typed.items()), page=place)
    assert "Begun, and not sent" in noor.open(f"/cases/{number}").text
    assert "CJIS 77" in noor.open(place).text
    send(noor, number, "denial", 2)
    assert "Begun, and not sent" not in noor.open(f"/cases/{number}").text


def test_a_letter_that_lacks_something_is_not_made_and_the_page_leads_to_the_field(app: Flask) -> None:
    _, number = approved(app)
    noor = signed_in(app, StaffRole.RESEARCH_SERVICES)
    role, today = Role.BONA_FIDE_RESEARCHER, clock.today()
    do(store_of(app), number, "request_support", role=role, registered=True, name="A. Reyes", at=clock.now(), on=today)
    page = noor.open(page_of(number, "letter-of-support", 3)).text
    assert "The letter is not made yet" in page
    assert 'href="#statement"' in page
    answer = send(noor, number, "letter-of-support", 3)
    assert answer.status_code == 422
    place = page_of(number, "letter-of-support", 3)
    typed = [*fields_in(page), ("statement", "The Department supports it.")]
    seen = noor.press(place.partition("?")[0], [*dict(typed).items(), ("do", "look")], page=place)
    assert "The Department supports it." in seen.text
    sent = [*dict(typed).items(), ("how", "mail"), ("to", ALEX)]
    assert noor.press(f"/cases/{number}/letters/new/letter-of-support/send", sent, page=place).status_code == 303
    assert last(app, number).event.act == "send_support"


def test_a_letter_that_only_tells_changes_nothing_in_the_case(app: Flask) -> None:
    _, noor, number = denied(app)
    seen = last(app, number).event.number
    assert send(noor, number, "receipt", 1).status_code == 303
    assert last(app, number).event.number == seen
    assert "Receipt of your Data Request" in " ".join(str(each["subject"]) for each in mails_of(app))


def test_a_letter_goes_once_more_to_another_address(app: Flask) -> None:
    _, noor, number = denied(app)
    send(noor, number, "receipt", 1)
    with store_of(app).reading() as tx:
        (kept,) = letters.of_application(tx, number)
    again = [("to", "other@sampleton-university.example")]
    for _ in range(2):
        noor.press(f"/cases/{number}/letters/{kept.id}/mail", again, page=f"/cases/{number}")
    assert "is enclosed" in text_to_first(app, "other@sampleton-university.example")
    assert len([each for each in mails_of(app) if each["to"] == "other@sampleton-university.example"]) == 1


def test_sending_again_is_sending_and_asks_who_it_is_after_a_while(app: Flask) -> None:
    _, noor, number = denied(app)
    send(noor, number, "receipt", 1)
    with store_of(app).reading() as tx:
        (kept,) = letters.of_application(tx, number)
    token = noor.token(f"/cases/{number}")
    long_ago(app, clock.now() - timedelta(minutes=11), seen_at=clock.now())
    again = {"csrf_token": token, "to": "other@sampleton-university.example"}
    assert noor.client.post(f"/cases/{number}/letters/{kept.id}/mail", data=again).status_code == 401
    assert [each for each in mails_of(app) if each["to"] == again["to"]] == []
    administrator = signed_in(app, StaffRole.ADMINISTRATOR)
    refused = administrator.press(f"/cases/{number}/letters/{kept.id}/mail", [("to", "a@example.edu")])
    assert refused.status_code == 403


@pytest.mark.parametrize("place", ["new/approval?about=2", "new/denial?about=1", "new/denial", "new/nothing?about=2"])
def test_a_letter_that_fits_nothing_has_no_page(app: Flask, place: str) -> None:
    _, noor, number = denied(app)
    assert noor.open(f"/cases/{number}/letters/{place}").status_code == 404


def test_who_only_reads_writes_no_letter(app: Flask) -> None:
    _, _, number = denied(app)
    auditor = signed_in(app, StaffRole.AUDITOR)
    assert auditor.open(page_of(number, "denial", 2)).status_code == 403
    assert auditor.press(f"/cases/{number}/letters/new/denial/send", [("about", "2")]).status_code == 403


def text_to_first(app: Flask, address: str) -> str:
    (mail,) = [each for each in mails_of(app) if each["to"] == address]
    body = mail.get_body()
    assert body is not None
    return str(body.get_content())

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from procedure.workflow import RENEWAL_ITEMS
from tests.webapp.cases.played import REASONS, TERMS, do
from tests.webapp.drafting import ALEX, NOOR, Person, mails_of, person, store_of, text_to
from tests.webapp.researcher.test_submissions import submitted
from tests.webapp.sink import sink
from webapp import clock
from webapp.mailing.sending import Mailing
from webapp.storage import history, holders
from webapp.storage.history import Entry
from webapp.sweeping import prove_filings, send_mails

DEPARTMENT = "datarequests@doj.ca.gov"


def denied(app: Flask) -> tuple[Person, str]:
    alex, number = submitted(app)
    today = clock.today()
    do(store_of(app), number, "deny", on=today, by="m.example@agency.example", at=clock.now())
    do(store_of(app), number, "give_notice", {"how": "mail", **REASONS}, about=2, on=today, at=clock.now())
    return alex, number


def approved(app: Flask) -> tuple[Person, str]:
    alex, number = submitted(app)
    today = clock.today()
    terms = {**TERMS, "timeframe_from": today, "timeframe_to": today + timedelta(300)}
    facts = {**terms, "expires_on": today + timedelta(365), "reason": "Seen on paper."}
    do(store_of(app), number, "approve", facts, on=today, at=clock.now())
    return alex, number


def last(app: Flask, number: str) -> Entry:
    with store_of(app).reading() as tx:
        return history.of_application(tx, number)[-1]


def go(one: Person, number: str, act: str, *fields: tuple[str, str], do: str = "record", about: str = "") -> Any:
    page = f"/applications/{number}/do/{act}{f'?about={about}' if about else ''}"
    sent = [("do", do), ("seen", one.hidden(page, "seen")), *fields, *([("about", about)] if about else [])]
    return one.press(f"/applications/{number}/do/{act}", sent, page=page)


def test_an_appeal_shows_what_follows_before_anything_is_done(app: Flask) -> None:
    alex, number = denied(app)
    seen = go(alex, number, "file_appeal", ("reasons", "The letter was enclosed."), do="look", about="2")
    assert "Nothing was sent or written down yet." in seen.text
    assert "The letter was enclosed." in seen.text
    assert last(app, number).event.act == "give_notice"


def test_an_appeal_is_mailed_to_the_department_and_is_filed_only_when_a_server_took_it(app: Flask) -> None:
    alex, number = denied(app)
    done = go(alex, number, "file_appeal", ("reasons", "The letter was enclosed."), about="2")
    assert done.status_code == 303
    filed = last(app, number)
    assert (filed.event.act, filed.event.facts["sent_to"], filed.by) == ("file_appeal", DEPARTMENT, ALEX)
    assert filed.event.at is not None
    mail = text_to(app, DEPARTMENT)
    assert "The letter was enclosed." in mail
    assert ALEX in mail
    assert number in mail
    page = alex.open(f"/applications/{number}?did=4").text
    assert f"on its way to {DEPARTMENT}" in page
    assert "Not yet filed" in page
    with sink() as server:
        mailing = Mailing("service@agency.example", "127.0.0.1", server.port)
        send_mails(store_of(app), mailing.sender_to(app.extensions["settings"].home), now=clock.now)
        prove_filings(store_of(app), mailing, now=clock.now)
        prove_filings(store_of(app), mailing, now=clock.now)
    proof = last(app, number)
    assert (proof.event.number, proof.event.act, proof.event.about) == (5, "confirm_filing", 4)
    assert DEPARTMENT in proof.event.facts["proof"]
    page = alex.open(f"/applications/{number}").text
    assert "Not yet filed" not in page
    assert f"sent to {DEPARTMENT}" in page.lower()


def test_a_researcher_who_sent_the_appeal_themselves_shows_that_it_was_filed(app: Flask) -> None:
    alex, number = denied(app)
    go(alex, number, "file_appeal", ("reasons", "x"), about="2")
    done = go(alex, number, "confirm_filing", ("proof", "The answer of the mail server at 10:02"), about="4")
    assert done.status_code == 303
    assert last(app, number).event.facts == {"proof": "The answer of the mail server at 10:02"}


def test_what_the_service_states_by_itself_is_not_taken_from_the_page(app: Flask) -> None:
    alex, number = denied(app)
    go(alex, number, "file_appeal", ("reasons", "x"), ("sent_to", "me@elsewhere.example"), ("proof", "mine"), about="2")
    assert last(app, number).event.facts == {"reasons": ["x"], "sent_to": DEPARTMENT}


def test_a_mail_that_is_only_a_file_proves_nothing(app: Flask) -> None:
    alex, number = denied(app)
    go(alex, number, "file_appeal", ("reasons", "x"), about="2")
    mailing = Mailing()
    send_mails(store_of(app), mailing.sender_to(app.extensions["settings"].home / "mails"), now=clock.now)
    prove_filings(store_of(app), mailing, now=clock.now)
    assert last(app, number).event.act == "file_appeal"


def test_pressed_twice_an_appeal_is_one_appeal(app: Flask) -> None:
    alex, number = denied(app)
    page = f"/applications/{number}/do/file_appeal?about=2"
    seen = alex.hidden(page, "seen")
    sent = [("do", "record"), ("seen", seen), ("about", "2"), ("reasons", "x")]
    first = alex.press(f"/applications/{number}/do/file_appeal", sent, page=page)
    again = alex.press(f"/applications/{number}/do/file_appeal", sent, page=page)
    assert (first.status_code, again.status_code) == (303, 409)
    assert len([mail for mail in mails_of(app) if mail["to"] == DEPARTMENT]) == 1


def test_a_renewal_asks_all_six_items_and_leaves_none_open(app: Flask) -> None:
    alex, number = approved(app)
    answer = go(alex, number, "request_renewal", ("personnel.choice", "unchanged"), do="look")
    assert answer.status_code == 422
    assert answer.text.count("say whether anything changes") >= 5
    both = [(f"{name}.choice", "unchanged") for name in RENEWAL_ITEMS.values()]
    odd = go(alex, number, "request_renewal", *both, ("project.words", "more data"), do="look")
    assert "Take one of both back." in odd.text
    changed = [("personnel.choice", "changed"), ("personnel.words", "Noor Example takes over.")]
    done = go(alex, number, "request_renewal", *changed, *both[1:])
    assert done.status_code == 303
    facts = last(app, number).event.facts
    assert facts["changes"] == ["personnel: Noor Example takes over."]
    assert facts["unchanged"] == list(RENEWAL_ITEMS.values())[1:]
    assert "Noor Example takes over." in text_to(app, DEPARTMENT)


@pytest.mark.parametrize("act", ["approve", "release", "deny", "submit", "resubmit", "nothing", "file_appeal"])
def test_what_is_not_the_researchers_to_do_now_has_no_page(app: Flask, act: str) -> None:
    alex, number = submitted(app)
    assert alex.open(f"/applications/{number}/do/{act}").status_code == 404
    posted = alex.press(f"/applications/{number}/do/{act}", [("do", "record"), ("seen", "1")])
    assert posted.status_code == 404
    assert last(app, number).event.number == 1


def test_for_somebody_else_the_case_does_not_exist(app: Flask) -> None:
    _, number = denied(app)
    noor = person(app, NOOR)
    assert noor.open(f"/applications/{number}/do/file_appeal?about=2").status_code == 404
    assert noor.press(f"/applications/{number}/message", [("words", "x")]).status_code == 404


def test_an_application_that_staff_gave_into_another_mailbox_is_held_there_and_nowhere_else(app: Flask) -> None:
    alex, number = denied(app)
    noor = person(app, NOOR)
    with store_of(app).writing() as tx:
        holders.give(tx, number, NOOR.upper(), why="takes over", by="m.example@agency.example", at=clock.now())
        assert holders.applications_of(tx, NOOR) == (number,)
        assert holders.applications_of(tx, ALEX) == ()
    assert noor.open(f"/applications/{number}").status_code == 200
    assert alex.open(f"/applications/{number}").status_code == 404
    assert number in noor.open("/drafts").text


def test_a_message_is_kept_with_the_case(app: Flask) -> None:
    alex, number = submitted(app)
    sent = [("subject", "Question"), ("words", "When is it <b>decided</b>?")]
    assert alex.press(f"/applications/{number}/message", sent).status_code == 303
    page = alex.open(f"/applications/{number}").text
    assert "When is it &lt;b&gt;decided&lt;/b&gt;?" in page
    assert re.search(r"Alexandra Reyes\s+to Research Services", page)


def test_a_message_without_words_or_with_what_can_not_be_kept_is_not_kept(app: Flask) -> None:
    alex, number = submitted(app)
    assert alex.press(f"/applications/{number}/message", [("words", "  ")]).status_code == 303
    assert alex.press(f"/applications/{number}/message", [("words", "a\0b")]).status_code == 400
    assert "No message was written yet." in alex.open(f"/applications/{number}").text

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.applications import changed
from tests.forms.attached_files import paper
from tests.webapp.adding import sent
from tests.webapp.cases.working import act, case_of, submitted
from tests.webapp.drafting import Person, mails_of, store_of, text_to
from tests.webapp.staff.working import hired, signed_in
from webapp.clock import today
from webapp.staff.policy import StaffRole
from webapp.storage import absences, assignments, desk, history, messages, notes, work_list
from webapp.storage.audit import verify
from webapp.storage.store import Store

ALEX = "a.reyes@sampleton-university.example"
QUESTION = changed({"security_certification.officer_name": "Somebody Else"})


def words(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def ends(store: Store) -> tuple[int, int]:
    """How much is written down: events, and what was done at the desk."""
    with store.reading() as tx:
        return history.head(tx).seq, desk.head(tx).seq


def test_a_note_is_for_staff_alone(app: Flask, noor: Person) -> None:
    number = submitted(app)
    page = f"/cases/{number}"
    assert noor.press(f"{page}/note", [("words", "Ask the <dean>.\r\nSoon.")], page).status_code == 303
    assert "Ask the &lt;dean&gt;.\nSoon." in noor.open(page).text
    with store_of(app).reading() as tx:
        (note,) = notes.notes_of(tx, number)
    assert (note.name, note.words) == ("Noor Example", "Ask the <dean>.\nSoon.")
    assert mails_of(app) == []


def test_a_message_goes_out_by_mail_and_stands_in_the_case(app: Flask, noor: Person) -> None:
    number = submitted(app)
    page = f"/cases/{number}"
    noor.press(f"{page}/message", [("subject", "Your CV"), ("words", "Please send it again.")], page)
    assert "Please send it again." in noor.open(page).text
    mail = text_to(app, ALEX)
    assert "Noor Example, Research Services, writes about application" in mail
    assert "Please send it again." in mail
    with store_of(app).reading() as tx:
        (message,) = messages.messages_of(tx, number)
    assert (message.to, message.subject, message.by) == ("researcher", "Your CV", "research-services@invented.example")


def test_a_message_to_somebody_without_an_address_is_kept_and_said(app: Flask, noor: Person) -> None:
    number = submitted(app, changed({"bona_fide_researcher.email": None}))
    page = f"/cases/{number}"
    noor.press(f"{page}/message", [("subject", "Your CV"), ("words", "Please send it again.")], page)
    assert "could not go out by mail" in noor.open(page).text
    assert mails_of(app) == []


def test_a_question_is_answered_and_asked_again(app: Flask, noor: Person) -> None:
    number = submitted(app, QUESTION)
    page = f"/cases/{number}"
    question = next(one for one in case_of(app, number).questions(case_of(app, number).last) if "Else" in one.message)
    fields = [("round", "1"), ("words", question.message), ("answer", "The institution confirmed it by phone.")]
    assert noor.press(f"{page}/answer", fields, page).status_code == 303
    assert "The institution confirmed it by phone." in noor.open(page).text
    assert question not in case_of(app, number).findings_in(case_of(app, number).last, "approve")  # type: ignore[arg-type]  # a stage is its word
    noor.press(f"{page}/answer", [*fields[:2], ("do", "take_back")], page)
    assert question in case_of(app, number).findings_in(case_of(app, number).last, "approve")  # type: ignore[arg-type]  # a stage is its word


def test_an_answer_to_what_is_not_asked_is_refused(app: Flask, noor: Person) -> None:
    page = f"/cases/{submitted(app)}"
    answer = noor.press(f"{page}/answer", [("round", "1"), ("words", "Is it so?"), ("answer", "Yes.")], page)
    assert answer.status_code == 409


def test_a_case_is_assigned_and_keeps_who_had_it(app: Flask, noor: Person) -> None:
    hired(app, [StaffRole.RESEARCH_SERVICES])
    number = submitted(app)
    page = f"/cases/{number}"
    noor.press(f"{page}/assign", [("owner", "kim@agency.example"), ("note", "You know the county.")], page)
    noor.press(f"{page}/assign", [("owner", "")], page)
    with store_of(app).reading() as tx:
        kept = assignments.assignments_of(tx, number)
        row = work_list.find(tx, number)
    assert [one.owner.name for one in kept] == ["Kim Example", ""]
    assert row is not None
    assert row.owner == ""
    assert "You know the county." in noor.open(page).text
    assert noor.press(f"{page}/assign", [("owner", "stranger@agency.example")], page).status_code == 400
    assert list(verify(store_of(app))) == []


def test_an_absence_is_written_down_and_taken_back(app: Flask, noor: Person) -> None:
    hired(app, [StaffRole.RESEARCH_SERVICES])
    days = [("begins_on", f"{today():%m/%d/%Y}"), ("ends_on", f"{today() + timedelta(7):%m/%d/%Y}")]
    people = [("person", "kim@agency.example"), ("stand_in", "research-services@invented.example")]
    assert noor.press("/cases/away", [*people, *days], "/cases/away").status_code == 303
    assert "Kim Example : " in words(noor.open("/cases/away").text)
    noor.press("/cases/away", [people[0], ("do", "back")], "/cases/away")
    with store_of(app).reading() as tx:
        assert absences.absences(tx) == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"person": ""}, "Who: choose somebody from the list."),
        ({"stand_in": "kim@agency.example"}, "choose somebody else than who is away"),
        ({"begins_on": "soon"}, "“soon” is not a date"),
        ({"ends_on": "1/1/2020"}, "it is before the first day"),
    ],
)
def test_an_absence_that_cannot_be_is_told(app: Flask, noor: Person, change: dict[str, str], told: str) -> None:
    hired(app, [StaffRole.RESEARCH_SERVICES])
    sent_ = {
        "person": "kim@agency.example", "stand_in": "research-services@invented.example",
        "begins_on": f"{today():%m/%d/%Y}", "ends_on": f"{today():%m/%d/%Y}",
    } | change  # fmt: skip
    answer = noor.press("/cases/away", sent_.items(), "/cases/away")
    assert answer.status_code == 422
    assert told in words(answer.text)


def test_all_cases_of_somebody_are_handed_over_after_a_look(app: Flask, noor: Person) -> None:
    kim = hired(app, [StaffRole.RESEARCH_SERVICES])
    numbers = [submitted(app) for _ in range(3)]
    for number in numbers[:2]:
        noor.press(f"/cases/{number}/assign", [("owner", kim.address)], f"/cases/{number}")
    over = [("former", kim.address), ("to", "research-services@invented.example"), ("note", "Kim has left.")]
    asked = noor.press("/cases/hand-over", over, "/cases/away")
    assert "2 cases go from Kim Example to Noor Example" in words(asked.text)
    done = noor.press("/cases/hand-over", [*over, ("do", "sure")], "/cases/away")
    assert done.status_code == 303
    assert "2 cases went to Noor Example" in noor.open(done.headers["Location"]).text
    with store_of(app).reading() as tx:
        assert [assignments.owner_of(tx, number).name for number in numbers] == ["Noor Example", "Noor Example", ""]
        assert assignments.assignments_of(tx, numbers[0])[-1].note == "Kim has left."
    assert list(verify(store_of(app))) == []


def test_a_document_that_arrived_is_put_beside_what_was_there(app: Flask, noor: Person) -> None:
    number = submitted(app)
    page = f"/cases/{number}/add"
    fields = {"csrf_token": noor.token(page), "place": "curriculum_vitae.enclosed"}
    done = sent(noor, page, fields, (paper(), "cv of Reyes.pdf"))
    assert done.status_code == 303, done.text
    shown = noor.open(done.headers["Location"])
    assert "cv of Reyes.pdf" in shown.text
    assert noor.open(f"{done.headers['Location']}/file").data == paper()
    assert "cv of Reyes.pdf" in noor.open(f"/cases/{number}").text
    assert [one.slot for one in case_of(app, number).evidence] == ["curriculum_vitae"]
    assert noor.open(f"/cases/{submitted(app)}/documents/{done.headers['Location'][-32:]}").status_code == 404


def test_a_document_of_no_place_or_of_no_kind_is_refused(app: Flask, noor: Person) -> None:
    page = f"/cases/{submitted(app)}/add"
    token = {"csrf_token": noor.token(page)}
    for place, content, told in (
        ("", paper(), "Choose what it is"),
        ("curriculum_vitae.enclosed", b"MZ\x90", "There is a problem"),
        ("curriculum_vitae.enclosed", b"", "No file was chosen"),
    ):
        answer = sent(noor, page, {**token, "place": place}, (content, "a.exe" if content else ""))
        assert answer.status_code == 422, place
        assert told in words(answer.text)


def pressing(app: Flask, who: Person, number: str) -> dict[str, Callable[[], object]]:
    """Something done by each address that writes something down."""
    page, kim, noor = f"/cases/{number}", "kim@agency.example", "research-services@invented.example"

    def press(address: str, *fields: tuple[str, str], on: str = page) -> Callable[[], object]:
        return lambda: who.press(address, fields, on)

    question = case_of(app, number).questions(case_of(app, number).last)[0].message
    day = f"{today():%m/%d/%Y}"
    people = (("person", kim), ("stand_in", noor))
    enter = (("carried", ""), ("on", day), ("bona_fide_researcher", "Somebody"))
    return {
        "writing.note": press(f"{page}/note", ("words", "Seen.")),
        "writing.message": press(f"{page}/message", ("subject", "s"), ("words", "w")),
        "writing.answer": press(f"{page}/answer", ("words", question), ("answer", "Yes.")),
        "writing.assign": press(f"{page}/assign", ("owner", kim)),
        "writing.conflict": press(f"{page}/interest", ("reason", "My sister works there.")),
        "cases.keep_filter": press("/cases/filters", ("name", "denied"), ("state", "denied"), on="/cases?state=denied"),
        "desk.say_away": press("/cases/away", *people, ("begins_on", day), ("ends_on", day), on="/cases/away"),
        "desk.give_all": press(
            "/cases/hand-over", ("former", kim), ("to", noor), ("do", "sure"), on="/cases/away"
        ),
        "acts.do": lambda: act(
            who, f"{page}/do/deny", {"reasons": "966(d): no letter.", "despite": "Nobody else is here."}
        ),
        "papers.take_in": lambda: sent(
            who, f"{page}/add", {"csrf_token": who.token(f"{page}/add"), "place": "curriculum_vitae.enclosed"},
            (paper(), "cv.pdf"),
        ),
        "entering.look": lambda: None,
        "entering.done": lambda: who.press("/cases/enter/register", [*entered(who), *enter[1:]], "/cases/enter"),
    }  # fmt: skip


def entered(who: Person) -> list[tuple[str, str]]:
    """What the page carries that follows from entering without a file."""
    page = who.press("/cases/enter", [("without", "1")], "/cases/enter").text
    found = re.search(r'name="carried" value="([^"]+)"', page)
    assert found is not None
    return [("carried", html.unescape(found[1]))]


OURS = ("cases", "case", "acts", "papers", "writing", "desk", "entering")
WRITES_NOTHING = {"entering.look"}
"""What only reads: the page shows what was read, and registers nothing."""


def test_every_address_that_changes_something_leaves_a_row_with_who_and_when(app: Flask, noor: Person) -> None:
    hired(app, [StaffRole.RESEARCH_SERVICES])
    doing = pressing(app, noor, submitted(app, QUESTION))
    routes = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in OURS and "POST" in (rule.methods or ())
    }
    assert routes == doing.keys()
    for endpoint, press in doing.items():
        before = ends(store_of(app))
        press()
        grew = sum(ends(store_of(app))) - sum(before)
        assert grew == (0 if endpoint in WRITES_NOTHING else 1), endpoint
    assert list(verify(store_of(app))) == []


@pytest.mark.parametrize("role", [StaffRole.AUDITOR, StaffRole.ADMINISTRATOR])
def test_who_may_only_look_changes_nothing(app: Flask, role: StaffRole) -> None:
    number = submitted(app)
    who = signed_in(app, role)
    for endpoint in ("note", "message", "answer", "assign", "add"):
        assert who.press(f"/cases/{number}/{endpoint}", [("words", "x")]).status_code == 403, endpoint
    for address in ("/cases/away", "/cases/hand-over", "/cases/enter", "/cases/enter/register"):
        assert who.press(address, []).status_code == 403, address


def test_who_only_reads_declares_no_interest_and_keeps_filters_of_their_own(app: Flask) -> None:
    number = submitted(app)
    auditor = signed_in(app, StaffRole.AUDITOR)
    assert "An interest of your own" not in auditor.open(f"/cases/{number}").text
    assert auditor.press(f"/cases/{number}/interest", [("reason", "x")]).status_code == 403
    assert case_of(app, number).conflicts == ()
    kept = auditor.press("/cases/filters", [("name", "denied"), ("state", "denied")], "/cases?state=denied")
    assert kept.status_code == 303
    assert "denied" in auditor.open("/cases").text
    administrator = signed_in(app, StaffRole.ADMINISTRATOR)
    assert administrator.press(f"/cases/{number}/interest", [("reason", "x")]).status_code == 303
    assert len(case_of(app, number).conflicts) == 1


def test_without_its_mark_nothing_is_written_down(app: Flask, noor: Person) -> None:
    number = submitted(app)
    for address in (f"/cases/{number}/note", f"/cases/{number}/do/deny", "/cases/away", "/cases/enter/register"):
        assert noor.client.post(address, data={"words": "x"}).status_code == 400, address
    assert ends(store_of(app)) == (1, 0)


def test_a_word_that_is_too_long_or_cannot_be_kept_is_refused(app: Flask, noor: Person) -> None:
    page = f"/cases/{submitted(app)}"
    for words_ in ("x" * 20_001, "a\0b"):
        assert noor.press(f"{page}/note", [("words", words_)], page).status_code == 400

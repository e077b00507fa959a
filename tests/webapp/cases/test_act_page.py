from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from flask import Flask

from procedure.acts import ACTS
from procedure.events import Role
from procedure.permission import open_acts
from tests.applications import changed
from tests.webapp.cases.played import REASONS, do
from tests.webapp.cases.working import act, case_of, submitted
from tests.webapp.drafting import Person, store_of
from tests.webapp.staff.working import come_in, hired, long_ago, signed_in
from validator.dates import written
from webapp.cases.buttons import SUBJECTS
from webapp.clock import now, today
from webapp.staff.policy import StaffRole

DENY = {"reasons": "966(d): no letter on official letterhead."}
RESEARCHER = "a.reyes@sampleton-university.example"
APPROVE = {
    "data_levels": "de_identified", "purposes": "Research", "persons": "Alexandra Reyes", "timeframe_from": "1/4/2027",
    "timeframe_to": "12/31/2027", "conditions": "", "expires_on": "12/31/2027",
}  # fmt: skip


def offered(who: Person, number: str) -> set[str]:
    return set(re.findall(rf"/cases/{number}/do/(\w+)", who.open(f"/cases/{number}").text))


def words(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def test_every_act_stands_under_one_subject() -> None:
    every = [act for acts in SUBJECTS.values() for act in acts]
    assert sorted(every) == sorted(ACTS)


@pytest.mark.parametrize(
    "role", [StaffRole.RESEARCH_SERVICES, StaffRole.CHIEF, StaffRole.APPEAL_OFFICER, StaffRole.ADMINISTRATOR]
)
def test_the_buttons_are_the_open_rows_of_the_table_for_the_role(app: Flask, role: StaffRole) -> None:
    number = submitted(app)
    do(store_of(app), number, "deny", REASONS)
    do(store_of(app), number, "file_appeal", role=Role.BONA_FIDE_RESEARCHER, about=2, registered=True)
    events = case_of(app, number).events
    mine = {each.act for each in open_acts(events) if Role(role) in each.by}
    outside = {"bona_fide_researcher", "research_institution", "team_member"}
    arriving = {each.act for each in open_acts(events) if outside & set(each.by)} - {"submit", "resubmit", "modify"}
    expected = mine | (arriving if role is StaffRole.RESEARCH_SERVICES else set())
    assert offered(signed_in(app, role), number) == expected


def test_an_auditor_sees_a_case_and_may_do_nothing_in_it(app: Flask) -> None:
    number = submitted(app)
    robin = signed_in(app, StaffRole.AUDITOR)
    assert offered(robin, number) == set()
    assert "act on nothing" in robin.open(f"/cases/{number}").text
    assert robin.open(f"/cases/{number}/do/deny").status_code == 403


def test_what_follows_is_shown_and_nothing_is_written_down_before(app: Flask, noor: Person) -> None:
    number = submitted(app)
    shown = act(noor, f"/cases/{number}/do/deny", DENY, do="look")
    told = words(shown.text)
    assert "The application becomes denied" in told
    assert "Begins: Research Services: send the written statement of specific reasons, by" in told
    assert "Begins: the Bona Fide Researcher may file an appeal with the Chief of the CJIS Division; it is not" in told
    assert "How it was counted" in told
    assert case_of(app, number).seen == 1
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown.text)
    sent = {name: html.unescape(value) for name, value in hidden}
    done = noor.client.post(f"/cases/{number}/do/deny", data={**sent, "do": "record"})
    assert done.headers["Location"] == f"/cases/{number}?done=2"
    entry = case_of(app, number).entry(2)
    assert (entry.event.name, entry.by) == ("Noor Example", "research-services@invented.example")
    assert entry.event.facts["reasons"] == [DENY["reasons"]]
    assert "written down as event 2" in noor.open(done.headers["Location"]).text


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(app: Flask, noor: Person) -> None:
    number = submitted(app)
    answer = act(noor, f"/cases/{number}/do/approve", {**APPROVE, "timeframe_to": "13/40/2027", "on": "yesterday"})
    assert answer.status_code == 422
    told = words(answer.text)
    assert "“13/40/2027” is not a date" in told
    assert "“yesterday” is not a date" in told
    assert 'value="13/40/2027"' in answer.text
    assert ">Research</textarea>" in answer.text.replace("\nResearch", "Research")
    assert answer.text.index('role="alert"') < answer.text.index('<form class="fill"')


def test_what_the_table_refuses_is_told_in_its_words(app: Flask, noor: Person) -> None:
    number = submitted(app)
    answer = act(noor, f"/cases/{number}/do/deny", {"reasons": "We do not like it."}, do="look")
    assert answer.status_code == 422
    assert "names no ground" in words(answer.text)


def test_approval_over_what_is_open_shows_it_and_wants_a_reason(app: Flask, noor: Person) -> None:
    number = submitted(app, changed({"affiliation_letter": None}))
    assert "1 thing is open" in words(noor.open(f"/cases/{number}/do/approve").text)
    refused = act(noor, f"/cases/{number}/do/approve", APPROVE, do="look")
    assert "Give a written reason" in words(refused.text)
    done = act(noor, f"/cases/{number}/do/approve", {**APPROVE, "reason": "Seen in the office."})
    assert done.status_code == 303
    assert case_of(app, number).entry(2).event.facts["open_errors"] == ["966(d)"]


def test_the_expiration_date_is_never_proposed(app: Flask, noor: Person) -> None:
    page = noor.open(f"/cases/{submitted(app)}/do/approve").text
    assert 'name="expires_on" id="fact-expires_on" value=""' in page
    assert 'name="timeframe_to" id="fact-timeframe_to" value="12/31/2027"' in page


def test_what_arrived_is_registered_with_its_person_its_day_and_its_hour(app: Flask, noor: Person) -> None:
    number = submitted(app)
    do(store_of(app), number, "deny", REASONS, on=today() - timedelta(4))
    yesterday = today() - timedelta(1)
    page = noor.open(f"/cases/{number}/do/file_appeal?about=2&arrived=1").text
    assert "Whose paper is it?" not in page
    sent = {
        "on": f"{yesterday:%m/%d/%Y}",
        "hour": "4:30 pm",
        "name": "Alexandra Reyes",
        "sent_to": "datarequests@doj.ca.gov",
    }
    done = act(noor, f"/cases/{number}/do/file_appeal?about=2&arrived=1", sent)
    assert done.status_code == 303, words(done.text)
    event = case_of(app, number).entry(3).event
    assert (event.by, event.registered, event.on, event.about) == (Role.BONA_FIDE_RESEARCHER, True, yesterday, 2)
    assert event.at
    assert (event.at.hour, event.at.minute) == (16, 30)


def test_a_notice_of_an_institution_says_whose_paper_it_is(app: Flask, noor: Person) -> None:
    number = submitted(app)
    page = noor.open(f"/cases/{number}/do/report_breach?arrived=1").text
    assert "Whose paper is it?" in page
    act(noor, f"/cases/{number}/do/report_breach?arrived=1", {"role": "team_member", "name": "Kai Lindqvist"})
    assert case_of(app, number).entry(2).event.by is Role.TEAM_MEMBER


def test_an_event_is_corrected_by_what_holds_instead(app: Flask, noor: Person) -> None:
    number = submitted(app)
    do(store_of(app), number, "ask_for_completion", {"missing": ["966(e)"]}, on=today())
    assert "Ask for completion" in words(noor.open(f"/cases/{number}/do/correct").text)
    address = f"/cases/{number}/do/correct?about=2"
    page = noor.open(address).text
    assert f'value="{today():%m/%d/%Y}"' in page
    before = today() - timedelta(2)
    same = {"instead.on": f"{today():%m/%d/%Y}", "instead.missing": "966(e)", "reason": "A slip."}
    assert "Nothing was typed over" in words(act(noor, address, same).text)
    assert act(noor, address, {**same, "instead.on": f"{before:%m/%d/%Y}"}).status_code == 303
    view = case_of(app, number)
    assert view.entry(3).event.facts["instead"] == {"on": before}
    assert view.case.acts("ask_for_completion")[0].on == before
    told = words(noor.open(f"/cases/{number}").text)
    assert "Corrected by event 3" in told
    assert written(before) in told


def test_an_event_is_taken_away(app: Flask, noor: Person) -> None:
    number = submitted(app)
    do(store_of(app), number, "deny", REASONS)
    sent = {"how_corrected": "away", "reason": "The wrong case."}
    assert act(noor, f"/cases/{number}/do/correct?about=2", sent).status_code == 303
    assert case_of(app, number).state == "under review"
    page = noor.open(f"/cases/{number}").text
    assert "<del>Deny</del>" in page


def test_of_two_who_decide_one_decides_and_the_other_is_told(app: Flask, noor: Person) -> None:
    number = submitted(app)
    kim = come_in(app, hired(app, [StaffRole.RESEARCH_SERVICES]))
    page = kim.open(f"/cases/{number}/do/approve").text
    assert act(noor, f"/cases/{number}/do/deny", DENY).status_code == 303
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    late = kim.client.post(
        f"/cases/{number}/do/approve", data={**dict(hidden), **APPROVE, "on": f"{today():%m/%d/%Y}", "do": "record"}
    )
    assert late.status_code == 409
    told = words(late.text)
    assert "Noor Example was first: “deny”" in told
    assert "Open the page again" in told
    assert case_of(app, number).state == "denied"


def test_a_press_that_comes_twice_is_written_down_once_and_another_one_is_told(app: Flask, noor: Person) -> None:
    number = submitted(app)
    hidden = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)"', noor.open(f"/cases/{number}/do/deny").text
    )
    sent = {**dict(hidden), **DENY, "on": f"{today():%m/%d/%Y}", "do": "record"}
    answers = [noor.client.post(f"/cases/{number}/do/deny", data=sent) for _ in range(2)]
    assert [one.headers["Location"] for one in answers] == [f"/cases/{number}?done=2"] * 2
    other = noor.client.post(f"/cases/{number}/do/deny", data={**sent, "reasons": "966(c): none."})
    assert other.status_code == 409
    assert case_of(app, number).seen == 2


def test_who_decided_before_is_warned_and_writes_a_reason(app: Flask) -> None:
    number = submitted(app)
    both = come_in(app, hired(app, [StaffRole.RESEARCH_SERVICES, StaffRole.APPEAL_OFFICER, StaffRole.CHIEF]))
    act(both, f"/cases/{number}/do/deny", DENY)
    do(store_of(app), number, "file_appeal", role=Role.BONA_FIDE_RESEARCHER, about=2, registered=True)
    address = f"/cases/{number}/do/decide_appeal?about=3"
    assert "This is policy, not law" in words(both.open(address).text)
    decision = {
        "role": "chief",
        "outcome": "upheld",
        "what_follows": "Nothing.",
        "considered": "The file.",
        "balance_of_harms": "Even.",
    }
    assert "Write down why you go on" in words(act(both, address, decision, do="look").text)
    assert act(both, address, {**decision, "despite": "Nobody else is in office."}).status_code == 303
    assert case_of(app, number).entry(4).kept["despite"] == "Nobody else is in office."
    assert "Nobody else is in office" in both.open(f"/cases/{number}").text


def test_who_declared_an_interest_is_warned(app: Flask, noor: Person) -> None:
    number = submitted(app)
    page = f"/cases/{number}"
    assert noor.press(f"{page}/interest", [("reason", "My sister works there.")], page).status_code == 303
    assert "declared an interest in this case" in words(noor.open(page).text)
    assert "My sister works there" in words(noor.open(f"{page}/do/deny").text)
    assert act(noor, f"{page}/do/deny", DENY, do="look").status_code == 422
    noor.press(f"{page}/interest", [("do", "take_back")], page)
    assert act(noor, f"{page}/do/deny", DENY).status_code == 303


def test_nobody_opens_their_own_application(app: Flask) -> None:
    number = submitted(app)
    alex = come_in(app, hired(app, [StaffRole.RESEARCH_SERVICES], address=RESEARCHER.upper()))
    for address in (f"/cases/{number}", f"/cases/{number}/do/approve"):
        answer = alex.open(address)
        assert answer.status_code == 403
        assert "their own application" in answer.text


def test_a_decision_asks_who_one_is_after_a_while_and_keeps_what_was_typed(app: Flask, noor: Person) -> None:
    number = submitted(app)
    long_ago(app, now() - timedelta(minutes=11), seen_at=now())
    asked = act(noor, f"/cases/{number}/do/deny", DENY, do="look")
    assert asked.status_code == 401
    assert DENY["reasons"] in html.unescape(asked.text)


def test_an_act_that_is_not_open_has_no_page_and_is_refused_in_words(app: Flask, noor: Person) -> None:
    number = submitted(app)
    assert noor.open(f"/cases/{number}/do/release").status_code == 404
    assert noor.open(f"/cases/{number}/do/forget").status_code == 404
    assert noor.open(f"/cases/{number}/do/submit?arrived=1").status_code == 404
    assert noor.open(f"/cases/{number}/do/correct?about=99").status_code == 404
    for odd in ("2026-9999", "2026", "nonsense", "2026-0001%00", "\u0662026-0001"):
        assert noor.open(f"/cases/{odd}").status_code == 404, odd
    assert noor.open("/cases/2026-9999/do/deny").status_code == 404
    answer = noor.press(f"/cases/{number}/do/release", [("seen", "1"), ("do", "record")])
    assert answer.status_code == 409
    assert "To release data is not open in this case now." in words(answer.text)


def test_the_appeal_officer_alone_decides_on_appeals(app: Flask, noor: Person) -> None:
    number = submitted(app)
    do(store_of(app), number, "deny", REASONS)
    do(store_of(app), number, "file_appeal", role=Role.BONA_FIDE_RESEARCHER, about=2, registered=True)
    assert noor.open(f"/cases/{number}/do/decide_appeal?about=3").status_code == 404
    chief = signed_in(app, StaffRole.CHIEF)
    assert act(chief, f"/cases/{number}/do/appoint_officer?about=3", {"officer": "Ariel Specimen"}).status_code == 303
    ariel = signed_in(app, StaffRole.APPEAL_OFFICER)
    sent = {
        "outcome": "reversed",
        "what_follows": "The review goes on.",
        "considered": "The file.",
        "balance_of_harms": "Even.",
    }
    assert act(ariel, f"/cases/{number}/do/decide_appeal?about=3", sent).status_code == 303
    assert act(noor, f"/cases/{number}/do/resume_review?about=5", {}).status_code == 303
    assert case_of(app, number).state == "under review"

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.applications import changed
from tests.webapp.cases.working import act, submitted
from tests.webapp.drafting import Person, person, store_of
from tests.webapp.staff.working import hired, signed_in
from webapp.cases import work
from webapp.cases.assigning import give
from webapp.cases.wanted import Asked, place_in, written
from webapp.clock import now, today
from webapp.staff.policy import StaffRole
from webapp.storage import absences, messages
from webapp.storage.assignments import Owner
from webapp.storage.audit import verify
from webapp.storage.listing import Wanted
from webapp.storage.messages import To

NOOR = Owner("research-services@invented.example", "Noor Example")
KIM = Owner("kim@agency.example", "Kim Example")


def titled(app: Flask, title: str) -> str:
    return submitted(app, changed({"project_title": title}))


def rows(who: Person, address: str) -> list[str]:
    page = who.open(address)
    assert page.status_code == 200
    return re.findall(r'<th scope="row"><a href="/cases/([\d-]+)">', page.text)


def test_the_list_says_what_is_due_whose_it_is_and_what_is_next(app: Flask, noor: Person) -> None:
    number = submitted(app)
    act(noor, f"/cases/{number}/do/deny", {"reasons": "966(d): no letter."})
    with store_of(app).writing() as tx:
        give(tx, [number], KIM, note="", by=NOOR.address, at=now())
    page = noor.open("/cases").text
    for words in (
        number, "Orders and outcomes", "Alexandra Reyes", "Sampleton University", "Denied", "Kim Example",
        "In 10 business days", "Research Services:", "send the written statement of specific reasons", "§ 966(g)",
    ):  # fmt: skip
        assert words in page, words


def test_an_empty_list_says_what_to_do(noor: Person) -> None:
    assert "There is no application yet" in noor.open("/cases").text
    assert "Nothing fits" in noor.open("/cases?q=nobody").text


def test_filters_and_search_leave_out_what_does_not_fit(app: Flask, noor: Person) -> None:
    one, other = titled(app, "Orders in the county"), titled(app, "Recidivism")
    act(noor, f"/cases/{other}/do/deny", {"reasons": "966(d): no letter."})
    assert rows(noor, "/cases?q=county") == [one]
    assert rows(noor, f"/cases?q={other}") == [other]
    assert rows(noor, "/cases?state=denied") == [other]
    assert rows(noor, "/cases?owner=nobody&state=under+review") == [one]
    assert rows(noor, "/cases?due=overdue") == []
    assert rows(noor, "/cases?due=month") == [other]
    assert rows(noor, "/cases?state=nonsense&due=never") == [other, one]
    assert rows(noor, "/cases?system=cures") == []
    assert sorted(rows(noor, "/cases?system=carpos")) == sorted([one, other])


def test_mine_are_my_cases_and_those_of_whom_i_stand_in_for(app: Flask, noor: Person) -> None:
    hired(app, [StaffRole.RESEARCH_SERVICES])
    mine, theirs = submitted(app), submitted(app)
    with store_of(app).writing() as tx:
        give(tx, [mine], NOOR, note="", by=NOOR.address, at=now())
        give(tx, [theirs], KIM, note="", by=NOOR.address, at=now())
    assert rows(noor, "/cases?owner=me") == [mine]
    assert rows(noor, "/cases?owner=kim@agency.example") == [theirs]
    with store_of(app).writing() as tx:
        absences.tell(
            tx, KIM, begins_on=today(), ends_on=today() + timedelta(3), stand_in=NOOR, by=KIM.address, at=now()
        )
    assert sorted(rows(noor, "/cases?owner=me")) == sorted([mine, theirs])
    page = noor.open("/cases").text
    assert "You stand in for Kim Example" in page
    assert "Noor Example stands in" in page


def test_a_case_whose_researcher_wrote_last_says_so_until_somebody_answers(app: Flask, noor: Person) -> None:
    number, quiet = submitted(app), submitted(app)
    with store_of(app).writing() as tx:
        messages.send(
            tx, number, "When?", to=To.RESEARCH_SERVICES, subject="", name="A. Reyes", by="a@x.example", at=now()
        )
    assert rows(noor, "/cases?due=message") == [number]
    assert "A message waits" in noor.open("/cases").text
    assert list(verify(store_of(app))) == []
    page = f"/cases/{number}"
    noor.press(f"{page}/message", [("subject", "Soon"), ("words", "Next week.")], page)
    assert rows(noor, "/cases?due=message") == []
    assert rows(noor, "/cases") == [number, quiet]
    assert list(verify(store_of(app))) == []


def test_a_filter_is_kept_for_who_keeps_it_and_taken_away(app: Flask, noor: Person) -> None:
    kept = [("name", "Denied  ones"), ("state", "denied")]
    answer = noor.press("/cases/filters", kept, "/cases?state=denied")
    assert answer.headers["Location"] == "/cases?state=denied"
    assert '<a href="/cases?state=denied" aria-current="true">Denied ones</a>' in noor.open("/cases?state=denied").text
    assert "Denied ones" not in signed_in(app, StaffRole.CHIEF).open("/cases").text
    noor.press("/cases/filters", [("name", "Denied ones"), ("do", "remove")], "/cases?state=denied")
    assert "Denied ones" not in noor.open("/cases").text


def test_pages_follow_one_another(app: Flask, noor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "A_PAGE", 2)
    made = [submitted(app) for _ in range(5)]
    seen, address = [], "/cases"
    while address:
        page = noor.open(address).text
        seen += rows(noor, address)
        following = re.search(r'class="turn__next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert sorted(seen) == made
    assert rows(noor, "/cases?after=nonsense") == made[:2]


def test_a_place_in_the_list_is_written_and_read() -> None:
    place = (date(2026, 11, 25), 2026, 14)
    assert place_in(written(place)) == place
    for odd in (
        "",
        "2026-11-25",
        "2026-11-25.2026",
        "2026-11-25.2026.1.2",
        "x.y.z",
        "2026-11-25.0.1",
        f"{date.max}.1.{2**40}",
    ):
        assert place_in(odd) is None, odd


def test_the_address_of_a_page_is_the_filter() -> None:
    asked = Asked.of({"q": " orders ", "state": "denied", "owner": "me", "due": "week", "more": "x"})
    assert asked.query == {"q": "orders", "state": "denied", "owner": "me", "due": "week"}
    wanted = asked.wanted(me=["a@x.example", "b@x.example"], on=date(2026, 11, 25))
    assert wanted == Wanted("orders", "denied", ("a@x.example", "b@x.example"), "", None, date(2026, 12, 2))


def test_a_stranger_is_led_to_where_one_signs_in(app: Flask) -> None:
    answer = person(app).open("/cases")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/staff/sign-in")

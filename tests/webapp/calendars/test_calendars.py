from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from icalendar import Calendar

from tests.webapp.drafting import ALEX, NOOR, person
from tests.webapp.researcher.test_acts import approved, denied
from tests.webapp.staff.working import signed_in
from webapp import clock
from webapp.calendars.dated import Dated
from webapp.calendars.feed import as_ics
from webapp.staff.policy import StaffRole

AT = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)


def address_in(page: str) -> str:
    found = re.search(r'value="http://localhost(/calendar/[^"]+\.ics)"', page)
    assert found is not None
    return found[1]


def test_a_calendar_program_reads_the_days(app: Flask) -> None:
    alex, number = denied(app)
    made = alex.press("/calendar", [("do", "make")], page="/calendar").text
    feed = person(app).open(address_in(made))
    assert feed.mimetype == "text/calendar"
    (event,) = Calendar.from_ical(feed.data).walk("VEVENT")
    assert event["summary"] == f"{number}: last day to file an appeal with the Chief of the CJIS Division (§ 966(i)(1))"
    assert event.decoded("dtstart") >= clock.today() + timedelta(10)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(1)
    for name in ("Reyes", "Alexandra", "Sampleton", ALEX):
        assert name not in feed.text


def test_a_new_address_ends_the_former_one_and_an_address_can_be_taken_back(app: Flask) -> None:
    alex, _ = denied(app)
    first = address_in(alex.press("/calendar", [("do", "make")], page="/calendar").text)
    second = address_in(alex.press("/calendar", [("do", "make")], page="/calendar").text)
    stranger = person(app)
    assert stranger.open(first).status_code != 200
    assert "This link was taken back." in stranger.open(first).text
    assert stranger.open(second).status_code == 200
    assert "There is an address" in alex.open("/calendar").text
    alex.press("/calendar", [("do", "take_back")], page="/calendar")
    assert stranger.open(second).status_code != 200
    assert stranger.open("/calendar/none.ics").status_code != 200


def test_the_calendar_of_one_shows_nothing_of_another(app: Flask) -> None:
    approved(app)
    noor = person(app, NOOR)
    feed = noor.open(address_in(noor.press("/calendar", [("do", "make")], page="/calendar").text))
    assert Calendar.from_ical(feed.data).walk("VEVENT") == []


def test_who_works_here_has_the_cases_that_are_theirs(app: Flask) -> None:
    _, number = denied(app)
    staff = signed_in(app, StaffRole.RESEARCH_SERVICES)
    assert "Nothing is due." in staff.open("/cases/calendar").text
    owner = re.search(r'<option value="([^"]+)">', staff.open(f"/cases/{number}").text)
    assert owner is not None
    staff.press(f"/cases/{number}/assign", [("owner", owner[1])], page=f"/cases/{number}")
    page = staff.press("/cases/calendar", [("do", "make")], page="/cases/calendar").text
    assert address_in(page)


def test_long_words_are_folded_and_odd_signs_escaped() -> None:
    words = "send; the letter, “quoted” \\ and\nmore " + "ü" * 80
    made = as_ics([Dated(date(2028, 2, 29), "2028-0001", words, "966(g)", "k", "counted, so")], at=AT)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert words in str(event["summary"])
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2028, 2, 29), date(2028, 3, 1))
    assert as_ics([], at=AT).count(b"BEGIN:VEVENT") == 0

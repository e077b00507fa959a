from __future__ import annotations

import json
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from flask import Flask

from tests.webapp.cases.played import REASONS, TERMS, arrived, do, received
from tests.webapp.drafting import store_of
from tests.webapp.staff.working import signed_in
from webapp import clock
from webapp.staff.policy import StaffRole
from webapp.storage import pace


def _some_cases(app: Flask) -> None:
    store, today = store_of(app), clock.today()
    for days in (40, 20):
        number = received(store, on=today - timedelta(days))
        do(store, number, "deny", on=today - timedelta(days - 1))
    do(store, number, "send_reasons", REASONS, about=2, on=today - timedelta(10))
    approved = received(store, on=today - timedelta(5))
    do(store, approved, "approve", {**TERMS, "reason": "Seen on paper."}, on=today - timedelta(2))
    arrived(store, approved, "request_support", on=today - timedelta(1))
    received(store, on=today)


def test_what_is_counted_is_what_happened(app: Flask) -> None:
    _some_cases(app)
    today = clock.today()
    with store_of(app).reading() as tx:
        assert pace.by_state(tx) == {"denied": 2, "approved": 1, "under review": 1}
        kept = {one.deadline: one for one in pace.kept(tx, since=today - timedelta(365), on=today)}
        assert (kept["reasons"].in_time, kept["reasons"].late, kept["reasons"].overdue) == (1, 0, 1)
        durations = pace.durations(tx, since=today - timedelta(365), on=today)
        assert durations == {"decision": {1: 2, 3: 1}}
        coming = pace.coming(tx, first=today, last=today + timedelta(90))
        assert sum(day.get("letter_of_support", 0) for day in coming.values()) == 1
        assert pace.kept(tx, since=today + timedelta(1), on=today + timedelta(2))[0].in_time == 0


def test_the_page_shows_the_figures_with_a_table_to_each_drawing(app: Flask) -> None:
    _some_cases(app)
    page = signed_in(app, StaffRole.CHIEF).open("/overview")
    assert page.status_code == 200
    assert "Send the written statement of specific reasons" in page.text
    assert '<dd class="late">1</dd>' in page.text
    drawings = [part.split("</svg>")[0] for part in page.text.split("<svg")[1:]]
    assert len(drawings) == 3
    for drawing in drawings:
        ElementTree.fromstring(f"<svg{drawing}</svg>")  # noqa: S314 - our own page
        assert 'role="img"' in drawing
        assert "aria-label" in drawing
    assert page.text.count("<table") == 4


def test_before_anything_happened_the_page_says_so(app: Flask) -> None:
    page = signed_in(app, StaffRole.AUDITOR).open("/overview")
    assert "No step has ended in the last year." in page.text
    assert "No duty with a period has ended" in page.text


@pytest.mark.parametrize(("form", "begins"), [("csv", "\ufeffnumber,"), ("json", "[")])
def test_the_list_is_taken_away_as_it_is_shown_and_that_is_written_down(app: Flask, form: str, begins: str) -> None:
    _some_cases(app)
    noor = signed_in(app, StaffRole.RESEARCH_SERVICES)
    fields = [("form", form), ("state", "denied")]
    answer = noor.press("/cases/export", fields, page="/cases")
    assert answer.text.startswith(begins)
    assert f"filename=applications-{clock.today().isoformat()}.{form}" in answer.headers["Content-Disposition"]
    assert answer.text.count("2026-") >= 2
    assert "approved" not in answer.text
    if form == "json":
        assert {row["state"] for row in json.loads(answer.text)} == {"denied"}
        assert all(date.fromisoformat(row["received_on"]) for row in json.loads(answer.text))
    log = signed_in(app, StaffRole.AUDITOR).open("/staff/log").text
    assert "took the list of applications away" in log.lower()
    assert "denied" in log


def test_a_form_that_we_do_not_write_is_refused(app: Flask) -> None:
    noor = signed_in(app, StaffRole.RESEARCH_SERVICES)
    assert noor.press("/cases/export", [("form", "exe")], page="/cases").status_code == 400

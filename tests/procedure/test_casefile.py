"""A case written down by people: what can be read is read, and every doubt is told in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from procedure.case import state_of
from procedure.casefile import CaseFileError, read_closures, read_events, replay

SUBMIT = {
    "act": "submit",
    "by": "bona_fide_researcher",
    "on": "2026-05-04",
    "bona_fide_researcher": "Ana Ruiz",
    "research_institution": "Example State University",
    "data_levels": ["identified"],
    "open_errors": [],
}


def test_dates_written_as_text_are_read_as_json_has_them() -> None:
    breach = {
        "act": "report_breach",
        "by": "team_member",
        "at": "2026-06-01T10:00:00-07:00",
        "discovered_at": "2026-06-01T09:00:00-07:00",
    }
    draft = {
        "act": "correct",
        "by": "administrator",
        "on": "06/03/2026",
        "about": 2,
        "reason": "x",
        "instead": {"on": "June 2, 2026"},
    }
    events = read_events({"event": [SUBMIT, breach, draft]})
    assert [event.on for event in events] == [date(2026, 5, 4), date(2026, 6, 1), date(2026, 6, 3)]
    assert events[1].facts["discovered_at"].astimezone(UTC) == datetime(2026, 6, 1, 16, tzinfo=UTC)
    assert events[2].facts["instead"] == {"on": date(2026, 6, 2)}
    history, refused = replay(events)
    assert not refused
    assert len(history) == 3


def test_a_case_without_events_is_not_submitted() -> None:
    assert state_of(read_events({})) == "not submitted"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"event": {"act": "deny"}}, "[[event]]"),
        ({"event": ["deny"]}, "[[event]]"),
        ({"event": [{"by": "chief"}]}, "say what was done"),
        ({"event": [{"act": "deny", "by": "the king"}]}, "one of bona_fide_researcher"),
        ({"event": [{"act": "deny", "by": ["chief"]}]}, "one of bona_fide_researcher"),
        ({"event": [SUBMIT | {"on": "2026-02-30"}]}, "say on which day"),
        ({"event": [SUBMIT | {"on": "9999-12-31"}]}, "say on which day"),
        ({"event": [SUBMIT | {"on": 20260504}]}, "say on which day"),
        ({"event": [SUBMIT | {"on": datetime(2026, 5, 4, tzinfo=UTC)}]}, "say on which day"),
        ({"event": [SUBMIT | {"about": "1"}]}, "an event's number"),
        ({"event": [SUBMIT | {"about": True}]}, "an event's number"),
        ({"event": [SUBMIT | {"at": "noon"}]}, "with its offset"),
        ({"event": [SUBMIT | {"at": datetime(2026, 5, 4)}]}, "with its offset"),  # noqa: DTZ001 (a time without an offset is the case)
        ({"event": [SUBMIT | {"at": "2026-05-05T00:30:00-07:00"}]}, "different days"),
        ({"event": [SUBMIT | {"registered": "yes"}]}, "true or false"),
        ({"event": [SUBMIT | {"name": 7}]}, "the person's name"),
    ],
)
def test_an_event_that_cannot_be_read_is_told(document: dict[str, Any], words: str) -> None:
    with pytest.raises(CaseFileError, match=words.replace("[", r"\[")):
        read_events(document)


@pytest.mark.parametrize(
    "rows",
    [[{"on": "2026-06-26"}], [{"why": "a storm"}], [{"on": "someday", "why": "a storm"}]],
)
def test_a_closure_that_cannot_be_read_is_told(rows: Any) -> None:
    with pytest.raises(CaseFileError, match="write its day"):
        read_closures({"closure": rows})


@pytest.mark.parametrize("rows", [["Friday"], {"on": "2026-06-26"}, 3])
def test_closures_that_are_no_tables_are_told(rows: Any) -> None:
    with pytest.raises(CaseFileError, match=r"headed \[\[closure\]\]"):
        read_closures({"closure": rows})


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"timeframe_to": "someday"}, "must be a date"),
        ({"timeframe_to": date(2500, 1, 1)}, "must be a date in the years 1900 to 2199"),
        ({"data_levels": ["aggregated"]}, "must be a list of"),
        ({"persons": "Ana Ruiz"}, "must be a list of words"),
        ({"persons": [""]}, "must be a list of words"),
        ({"purposes": []}, "at least one"),
        ({"mood": "good"}, "no place for “mood”"),
        ({"timeframe_from": "2027-06-01", "timeframe_to": "2027-05-31"}, "ends before it begins"),
        ({"expires_on": None}, "must be a date"),
        ({"expires_on": "2026-06-01"}, "is not after the day of the decision"),
    ],
)
def test_a_fact_that_does_not_hold_is_refused_by_name(facts: dict[str, Any], words: str) -> None:
    approve = {
        "act": "approve",
        "by": "research_services",
        "on": "2026-06-01",
        "data_levels": ["identified"],
        "purposes": ["Research"],
        "persons": ["Ana Ruiz"],
        "timeframe_from": "2026-06-01",
        "timeframe_to": "2027-05-31",
        "conditions": [],
        "expires_on": "2027-05-31",
        "open_errors": [],
    }
    _, refused = replay(read_events({"event": [SUBMIT, approve | facts]}))
    assert words in refused[0].why


@pytest.mark.parametrize(
    ("act", "facts", "words"),
    [
        ("report_breach", {"discovered_at": "yesterday"}, "date and time with its offset"),
        ("report_breach", {"individuals": -1}, "whole number"),
        ("report_breach", {"individuals": True}, "whole number"),
        ("report_breach", {"individuals": "500"}, "whole number"),
        ("report_subpoena", {"court_order": "no"}, "true or false"),
        ("report_subpoena", {"what": " "}, "a few words"),
    ],
)
def test_a_notice_with_a_fact_that_does_not_hold_says_what_to_write(
    act: str, facts: dict[str, Any], words: str
) -> None:
    row = {"act": act, "by": "team_member", "on": "2026-06-01"} | facts
    _, refused = replay(read_events({"event": [SUBMIT, row]}))
    assert words in refused[0].why


@pytest.mark.parametrize(
    ("instead", "words"),
    [({}, "a table of what holds"), ({"on": "soon"}, "a table of what holds"), ({"mood": 1}, "no place")],
)
def test_a_correction_says_what_holds_instead_or_nothing(instead: dict[str, Any], words: str) -> None:
    rows = [
        SUBMIT,
        {"act": "correct", "by": "administrator", "on": "2026-06-01", "about": 1, "reason": "x", "instead": instead},
    ]
    _, refused = replay(read_events({"event": rows}))
    assert words in refused[0].why

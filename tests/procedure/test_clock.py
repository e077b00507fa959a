"""How a clock stands on a day, in words; what prolongs it, and what ends it."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from procedure.casefile import replay
from procedure.clock import Clock
from procedure.clocks import due, urgent_first
from procedure.events import Event, Role
from procedure.policy import POLICY, Policy
from tests.procedure.histories import CHIEF, MEMBER, RESEARCHER, STAFF, event, history_of

PACIFIC = ZoneInfo("America/Los_Angeles")


def _denied(on: date, *later: Event) -> tuple[Event, ...]:
    history, refused = replay(
        (event(1, "submit", RESEARCHER, on=date(2026, 5, 4)), event(2, "deny", STAFF, on=on), *later)
    )
    assert not refused
    return history


def _clock(history: tuple[Event, ...], name: str, policy: Policy = POLICY) -> Clock:
    (clock,) = (each for each in due(history, policy=policy) if each.deadline.name == name)
    return clock


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 6, 12), "in 10 business days"),
        (date(2026, 6, 25), "in 1 business day"),
        (date(2026, 6, 26), "today"),
        (date(2026, 6, 27), "past the safe day; the last day by the other calendar is June 29, 2026"),
        (date(2026, 6, 29), "past the safe day; the last day by the other calendar is June 29, 2026"),
        (date(2026, 6, 30), "overdue for 1 day"),
        (date(2026, 7, 1), "overdue for 2 days"),
    ],
)
def test_a_duty_stands_in_words(on: date, words: str) -> None:
    clock = _clock(_denied(date(2026, 6, 12)), "reasons")
    assert clock.standing(on, POLICY) == words
    assert clock.overdue(on) is words.startswith("overdue")


@pytest.mark.parametrize(
    ("sent_on", "words", "late"),
    [
        (date(2026, 6, 26), "done on June 26, 2026", False),
        (date(2026, 6, 29), "done on June 29, 2026, after the safe day", False),
        (date(2026, 6, 30), "done on June 30, 2026, 1 day late", True),
    ],
)
def test_only_what_is_after_both_calendars_is_late(sent_on: date, words: str, late: bool) -> None:
    clock = _clock(_denied(date(2026, 6, 12), event(3, "send_reasons", STAFF, 2, on=sent_on)), "reasons")
    assert clock.standing(date(2026, 7, 30), POLICY) == words
    assert clock.late is late
    assert not clock.overdue(date(2026, 7, 30))


def test_a_right_ends_and_is_not_overdue() -> None:
    history = _denied(date(2026, 10, 30), event(3, "give_notice", STAFF, 2, on=date(2026, 11, 2)))
    clock = _clock(history, "appeal")
    assert clock.standing(date(2026, 11, 13), POLICY) == "ended 1 day ago"
    assert clock.standing(date(2026, 11, 11), POLICY) == "in 1 day"


def test_a_denial_that_was_overturned_needs_no_reasons_any_more() -> None:
    history = history_of(
        [("submit", RESEARCHER), ("deny", STAFF), ("file_appeal", RESEARCHER, 2), ("decide_appeal", CHIEF, 3)]
    )
    assert _clock(history, "reasons").standing(date(2026, 12, 1), POLICY) == (
        "no longer runs: the denial was overturned on appeal"
    )


def test_an_answer_after_the_decision_is_not_waited_for() -> None:
    history = history_of(
        [
            ("submit", RESEARCHER),
            ("deny", STAFF),
            ("file_appeal", RESEARCHER, 2),
            ("request_facts", CHIEF, 3),
            ("decide_appeal", CHIEF, 3),
        ]
    )
    assert _clock(history, "facts").ended == "the appeal was decided"


def test_the_hour_of_filing_is_a_setting_for_each_section() -> None:
    at = datetime(2026, 11, 12, 17, 30, tzinfo=PACIFIC)
    filing = Event(
        4, "file_appeal", RESEARCHER, at.date(), {"sent_to": "DataRequests@doj.ca.gov", "proof": "m"}, about=2, at=at
    )
    history = _denied(date(2026, 10, 30), event(3, "give_notice", STAFF, 2, on=date(2026, 11, 2)), filing)
    assert not _clock(history, "appeal").late
    five = Policy(cut_off={"966(i)": time(17)})
    assert _clock(history, "appeal", five).met_on == date(2026, 11, 13)
    assert _clock(history, "appeal", five).late
    assert not _clock(history, "appeal", Policy(cut_off={"966(i)": time(17, 30)})).late, "by the hour is in time"
    assert not _clock(history, "appeal", Policy(cut_off={"964(h)": time(17)})).late


def test_the_address_is_a_setting() -> None:
    history = history_of([("submit", RESEARCHER), ("deny", STAFF), ("file_appeal", RESEARCHER, 2)])
    assert _clock(history, "appeal_decision").start
    assert _clock(history, "appeal_decision", Policy(address="appeals@example.gov")).start is None


def test_an_age_over_a_change_of_daylight_saving_is_by_the_instant() -> None:
    discovered = datetime(2027, 3, 14, 1, 30, tzinfo=PACIFIC)
    told = datetime(2027, 3, 14, 3, 30, tzinfo=PACIFIC)
    breach = Event(2, "report_breach", MEMBER, told.date(), {"discovered_at": discovered}, at=told)
    clock = _clock((event(1, "submit", RESEARCHER), breach), "breach_notice")
    assert clock.hours(told) == 1
    assert clock.hours(datetime(2027, 3, 15, 1, 30, tzinfo=PACIFIC)) == 23
    assert "1 hour after" in clock.notes[0]


def test_a_notice_in_the_hour_that_comes_twice_is_after_its_discovery() -> None:
    discovered = datetime(2026, 11, 1, 1, 45, tzinfo=PACIFIC)
    told = datetime(2026, 11, 1, 1, 50, tzinfo=PACIFIC, fold=1)
    breach = Event(2, "report_breach", MEMBER, told.date(), {"discovered_at": discovered}, at=told)
    assert "1 hour after" in _clock((event(1, "submit", RESEARCHER), breach), "breach_notice").notes[0]


def test_a_discovery_that_is_dated_after_its_notice_gives_no_age() -> None:
    told = datetime(2026, 11, 2, 9, 0, tzinfo=PACIFIC)
    later = {"discovered_at": datetime(2026, 11, 2, 9, 30, tzinfo=PACIFIC)}
    breach = Event(2, "report_breach", MEMBER, told.date(), later, at=told)
    assert _clock((event(1, "submit", RESEARCHER), breach), "breach_notice").notes == ()


def test_a_notice_that_does_not_say_since_when_it_was_known_is_not_said_to_have_come_at_once() -> None:
    told = datetime(2026, 11, 2, 9, 0, tzinfo=PACIFIC)
    breach = Event(2, "report_breach", MEMBER, told.date(), at=told)
    clock = _clock((event(1, "submit", RESEARCHER), breach), "breach_notice")
    assert clock.notes == ()
    assert clock.since == told


def test_an_age_without_an_instant_is_in_days() -> None:
    clock = _clock(
        (event(1, "submit", RESEARCHER), Event(2, "report_breach", MEMBER, date(2026, 9, 1))), "breach_notice"
    )
    assert clock.hours(datetime(2026, 9, 2, tzinfo=PACIFIC)) is None
    assert clock.standing(date(2026, 9, 1), POLICY) == "open since today"
    assert clock.standing(date(2026, 9, 2), POLICY) == "open for 1 day"


def test_what_was_due_at_once_stands_first_and_what_waits_for_its_start_last() -> None:
    history = _denied(date(2026, 6, 12), Event(3, "report_breach", Role.RESEARCH_INSTITUTION, date(2026, 6, 20)))
    names = [clock.deadline.name for clock in urgent_first(due(history))]
    assert names == ["breach_notice", "breach_letter", "reasons", "appeal"]


def test_a_plan_for_a_publication_may_move_before_and_after_its_draft() -> None:
    approve = ("approve", STAFF)
    plan, draft = ("plan_publication", RESEARCHER), ("submit_draft", RESEARCHER)
    steps = [("submit", RESEARCHER), approve, plan, plan, draft, (*plan, 5)]
    clocks = [clock for clock in due(history_of(steps)) if clock.deadline.name == "draft"]
    assert [(clock.event.number, clock.met_by, clock.ended) for clock in clocks] == [(3, 5, ""), (4, 5, ""), (6, 5, "")]
    waiting = [clock for clock in due(history_of(steps[:4])) if clock.deadline.name == "draft"]
    assert [(clock.event.number, clock.ended) for clock in waiting] == [(3, "another day was named"), (4, "")]

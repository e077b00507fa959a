from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from procedure.deadlines import DEADLINES, Kind, deadline
from templates.letters import LETTERS
from templates.needed import needs
from webapp.letters.counts import counted, period

REASON = {"reason": "A document is not named.", "rests_on": "clause", "citation": "966(b)(12)(D)(ii)"}
PERIODS = {row.name for row in DEADLINES}


def counts(kind: str, **facts: Any) -> dict[str, Any]:
    return counted(kind, needs(kind), facts)


@pytest.mark.parametrize("kind", list(LETTERS))
def test_what_is_counted_is_a_period_of_the_law(kind: str) -> None:
    for fact in needs(kind)["properties"].values():
        if "x-counted" in fact:
            named = fact["x-counted"]["deadline"]
            assert set(named.values() if isinstance(named, dict) else [named]) <= PERIODS


def test_an_appeal_is_counted_from_notice_not_from_the_denial() -> None:
    found = counts("denial", denied_on="2026-06-12", notified_on="2026-06-15", reasons=[REASON])
    assert found["last_day_to_appeal"] == "2026-06-25"
    assert found["counting"][0].startswith("Last day to appeal. Counted on from Monday, June 15, 2026 (notice)")
    assert "reasons_due_on" not in found


def test_a_failed_check_is_counted_from_the_later_of_result_and_notice() -> None:
    failed = {"outcome": "failed", "checked_on": "2026-06-12"}
    assert counts("background-check-result", **failed, notified_on="2026-06-15")["last_day_to_appeal"] == "2026-06-25"
    assert counts("background-check-result", **failed, notified_on="2026-06-10")["last_day_to_appeal"] == "2026-06-22"


def test_what_is_not_denied_has_no_last_day_and_no_counting() -> None:
    found = counts("background-check-result", outcome="passed", checked_on="2026-06-12", notified_on="2026-06-12")
    assert not found.keys() & {"last_day_to_appeal", "counting"}


def test_a_denial_without_reasons_says_when_they_follow_and_how_both_days_were_counted() -> None:
    found = counts("denial", denied_on="2026-06-12", notified_on="2026-06-12")
    assert (found["reasons_due_on"], found["last_day_to_appeal"]) == ("2026-06-26", "2026-06-22")
    assert len(found["counting"]) == 2


@pytest.mark.parametrize(("under", "clause"), [("966(i)", "Section 966"), ("964(h)", "Section 964")])
def test_an_appeal_is_decided_thirty_days_after_it_was_received_by_its_own_section(under: str, clause: str) -> None:
    found = counts("appeal-received", appeal_under=under, received_on="2026-11-09")
    assert found["decide_by_on"] == "2026-12-09"
    assert clause in found["counting"][0]


def test_findings_are_counted_from_receiving_them() -> None:
    found = counts("identity-risk-notice", findings_received_on="2026-11-25")
    assert found["last_day_to_appeal"] == "2026-12-07"
    assert "receiving the findings" in found["counting"][0]
    violations = {"violations": [{"violation": "One", "clause": "964(k)"}], "findings_received_on": "2026-11-25"}
    assert counts("inspection-findings", **violations)["remedy_by_on"] == "2026-12-28"
    assert "remedy_by_on" not in counts("inspection-findings", findings_received_on="2026-11-25")


def test_a_day_that_a_person_gives_is_not_counted_and_nothing_is_said_of_how() -> None:
    given = {"denied_on": "2026-06-12", "notified_on": "2026-06-15", "last_day_to_appeal": "2026-07-01"}
    found = counts("denial", **given, reasons=[REASON])
    assert found["last_day_to_appeal"] == "2026-07-01"
    assert "counting" not in found


@pytest.mark.parametrize("start", ["", "soon", "9999-12-31", "0001-01-01", None, [], {}])
def test_without_a_start_that_a_calendar_knows_nothing_is_counted(start: Any) -> None:
    assert "last_day_to_appeal" not in counts("identity-risk-notice", findings_received_on=start)


def test_a_right_is_counted_never_less_than_its_days_from_any_start() -> None:
    """So that a letter with a counted last day is never refused for it."""
    assert deadline("appeal").kind is Kind.RIGHT
    first = date(2026, 1, 1)
    for number in range(366 * 2):
        start = first + timedelta(number)
        for name in ("appeal", "findings_appeal"):
            found = period(name, start)
            assert found is not None
            assert (found.due - start).days >= 10

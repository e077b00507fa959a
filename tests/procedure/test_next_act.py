from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedure.case import case_of
from procedure.clocks import due
from procedure.events import Role
from procedure.next_act import NextAct, next_act
from tests.procedure.histories import CHIEF, RESEARCHER, STAFF, history_of

SUBMITTED: list[tuple[Any, ...]] = [("submit", RESEARCHER)]
APPROVED = [*SUBMITTED, ("approve", STAFF)]
MODIFIED = [*APPROVED, ("modify", RESEARCHER)]
COMPLETED: list[tuple[Any, ...]] = [("complete", STAFF), ("notify_completion", RESEARCHER)]
RENEWING = [*APPROVED, ("notice_renewal", STAFF), ("request_renewal", RESEARCHER), ("complete_renewal", STAFF, 4)]


def after(steps: list[tuple[Any, ...]]) -> NextAct | None:
    history = history_of(steps)
    return next_act(case_of(history), due(history))


@pytest.mark.parametrize(
    ("steps", "words", "by"),
    [
        (SUBMITTED, "review the application", Role.RESEARCH_SERVICES),
        ([*SUBMITTED, ("ask_for_completion", STAFF)], "complete the application", Role.BONA_FIDE_RESEARCHER),
        ([*APPROVED, ("notice_renewal", STAFF)], "complete the renewal", Role.BONA_FIDE_RESEARCHER),
        (RENEWING, "decide the renewal", Role.RESEARCH_SERVICES),
        ([*MODIFIED, *COMPLETED], "decide the modified request", Role.RESEARCH_SERVICES),
        (
            [*MODIFIED, ("complete", STAFF)],
            "give notice that the project is completed",
            Role.BONA_FIDE_RESEARCHER,
        ),
    ],
)
def test_what_is_to_be_done_next_and_by_whom(steps: list[tuple[Any, ...]], words: str, by: Role) -> None:
    found = after(steps)
    assert found is not None
    assert (found.words, found.by[0]) == (words, by)


def test_a_duty_comes_before_what_has_no_period_and_carries_its_clock() -> None:
    found = after([*SUBMITTED, ("deny", STAFF)])
    assert found
    assert found.clock
    assert found.clock.deadline.name == "reasons"


def test_a_notice_that_was_due_at_once_comes_first_until_it_is_acknowledged() -> None:
    steps = [*APPROVED, ("report_breach", RESEARCHER)]
    found = after(steps)
    assert found
    assert found.clock
    assert (found.words, found.clock.due) == ("acknowledge the notice", None)
    acknowledged = after([*steps, ("acknowledge", STAFF, 3)])
    assert acknowledged
    assert acknowledged.words == "tell the researcher to submit a renewal request"


def test_a_renewal_that_was_asked_for_is_looked_at() -> None:
    found = after([*RENEWING[:-1], *COMPLETED])
    assert found is not None
    assert found.words == "look whether the renewal is complete"


def test_a_right_is_named_last_and_has_no_due_day() -> None:
    found = after([*SUBMITTED, ("deny", STAFF), ("send_reasons", STAFF, 2), ("give_notice", STAFF, 2)])
    assert found is not None
    assert found.words.startswith("may file an appeal with the Chief of the CJIS Division until ")
    assert (found.by, found.clock) == ((RESEARCHER,), None)


def test_a_denial_of_a_modified_request_that_was_overturned_leaves_it_to_be_decided() -> None:
    steps = [*MODIFIED, *COMPLETED, ("deny", STAFF, 3)]
    steps += [("send_reasons", STAFF, 6), ("give_notice", STAFF, 6), ("file_appeal", RESEARCHER, 6)]
    found = after(steps)
    assert found is not None
    assert found.words == "decide the appeal in writing"
    decided = after([*steps, ("decide_appeal", CHIEF, 9)])
    assert decided is not None
    assert decided.words == "decide the modified request"


def test_nothing_is_next_where_nothing_is_open() -> None:
    assert after([*SUBMITTED, ("withdraw", RESEARCHER)]) is None
    decided = {"on": date(2026, 9, 2), "granted": False}
    assert after([*RENEWING, ("decide_renewal", STAFF, 4, decided), *COMPLETED]) is None
    assert after([*MODIFIED, ("approve", STAFF, 3), *COMPLETED]) is None

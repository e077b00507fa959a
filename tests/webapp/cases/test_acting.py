from __future__ import annotations

from datetime import datetime

import pytest

from procedure.events import Role
from procedure.permission import NotPermittedError
from tests.applications import changed
from tests.webapp.cases.played import (
    ANALYST,
    CHIEF,
    NOW,
    OFFICER,
    REASONS,
    RESEARCHER,
    TERMS,
    TODAY,
    arrived,
    days,
    do,
    received,
    view,
)
from webapp.clock import PACIFIC
from webapp.storage import conflicts
from webapp.storage.audit import verify
from webapp.storage.store import Store
from webapp.storage.troubles import OvertakenError

INCOMPLETE = changed({"affiliation_letter": None})
DECISION = {
    "outcome": "reversed",
    "what_follows": "The review goes on.",
    "considered": ["966(i)(4)(A)"],
    "balance_of_harms": "The harm of delay weighs more.",
}


def appealed(store: Store, number: str) -> int:
    """A denial with notice, and the appeal against it; the number of the appeal."""
    denial = do(store, number, "deny", REASONS, name="M. Example").event.number
    do(store, number, "give_notice", {"how": "e-mail", **REASONS}, about=denial)
    return arrived(store, number, "file_appeal", about=denial).event.number


def test_an_act_is_kept_with_who_and_when(store: Store) -> None:
    number = received(store)
    entry = do(store, number, "ask_for_completion", {"missing": ["966(e)"]}, name="M. Example")
    assert (entry.by, entry.at, entry.event.name, entry.event.on) == (ANALYST, NOW, "M. Example", TODAY)
    assert list(verify(store)) == []


def test_approval_over_open_errors_wants_a_reason_and_keeps_what_was_open(store: Store) -> None:
    number = received(store, INCOMPLETE)
    with pytest.raises(NotPermittedError, match=r"still lacks: § 966\(d\).*Give a written reason"):
        do(store, number, "approve", TERMS)
    entry = do(store, number, "approve", {**TERMS, "reason": "The letter was seen in the office."})
    assert entry.event.facts["open_errors"] == ["966(d)"]
    assert any(finding["clause"] == "966(d)" for finding in entry.kept["findings"])
    assert entry.kept["checked_on"] == "2026-11-25"
    assert entry.kept["rules_edition"].startswith("law ")


def test_approval_of_what_is_complete_wants_none(store: Store) -> None:
    entry = do(store, received(store), "approve", TERMS)
    assert entry.event.facts["open_errors"] == []


def test_release_over_open_errors_is_refused_with_or_without_a_reason(store: Store) -> None:
    number = received(store, changed({"data_levels": ["identified"]}))
    do(store, number, "approve", {**TERMS, "data_levels": ["identified"], "timeframe_from": TODAY})
    facts = {"recipient": RESEARCHER, "data_level": "identified"}
    with pytest.raises(NotPermittedError, match=r"still lacks: § 966\(f\)"):
        do(store, number, "release", facts)


def test_what_is_released_was_complete_that_day(store: Store) -> None:
    number = received(store)
    do(store, number, "approve", {**TERMS, "timeframe_from": TODAY})
    entry = do(store, number, "release", {"recipient": RESEARCHER, "data_level": "de_identified"})
    assert entry.event.facts["open_errors"] == []


def test_a_denial_keeps_what_the_check_said(store: Store) -> None:
    entry = do(store, received(store, INCOMPLETE), "deny", REASONS)
    assert "open_errors" not in entry.event.facts
    assert any(finding["clause"] == "966(d)" for finding in entry.kept["findings"])


def test_answers_are_handed_in_and_never_only_claimed(store: Store) -> None:
    number = received(store)
    do(store, number, "ask_for_completion", {"missing": ["966(e)"]})
    with pytest.raises(NotPermittedError, match="Enter the application"):
        arrived(store, number, "resubmit")


def test_of_two_who_decide_the_second_is_told_who_was_first(store: Store) -> None:
    number = received(store)
    do(store, number, "deny", REASONS, seen=1, name="M. Example")
    with pytest.raises(OvertakenError, match=r"M\. Example was first: “deny”"):
        do(store, number, "approve", TERMS, seen=1, by=CHIEF)
    assert view(store, number).seen == 2


def test_what_is_filed_on_the_web_has_its_hour_and_what_is_registered_the_one_that_is_known(store: Store) -> None:
    number = received(store)
    web = do(store, number, "withdraw", role=Role.BONA_FIDE_RESEARCHER, name=RESEARCHER)
    assert web.event.at == NOW.astimezone(PACIFIC)
    other = received(store)
    hour = datetime(2026, 11, 24, 16, 30, tzinfo=PACIFIC)
    paper = arrived(store, other, "withdraw", on=TODAY - days(1), moment=hour)
    assert (paper.event.at, paper.event.registered) == (hour, True)
    third = received(store)
    assert arrived(store, third, "withdraw").event.at is None


def test_who_declared_an_interest_is_asked_for_a_reason(store: Store) -> None:
    number = received(store)
    with store.writing() as tx:
        conflicts.declare(tx, number, "M.Example@agency.example", "My sister works there.", by=ANALYST, at=NOW)
    with pytest.raises(
        NotPermittedError, match=r"declared an interest in this case: My sister works there\. Write down"
    ):
        do(store, number, "deny", REASONS)
    entry = do(store, number, "deny", REASONS, despite="Nobody else is here this week.")
    assert entry.kept["despite"] == "Nobody else is here this week."
    assert "My sister works there" in entry.kept["cautions"][0]


def test_an_interest_that_was_taken_back_and_one_of_somebody_else_ask_for_nothing(store: Store) -> None:
    number = received(store)
    with store.writing() as tx:
        conflicts.declare(tx, number, ANALYST, "My sister works there.", by=ANALYST, at=NOW)
        conflicts.declare(tx, number, ANALYST, "", by=ANALYST, at=NOW)
        conflicts.declare(tx, number, CHIEF, "I taught there.", by=CHIEF, at=NOW)
    assert do(store, number, "deny", REASONS).kept.get("despite") is None


def test_who_decided_before_is_asked_for_a_reason_to_decide_the_appeal(store: Store) -> None:
    number = received(store)
    appeal = appealed(store, number)
    do(store, number, "appoint_officer", {"officer": "O. Officer"}, role=Role.CHIEF, by=CHIEF, about=appeal)
    with pytest.raises(NotPermittedError, match=r"M\. Example made the decision that this appeal is about"):
        do(store, number, "decide_appeal", DECISION, role=Role.APPEAL_OFFICER, about=appeal)
    other = do(store, number, "decide_appeal", DECISION, role=Role.APPEAL_OFFICER, about=appeal, by=OFFICER)
    assert "cautions" not in other.kept


def test_appointing_who_decided_before_wants_a_reason(store: Store) -> None:
    number = received(store)
    appeal = appealed(store, number)
    with pytest.raises(NotPermittedError, match="somebody else should decide"):
        do(store, number, "appoint_officer", {"officer": "M. Example"}, role=Role.CHIEF, by=CHIEF, about=appeal)
    facts = {"officer": "M. Example"}
    entry = do(store, number, "appoint_officer", facts, role=Role.CHIEF, by=CHIEF, about=appeal, despite="No other.")
    assert entry.kept["despite"] == "No other."


def test_what_was_sent_is_kept_beside(store: Store) -> None:
    entry = do(store, received(store), "deny", REASONS, kept={"letter": "f" * 64})
    assert entry.kept["letter"] == "f" * 64

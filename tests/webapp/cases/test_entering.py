from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from procedure.acts import ACTS
from procedure.facts import FACTS
from webapp.cases.entering import DERIVED, facts_of, fields, typed
from webapp.cases.told import in_words, label_of
from webapp.clock import PACIFIC

SAID: dict[str, Any] = {
    "text": "a few words",
    "prose": "some words",
    "list": ["one", "two"],
    "day": date(2026, 11, 25),
    "moment": datetime(2026, 11, 25, 16, 30, tzinfo=PACIFIC),
    "number": 500,
    "choices": ["identified", "de_identified"],
}


def said(act: str) -> dict[str, Any]:
    """Something for every fact that a page asks of an act."""
    facts: dict[str, Any] = {}
    for one in fields(act):
        choice = FACTS[one.name][0].choices
        facts[one.name] = SAID.get(one.kind, choice[0] if choice else True)
    return facts


@pytest.mark.parametrize("act", ACTS)
def test_what_is_typed_for_an_act_comes_back_as_its_facts(act: str) -> None:
    facts = said(act)
    entered = facts_of(act, typed(facts))
    assert entered.wrong == {}
    assert entered.facts == facts
    stated = {*ACTS[act].asks, *ACTS[act].may} - DERIVED - {"instead"}
    assert facts.keys() == stated


@pytest.mark.parametrize("act", [act for act in ACTS if act != "correct"])
def test_the_facts_that_a_page_reads_are_what_the_act_asks(act: str) -> None:
    assert ACTS[act].doubt(facts_of(act, typed(said(act))).facts) is None


def test_an_empty_list_is_said_where_it_must_be_and_left_out_where_it_may() -> None:
    assert facts_of("send_findings", {"findings": [""]}).facts == {"findings": []}
    assert facts_of("resubmit", {"team_members": ["  "]}).facts == {}
    assert "at least one" in facts_of("send_reasons", {"reasons": [""]}).wrong["reasons"]


def test_lines_are_the_entries_of_a_list() -> None:
    typed_in = {"reasons": [" 966(d): letterhead.\r\n\r\n966(e): a certificate. "]}
    assert facts_of("send_reasons", typed_in).facts["reasons"] == ["966(d): letterhead.", "966(e): a certificate."]


@pytest.mark.parametrize(
    ("act", "name", "text", "words"),
    [
        ("request_facts", "answer_by", "13/40/2026", "“13/40/2026” is not a date. Write month, day and year"),
        ("request_facts", "answer_by", "11/25/2200", "is not a date"),
        ("request_facts", "of", "", "Who is asked: write a few words."),
        ("count_individuals", "individuals", "-3", "“-3” is not a whole number"),
        ("count_individuals", "individuals", "\u0665", "is not a whole number"),
        ("count_individuals", "individuals", "1e9", "is not a whole number"),
        ("report_breach", "discovered_at", "yesterday", "is not a time on a day. Write day and hour"),
        ("report_breach", "discovered_at", "11/25/2026 25:00", "is not a time on a day"),
        ("report_breach", "discovered_at", "11/25/2026 13:00 pm", "is not a time on a day"),
        ("decide_renewal", "granted", "perhaps", "choose yes or no"),
        ("decide_appeal", "outcome", "undecided", "choose one of what stands there"),
        ("approve", "data_levels", "aggregated", "choose one of what stands there"),
        ("close", "reason", "a\0b", "invisible character"),
        ("close", "reason", "\ud800", "invisible character"),
        ("close", "reason", "x" * 20_001, "20,001 characters, and 20,000 are the most"),
        ("appoint_officer", "officer", "x" * 501, "501 characters, and 500 are the most"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(act: str, name: str, text: str, words: str) -> None:
    wrong = facts_of(act, {name: [text]}).wrong
    assert words in wrong[name]
    shown = next(one for one in fields(act, {name: [text]}, wrong) if one.name == name)
    assert (shown.wrong, shown.value) == (wrong[name], text)


def test_a_field_that_is_sent_twice_is_no_answer() -> None:
    assert "sent twice" in facts_of("close", {"reason": ["one", "two"]}).wrong["reason"]


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2026-11-25T16:30", 16, 30),
        ("11/25/2026 4:30 pm", 16, 30),
        ("11/25/2026 4:30pm", 16, 30),
        ("November 25, 2026 12:05 a.m.", 0, 5),
        ("11/25/2026 12:00 PM", 12, 0),
    ],
)
def test_an_hour_is_read_in_pacific_time(text: str, hour: int, minute: int) -> None:
    read = facts_of("report_breach", {"discovered_at": [text]}).facts["discovered_at"]
    assert read == datetime(2026, 11, 25, hour, minute, tzinfo=PACIFIC)


def test_an_hour_that_the_clocks_leave_out_is_the_one_they_showed() -> None:
    read = facts_of("report_breach", {"discovered_at": ["3/8/2026 2:30"]}).facts["discovered_at"]
    assert read.isoformat() == "2026-03-08T03:30:00-07:00"


def test_a_prefix_stands_before_every_field() -> None:
    names = [one.name for one in fields("give_notice", prefix="instead.")]
    assert names == ["instead.how", "instead.reasons", "instead.printed_last_day"]
    posted = {"instead.how": ["mail"], "how": ["e-mail"]}
    assert facts_of("give_notice", posted, prefix="instead.").facts == {"how": "mail"}


def test_a_fact_is_told_in_words() -> None:
    assert in_words("granted", True) == "Yes"
    assert in_words("data_levels", ["identified", "de_identified"]) == "Identified; De-Identified"
    assert in_words("conditions", []) == "none"
    assert in_words("instead", {"on": date(2026, 11, 25), "how": "mail"}) == "The day: November 25, 2026; How: mail"
    assert in_words("reason", "approved") == "approved"
    assert in_words("learned_at", SAID["moment"]) == "November 25, 2026 at 16:30 (Pacific time)"
    assert label_of("outcome") == "The outcome"

"""`datarequest deadline`: one period counted from a day, for people and for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from procedure.deadlines import DEADLINES
from webapp.cli import main

KEYS = ["clause", "from", "due", "unit", "calendar", "other", "explanation"]


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["deadline", *words, "--json"]) == 0
    counted: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert list(counted) == KEYS
    return counted


def test_the_object_has_the_safe_day_and_the_other_calendars_day(capsys: pytest.CaptureFixture[str]) -> None:
    counted = _json(capsys, "966(g)", "--from", "2026-06-12")
    explanation = counted.pop("explanation")
    assert counted == {
        "clause": "966(g)",
        "from": "2026-06-12",
        "due": "2026-06-26",
        "unit": "business_days",
        "calendar": "state_office",
        "other": "2026-06-29",
    }
    assert "Friday, June 19, 2026 (Juneteenth)" in explanation


@pytest.mark.parametrize(
    "clause",
    [
        "966(I)(1)",
        "§ 966(i)(1)",
        "11 CCR 966 (i) (1)",
        " 966(i)(1) ",
        "966i1",
        "966.i.1.",
        "Cal. Code Regs., tit. 11, § 966, subd. (i)(1)",
        "\uff19\uff16\uff16\uff08i\uff09\uff081\uff09",
    ],
)
@pytest.mark.parametrize("start", ["2026-06-09", "06/09/2026", "6/9/2026", "June 9, 2026"])
def test_a_clause_and_a_day_are_read_as_people_write_them(
    clause: str, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = _json(capsys, clause, "--from", start)
    assert (counted["clause"], counted["from"], counted["due"]) == ("966(i)(1)", "2026-06-09", "2026-06-22")
    assert (counted["calendar"], counted["other"]) == ("judicial", "2026-06-19")


def test_a_day_counted_back_names_the_calendar_of_its_safe_day(capsys: pytest.CaptureFixture[str]) -> None:
    counted = _json(capsys, "964(g)", "--from", "2026-06-26")
    assert (counted["due"], counted["calendar"], counted["other"]) == ("2026-06-11", "judicial", "2026-06-12")


def test_the_first_period_of_a_clause_is_counted_and_the_others_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "966(j)", "--from", "2027-03-31"]) == 0
    said = capsys.readouterr()
    assert "No later than Thursday, December 31, 2026." in said.out
    assert said.err == "966(j) sets another period too: complete the renewal. Ask for it with --period renewal.\n"
    assert _json(capsys, "966(j)", "--from", "2027-03-31", "--period", "renewal")["due"] == "2027-03-30"


@pytest.mark.parametrize(
    ("clause", "unit", "words"),
    [
        ("964(k)(1)", "immediately", "there is an age and no due date"),
        ("964(k)(2)", None, "the text names no time"),
        ("966(i)(2)", None, "The appeal officer sets the day"),
    ],
)
def test_what_has_no_number_of_days_has_no_due_date(
    clause: str, unit: str | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = _json(capsys, clause, "--from", "2026-06-12")
    assert (counted["due"], counted["other"], counted["calendar"], counted["unit"]) == (None, None, None, unit)
    assert words in counted["explanation"]
    assert main(["deadline", clause, "--from", "2026-06-12"]) == 0
    assert words in capsys.readouterr().out.replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["966(d)"], "“966(d)” sets no period itself. Name one of these clauses instead: 966(g)"),
        (["966(i)"], "Name one of these clauses instead: 966(i)(1), 966(i)(2), 966(i)(3), 966(i)(5)."),
        (["966(j)(1)"], "Name one of these clauses instead: 966(j)."),
        (["964(h) item 1"], "Name one of these clauses instead: 964(h)(1), 964(h)(2), 964(h)(3), 964(h)(5)."),
        (["the appeal"], "“the appeal” sets no period itself. Name one of these clauses instead: 964(c)"),
        (["1966(g)"], "“1966(g)” sets no period itself."),
        (
            ["966(j)", "--period", "moon"],
            "966(j) sets no period called “moon”. Its periods are: renewal_notice, renewal.",
        ),
    ],
)
def test_a_clause_without_a_period_is_told_with_those_that_have_one(
    words: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deadline", *words, "--from", "2026-06-12"]) == 2
    said = capsys.readouterr()
    assert answer in said.err
    assert said.out == ""


@pytest.mark.parametrize("start", ["2026-02-30", "yesterday", "0001-01-01", "9999-12-31", ""])
def test_a_day_that_cannot_be_counted_from_is_told(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["deadline", "966(g)", "--from", start])
    assert stopped.value.code == 2
    assert "is not a date that can be counted from. Write it as 2026-06-12" in capsys.readouterr().err


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row.name)
@pytest.mark.parametrize("start", ["1900-01-01", "2199-12-31"])
def test_every_period_can_be_counted_from_the_first_and_the_last_day(
    row: Any, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deadline", row.clause, "--period", row.name, "--from", start]) == 0
    assert row.words in capsys.readouterr().out.replace("\n", " ")

"""The table of periods: each row against the law, each count against dates found without this program."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from procedure.counting import count
from procedure.deadlines import (
    DEADLINES,
    BusinessDays,
    CalendarDays,
    Deadline,
    Direction,
    Kind,
    Period,
    deadline,
    under,
)
from validator.clauses import CLAUSES

DATES = tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))["date"]

# Read off the regulation: name, clause, how long, counted from, by whom, duty or right.
LAW = """
transfer_answer      964(c)     10 business days after the request                    research_services                          duty
draft                964(g)     10 business days before the planned publication       bona_fide_researcher                       duty
comments             964(g)     10 business days after receiving the draft            research_services                          duty
identity_notice      964(g)(1)  10 business days after receiving the draft            research_services                          duty
findings_appeal      964(h)(1)  10 calendar days after receiving the findings         bona_fide_researcher+research_institution  right
findings_facts       964(h)(2)  a day set after the appeal officer's request          -                                          duty
findings_response    964(h)(3)  a day set after the appeal officer's request          -                                          duty
findings_decision    964(h)(5)  30 calendar days after receiving the appeal           appeal_officer+chief                       duty
subpoena_notice      964(j)     at once after learning of the subpoena                bona_fide_researcher+research_institution+team_member duty
breach_notice        964(k)(1)  at once after discovering the breach                  bona_fide_researcher+research_institution+team_member duty
breach_letter        964(k)(2)  no period after the breach                            bona_fide_researcher+research_institution+team_member duty
completion_notice    964(l)     30 calendar days after the completion of the project  bona_fide_researcher+research_institution  duty
reasons              966(g)     10 business days after the denial                     research_services                          duty
letter_of_support    966(h)     30 business days after the request                    research_services                          duty
appeal               966(i)(1)  10 calendar days after notice                         bona_fide_researcher                       right
facts                966(i)(2)  a day set after the appeal officer's request          -                                          duty
response             966(i)(3)  a day set after the appeal officer's request          -                                          duty
appeal_decision      966(i)(5)  30 calendar days after receiving the appeal           appeal_officer+chief                       duty
renewal_notice       966(j)     90 calendar days before the expiration date           research_services                          duty
renewal              966(j)     1 calendar days unmoved before the expiration date    bona_fide_researcher                       duty
inspection_findings  968(b)     10 business days after the inspection                 research_services                          duty
remedy               968(b)     30 calendar days after receiving the findings         bona_fide_researcher+research_institution  duty
"""  # noqa: E501 (a table to be read across)


def test_every_row_says_what_the_law_says() -> None:
    assert list(unlike_the_law(DEADLINES)) == []


def test_every_date_is_the_one_that_was_found_without_this_program() -> None:
    assert list(wrong_dates(DEADLINES)) == []


def test_at_least_a_hundred_dates_each_say_how_they_were_found() -> None:
    assert len(DATES) >= 100
    assert all(row["how"] == "libraries" or len(row["how"]) > 20 for row in DATES)
    assert len({(row["period"], row["from"]) for row in DATES}) == len(DATES)


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row.name)
def test_no_row_can_be_changed_unnoticed(row: Deadline) -> None:
    others = [each for each in DEADLINES if each is not row]
    for changed in mutants(row):
        table = (*others, changed)
        if isinstance(row.period, BusinessDays | CalendarDays) and changed.period != row.period:
            assert list(wrong_dates(table)), changed
        assert list(unlike_the_law(table)), changed
    assert list(unlike_the_law(others))


@pytest.mark.parametrize(
    "row", [row for row in DEADLINES if isinstance(row.period, BusinessDays | CalendarDays)], ids=lambda row: row.name
)
def test_the_direction_of_a_row_shows_in_its_dates(row: Deadline) -> None:
    turned = replace(row, direction=Direction.BEFORE if row.direction is Direction.AFTER else Direction.AFTER)
    assert list(wrong_dates([turned if each is row else each for each in DEADLINES]))


def test_names_are_single_and_clauses_exist() -> None:
    assert len({row.name for row in DEADLINES}) == len(DEADLINES)
    assert {row.clause for row in DEADLINES if not row.clause.startswith("968")} <= set(CLAUSES)
    assert deadline("reasons").clause == "966(g)"
    assert [row.name for row in under("966(j)")] == ["renewal_notice", "renewal"]


def test_every_sentence_of_the_table_is_its_own_and_plain() -> None:
    assert all(row.words and row.words[0].islower() and not row.words.endswith(".") for row in DEADLINES)


def wrong_dates(table: Iterable[Deadline]) -> Iterator[str]:
    rows = {row.name: row for row in table}
    for expected in DATES:
        counted = count(rows[expected["period"]], expected["from"])
        found = (counted.due, counted.other) if counted else None
        if found != (expected["due"], expected["other"]):
            yield f"{expected}: {found}"


def unlike_the_law(table: Iterable[Deadline]) -> Iterator[str]:
    rows = {row.name: " ".join(_read(row).split()) for row in table}
    law = {line.split()[0]: " ".join(line.split()) for line in LAW.strip().splitlines()}
    yield from (
        f"{law.get(name)}: {rows.get(name)}" for name in law.keys() | rows.keys() if law.get(name) != rows.get(name)
    )


def mutants(row: Deadline) -> Iterator[Deadline]:
    yield from (replace(row, period=period) for period in _other_periods(row.period))
    yield replace(row, direction=Direction.BEFORE if row.direction is Direction.AFTER else Direction.AFTER)
    yield replace(row, kind=Kind.RIGHT if row.kind is Kind.DUTY else Kind.DUTY)
    yield replace(row, owed_by=() if row.owed_by else deadline("reasons").owed_by)
    yield replace(row, clause="966(a)")
    yield replace(row, start="the full moon")
    yield replace(row, name="another")


def _other_periods(period: Period) -> Iterator[Period]:
    yield BusinessDays(11)
    yield CalendarDays(9)
    if isinstance(period, BusinessDays):
        yield from (BusinessDays(period.number - 1), BusinessDays(period.number + 1), CalendarDays(period.number))
    if isinstance(period, CalendarDays):
        yield from (
            replace(period, number=period.number - 1),
            replace(period, number=period.number + 1),
            replace(period, moves=not period.moves),
            BusinessDays(period.number),
        )


def _read(row: Deadline) -> str:
    number = getattr(row.period, "number", "")
    unmoved = "" if getattr(row.period, "moves", True) else " unmoved"
    words = {
        "BusinessDays": f"{number} business days",
        "CalendarDays": f"{number} calendar days{unmoved}",
        "Immediately": "at once",
        "NoPeriod": "no period",
        "NamedDay": "a day set",
    }[type(row.period).__name__]
    return f"{row.name} {row.clause} {words} {row.direction} {row.start} {'+'.join(row.owed_by) or '-'} {row.kind}"


def test_what_has_only_an_age_is_not_counted() -> None:
    assert count(deadline("breach_notice"), date(2026, 6, 12)) is None
    assert count(deadline("breach_letter"), date(2026, 6, 12)) is None
    assert count(deadline("facts"), date(2026, 6, 12)) is None

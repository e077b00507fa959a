from __future__ import annotations

from datetime import date

import pytest

from tests.validator.papers.reading import paper
from validator.papers.approvals import EXPIRES, OTHER_DATES, PERIOD, expirations
from validator.papers.dates import dated, dates_in, last_days, periods

DAY = date(2027, 5, 31)


@pytest.mark.parametrize(
    "written",
    [
        "May 31, 2027", "may 31st, 2027", "May. 31, 2027", "31 May 2027", "31st of May 2027", "31st day of May, 2027",
        "31-May-2027", "31MAY2027", "05/31/2027", "5/31/27", "05-31-2027", "2027-05-31", "2027.05.31", "2027/05/31",
        "31/05/2027", "31.5.2027", "May 31,\n2027", "31st\nday of May,\n2027", "O5/31/2O27", "May 3l, 2027",
    ],
)  # fmt: skip
def test_a_date_is_read_in_the_notations_of_papers(written: str) -> None:
    assert [one.day for one in dates_in(paper(f"It ends on {written}."))] == [DAY]


@pytest.mark.parametrize(
    "written", ["02/30/2027", "13/13/2027", "45 CFR 46.111", "1.2.3", "2027-05-3112", "10.1000/182"]
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert list(dates_in(paper(f"see {written} for"))) == []


def test_a_date_with_both_numbers_small_may_be_either_day() -> None:
    (one,) = dates_in(paper("06/01/2026"))
    assert one.may_be(date(2026, 6, 1))
    assert one.may_be(date(2026, 1, 6))
    assert not one.may_be(date(2026, 6, 2))


@pytest.mark.parametrize(
    "words",
    [
        "Expires: 5/31/27",
        "Expiration Date – 31-MAY-2027",
        "approved for the period 06/01/2026 to 05/31/2027",
        "Approval Period: June 1, 2026 – May 31, 2027",
        "Approved: 6/1/2026 Expires: 5/31/2027",
        "IRB approval will lapse on May 31, 2027.",
        "Study approval expires at midnight on 05/31/2027",
        "The research must not continue past 05/31/2027.",
        "Approval Expiration\n05/31/2027",
        "Approval Date:\nExpiration Date:\nJune 1, 2026\nMay 31, 2027",
        "Protocol Initial approval Current approval Approval expires\nIRB-7 06/10/2025 06/01/2026 05/31/2027",
        "Exp1ration Date: 05/31/2O27",
        "Valid: 06/01/2026 - 05/31/2027",
    ],
)
def test_the_last_day_of_an_approval_is_found_beside_or_below_its_label(words: str) -> None:
    assert [one.day for one in expirations([paper(words)])] == [DAY]


@pytest.mark.parametrize(
    "words",
    [
        "Submit a continuing review 30 days before the expiration date. Approved on 05/31/2027.",
        "Approval date: 05/31/2027",
        "Approval Date Expiration Date\nsee the portal of the office 05/31/2027",
        "Approval Date Expiration Date\n05/31/2027 and then 06/01/2027",
        "From 06/01/2026 to 05/31/2027",
        "valid for one year, counted from 06/01/2026 to 05/31/2027",
        "Expiration Date",
    ],
)
def test_another_date_is_not_taken_for_the_last_day(words: str) -> None:
    assert expirations([paper(words)]) == []


def test_heads_of_a_table_far_above_say_nothing_of_dates_below() -> None:
    words = "Approval date Expiration date\n" + "x " * 200 + "06/01/2026 05/31/2027"
    assert dated(paper(words), EXPIRES, OTHER_DATES) == []


def test_a_period_stands_on_one_page() -> None:
    assert periods(paper("06/01/2026 to", "05/31/2027")) == []
    assert last_days(paper("06/01/2026 to 05/31/2027"), PERIOD) == []

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.dates import months_before, read_date, written


@pytest.mark.parametrize(
    "text",
    ["06/12/2026", "6/12/2026", "2026-06-12", "June 12, 2026", " june 12, 2026 ", "Jun 12, 2026", "Jun. 12 2026"],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text) == date(2026, 6, 12)


NO_DATES = (
    "", "13/40/2026", "02/30/2026", "06/12/26", "2026-6-12", "12.06.2026", "June 2026", "Juno 12, 2026",
    "June 31, 2026", "0/1/2026", "06/12/0000", "٠٦/١٢/٢٠٢٦", "2026-06-12T00:00", "12 June", "spring",
    "Mayo 5, 2026", "06/12/2026x", "11/20/0206", "1899-12-31", "June 12, 1026",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_stays_none(text: str) -> None:
    assert read_date(text) is None


def test_september_has_a_third_short_form() -> None:
    assert read_date("Sept. 9, 2026") == date(2026, 9, 9)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_date_written_in_words_is_read_back(day: date) -> None:
    assert read_date(written(day)) == read_date(day.isoformat()) == read_date(f"{day:%m/%d/%Y}") == day


def test_months_before_the_end_of_a_long_month_end_with_a_short_one() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)
    assert months_before(date(2026, 1, 15), 12) == date(2025, 1, 15)
    assert months_before(date(2026, 11, 25), 24) == date(2024, 11, 25)

"""How a count is explained: the words a researcher reads under a date."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from procedure.counting import count
from procedure.deadlines import DEADLINES, Deadline, deadline


def _explained(name: str, start: date) -> str:
    counted = count(deadline(name), start)
    assert counted
    return counted.explanation


def test_a_count_over_juneteenth_names_both_days_and_why() -> None:
    assert _explained("reasons", date(2026, 6, 12)) == (
        "Counted on from Friday, June 12, 2026 (the denial); that day itself is not counted (Gov. Code 6800). "
        "10 business days later by the calendar of State offices (Gov. Code 19853) is Friday, June 26, 2026. "
        "Not counted: the Saturdays and Sundays June 13-14, June 20-21, 2026. "
        "By the judicial calendar (Code Civ. Proc. 135), which also closes Friday, June 19, 2026 (Juneteenth), "
        "it is Monday, June 29, 2026. "
        "Section 966 does not say how days are counted: the earlier day is the safe one."
    )


def test_a_right_says_that_the_later_day_is_still_in_time() -> None:
    assert "what is filed by the later day is taken as in time" in _explained("appeal", date(2026, 6, 9))


def test_a_last_day_that_is_closed_moves_on_and_says_why() -> None:
    words = _explained("appeal", date(2026, 11, 16))
    assert "10 calendar days later is Thursday, November 26, 2026." in words
    assert "Thursday, November 26, 2026 (Thanksgiving); Friday, November 27, 2026 (the day after Thanksgiving)" in words
    assert "the day moves on to Monday, November 30, 2026 (Code Civ. Proc. 12a)" in words
    assert words.endswith("Section 966 does not say how days are counted.")


def test_a_day_counted_back_is_never_put_off() -> None:
    words = _explained("renewal_notice", date(2027, 4, 1))
    assert "90 calendar days before is Friday, January 1, 2027." in words
    assert (
        "the day is the open day before, Thursday, December 31, 2026: no rule puts off a day that is counted back"
        in words
    )


def test_the_safe_day_of_a_draft_may_be_the_courts_day() -> None:
    words = _explained("draft", date(2026, 6, 26))
    assert "10 business days before by the judicial calendar (Code Civ. Proc. 135) is Thursday, June 11, 2026." in words
    assert "which does not close Friday, June 19, 2026 (Juneteenth), it is Friday, June 12, 2026." in words


def test_the_day_before_the_expiration_date_is_not_moved() -> None:
    words = _explained("renewal", date(2026, 11, 30))
    assert "1 calendar day before is Sunday, November 29, 2026." in words
    assert "A closed day does not move it" in words


def test_weekends_are_listed_with_their_years_once() -> None:
    words = _explained("reasons", date(2026, 12, 18))
    assert "the Saturdays and Sundays December 19-20, December 26-27, 2026, January 2-3, 2027;" in words


def test_a_weekend_over_the_year_end_and_a_single_saturday_read_well() -> None:
    assert "December 31, 2033 and January 1, 2034" in _explained("reasons", date(2033, 12, 23))
    assert "October 31 and November 1," in _explained("reasons", date(2026, 10, 30))
    assert "135): Saturday, June 13, 2026; the day is" not in _explained("renewal_notice", date(2026, 9, 11))
    assert "19853): Saturday, June 13, 2026; the day is" in _explained("renewal_notice", date(2026, 9, 11))


@given(st.sampled_from(DEADLINES), st.dates(date(1901, 1, 1), date(2198, 12, 31)))
def test_every_explanation_names_its_days_and_the_silence_of_the_law(row: Deadline, start: date) -> None:
    counted = count(row, start)
    if counted is None:
        return
    first, last = sorted((counted.due, counted.other))
    assert counted.due == (last if row.kind == "right" else first)
    assert last <= first + timedelta(10)
    assert "does not say how days are counted" in counted.explanation
    assert str(counted.due.year) in counted.explanation
    assert (counted.due == counted.other) == ("it is the same day" in counted.explanation)
    assert "  " not in counted.explanation

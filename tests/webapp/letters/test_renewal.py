from __future__ import annotations

from datetime import date, timedelta

import pytest

from templates.facts import accept
from tests.applications import ON, RIGHT, changed
from tests.webapp.letters.told import GIVEN, letter, refused
from webapp.letters.case import Case
from webapp.letters.facts import facts_of


def test_the_last_day_of_a_renewal_is_the_day_before_and_said_how() -> None:
    text = letter("renewal-notice", given={"expires_on": "03/01/2028", "project_number": "P-7"})
    assert "the last day is February 29, 2028" in text
    assert "90 calendar days before is Thursday, December 2, 2027" in text


def test_who_gives_the_last_day_comes_before_who_counts_it() -> None:
    given = {**GIVEN["renewal-notice"], "complete_by_on": "February 19, 2027", "counting": ["As agreed."]}
    assert "the last day is February 19, 2027" in letter("renewal-notice", given=given)


def test_the_anticipated_completion_never_becomes_the_expiration_date() -> None:
    told = refused("renewal-notice", given={"project_number": "P-7"})
    assert "Expiration date of the project" in told


def test_no_change_is_said_of_each_item_only_by_who_says_it() -> None:
    assert letter("renewal-request").count("No change.") == 6
    assert "The six items of 966(j)" in refused(
        "renewal-request", given={"expires_on": "2027-02-23", "project_number": "P-7"}
    )
    one = {**GIVEN["renewal-request"], "changes": {"technology": "A new server."}}
    told = refused("renewal-request", given=one)
    assert told.count("this letter needs it") == 5


def test_a_day_that_no_calendar_knows_is_asked_for_and_not_counted() -> None:
    told = refused("renewal-notice", given={"expires_on": "9999-12-31", "project_number": "P-7"})
    assert "Last day to complete the renewal" in told


def test_a_renewal_notice_can_be_made_for_every_day_of_expiration() -> None:
    """Each with how its days were counted, however many of them are closed."""
    first = date(2026, 12, 1)
    for number in range(366 * 3):
        expires_on = (first + timedelta(number)).isoformat()
        case = Case(RIGHT, None, ON, {"expires_on": expires_on, "project_number": "P-7"})
        assert len(accept("renewal-notice", facts_of("renewal-notice", case))["counting"]) == 2


def test_a_last_day_that_is_not_before_the_expiration_is_refused() -> None:
    late = {"expires_on": "2027-02-23", "complete_by_on": "02/23/2027", "project_number": "P-7"}
    assert "it is not after “Last day to complete the renewal”, February 23, 2027" in refused(
        "renewal-notice", given=late
    )
    earlier = {**late, "complete_by_on": "2027-02-01"}
    assert "February 1, 2027" in letter("renewal-notice", given=earlier)


@pytest.mark.parametrize("has_team", [False, None])
def test_unanswered_is_never_no(has_team: bool | None) -> None:
    alone = changed({"team_members": None, "has_team_members": has_team})
    text = letter("renewal-request", alone)
    said = "there are no Team Members" if has_team is False else "does not say whether there are Team Members"
    assert said in text


def test_each_team_member_has_a_row_with_its_part() -> None:
    rows = [
        {"name": "A B", "data_analysis_team": True, "it_team": True, "access_location": "Hall 1"},
        {"name": "C D", "data_analysis_team": False, "it_team": False, "access_location": "Hall 2"},
        {"name": "E F"},
        {},
    ]
    text = letter("renewal-notice", changed({"team_members": rows}))
    for words in ("Data analysis and IT", "Neither data analysis nor IT", "Not stated"):
        assert words in text

from __future__ import annotations

from datetime import date

import pytest

from tests.validator.papers.reading import paper
from validator.papers.certificates import (
    COMPLETED,
    EXPIRES,
    HUMAN_SUBJECTS,
    NAMED,
    OTHER_DATES,
    of_person,
    whose,
)
from validator.papers.dates import dated


def test_the_pages_of_a_person_end_where_another_is_named() -> None:
    roster = paper("cover", "Kai Lindqvist", "modules", "Noor Haddad", "modules", "Kai Lindqvist again")
    others = ("Noor Haddad", "")
    assert of_person(roster, "Kai Lindqvist", others).pages == (
        "",
        "Kai Lindqvist",
        "modules",
        "",
        "",
        "Kai Lindqvist again",
    )


def test_a_paper_of_another_person_is_nobody_elses() -> None:
    assert whose([paper("Kim Osterman")], "Kai Lindqvist", ()) == []


def test_the_heads_of_a_table_are_nobodys_name() -> None:
    assert not paper("Name Item Finished Renew by").first(NAMED)
    assert paper("Name Kim Osterman").first(NAMED)


@pytest.mark.parametrize(
    "words", ["Renew by", "to be renewed by", "Refresher due:", "no longer valid after", "Valid to"]
)
def test_the_end_of_a_certificate_is_named_in_many_ways(words: str) -> None:
    assert [one.day for one in dated(paper(f"{words} 02/03/2026"), EXPIRES, OTHER_DATES)] == [date(2026, 2, 3)]


@pytest.mark.parametrize("words", ["Passed:", "Date earned", "Finished", "Completion:", "attended on", "Issue Date"])
def test_the_day_of_a_training_is_named_in_many_ways(words: str) -> None:
    assert [one.day for one in dated(paper(f"{words} 14 March 2026"), COMPLETED, OTHER_DATES)] == [date(2026, 3, 14)]


@pytest.mark.parametrize("words", ["Research with Human Beings", "TCPS 2: CORE", "Protecting people in research"])
def test_human_subjects_have_other_names(words: str) -> None:
    assert paper(words).first(HUMAN_SUBJECTS)

from __future__ import annotations

from datetime import date

import pytest

from tests.validator.papers.reading import paper
from validator.papers import clouds


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Status: FedRAMP Authorized", "certified"),
        ("Status: Ready", "ready"),
        ("Authorization status: In Process", "in_process"),
        ("grants a provisional authority to operate (P-ATO) under FedRAMP", "certified"),
        ("FedRAMP Certified, Class D", "certified"),
        ("FedRAMP Certification, Class A", "class_a"),
        ("listed by FedRAMP as in preparation", "preparation"),
        ("FedRAMP Ready", "ready"),
        ("State of the weather: fine. FedRAMP Authorized", "certified"),
    ],
)
def test_a_listing_is_read_in_the_words_of_before_and_of_2026(words: str, state: str) -> None:
    found = clouds.listing(paper(words))
    assert found is not None
    assert found[0] == state


def test_words_after_status_that_are_no_state_are_passed_over() -> None:
    found = clouds.listing(paper("Status: see below\nListing: FedRAMP Ready"))
    assert found is not None
    assert found[0] == "ready"


def test_a_paper_that_names_no_state_has_none() -> None:
    assert clouds.listing(paper("FedRAMP is a program")) is None


@pytest.mark.parametrize("words", ["SOC 2 Type II report", "SOC2® Type 2, audit period", "SOC l examination"])
def test_a_report_on_controls_is_told_from_the_institutions_document(words: str) -> None:
    assert clouds.is_soc_report(paper(words))
    assert not clouds.is_fedramp_paper(paper(f"{words} and FedRAMP"))
    assert not clouds.is_soc_report(paper(f"{words}, the Companion Document"))


def test_the_institutions_document_is_no_listing() -> None:
    assert clouds.is_fedramp_paper(paper("FedRAMP Marketplace"))
    assert not clouds.is_fedramp_paper(paper("FedRAMP, Cloud Control Catalog"))


def test_a_report_of_one_day_speaks_of_that_day() -> None:
    assert [one.day for one in clouds.ends(paper("Type I, as of March 31, 2026.\nPrinted: May 1, 2026"))] == [
        date(2026, 3, 31)
    ]


@pytest.mark.parametrize(
    ("words", "is_qualified"),
    [
        ("a qualified opinion", True),
        ("an unqualified opinion", False),
        ("Opinion: except for the matter described", True),
    ],
)
def test_an_opinion_with_an_exception_is_told_from_one_without(words: str, is_qualified: bool) -> None:
    assert (paper(words).first(clouds.QUALIFIED) is not None) is is_qualified

from __future__ import annotations

import pytest

from tests.validator.papers.reading import paper
from validator.papers.listings import listing


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
        ("FedRAMP Ready: 03/02/2021\nIn Process: 09/10/2021\nAuthorized: 06/08/2023", "certified"),
        ("Ready since March 2, 2021\nIn Process since September 10, 2021", "in_process"),
        ("Authorized\nShow: Ready | In Process | Authorized", "certified"),
        ("Certified, Class C\nListing state (Certified, Initial Implementation,\nPreparation)", "certified"),
        ("Listing: Initial Implementation", "preparation"),
    ],
)
def test_a_listing_is_read_in_the_words_of_before_and_of_2026(words: str, state: str) -> None:
    found = listing(paper(words))
    assert found is not None
    assert found[0] == state


def test_words_after_status_that_are_no_state_are_passed_over() -> None:
    found = listing(paper("Status: see below\nListing: FedRAMP Ready"))
    assert found is not None
    assert found[0] == "ready"


def test_a_paper_that_names_no_state_has_none() -> None:
    assert listing(paper("FedRAMP is a program")) is None


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("JAB Provisional ATO", "certified"),
        ("FedRAMP High ATO", "certified"),
        ("has achieved FedRAMP authorization", "certified"),
        ("Not yet authorized", "in_process"),
        ("Currently pursuing FedRAMP authorization", "in_process"),
        ("FedRAMP authorization pending", "in_process"),
        ("FedRAMP Authorized\nSeeking FedRAMP? Contact the PMO", "certified"),
        ("expects to be FedRAMP Certified in 2027", "in_process"),
        ("Its authorization was withdrawn in May.", "revoked"),
    ],
)
def test_a_state_is_named_in_prose(words: str, state: str) -> None:
    found = listing(paper(f"FedRAMP\n{words}"))
    assert found is not None
    assert found[0] == state

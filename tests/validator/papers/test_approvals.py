from __future__ import annotations

import pytest

from tests.validator.papers.reading import paper
from validator.papers.approvals import APPROVED, STATE, held_back, unsettled


@pytest.mark.parametrize("words", ["Cal. Civ. Code § 1798.24", "Penal Code § 14231.5", "the California Constitution"])
def test_state_law_is_named_by_its_codes(words: str) -> None:
    assert paper(words).first(STATE)


@pytest.mark.parametrize(
    "words",
    [
        "The review of data security under Civil Code section 1798.24(t) is still\npending.",
        "The data security approvals have not been satisfied.",
        "The Committee did not find the requirements of Civ. Code 1798.24(t) met; two stipulations are outstanding.",
        "Data security: to be determined",
    ],
)
def test_a_verification_tells_that_data_security_is_not_settled(words: str) -> None:
    assert unsettled(paper(f"The project was approved. {words}"))


@pytest.mark.parametrize(
    "words",
    [
        "The data security approvals of Civil Code 1798.24(t) are satisfied, with no stipulations outstanding.",
        "The data security approvals are satisfied. The invoice for the review is pending.",
        "Nothing on data security is outstanding.",
        "Your amendment is pending.",
    ],
)
def test_a_verification_in_which_it_is_settled_does_not(words: str) -> None:
    assert not unsettled(paper(f"The project was approved. {words}"))


@pytest.mark.parametrize(
    "words",
    [
        "The Committee gave a favourable ethical opinion.",
        "A positive vote is hereby given.",
        "There are no ethical objections to the study.",
        "Ethics clearance has been granted.",
    ],
)
def test_boards_of_other_countries_approve_in_other_words(words: str) -> None:
    assert paper(words).first(APPROVED)
    assert not held_back([paper(words)])


@pytest.mark.parametrize(
    "words",
    [
        "An unfavourable opinion was given.",
        "Ethics clearance is pending.",
        "When the Board met on May 3, 2026, the study was provisionally approved.",
        "If you have questions, write to us. Your approval has lapsed.",
    ],
)
def test_a_board_tells_that_it_does_not_approve_or_not_yet(words: str) -> None:
    assert held_back([paper(words)])


@pytest.mark.parametrize(
    "words",
    [
        "You will not be sent a reminder when your approval has lapsed.",
        "No data may be used after approval has lapsed.",
        "If the study is not approved again, its data are destroyed.",
        "Report in time; otherwise, approval is suspended.",
    ],
)
def test_what_becomes_of_an_approval_in_some_case_is_no_word_against_it(words: str) -> None:
    assert not held_back([paper(f"The study is approved. {words}")])

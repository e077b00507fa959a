from __future__ import annotations

import pytest

from tests.validator.papers.reading import paper
from validator.papers.approvals import STATE, unsettled


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

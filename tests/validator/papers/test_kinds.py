from __future__ import annotations

from validator.papers.kinds import likely_slot


def test_a_paper_whose_words_speak_for_nothing_is_proposed_for_nothing() -> None:
    assert likely_slot(("A questionnaire on health.",)) == ""
    assert likely_slot(("",)) == ""


def test_the_committees_letter_is_a_verification_before_it_is_an_approval() -> None:
    words = "CPHS, the IRB of the agency, approved by expedited review and applied Civil Code 1798.24(t)."
    assert likely_slot((words,)) == "approval_verification"

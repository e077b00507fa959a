from __future__ import annotations

from datetime import date

import pytest

from tests.validator.papers.reading import paper
from validator.papers.approvals import APPROVED, STATE, expirations, held_back, unsettled


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


@pytest.mark.parametrize(
    "words",
    [
        "The study was rejected.",
        "The application has been declined.",
        "Approval withheld pending clarification.",
        "Approved pending minor modifications.",
        "Decision: Revise and resubmit",
        "Action: Tabled",
        "The Committee resolved not to approve the study.",
        "The approval was withdrawn on May 3, 2026.",
        "This is not an approval letter.",
        "Approval in principle",
        "Work may not begin, approval is pending.",
        "The conditional approval stands until the plan has been received.",
        "The study was tabled because no plan was received.",
    ],
)
def test_a_decision_that_is_none_or_is_gone_is_told(words: str) -> None:
    assert held_back([paper(f"Letter of approval\n{words}")])


@pytest.mark.parametrize(
    "words",
    [
        "If continuing review approval is not granted before the day, the study stops.",
        "Researchers who report late may have their approval withdrawn.",
        "Notify us within 30 days once the study has been closed.",
        "Approval is subject to the standard conditions.",
        "Major revisions to the protocol are to be submitted.",
        "The conditions of the provisional opinion have been met; a favourable opinion is confirmed.",
        "Your response to the conditional approval of May 3 was reviewed; the study is approved.",
        "The revisions required by the Board were received.",
        "Research that has not been approved may not begin.",
        "Status: Active. Previous status: Pending",
    ],
)
def test_what_may_become_of_an_approval_is_none_of_it(words: str) -> None:
    assert not held_back([paper(f"Letter of approval\n{words}")])


@pytest.mark.parametrize(
    "words",
    [
        "The data security approvals are conditional upon a revised plan.",
        "Data security approvals under 1798.24(t) remain open.",
        "The Committee makes no determination on data security.",
        "This approval does not include the data security determination of Civil Code 1798.24(t).",
        "A data security determination will follow.",
        "Data security determination: none",
    ],
)
def test_data_security_that_is_left_open_is_not_settled(words: str) -> None:
    assert unsettled(paper(f"The project was approved. {words}"))


@pytest.mark.parametrize(
    "words",
    [
        "The researcher will follow the data security plan.",
        "Approved data do not include names, as Civil Code 1798.24 asks.",
    ],
)
def test_what_a_researcher_does_for_data_security_is_no_open_question(words: str) -> None:
    assert not unsettled(paper(f"The project was approved. {words}"))


@pytest.mark.parametrize(
    "words",
    [
        "Expires on Monday, May 31, 2027",
        "This approval is valid for one year, until May 31, 2027",
        "The approval remains in force up to and including 31 May 2027",
        "Approval termination date: 5/31/2027",
        "Date of expiry of ethical approval: 31. May 2027",
        "Period of validity: 1 June 2026 to 31 May 2027",
        "Approval Period 06/01/2026-05/31/2027",
        "Valid till 31-MAY-27",
        "IRB approval is effective through 2027/5/31",
        "approved for 12 months from 1 June 2026 (to 31 May 2027)",
    ],
)
def test_the_last_day_of_an_approval_is_named_in_many_ways(words: str) -> None:
    assert [one.day for one in expirations([paper(words)])] == [date(2027, 5, 31)]

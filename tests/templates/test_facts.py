from __future__ import annotations

from typing import Any

import pytest

from templates.facts import accept, unwanted
from templates.letters import LETTERS
from templates.needed import needs
from templates.problems import LetterError, Problem
from tests.templates.samples import FULL, MINIMAL


def problems(kind: str, **changes: Any) -> list[Problem]:
    facts = {name: fact for name, fact in {**FULL[kind], **changes}.items() if fact is not None}
    with pytest.raises(LetterError) as told:
        accept(kind, facts)
    return list(told.value.problems)


@pytest.mark.parametrize("kind", list(LETTERS))
def test_the_letters_own_schema_is_valid(kind: str) -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(needs(kind))
    assert all("title" in fact for fact in needs(kind)["properties"].values())


@pytest.mark.parametrize("kind", list(LETTERS))
def test_whatever_a_letter_cannot_do_without_is_told_by_its_label(kind: str) -> None:
    schema = needs(kind)
    for name in schema["required"]:
        (problem,) = problems(kind, **{name: None})
        assert problem.label == schema["properties"][name]["title"]
        assert problem.remedy == f"Give it as {name}."


def test_every_problem_is_told_at_once() -> None:
    told = problems("renewal-notice", expires_on="13/40/2026", project_number=None, salutation=7)
    assert {problem.pointer for problem in told} == {"/expires_on", "/salutation", "/project_number"}


@pytest.mark.parametrize("day", ["2026-02-30", "02/23/2027", "20260223", "2026-W08-1", "tomorrow"])
def test_what_is_no_day_is_told_as_it_was_given(day: str) -> None:
    (problem,) = problems("renewal-notice", expires_on=day)
    assert problem.message == f"“{day}” is not a date."


def test_a_row_of_a_list_is_named_by_its_number() -> None:
    team = [*FULL["renewal-notice"]["team"], {"name": "Kai", "part": "IT"}]
    (problem,) = problems("renewal-notice", team=team)
    assert problem.label == "Team Members, 13: Place of access"


def test_a_fact_that_the_letter_has_no_place_for_is_refused_by_name() -> None:
    (problem,) = problems("affiliation", approved_by="someone")
    assert "“approved_by”" in problem.message


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a\ud800b", "U+D800"),
        ("a\x00b", "U+0000"),
        ("a\x1bb", "U+001B"),
        ("a\x0bb", "U+000B"),
        ("a\x0cb", "U+000C"),
        ("a\ufffeb", "U+FFFE"),
        ("a\U0001ffffb", "U+1FFFF"),
        ("a\u202eb", "turns the direction"),
        ("a\u202ab", "turns the direction"),
        ("a\u2066b", "turns the direction"),
        ("a\u202cb", "turns the direction"),
    ],
)
def test_a_character_that_cannot_stand_in_a_letter_is_refused_by_label(words: str, told: str) -> None:
    (problem,) = problems("affiliation", project_title=words)
    assert problem.label == "Project title"
    assert told in problem.message


@pytest.mark.parametrize(
    "words", ["שרה כהן", "\u2067ليلى\u2069 Haddad", "\u202a+1 916 555 0142\u202c", "a\u200db", "e\u0301"]
)
def test_words_of_other_scripts_and_marks_that_close_again_are_kept(words: str) -> None:
    assert accept("affiliation", {**FULL["affiliation"], "project_title": words})["project_title"]


def test_blanks_around_words_go_and_a_line_stays_one_line() -> None:
    accepted = accept("affiliation", {**FULL["affiliation"], "project_title": " a\r\nstudy\u2028of\tit "})
    assert accepted["project_title"] == "a study of it"


def test_prose_keeps_its_lines() -> None:
    accepted = accept("support-request", {**FULL["support-request"], "purpose": "one\r\ntwo\rthree"})
    assert accepted["purpose"] == "one\ntwo\nthree"


def test_five_hundred_characters_fit_in_a_line_and_one_more_is_told() -> None:
    assert accept("affiliation", {**FULL["affiliation"], "project_title": "x" * 500})
    (problem,) = problems("affiliation", project_title="x" * 501)
    assert "longer than 500 characters" in problem.message


def test_what_nobody_gave_is_there_and_empty() -> None:
    accepted = accept("renewal-request", MINIMAL["renewal-request"])
    assert accepted["reference"] == ""
    assert accepted["enclosures"] == []
    assert accepted["irb_approval"] == {"application_number": "", "expires_on": ""}


@pytest.mark.parametrize("empty", ["", "   ", None])
def test_an_empty_fact_is_an_absent_one(empty: str | None) -> None:
    (problem,) = problems("affiliation", institution=empty)
    assert problem.message == "this letter needs it."


def test_cloud_storage_needs_its_provider_and_its_audit() -> None:
    told = problems("security-certification", cloud_provider=None, cloud_evidence=None)
    assert {problem.label for problem in told} == {"Cloud provider", "SOC 2 audit or FedRAMP certification"}


def test_a_renewal_request_does_not_say_no_change_of_itself() -> None:
    changes = {name: text for name, text in FULL["renewal-request"]["changes"].items() if name != "technology"}
    (problem,) = problems("renewal-request", changes=changes)
    assert problem.label == "The six items of 966(j): Technology changes, 966(j)(3)"


@pytest.mark.parametrize("wrong", [[], "text", 7, None])
def test_facts_that_are_no_group_are_told(wrong: object) -> None:
    with pytest.raises(LetterError):
        accept("affiliation", wrong)  # type: ignore[arg-type]  # a file may hold anything


def test_facts_that_are_nested_without_end_are_told() -> None:
    deep: dict[str, Any] = {}
    for _ in range(5000):
        deep = {"addressee": deep}
    with pytest.raises(LetterError):
        accept("affiliation", deep)


REASON = {"reason": "The security officer signed for another project.", "rests_on": "clause", "citation": "966(b)(7)"}


@pytest.mark.parametrize(
    ("change", "label", "told"),
    [
        ({"citation": "966(z)"}, "Specific reasons, 1: Clause or statute", "“966(z)” is not a clause"),
        ({"citation": "the form"}, "Specific reasons, 1: Clause or statute", "is not a clause"),
        ({"citation": "967(a) and more"}, "Specific reasons, 1: Clause or statute", "is not a clause"),
        ({"citation": ""}, "Specific reasons, 1: Clause or statute", "this letter needs it"),
        ({"rests_on": "statute", "citation": ""}, "Specific reasons, 1: Clause or statute", "this letter needs it"),
        ({"rests_on": "habit"}, "Specific reasons, 1: What it rests on", "“habit” is not one of the answers"),
        ({"rests_on": ""}, "Specific reasons, 1: What it rests on", "this letter needs it"),
        ({"reason": "  "}, "Specific reasons, 1: Reason", "this letter needs it"),
    ],
)
@pytest.mark.parametrize("kind", ["denial", "statement-of-reasons", "support-denial"])
def test_each_reason_cites_a_clause_a_statute_or_the_discretion(
    kind: str, change: dict[str, str], label: str, told: str
) -> None:
    (problem,) = problems(kind, reasons=[{**REASON, **change}])
    assert problem.label == label
    assert told in problem.message


@pytest.mark.parametrize(
    "reason",
    [
        REASON,
        {**REASON, "citation": "968(c)"},
        {**REASON, "rests_on": "statute", "citation": "Penal Code section 14240, subdivision (b)"},
        {"reason": REASON["reason"], "rests_on": "discretion"},
    ],
)
def test_what_a_reason_may_rest_on_is_taken(reason: dict[str, str]) -> None:
    assert accept("denial", {**FULL["denial"], "reasons": [reason]})["reasons"][0]["reason"] == REASON["reason"]


@pytest.mark.parametrize(
    "reasons", [[], [{}], [{"reason": "", "rests_on": "", "citation": ""}], "because", ["because"]]
)
def test_a_statement_of_reasons_without_a_reason_is_refused(reasons: object) -> None:
    told = problems("statement-of-reasons", reasons=reasons)
    assert told[0].pointer.startswith("/reasons")


RIGHTS = {
    "denial": ("denied_on", "notified_on"),
    "statement-of-reasons": ("denied_on", "notified_on"),
    "support-denial": ("denied_on", "notified_on"),
    "background-check-result": ("checked_on", "notified_on"),
    "transfer-decision": ("findings_received_on",),
    "identity-risk-notice": ("findings_received_on",),
    "new-or-revised-notice": ("findings_received_on",),
}


@pytest.mark.parametrize(("kind", "start"), [(kind, start) for kind, starts in RIGHTS.items() for start in starts])
def test_a_right_to_appeal_is_never_printed_shorter_than_ten_days(kind: str, start: str) -> None:
    days = dict.fromkeys(RIGHTS[kind], "2027-02-18") | {start: "2027-02-19"}
    (problem,) = problems(kind, **days, last_day_to_appeal="2027-02-28")
    assert problem.label == "Last day to appeal"
    assert problem.message.startswith("it is less than 10 days after")
    assert accept(kind, {**FULL[kind], **days, "last_day_to_appeal": "2027-03-01"})


@pytest.mark.parametrize("kind", list(RIGHTS))
@pytest.mark.parametrize("lost", ["last_day_to_appeal", "filing_address", "counting"])
def test_a_letter_with_a_right_to_appeal_says_until_when_where_and_how_that_was_counted(kind: str, lost: str) -> None:
    (problem,) = problems(kind, **{lost: None})
    assert problem.pointer == f"/{lost}"


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("background-check-result", {"outcome": "passed"}),
        ("transfer-decision", {"decision": "depends", "requirements": ["A background check."], "why": None}),
        ("transfer-decision", {"decision": "approved", "authorized_by": "A court order.", "why": None}),
    ],
)
def test_a_right_to_appeal_has_no_place_where_nothing_is_denied(kind: str, change: dict[str, Any]) -> None:
    told = {problem.pointer: problem.message for problem in problems(kind, **change)}
    assert told["/last_day_to_appeal"] == "it has no place in this letter as the other facts stand."
    facts = {name: fact for name, fact in {**FULL[kind], **change}.items() if fact is not None}
    assert "last_day_to_appeal" in unwanted(kind, facts)
    assert not unwanted(kind, FULL[kind])


@pytest.mark.parametrize(
    ("kind", "change", "told"),
    [
        ("renewal-notice", {"complete_by_on": "2027-02-23"}, "it is not after “Last day to complete the renewal”"),
        ("approval", {"expires_on": "2026-11-25"}, "it is not after “Day of approval”"),
        ("approval", {"timeframe_to_on": "2027-01-14"}, "it is before “First day on which data may be obtained”"),
        (
            "renewal-decision",
            {"new_expires_on": "2026-12-31"},
            "it is not after “Expiration date before this decision”",
        ),
        ("request-for-facts", {"answer_by_on": "2026-11-24"}, "it is before “Date of the letter”"),
    ],
)
def test_a_day_that_cannot_be_is_told_with_the_other_one(kind: str, change: dict[str, str], told: str) -> None:
    assert problems(kind, **change)[0].message.startswith(told)


@pytest.mark.parametrize("kind", [kind for kind, letter in LETTERS.items() if letter.writer == "Department"])
def test_no_letter_of_the_department_goes_without_a_named_contact(kind: str) -> None:
    contact = {name: words for name, words in FULL[kind]["contact"].items() if name != "phone"}
    (problem,) = problems(kind, contact=contact)
    assert problem.label == "Contact person of the Department: Telephone"


def test_rows_and_lines_that_are_empty_are_none() -> None:
    remedies = [{"violation": "", "remedy": " ", "remedied_on": ""}, *FULL["remediation-certificate"]["remedies"]]
    accepted = accept(
        "remediation-certificate", {**FULL["remediation-certificate"], "remedies": remedies, "copies": ["", "File"]}
    )
    assert len(accepted["remedies"]) == 2
    assert accepted["copies"] == ["File"]

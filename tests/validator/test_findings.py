from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.applications import ON, RIGHT, changed
from tests.validator.sentences import page
from tests.validator.table import Row, rows, told
from validator import checks, findings, messages
from validator.clauses import CLAUSES
from validator.finding import Finding, Severity, Stage
from validator.findings import by_section, check, counts
from validator.formats import FORMATS
from validator.questions import edition

ROWS = rows()
FORM = edition()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.clause}: {row.says}")
def test_the_table_of_expected_findings_holds(row: Row) -> None:
    assert row.difference() == (row.found, row.gone)


@pytest.mark.parametrize("stage", list(Stage))
def test_the_right_application_leaves_only_questions_about_papers_not_seen(stage: Stage) -> None:
    findings = check(RIGHT, stage, on=ON)
    assert {finding.severity for finding in findings} == {Severity.STAFF}
    assert all("not seen" in finding.message for finding in findings)


def test_the_blank_form_lacks_every_item_that_is_always_required_and_nothing_else() -> None:
    wrong = {finding.clause for finding in check({}, "submit", on=ON) if finding.severity is Severity.ERROR}
    always = {
        *(f"966(b)({number})" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11)),
        *(f"966(b)(12)(A)({item})" for item in ("i", "ii", "iii", "v", "vi")),
        "966(b)(12)(B)",
        "966(b)(12)(C)",
        "966(b)(12)(D)",
        *(f"966(b)(12)(D)({item})" for item in ("i", "ii", "iii")),
        "966(b)(12)(F)",
        "966(c)",
    }
    assert wrong == always


def test_an_unreadable_application_of_every_json_kind_is_told_and_never_raises() -> None:
    values: tuple[Any, ...] = (None, 5, "text", True, [], [1], {}, {"name": 7}, [[]], {"x": {"y": []}})
    for value in values:
        for name in RIGHT:
            for stage in Stage:
                assert isinstance(check(changed({name: value}), stage, on=ON), list)
    for inner in (5, "text", [5], None):
        assert check(changed({"team_members": [inner]}), "release", on=ON)


@given(st.dictionaries(st.text(max_size=4), st.text(max_size=8), max_size=4), st.sampled_from(list(Stage)))
def test_whatever_is_answered_findings_are_sentences_of_ours(answers: dict[str, str], stage: Stage) -> None:
    for finding in check(answers, stage, on=ON):
        assert_reads_well(finding)


LIBRARY_WORDS = (
    "required property",
    "does not match",
    "is not valid under",
    "is not of type",
    "was expected",
    "None",
    "{label",
)


def everything() -> list[Finding]:
    found = [finding for row in ROWS for finding in row.findings()]
    return [*found, *(finding for stage in Stage for finding in check({}, stage, on=ON))]


def assert_reads_well(finding: Finding) -> None:
    both = f"{finding.message} {finding.remedy}".replace(finding.label, "")
    assert {finding.message[-1], finding.remedy[-1]} <= {".", "?"}
    for word in LIBRARY_WORDS:
        assert word not in both
    assert len(finding.message) < 500


def test_every_message_names_its_label_or_person_and_ends_as_a_sentence() -> None:
    for finding in everything():
        assert_reads_well(finding)
        assert finding.label
        assert finding.clause in CLAUSES


def test_no_two_rules_share_message_and_remedy() -> None:
    said: dict[tuple[str, str], str] = {}
    for finding in everything():
        pointer = said.setdefault((finding.message, finding.remedy), finding.pointer)
        assert pointer == finding.pointer


def test_findings_stand_in_the_order_of_the_form() -> None:
    sections = [section.id for section in FORM.sections]
    places = [
        sections.index(section) for section, _, here in by_section(check({}, "submit", on=ON), FORM) for _ in here
    ]
    assert places == sorted(places)
    assert sum(counts(check({}, "submit", on=ON)).values()) == len(check({}, "submit", on=ON))


def test_findings_of_a_row_stand_together() -> None:
    members = [{"name": "Kai Lindqvist"}, {"name": "Noor Haddad"}]
    findings = check(changed({"team_members": members}), "submit", on=ON)
    numbers = [finding.pointer.split("/")[2] for finding in findings if finding.pointer.startswith("/team_members/")]
    assert numbers == sorted(numbers)
    assert set(numbers) == {"0", "1"}


# Every rule is needed: without it the table no longer holds.


@pytest.mark.parametrize("number", range(len(checks.CHECKS["carpos"])))
def test_without_a_check_the_table_does_not_hold(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rest = [check for place, check in enumerate(checks.CHECKS["carpos"]) if place != number]
    gone = checks.CHECKS["carpos"][number]
    monkeypatch.setattr(findings, "CHECKS", {"carpos": tuple(rest)})
    assert the_table_fails(about=gone.clause), gone


def the_table_fails(*, about: str) -> bool:
    """Whether some row no longer holds; those about a clause are tried first, for they are likeliest."""
    return any(not row.holds() for row in sorted(ROWS, key=lambda row: row.clause != about))


def _clause_of(path: tuple[str | int, ...], name: str) -> str:
    """The clause of the question that a rule of the schema is about, or of the nearest group."""
    node: Any = FORM.schema
    clause = ""
    for step in (*path, "properties", name):
        node = node[int(step)] if isinstance(node, list) else node.get(step, {})
        clause = node.get("x-clause", clause) if isinstance(node, dict) else clause
    return clause


def _rules(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str, str]]:
    """Each rule of the schema: where it stands, its keyword, and of `required` the name."""
    found: list[tuple[tuple[str | int, ...], str, str]] = []
    if isinstance(node, dict):
        inside_a_condition = "if" in path[-2:]
        if not inside_a_condition and isinstance(node.get("required"), list):
            found += [(path, "required", name) for name in node["required"]]
        for keyword in ("format", "maxLength", "enum", "uniqueItems"):
            if keyword in node and not inside_a_condition and "if" not in path:
                found.append((path, keyword, ""))
        for key, child in node.items():
            if not key.startswith("x-") and key not in ("if", "not"):
                found += _rules(child, (*path, key))
    elif isinstance(node, list):
        for number, child in enumerate(node):
            found += _rules(child, (*path, number))
    return found


@pytest.mark.parametrize("rule", _rules(FORM.schema), ids=lambda rule: "/".join(map(str, (*rule[0], *rule[1:]))))
def test_without_a_rule_of_the_schema_the_table_does_not_hold(
    rule: tuple[tuple[str | int, ...], str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, keyword, name = rule
    schema = deepcopy(dict(FORM.schema))
    node: Any = schema
    for step in path:
        node = node[step]
    if keyword == "required":
        node["required"] = [one for one in node["required"] if one != name]
    else:
        del node[keyword]
    weaker = Draft202012Validator(schema, format_checker=FORMATS)
    monkeypatch.setattr(messages, "engine", lambda *_: weaker)
    blank = {told(finding) for finding in check({}, "submit", on=ON)}
    assert blank != BLANK or the_table_fails(about=_clause_of(path, name))


BLANK = {told(finding) for finding in check({}, "submit", on=ON)}


def test_the_page_of_all_sentences_is_the_one_that_was_read() -> None:
    kept = Path(__file__).parents[2] / "docs" / "messages.md"
    assert kept.read_text(encoding="utf-8") == page(), (
        "python -m tests.validator.sentences > docs/messages.md, and read it"
    )

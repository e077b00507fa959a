from __future__ import annotations

import re
from datetime import date

import pytest

from validator.clauses import CITATION, CLAUSES, PERSONS, SECTIONS, children, cited, in_full, parent

# Typed from the regulation, not from the tables: every paragraph in its order, `+` before an item within a sentence.
PARAGRAPHS_OF_964 = """
(a) (b) (c) (d) (e)
(f) (f)(1) (f)(1)(A) (f)(1)(B) (f)(1)(C) (f)(1)(D) (f)(1)(E) (f)(2)
(g) (g)(1) (g)(2) (g)(3)
(h) (h)+1 (h)+2 (h)+3 (h)(1) (h)(2) (h)(3) (h)(4) (h)(5) (h)(6)
(i) (j)
(k) (k)(1) (k)(2) (k)(3)
(l) (m)
"""
PARAGRAPHS_OF_966 = """
(a)
(b) (b)(1) (b)(2) (b)(3) (b)(4) (b)(5) (b)(6) (b)(7) (b)(8) (b)(9)
(b)(10) (b)(10)(A) (b)(10)(B) (b)(10)(C) (b)(10)(D)
(b)(11)
(b)(12)
(b)(12)(A) (b)(12)(A)(i) (b)(12)(A)(ii) (b)(12)(A)(iii)
(b)(12)(A)(iv) (b)(12)(A)(iv)+1 (b)(12)(A)(iv)+2 (b)(12)(A)(iv)+3
(b)(12)(A)(v) (b)(12)(A)(v)+1 (b)(12)(A)(v)+2
(b)(12)(A)(vi)
(b)(12)(B) (b)(12)(C)
(b)(12)(D) (b)(12)(D)(i) (b)(12)(D)(ii) (b)(12)(D)(iii) (b)(12)(D)(iii)+(a) (b)(12)(D)(iii)+(b)
(b)(12)(E) (b)(12)(F)
(c) (c)(1)
(d) (e) (f) (g) (h)
(i) (i)(1) (i)(2) (i)(3) (i)(4) (i)(5) (i)(6)
(j) (j)(1) (j)(2) (j)(3) (j)(4) (j)(5) (j)(6)
"""


def in_order(section: str, paragraphs: str) -> list[str]:
    return [section + paragraph.replace("+", " item ") for paragraph in paragraphs.split()]


@pytest.mark.parametrize(("section", "paragraphs"), [("964", PARAGRAPHS_OF_964), ("966", PARAGRAPHS_OF_966)])
def test_every_paragraph_and_item_of_the_section_is_there_in_its_order(section: str, paragraphs: str) -> None:
    told = [citation for citation, clause in CLAUSES.items() if clause.section == section]
    assert told == in_order(section, paragraphs)


def test_964_has_35_clauses_and_966_has_61() -> None:
    counts = {number: sum(clause.section == number for clause in CLAUSES.values()) for number in SECTIONS}
    assert counts == {"964": 35, "966": 61}


def test_a_citation_follows_the_levels_of_the_code() -> None:
    level = re.compile(r"96[46]\([a-z]\)(\([1-9]\d?\)(\([A-Z]\)(\((i|ii|iii|iv|v|vi)\))?)?)?( item ([1-9]|\([a-z]\)))?")
    assert [citation for citation in CLAUSES if not level.fullmatch(citation)] == []
    assert all(CITATION.fullmatch(citation) for citation in CLAUSES)


def test_a_clause_stands_under_a_clause_that_comes_before_it() -> None:
    order = list(CLAUSES)
    for citation in CLAUSES:
        above = parent(citation)
        assert above is None or order.index(above) < order.index(citation)


def test_items_and_paragraphs_of_the_same_number_are_told_apart() -> None:
    assert parent("964(h) item 1") == parent("964(h)(1)") == "964(h)"
    assert "964(h) item 1" in children("964(h)")
    assert parent("966(b)(12)(D)(iii) item (b)") == "966(b)(12)(D)(iii)"


def test_a_subdivision_stands_under_no_clause() -> None:
    assert {citation for citation in CLAUSES if parent(citation) is None} == (
        {f"964({letter})" for letter in "abcdefghijklm"} | {f"966({letter})" for letter in "abcdefghij"}
    )


def test_children_come_in_the_order_of_the_regulation() -> None:
    assert children("966(b)(12)(D)") == ("966(b)(12)(D)(i)", "966(b)(12)(D)(ii)", "966(b)(12)(D)(iii)")
    assert children("966(g)") == ()


def test_a_clause_is_kept_under_its_own_citation_and_section() -> None:
    for citation, clause in CLAUSES.items():
        assert clause.citation == citation
        assert citation.startswith(clause.section)


def test_who_owes_a_clause_is_somebody_the_regulation_names() -> None:
    for clause in CLAUSES.values():
        assert clause.owed_by
        assert set(clause.owed_by) <= set(PERSONS)
        assert len(set(clause.owed_by)) == len(clause.owed_by)


def test_what_is_left_to_a_person_has_one_sentence_why_and_nothing_else_has() -> None:
    for clause in CLAUSES.values():
        assert (clause.left_to is None) == (clause.why is None)
        if clause.left_to and clause.why:
            assert clause.left_to in PERSONS
            assert re.fullmatch(r"[A-Z][^.]+\.", clause.why)


@pytest.mark.parametrize("citation", ["964(h)(4)", "966(i)(4)"])
def test_the_balance_of_harms_is_left_to_the_appeal_officer(citation: str) -> None:
    assert CLAUSES[citation].left_to == "appeal_officer"


def test_a_summary_is_a_sentence_of_its_own() -> None:
    summaries = [clause.summary for clause in CLAUSES.values()]
    assert all(re.fullmatch(r"[A-Z0-9].{9,350}[.?]", summary) for summary in summaries)


def test_only_the_same_paragraph_of_both_sections_has_the_same_summary() -> None:
    by_summary: dict[str, list[str]] = {}
    for citation, clause in CLAUSES.items():
        by_summary.setdefault(clause.summary, []).append(citation)
    alike = [citations for citations in by_summary.values() if len(citations) > 1]
    assert alike == [[f"964(h)({n})", f"966(i)({n})"] for n in (2, 3, 5, 6)]


def test_every_clause_is_operative_since_july_2022() -> None:
    assert {clause.since for clause in CLAUSES.values()} == {date(2022, 7, 1)}


def test_the_change_of_2024_is_told_at_the_paragraphs_that_it_names() -> None:
    told = {citation for citation, clause in CLAUSES.items() if clause.amended == date(2024, 5, 29)}
    assert told == {
        *("964(c)", "964(e)", "964(g)", "964(g)(1)", "964(g)(2)", "964(g)(3)"),
        *("964(h)", "964(h) item 1", "964(h) item 2", "964(h) item 3", "964(h)(1)", "964(h)(3)", "964(h)(4)"),
        *("964(j)", "964(k)(1)", "964(l)"),
        *("966(a)", "966(c)(1)", "966(d)", "966(g)", "966(h)", "966(i)(3)", "966(i)(4)", "966(j)"),
    }
    assert {clause.amended for clause in CLAUSES.values()} == {None, date(2024, 5, 29)}


def test_a_heading_has_paragraphs() -> None:
    assert [citation for citation, clause in CLAUSES.items() if clause.heading and not children(citation)] == []


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("Enter the project number. § 966(b)(1)", ("966(b)(1)",)),
        (
            "966(b)(12)(A)(iv) item 2, then 964(h) item 1 and 964(h)(1).",
            ("966(b)(12)(A)(iv) item 2", "964(h) item 1", "964(h)(1)"),
        ),
        ("966(b)(12)(D)(iii) item (a)", ("966(b)(12)(D)(iii) item (a)",)),
        ("a place that does not exist: 966(z)(9)", ("966(z)(9)",)),
        ("Civil Code 1798.24(t), Penal Code 1966(a), § 968(b)", ()),
    ],
)
def test_the_places_that_a_text_names_are_found(text: str, citations: tuple[str, ...]) -> None:
    assert cited(text) == citations


def test_a_letter_cites_a_clause_in_full() -> None:
    assert in_full("966(i)(1)") == "California Code of Regulations, title 11, section 966, subdivision (i)(1)"

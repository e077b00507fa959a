from __future__ import annotations

from validator.clauses import CLAUSES, Statement, children
from webapp.law.coverage import Coverage, cover, coverage


def told(*stated: Statement) -> dict[str, Coverage]:
    return {one.clause.citation: one for one in cover(stated)}


def test_every_clause_is_told_in_the_order_of_the_regulation() -> None:
    assert [one.clause for one in cover([])] == list(CLAUSES.values())


def test_a_clause_that_nothing_states_and_nobody_has_is_not_yet() -> None:
    assert told()["966(b)(5)"].status == "not yet"
    assert told()["966(b)(5)"].left_to is None


def test_a_clause_left_to_a_person_names_the_person_and_says_why() -> None:
    harms = told()["966(i)(4)"]
    assert harms.status == "left"
    assert harms.left_to is not None
    assert harms.left_to.startswith("appeal officer: Weighing harms")


def test_a_clause_is_stated_by_each_object_once() -> None:
    twice = Statement("966(g)", "deadline: reasons")
    assert told(twice, Statement("966(g)", "letter: denial"), twice)["966(g)"].stated_in == (
        "deadline: reasons",
        "letter: denial",
    )


def test_a_clause_that_is_stated_stays_left_to_the_person_too() -> None:
    harms = told(Statement("966(i)(4)", "letter: decision"))["966(i)(4)"]
    assert harms.status == "stated"
    assert harms.left_to is not None


def test_a_heading_is_stated_by_its_paragraphs_once_all_of_them_are() -> None:
    paragraphs = children("966(b)(10)")
    assert told(*(Statement(each, "somewhere") for each in paragraphs))["966(b)(10)"].stated_in == paragraphs
    assert told(*(Statement(each, "somewhere") for each in paragraphs[1:]))["966(b)(10)"].status == "not yet"


def test_a_heading_counts_a_paragraph_left_to_a_person_but_does_not_name_it() -> None:
    identifiers = [each for each in children("964(f)(1)") if each != "964(f)(1)(E)"]
    assert told(*(Statement(each, "somewhere") for each in identifiers))["964(f)(1)"].stated_in == tuple(identifiers)


def test_a_heading_of_headings_is_stated_from_the_bottom_up() -> None:
    leaves = [each for each in CLAUSES if each.startswith("966(b)") and not children(each)]
    parents = [each for each in CLAUSES if each.startswith("966(b)") and children(each) and not CLAUSES[each].heading]
    covered = told(*(Statement(each, "somewhere") for each in leaves + parents))
    assert covered["966(b)"].stated_in == children("966(b)")


def test_a_clause_that_asks_for_something_itself_is_not_stated_by_its_paragraphs() -> None:
    reports = told(*(Statement(each, "somewhere") for each in children("966(j)")))
    assert reports["966(j)"].status == "not yet"


def test_a_heading_that_something_states_itself_names_only_that() -> None:
    paragraphs = [Statement(each, "somewhere") for each in children("966(b)(10)")]
    own = Statement("966(b)(10)", "the list of Team Members")
    assert told(own, *paragraphs)["966(b)(10)"].stated_in == ("the list of Team Members",)


def test_each_clause_of_the_procedure_is_stated_or_left_to_somebody() -> None:
    reports = {one.clause.citation: one for one in coverage() if one.clause.citation.startswith("966")}
    assert len(reports) > 50
    assert [citation for citation, one in reports.items() if one.status == "not yet"] == []

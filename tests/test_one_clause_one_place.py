from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path

import pytest

from procedure.workflow import TABLE
from templates.letters import LETTERS
from validator.clauses import CLAUSES, cited
from webapp.law.coverage import coverage, statements

CHECKOUT = Path(__file__).parents[1]
ROOMS = ("validator", "procedure", "forms", "templates", "webapp")
WRITTEN = {".py", ".toml", ".json", ".html", ".typ"}

# The screening of draft publications, validator/disclosure.py, is to come; what is added there leaves this list.
SCREENING = {"964(f)", "964(f)(1)", "964(f)(1)(A)", "964(f)(1)(B)", "964(f)(1)(C)", "964(f)(1)(D)", "964(f)(2)"}


def sources() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((CHECKOUT / room).rglob("*")):
            if path.suffix in WRITTEN:
                yield path


def test_whatever_states_a_clause_of_964_or_966_names_one_that_exists() -> None:
    strangers = [each for each in statements() if each.clause.startswith(("964", "966")) and each.clause not in CLAUSES]
    assert strangers == []


def test_whatever_states_a_clause_names_exactly_one_place_in_the_law() -> None:
    crowded = [each for each in statements() if len(cited(each.clause)) > 1]
    assert crowded == []


@pytest.mark.parametrize("path", tuple(sources()), ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_clause_named_anywhere_in_the_rooms_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert sorted(set(cited(text)) - set(CLAUSES)) == []


def test_a_schema_pointer_that_states_a_clause_leads_to_a_property() -> None:
    pointers = {each.place for each in statements() if "#/" in each.place}
    assert pointers
    for place in pointers:
        file, _, pointer = place.partition("#/")
        schema = json.loads((CHECKOUT / file).read_text(encoding="utf-8"))
        assert isinstance(reduce(lambda node, key: node[key], pointer.split("/"), schema), Mapping), place


def test_every_paragraph_of_964_and_966_is_stated_or_left_to_somebody() -> None:
    assert {one.clause.citation for one in coverage() if one.status == "not yet"} == SCREENING


def test_a_clause_names_the_question_the_check_the_act_the_deadline_and_the_letter_that_state_it() -> None:
    stated_in = {one.clause.citation: one.stated_in for one in coverage()}
    assert stated_in["966(b)(5)"] == (
        "validator/schema/carpos/1.json#/properties/bona_fide_researcher/properties/phone",
        "validator/schema/carpos/1.json#/properties/bona_fide_researcher/properties/email",
        "validator.checks.carpos.contacts: free_mail_address",
        "validator.checks.carpos.contacts: address_unlike_the_officers",
    )
    assert set(stated_in["966(j)"]) >= {
        "procedure.workflow.TABLE: notice_renewal",
        "procedure.deadlines.DEADLINES: renewal_notice",
        "templates.letters.LETTERS: renewal-notice",
    }


def test_what_rests_on_policy_or_courtesy_states_no_clause() -> None:
    law = {row.act for row in TABLE if row.basis == "law"}
    grounded = {letter.kind for letter in LETTERS.values() if letter.ground == "clause"}
    places = {each.place for each in statements()}
    assert {place.split(": ")[1] for place in places if place.startswith("procedure.workflow")} == law
    assert {place.split(": ")[1] for place in places if place.startswith("templates.letters")} == grounded


def test_a_function_that_states_a_clause_is_there() -> None:
    functions = {each.place for each in statements() if each.place.startswith("validator.checks.")}
    assert functions
    for place in functions:
        module, _, function = place.partition(": ")
        source = (CHECKOUT / module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8")
        assert f"def {function}(" in source

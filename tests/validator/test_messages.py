from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.applications import ON, RIGHT, changed
from validator.evidence import Evidence
from validator.findings import check
from validator.formats import FORMATS
from validator.messages import engine
from validator.questions import edition

FORM = edition("carpos", "1")
AS_PUBLISHED = Draft202012Validator(FORM.schema, format_checker=FORMATS)
ODD_ANSWERS: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", "x", "12/31/2027", 7, True, False, [], ["research"], {}, "x" * 501]
)


def _places(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children = node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, list) else ()
    return [place for key, child in children for place in ((*path, key), *_places(child, (*path, key)))]


@given(st.dictionaries(st.sampled_from(_places(RIGHT)), ODD_ANSWERS, min_size=1, max_size=8))
def test_the_rules_find_what_the_published_schema_finds(odd: dict[tuple[str | int, ...], Any]) -> None:
    application = deepcopy(dict(RIGHT))
    for path, value in odd.items():
        _put(application, path, value)
    assert _found(engine("carpos", "1"), application) == _found(AS_PUBLISHED, application)


def _put(application: Any, path: tuple[str | int, ...], value: Any) -> None:
    """Sets an answer where its place is still there; None takes it out."""
    *way, last = path
    try:
        for step in way:
            application = application[step]
        application[last] = value
        if value is None:
            del application[last]
    except (KeyError, IndexError, TypeError):
        return


def _found(validator: Draft202012Validator, application: Any) -> list[tuple[str, str, str]]:
    errors = validator.iter_errors(application)
    return sorted((error.json_path, str(error.validator), error.message) for error in errors)


def test_the_rules_refer_to_nothing_outside_of_them() -> None:
    assert "$ref" not in repr(FORM.rules)
    assert "$defs" not in FORM.rules


def test_what_a_person_typed_reaches_a_sentence_as_one_visible_line() -> None:
    odd = "\u202eKai\x1b[31m Lindqvist\n" + "x" * 300
    application = changed(
        {
            "bona_fide_researcher.name": odd,
            "bona_fide_researcher.postal_code": "10001",
            "security_officer.name": odd,
            "team_members.0.name": odd,
            "security_certification.officer_name": f"Noor {odd}",
            "": 1,
        }
    )
    papers = [Evidence("curriculum_vitae", name=odd, pages=("of another",))]
    for finding in check(application, "release", on=ON, evidence=papers):
        assert finding.label
        assert (finding.label + finding.message + finding.remedy).isprintable()
        assert "x" * 100 not in finding.message

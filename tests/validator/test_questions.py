from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from validator.answers import answer, applies, prepared
from validator.clauses import CLAUSES
from validator.evidence import Evidence
from validator.questions import NEWEST, Condition, clauses_stated, edition, edition_of
from validator.record import Record

FORM = edition()


def test_published_editions_do_not_change() -> None:
    locked = json.loads((files("validator.schema") / "locked.json").read_text(encoding="utf-8"))
    found = {
        f"{system.name}/{one.name}": hashlib.sha256(one.read_bytes()).hexdigest()
        for system in files("validator.schema").iterdir()
        if system.is_dir() and not system.name.startswith("__")
        for one in system.iterdir()
    }
    assert found == locked, (
        "a published edition never changes; a new edition is a new file, with its own line in locked.json"
    )


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(dict(FORM.schema))


def test_every_question_has_label_help_clause_and_section_of_its_own() -> None:
    labels = [question.label for question in FORM.questions]
    assert len(set(labels)) == len(labels)
    for question in FORM.questions:
        assert question.help.endswith((".", "?"))
        assert question.clause in CLAUSES
        assert question.section in {section.id for section in FORM.sections}
        if question.kind in ("text", "prose", "date", "email", "phone"):
            assert question.example
            assert question.max_length or question.kind == "date"


def test_every_requirement_says_what_to_do() -> None:
    for question in FORM.questions:
        if question.required:
            assert question.messages
            assert question.messages["required"]["remedy"]


def test_the_questions_of_966b_stand_in_its_order() -> None:
    order = list(CLAUSES)
    places = [
        order.index(q.clause) for q in FORM.questions if q.clause.startswith("966(b)") and q.section != "security"
    ]
    assert places == sorted(places)


def test_conditions_are_read_from_the_schema() -> None:
    assert FORM.by_name["project_number"].conditions == (Condition("request_kind", ("modified",)),)
    assert Condition("project_outline.funding_kind", ("public_grant", "private_grant")) in (
        FORM.by_name["project_outline.grant_period"].conditions
    )
    assert FORM.by_name["team_members.*.name"].conditions == (Condition("has_team_members", (True,)),)


def test_a_question_applies_until_its_condition_is_answered_otherwise() -> None:
    number = FORM.by_name["project_number"]
    assert applies({}, number)
    assert applies({"request_kind": "modified"}, number)
    assert not applies({"request_kind": "new"}, number)


def test_an_edition_that_is_not_known_is_read_by_the_newest() -> None:
    assert edition_of({}) is edition_of({"data_system": "carpos", "edition": "99"}) is edition("carpos", "1")
    assert edition_of({"data_system": 5, "edition": []}) is edition_of({"data_system": "nowhere"})
    with pytest.raises(KeyError):
        edition("carpos", "../1")


def test_every_statement_points_into_the_schema() -> None:
    for clause, place in clauses_stated():
        path, _, pointer = place.partition("#/")
        node = json.loads((files("validator") / path.removeprefix("validator/")).read_text(encoding="utf-8"))
        for step in pointer.split("/"):
            node = node[step]
        assert node["x-clause"] == clause.partition(" item ")[0]
    assert set(NEWEST) == {"carpos"}


def test_blanks_are_no_answers_and_groups_are_there() -> None:
    held = prepared(
        {"project_title": "  ", "curriculum_vitae": {"enclosed": False}, "team_members": [{"name": ""}]}, FORM
    )
    assert "project_title" not in held
    assert held["curriculum_vitae"] == {}
    assert held["bona_fide_researcher"] == {}
    assert held["team_members"] == [{"training_certificate": {}}]


def test_an_answer_is_found_by_its_dotted_name() -> None:
    held = {"team_members": [{"name": "Kai"}], "x": {"y": 1}}
    assert answer(held, "team_members.0.name") == "Kai"
    assert answer(held, "team_members.1.name") is None
    assert answer(held, "team_members.name") is None
    assert answer(held, "x.y.z") is None


def test_a_document_at_hand_ticks_its_box_for_its_person() -> None:
    application = {"bona_fide_researcher": {"name": "Alexandra Reyes"}, "team_members": [{"name": "Kai"}, 5]}
    held = prepared(application, FORM, [Evidence("training", person="Reyes, Alexandra"), Evidence("curriculum_vitae")])
    assert held["training_certificate"] == {"enclosed": True}
    assert held["curriculum_vitae"] == {"enclosed": True}
    assert held["team_members"][0]["training_certificate"] == {}


def test_groups_of_another_shape_stay_as_they_are() -> None:
    held = prepared({"curriculum_vitae": "yes", "team_members": [{"name": "Kai", "training_certificate": "yes"}]}, FORM)
    assert held["curriculum_vitae"] == "yes"
    assert held["team_members"][0]["training_certificate"] == "yes"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({}, "needs a kind"),
        ({"kind": "rumour"}, "needs a kind"),
        ({"kind": "answer", "weight": 5}, "no place for “weight”"),
        ({"kind": "background_check", "passed": "yes"}, "true or false"),
        ({"kind": "background_check", "person": True}, "is text"),
        ({"kind": "background_check", "on": "soon"}, "is a date"),
    ],
)
def test_what_is_no_record_is_refused_in_words(entry: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Record.of(entry)

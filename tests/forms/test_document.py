from __future__ import annotations

import pytest

from forms.document import NO_BREAK, assemble, box_of, edition_mark, flattened
from forms.fields import Field, Note, Reading, UnreadableFormError, Value
from validator.questions import edition

OURS = (Field("data_system", "carpos"), Field("edition", "1"))


def reading(**values: Value) -> Reading:
    return Reading((*OURS, *(Field(name.replace("__", "."), value) for name, value in values.items())))


def test_a_field_goes_to_the_place_that_its_name_says() -> None:
    found = assemble(reading(bona_fide_researcher__name=" Alexandra Reyes ", request_kind="new")).application
    assert found == {
        "data_system": "carpos",
        "edition": "1",
        "bona_fide_researcher": {"name": "Alexandra Reyes"},
        "request_kind": "new",
    }


def test_what_was_left_empty_is_no_answer_and_no_is_one() -> None:
    found = assemble(
        reading(project_title="  ", has_team_members="no", curriculum_vitae__enclosed=False, request_kind=None)
    )
    assert found.application == {"data_system": "carpos", "edition": "1", "has_team_members": False}


def test_dates_are_read_as_people_write_them_and_else_kept_as_typed() -> None:
    found = assemble(reading(requested_on="6/12/2026", anticipated_completion_on="spring 2028")).application
    assert (found["requested_on"], found["anticipated_completion_on"]) == ("2026-06-12", "spring 2028")


def test_boxes_of_several_choices_become_a_list_in_the_order_of_the_form() -> None:
    kinds = edition().by_name["project_outline.purpose_kinds"]
    boxes = {
        box_of(kinds, value).replace(".", "__"): value != "peer_review"
        for value in ("statistical", "research", "peer_review")
    }
    assert assemble(reading(**boxes)).application["project_outline"] == {"purpose_kinds": ["research", "statistical"]}


def test_rows_keep_their_order_and_empty_rows_between_them_go() -> None:
    found = assemble(
        reading(team_members__10__name="Noor", team_members__2__name="Kai", team_members__2__it_team="yes")
    )
    assert found.application["team_members"] == [{"name": "Kai", "it_team": True}, {"name": "Noor"}]
    assert [note.message.partition(":")[0] for note in found.notes] == [
        "Team Member 1 here is row 3 of the form",
        "Team Member 2 here is row 11 of the form",
    ]


def test_a_long_answer_goes_on_in_the_order_of_its_continuations() -> None:
    purposes = "project_outline.purposes"
    found = assemble(
        reading(
            project_outline__purposes="first",
            continuation__10__of=purposes,
            continuation__10__text="fourth",
            continuation__2__of=purposes,
            continuation__2__text="second ",
            continuation__3__of=purposes,
            continuation__3__text="thi" + NO_BREAK,
            continuation__4__of=purposes,
            continuation__4__text="rd",
        )
    )
    assert found.application["project_outline"]["purposes"] == "first second third fourth"
    assert found.notes == ()


def test_a_continuation_may_hold_the_whole_answer() -> None:
    found = assemble(reading(continuation__0__of="project_outline.design", continuation__0__text="all of it"))
    assert found.application["project_outline"] == {"design": "all of it"}


@pytest.mark.parametrize("of", [None, "", "project_title", "nothing.of.ours"])
def test_a_continuation_of_nothing_is_told_and_not_used(of: str | None) -> None:
    found = assemble(reading(continuation__0__of=of, continuation__0__text="lost?"))
    assert [note.kind for note in found.notes] == ["continuation"]
    assert "lost?" not in str(found.application)


def test_a_field_that_the_edition_does_not_know_is_told() -> None:
    found = assemble(reading(favourite_colour="blue", team_members__0="x", project_title__more="y"))
    assert [note.kind for note in found.notes] == ["unknown_field"] * 3


def test_numbers_that_are_no_row_are_names_that_nobody_knows() -> None:
    odd = Reading((*OURS, Field("²", "x"), Field("team_members.¹.name", "y"), Field("9" * 5000, "z")))
    assert [note.kind for note in assemble(odd).notes] == ["unknown_field"] * 3


def test_of_one_name_the_first_value_counts() -> None:
    twice = Reading((*OURS, Field("project_title", "one"), Field("project_title", "two")))
    assert assemble(twice).application["project_title"] == "one"


def test_notes_on_the_reading_go_along() -> None:
    note = Note("repaired", "The file was damaged.")
    assert assemble(Reading(OURS, (note,))).notes == (note,)


def test_another_form_is_refused_in_words() -> None:
    with pytest.raises(UnreadableFormError) as refused:
        assemble(Reading((Field("Name", "Reyes"),)))
    assert refused.value.kind == "another_form"
    assert edition_mark(Reading(())) is None


@pytest.mark.parametrize("number", ["99", "../1", "x"])
def test_an_edition_that_is_not_known_is_refused_in_words(number: str) -> None:
    with pytest.raises(UnreadableFormError) as refused:
        assemble(Reading((Field("data_system", "carpos"), Field("edition", number))))
    assert refused.value.kind == "unknown_edition"
    with pytest.raises(UnreadableFormError):
        assemble(Reading((Field("data_system", "nowhere"), Field("edition", "1"))))


def test_an_application_becomes_dotted_names() -> None:
    application = {"a": {"b": 1}, "rows": [{"x": {"y": True}}, {}], "kinds": ["one", "two"], "none": []}
    assert dict(flattened(application)) == {"a.b": 1, "rows.0.x.y": True, "kinds": ["one", "two"], "none": []}

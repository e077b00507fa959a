from __future__ import annotations

import pytest

from forms.editions.edition_map import MapError, Place, read_map
from tests.forms.editions.foreign_form import MAP

HEAD = 'title = "A form"\nedition = "carpos/1"\n[fields]\n'


def test_a_map_says_where_each_field_belongs() -> None:
    known = read_map(MAP)
    assert known.title.startswith("State Department")
    assert known.places["Zip"] == Place("bona_fide_researcher.postal_code")
    assert known.places["Check Box2"] == Place("has_team_members", "no")
    assert known.places["Check Box10"] == Place("", slot="project_outline")
    assert known.values["Request Type"] == {"Choice1": "new", "Choice2": "modified"}


def test_a_mark_that_an_editor_put_before_the_first_line_does_no_harm() -> None:
    assert read_map("\ufeff" + MAP) == read_map(MAP)


def test_a_field_that_holds_no_answer_is_known() -> None:
    assert read_map(HEAD + '"Print" = ""').places == {"Print": Place("")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = ", "not well formed"),
        ('title = "A form"\n', "edition"),
        ('title = "A form"\nedition = "carpos/99"\n[fields]\na = "project_title"', "carpos/99"),
        ('edition = "carpos/1"\n[fields]\na = "project_title"', "no title"),
        ('title = "A form"\nedition = "carpos/1"\n', r"\[fields\]"),
        ('title = "A form"\nedition = "carpos/1"\nfields = 3\n', r"\[fields\]"),
        (HEAD + 'a = "project_titel"', "project_titel"),
        (HEAD + "a = 7", "7"),
        (HEAD + 'a = "request_kind = renewed"', "Known: new, modified"),
        (HEAD + 'a = "project_title = yes"', "leave the value out"),
        (HEAD + 'a = "enclosed: sandwiches"', "sandwiches"),
        (HEAD + 'a = "request_kind"\n[values.b]\nx = "new"', "does not say where"),
        (HEAD + 'a = "request_kind"\n[values.a]\nx = "renewed"', "renewed"),
        (HEAD + 'a = "request_kind"\n[values]\na = "new"', "no table"),
        (HEAD + 'a = "request_kind"\n[value.a]\nx = "new"', "“value”"),
        ('title = "A form"\nedition = "carpos/1"\nvalues = 3\n[fields]\na = "request_kind"', "no table"),
    ],
)
def test_a_map_that_says_what_cannot_be_is_refused_with_the_place(text: str, says: str) -> None:
    with pytest.raises(MapError, match=says):
        read_map(text)

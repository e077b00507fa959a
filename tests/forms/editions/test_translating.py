from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from forms.document import assemble
from forms.editions.edition_map import read_map
from forms.editions.translating import as_ours, recognised, translated
from forms.fields import Field, Reading, UnreadableFormError
from forms.reader import Reader
from tests.forms.editions.foreign_form import ANSWERS, MAP, foreign_form
from tests.forms.test_viewers import PROGRAMS
from tests.forms.viewers import Program

KNOWN = read_map(MAP)
HEAD = 'title = "A form"\nedition = "carpos/1"\n[fields]\n'


def read(**values: Any) -> Reading:
    return Reading(tuple(Field(name, value) for name, value in values.items()))


def ours(text: str, reading: Reading) -> dict[str, Any]:
    """What a foreign form means, without the marks of the edition."""
    application = assemble(translated(reading, read_map(HEAD + text)).reading).application
    return {name: value for name, value in application.items() if name not in {"data_system", "edition"}}


def messages(reading: Reading) -> str:
    return " ".join(note.message for note in reading.notes)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as read:
        yield read


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_foreign_form_that_a_program_filled_becomes_our_application(
    program: Program, reader: Reader, tmp_path: Path
) -> None:
    reading = reader(program(foreign_form(), ANSWERS, tmp_path))
    found = as_ours(reading, [KNOWN])
    application = assemble(found.reading).application
    assert application["request_kind"] == "modified"
    assert application["requested_on"] == "2026-11-20"
    assert application["bona_fide_researcher"]["name"] == "Alexandra Reyes"
    assert application["security_officer"]["phone"] == "916-555-0101"
    assert application["has_team_members"] is True
    assert application["team_members"] == [
        {"name": "Kai Lindqvist", "access_location": "Room 12, 1 College Way", "data_analysis_team": True}
    ]
    assert application["data_levels"] == ["de_identified"]
    assert application["irb_approval"] == {"application_number": "2026-118", "expires_on": "2028-11-01"}
    assert application["curriculum_vitae"] == {"enclosed": True}
    assert found.enclosed == ("project_outline",)
    assert "“Text99”, which holds “TR-7”" in messages(found.reading)
    doubted = [field for field in found.reading.fields if field.doubt]
    assert all("drawn as not chosen" in str(field.doubt) for field in doubted)  # qpdf records, and draws nothing


def test_a_form_that_no_map_knows_is_not_guessed() -> None:
    reading = read(**{f"Text{number}": "x" for number in range(9)})
    assert recognised(reading, [KNOWN]) is None
    with pytest.raises(UnreadableFormError, match="not our edition"):
        assemble(as_ours(reading, [KNOWN]).reading)


def test_the_map_that_is_most_alike_is_taken() -> None:
    names = [name for name in KNOWN.places if name != "IRB No"]
    reading = read(**dict.fromkeys(names, ""))
    other = read_map(
        MAP.replace('"IRB No" = "irb_approval.application_number"\n', "").replace("State Dep", "Other Dep")
    )
    found = recognised(reading, [KNOWN, other])
    assert found is not None
    assert found.title.startswith("Other")


def test_our_own_form_is_never_translated() -> None:
    reading = read(data_system="carpos", edition="1", **dict.fromkeys(KNOWN.places, ""))
    assert as_ours(reading, [KNOWN]).reading is reading


def test_an_answer_knows_what_its_field_is_called_in_the_other_form() -> None:
    found = translated(read(Zip="95814"), KNOWN).reading
    assert [(field.name, field.called) for field in found.fields[2:]] == [("bona_fide_researcher.postal_code", "Zip")]


def test_no_field_is_dropped_in_silence() -> None:
    reading = read(Zip="95814", Mystery="something", Empty="", Ticked=True)
    told = messages(translated(reading, KNOWN).reading)
    assert "“Mystery”, which holds “something”" in told
    assert "“Ticked”, which holds “a tick”" in told
    assert "empty fields: “Empty”" in told
    assert "lacks fields that its table knows: “Request Type”, " in told
    assert "and 29 more" in told


def test_both_boxes_ticked_are_told_and_left_to_a_person() -> None:
    boxes = 'a = "request_kind = new"\nb = "request_kind = modified"'
    assert ours(boxes, read(a=True, b=False)) == {"request_kind": "new"}
    assert ours(boxes, read(a=False, b=False)) == {}
    assert ours(boxes, read(a=True, b=True)) == {"request_kind": ["new", "modified"]}
    found = translated(read(a=True, b=True), read_map(HEAD + boxes)).reading.fields[-1]
    assert found.doubt == "Several answers were marked in your form: new and modified."


def test_yes_and_no_both_ticked_are_neither() -> None:
    boxes = 'a = "has_team_members = yes"\nb = "has_team_members = no"'
    assert ours(boxes, read(a=True, b=True)) == {"has_team_members": ["yes", "no"]}
    assert ours(boxes, read(a="Off", b="Yes")) == {"has_team_members": False}


def test_a_box_that_is_not_ticked_is_unanswered_and_never_no() -> None:
    assert ours('a = "team_members.0.it_team = yes"', read(a=False)) == {}


def test_several_boxes_of_several_choices_are_all_taken() -> None:
    boxes = 'a = "data_levels = identified"\nb = "data_levels = de_identified"'
    assert ours(boxes, read(a=True, b=True)) == {"data_levels": ["identified", "de_identified"]}


def test_parts_of_one_answer_are_put_together() -> None:
    text = '"First" = "bona_fide_researcher.name"\n"Last" = "bona_fide_researcher.name"'
    assert ours(text, read(First="Alexandra", Last="Reyes")) == {"bona_fide_researcher": {"name": "Alexandra Reyes"}}
    prose = '"a" = "project_outline.design"\n"b" = "project_outline.design"'
    assert ours(prose, read(a="One.", b="Two.")) == {"project_outline": {"design": "One.\nTwo."}}


def test_a_choice_is_known_by_its_label_and_one_that_is_not_is_doubted() -> None:
    assert ours('a = "request_kind"', read(a="NEW REQUEST")) == {"request_kind": "new"}
    assert ours('a = "has_team_members"', read(a="Yes")) == {"has_team_members": True}
    field = translated(read(a="Choice9"), read_map(HEAD + 'a = "request_kind"')).reading.fields[-1]
    assert (field.value, field.doubt is not None) == ("Choice9", True)

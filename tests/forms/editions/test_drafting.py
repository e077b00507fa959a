from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from forms.editions.blank_fields import BlankField, Option
from forms.editions.drafting import draft, unanswered, unplaced
from forms.editions.edition_map import read_map
from forms.editions.placing import Placed, placed
from forms.fill import blank
from forms.reader import Reader
from tests.forms.editions.foreign_form import MAP, PAGES, Asked, foreign_form
from validator.questions import edition

FORM = edition()


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as read:
        yield read


@pytest.fixture(scope="module")
def found(reader: Reader) -> list[Placed]:
    return placed(reader.blank(foreign_form()), FORM)


def one(name: str = "Text1", kind: str = "text", *labels: str, options: tuple[Option, ...] = ()) -> Placed:
    return placed([BlankField(name, kind, "", labels, 1, options)], FORM)[0]


def test_the_draft_of_a_blank_is_the_map_that_a_person_wrote(found: list[Placed]) -> None:
    drafted, written = read_map(draft(found, FORM, "blank.pdf")), read_map(MAP)
    assert drafted.places == written.places
    assert drafted.values["Request Type"] == written.values["Request Type"]


def test_what_cannot_be_placed_is_told_and_not_guessed(found: list[Placed]) -> None:
    assert [each.asked.name for each in unplaced(found)] == ["Text99"]
    text = draft(found, FORM, "blank.pdf")
    assert '# "Text99" = ""  # not placed (text): Internal use only, tracking code' in text
    assert "project_outline.purposes" in unanswered(found, FORM)
    assert "# No field was found for: timeframe.from_on" in text


def test_a_form_whose_names_say_nothing_is_placed_by_what_is_printed(reader: Reader) -> None:
    number = iter(range(1, 100))
    nameless = tuple(
        tuple(
            replace(
                line, fields=tuple((f"Field{next(number)}", kind, words) for _, kind, words in line.fields), tips={}
            )
            for line in page
        )
        for page in PAGES
    )
    drafted = placed(reader.blank(foreign_form(nameless)), FORM)
    expected = list(read_map(MAP).places.values())
    places = [each.place for each in drafted if each.place]
    right = {place.name for place in expected} & {re.sub(r" = .*", "", place) for place in places}
    assert len(right) >= 0.9 * len({place.name for place in expected})


def test_our_own_blank_places_nearly_every_field_at_itself(reader: Reader) -> None:
    plain = [field for field in reader.blank(blank()) if "." in field.name and "continuation" not in field.name]
    drafted = placed([field for field in plain if field.kind == "text"], FORM)
    single = [each for each in drafted if "team_members" not in each.asked.name]
    right = sum(each.place == each.asked.name for each in single)
    assert right >= 0.9 * len(single), [
        (each.asked.name, each.place) for each in single if each.place != each.asked.name
    ]


def test_the_same_words_twice_belong_to_the_person_before() -> None:
    fields = [
        BlankField(f"Text{number}", "text", "", (label,), 1)
        for number, label in enumerate(
            ["Name of Bona Fide Researcher:", "Phone:", "E-mail:", "Information Security Officer:", "Phone:", "E-mail:"]
        )
    ]
    assert [each.place for each in placed(fields, FORM)] == [
        "bona_fide_researcher.name", "bona_fide_researcher.phone", "bona_fide_researcher.email",
        "security_officer.name", "security_officer.phone", "security_officer.email",
    ]  # fmt: skip


def tipped(*tips: str) -> list[Placed]:
    return placed([BlankField(f"f{number}", "text", tip, (), 1) for number, tip in enumerate(tips)], FORM)


def test_the_row_is_the_one_that_the_words_number_and_what_is_asked_there() -> None:
    found = tipped(
        "Team member 1 name", "Team member 1 location", "Team member 3 name", "Team member 3 location",
        "Team member 2 name",
    )  # fmt: skip
    assert [each.place for each in found] == [
        "team_members.0.name", "team_members.0.access_location", "team_members.2.name",
        "team_members.2.access_location", "team_members.1.name",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["Name", "Email", "Phone (incl. area code)", "City", "Date", "Date signed", "Signature"]
)
def test_a_field_that_names_nobody_is_looked_at(words: str) -> None:
    assert not tipped(words)[0].is_sure
    assert not tipped("Wages", "Employer", words)[2].is_sure


def test_a_field_that_goes_on_about_a_person_is_as_sure_as_the_one_that_names_that_person() -> None:
    named = tipped("Name of Bona Fide Researcher", "Position title", "City", "E-mail")
    assert [(each.place.partition(".")[0], each.is_sure) for each in named] == [("bona_fide_researcher", True)] * 4
    strangers = tipped("Name of Bona Fide Researcher", "Supervisor email address", "Advisor", "City")
    assert not any(each.is_sure for each in strangers[1:])
    unnamed = tipped("Name", "Position title", "City", "E-mail")
    assert not any(each.is_sure for each in unnamed)


def test_the_parts_of_a_name_are_one_answer_to_look_at_and_nobody_elses() -> None:
    found = tipped("First name", "M.I", "Last name", "Phone (incl. area code)", "Email")
    assert [(each.place, each.is_sure) for each in found] == [
        ("bona_fide_researcher.name", False), ("", False), ("bona_fide_researcher.name", False),
        ("bona_fide_researcher.phone", False), ("bona_fide_researcher.email", False),
    ]  # fmt: skip


def test_two_fields_that_claim_one_place_are_both_looked_at() -> None:
    found = tipped("Team member 1 name", "Team member 1 name")
    assert [(each.place, each.is_sure) for each in found] == [("team_members.0.name", False)] * 2


def test_an_officer_who_is_asked_for_by_title_is_no_signature() -> None:
    assert tipped("CISO")[0].place == "security_officer.name"


def test_a_box_never_gives_what_is_written_and_a_line_never_what_is_ticked() -> None:
    assert one("a", "box", "Project title").place == ""
    assert one("a", "text", "New request").place != "request_kind = new"
    assert one("a", "signature", "Digital signature of the Bona Fide Researcher on the application").place == (
        "application_signature.digital"
    )


def test_a_choice_that_means_nothing_of_ours_is_left_to_a_person() -> None:
    choices = (Option("A", "New request"), Option("B", "Something else entirely"))
    asked = one("a", "radio", "New or modified request", options=choices)
    assert (asked.place, dict(asked.values), asked.is_sure) == ("request_kind", {"A": "new", "B": ""}, False)
    assert '# "B" = ""  # look' in draft([asked], FORM, "a.pdf")


def test_a_box_answers_no_question_that_a_choice_gives_already() -> None:
    choices = (Option("yes", "Yes"), Option("no", "No"))
    fields = [
        BlankField("a", "radio", "Team Member 1: part of the IT team", ("Yes",), 1, choices),
        BlankField("b", "box", "Team Member 1: training certificate enclosed", ("No", "Training certificate"), 1),
    ]
    assert [each.place.partition(" = ")[0] for each in placed(fields, FORM)] == [
        "team_members.0.it_team", "team_members.0.training_certificate.enclosed",
    ]  # fmt: skip


def test_names_that_would_break_a_table_are_written_safely() -> None:
    names = ['a"b', "a\\b", "a\nb = 1", "a.b", "[x]", "ключ", "\x00", "#", ""]
    fields = [BlankField(name, "text", "evil\n[fields]", ("Project title",), 1) for name in names]
    text = draft([Placed(field, "project_title", 0.9) for field in fields], FORM, "x\n[values]\n.pdf")
    assert list(read_map(text).places) == names


def test_a_form_without_any_field_is_an_empty_draft(reader: Reader) -> None:
    assert reader.blank(foreign_form(((Asked("Nothing to fill in"),),))) == []

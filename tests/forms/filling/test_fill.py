from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest

from forms.fields import UnreadableFormError
from forms.fill import CharacterWithoutTypefaceError, blank, fill
from forms.filling.entries import UnfillableAnswerError
from tests.applications import RIGHT
from tests.forms.filling.filled import read_back, unsigned, value_of, with_answer
from validator.questions import edition


def test_the_blank_form_holds_no_answer() -> None:
    assert read_back(blank()) == {"data_system": "carpos", "edition": edition().number}


def test_a_right_application_is_read_back_as_it_was() -> None:
    assert read_back(fill(unsigned(RIGHT))) == unsigned(RIGHT)


def test_the_same_answers_are_the_same_bytes() -> None:
    assert fill(unsigned(RIGHT)) == fill(unsigned(RIGHT))


def test_nothing_answered_is_the_blank_form() -> None:
    assert read_back(fill({})) == read_back(blank())
    assert len(pdfium.PdfDocument(fill({}))) == len(pdfium.PdfDocument(blank()))


def test_a_date_is_written_as_people_write_it_here() -> None:
    assert value_of(fill({"requested_on": "2026-11-20"}), "requested_on") == "11/20/2026"


@pytest.mark.parametrize("written", ["13/40/2026", "next spring", "2026-13-40", "11/20/2026"])
def test_what_is_no_iso_date_stays_as_it_was_typed(written: str) -> None:
    assert value_of(fill({"requested_on": written}), "requested_on") == written


@pytest.mark.parametrize(
    "text", ["þÿab", "ÿþab", "ï»¿ab", "\ufeffab", "Ł\u2022€ž", "(((", ")\\(", "\\101", "a\u200d\u200c", "\u2066a\u2069"]
)
def test_a_text_that_looks_like_an_encoding_or_an_escape_is_read_back_exactly(text: str) -> None:
    assert read_back(fill({"project_title": text}))["project_title"] == text


def test_a_character_without_typeface_is_told_at_its_field() -> None:
    answers = with_answer("project_title", "Orders 🎉 and \x07 outcomes")
    answers["team_members"][1]["name"] = "Noor 𓀀"
    with pytest.raises(CharacterWithoutTypefaceError) as told:
        fill(answers)
    assert told.value.found == (("Project title", "🎉\x07"), ("Team Member 2: Name", "𓀀"))
    assert "Project title: “🎉” (U+1F389), (U+0007) cannot be drawn." in told.value.message
    assert isinstance(told.value, UnreadableFormError)


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("request_kind", "both", "New or modified request: “both” is not one of its choices."),
        ("request_kind", ["new"], "the answer is not text"),
        ("project_title", 7, "Project title: the answer is not text."),
        ("has_team_members", "yes", "neither true nor false"),
        ("data_levels", ["aggregated"], "“aggregated” is not one of its choices."),
        ("team_members", "nobody", "Team Members: the answer is not a list of rows."),
        ("team_members", [{"name": "Kai Lindqvist"}, "Noor Haddad"], "not a list of rows"),
        ("²", "navy", "“²” is not a question of this form."),
        ("9" * 5000, "navy", "is not a question of this form."),
        ("favourite_colour", "navy", "“favourite_colour” is not a question of this form."),
        ("bona_fide_researcher.degree", "PhD", "“bona_fide_researcher.degree” is not a question of this form."),
        ("application_signature.digital", True, "a digital signature belongs to the file it was made in"),
        ("data_system", "cures", "The answers are for data system “cures”"),
        ("edition", "0", "The answers are for edition “0”"),
    ],
)
def test_an_answer_that_no_field_can_hold_is_told(name: str, answer: Any, words: str) -> None:
    with pytest.raises(UnfillableAnswerError) as told:
        fill(with_answer(name, answer))
    assert words in told.value.message
    assert told.value.remedy


def test_the_filled_form_keeps_its_tags_and_needs_no_viewer_to_draw_it() -> None:
    with pikepdf.open(io.BytesIO(fill(unsigned(RIGHT)))) as form:
        assert form.Root.MarkInfo.Marked
        assert "/NeedAppearances" not in form.Root.AcroForm
        assert form.check_pdf_syntax() == []

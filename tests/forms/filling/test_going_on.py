from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest

from forms.acroform import read_fields
from forms.fill import blank, fill
from forms.filling.entries import UnfillableAnswerError
from forms.filling.extent import BLANK, LONGEST
from forms.limits import FORM_FIELDS, FORM_PAGES
from tests.applications import RIGHT
from tests.forms.filling.filled import drawn, read_back, unsigned, value_of, with_answer
from tests.forms.viewers import fields_of
from typefaces import missing
from typefaces.faces import OPTIONAL_FACES
from validator.questions import edition

SENTENCE = "The study asks whether orders are followed by fewer injuries in the counties that issue them. "


def test_an_answer_of_the_greatest_length_is_read_back_whole() -> None:
    text = (SENTENCE * 300)[:20_000].strip()
    filled = fill(with_answer("project_outline.design", text))
    assert read_back(filled)["project_outline"]["design"] == text
    assert len(pdfium.PdfDocument(filled)) > len(pdfium.PdfDocument(blank()))


def test_what_goes_on_is_named_by_the_question_and_seen_by_its_label() -> None:
    filled = fill(with_answer("project_outline.design", SENTENCE * 40))
    assert value_of(filled, "continuation.0.of") == "project_outline.design"
    assert drawn(filled, "continuation.0.of").strip() == edition().by_name["project_outline.design"].label


@pytest.mark.parametrize(
    "text", ["x" * 9_000, "研究" * 2_000, "การศึกษา" * 700, "a\n" * 700 + "b", "ab  " * 2_000 + "c"]
)
def test_a_long_answer_without_spaces_or_full_of_them_is_read_back_exactly(text: str) -> None:
    if missing(text):
        pytest.skip(f"needs the package {OPTIONAL_FACES[0].package}")
    assert read_back(fill(with_answer("project_outline.design", text)))["project_outline"]["design"] == text


def test_a_long_answer_is_drawn_whole_over_its_parts() -> None:
    text = (SENTENCE * 60).strip()
    filled = fill(with_answer("project_outline.design", text))
    with pikepdf.open(io.BytesIO(filled)) as form:
        further = [n for n in fields_of(form) if n.endswith(".text") and "/V" in fields_of(form)[n]]
    parts = [drawn(filled, name) for name in ("project_outline.design", *further)]
    assert " ".join(" ".join(parts).split()) == text


@pytest.mark.parametrize("length", [200, 500])
def test_a_long_short_answer_is_made_smaller_until_it_is_whole(length: int) -> None:
    text = (SENTENCE * 6)[:length].strip()
    filled = fill(with_answer("bona_fide_researcher.name", text))
    assert " ".join(drawn(filled, "bona_fide_researcher.name").split()) == text


def test_the_team_goes_on_as_far_as_a_form_may_go() -> None:
    answers = unsigned(RIGHT)
    answers["team_members"] = [{**answers["team_members"][0], "name": f"Member {n}"} for n in range(LONGEST.rows)]
    filled = fill(answers)
    assert read_back(filled) == answers
    assert len(read_fields(filled).fields) <= FORM_FIELDS.most


def test_one_member_more_than_the_form_has_room_for_is_told() -> None:
    answers = unsigned(RIGHT) | {"team_members": [{"name": "Kai Lindqvist"}] * (LONGEST.rows + 1)}
    with pytest.raises(UnfillableAnswerError, match=str(FORM_PAGES)):
        fill(answers)


def test_long_answers_that_make_too_many_pages_are_told() -> None:
    answers = unsigned(RIGHT)
    for name in ("purposes", "data_use", "benefits", "design", "data_analysis", "approval_process"):
        answers["project_outline"][name] = "W\n" * 9_000 + "end"
    with pytest.raises(UnfillableAnswerError, match=str(FORM_PAGES)) as told:
        fill(answers)
    assert "enclose" in told.value.remedy


def test_one_row_more_than_the_blank_form_has_takes_one_page_more() -> None:
    filled = fill({"has_team_members": True, "team_members": [{"name": "Kai Lindqvist"}] * (BLANK.rows + 1)})
    pages = pdfium.PdfDocument(filled)
    assert len(pages) == len(pdfium.PdfDocument(blank())) + 1
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page.get_textpage().get_text_bounded()

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.acroform import read_fields
from forms.document import assemble
from forms.fields import UnreadableFormError
from forms.fill import CharacterWithoutTypefaceError, blank, fill
from forms.filling.entries import UnfillableAnswerError
from forms.filling.extent import BLANK, LONGEST
from forms.flattened.printed import read_printed
from forms.limits import FORM_FIELDS, FORM_PAGES
from tests.applications import RIGHT
from tests.forms.flattened.flatteners import by_pdfium
from tests.forms.viewers import fields_of
from tests.typefaces.test_coverage import NAMES
from typefaces import missing
from typefaces.faces import OPTIONAL_FACES
from validator.questions import Question, edition

SENTENCE = "The study asks whether orders are followed by fewer injuries in the counties that issue them. "


def unsigned(application: Mapping[str, Any]) -> dict[str, Any]:
    """Signed by a typed name: a digital signature is not filled in."""
    answers = deepcopy(dict(application))
    for group in ("application_signature", "restrictions_signature", "security_certification"):
        answers.get(group, {}).pop("digital", None)
    return answers


def read_back(pdf: bytes) -> dict[str, Any]:
    reading = read_fields(pdf)
    assert [field for field in reading.fields if field.doubt] == []
    assembled = assemble(reading)
    assert (reading.notes, assembled.notes) == ((), ())
    return assembled.application


def with_answer(name: str, answer: Any) -> dict[str, Any]:
    """The right application with another answer to one question outside the rows."""
    answers = unsigned(RIGHT)
    *steps, last = name.split(".")
    place = answers
    for step in steps:
        place = place[step]
    place[last] = answer
    return answers


def value_of(pdf: bytes, name: str) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as form:
        return str(fields_of(form)[name].V)


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


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_this_script_is_drawn_whole_and_read_back(script: str) -> None:
    filled = fill(with_answer("bona_fide_researcher.name", NAMES[script]))
    assert read_back(filled)["bona_fide_researcher"]["name"] == NAMES[script]
    assert_no_empty_box(filled)


@pytest.mark.parametrize("name", ["山田太郎 さくら", "김민준", "李明"])
def test_han_kana_and_hangul_are_drawn_with_the_optional_typeface(name: str) -> None:
    pytest.importorskip(OPTIONAL_FACES[0].package)
    filled = fill(with_answer("bona_fide_researcher.name", name))
    assert read_back(filled)["bona_fide_researcher"]["name"] == name
    assert_no_empty_box(filled)


@pytest.mark.parametrize("name", ["דוד בן־גוריון", "محمد العربي"])
def test_a_name_written_from_right_to_left_stands_at_the_right(name: str) -> None:
    left, right = _ink(fill(with_answer("bona_fide_researcher.name", name)), "bona_fide_researcher.name")
    assert left > 0.5
    assert right > 0.95


def test_a_name_written_from_left_to_right_stands_at_the_left() -> None:
    left, right = _ink(fill(with_answer("bona_fide_researcher.name", "Kai")), "bona_fide_researcher.name")
    assert left < 0.05
    assert right < 0.5


def test_text_that_looks_like_markup_is_only_text() -> None:
    text = '#strong[x] $a^2$ // no comment\n= heading\n#read("/etc/passwd") \\ *b* _i_ <label> @ref'
    filled = fill(with_answer("project_outline.purposes", text))
    assert read_back(filled)["project_outline"]["purposes"] == text
    assert _drawn(filled, "project_outline.purposes").split() == text.split()


@pytest.mark.parametrize(
    "text", ["þÿab", "ÿþab", "ï»¿ab", "\ufeffab", "Ł\u2022€ž", "(((", ")\\(", "\\101", "a\u200d\u200c", "\u2066a\u2069"]
)
def test_a_text_that_looks_like_an_encoding_or_an_escape_is_read_back_exactly(text: str) -> None:
    assert read_back(fill({"project_title": text}))["project_title"] == text


def test_an_answer_of_the_greatest_length_is_read_back_whole() -> None:
    text = (SENTENCE * 300)[:20_000].strip()
    filled = fill(with_answer("project_outline.design", text))
    assert read_back(filled)["project_outline"]["design"] == text
    assert len(pdfium.PdfDocument(filled)) > len(pdfium.PdfDocument(blank()))


def test_what_goes_on_is_named_by_the_question_and_seen_by_its_label() -> None:
    filled = fill(with_answer("project_outline.design", SENTENCE * 40))
    assert value_of(filled, "continuation.0.of") == "project_outline.design"
    assert _drawn(filled, "continuation.0.of").strip() == edition().by_name["project_outline.design"].label


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
    parts = [_drawn(filled, name) for name in ("project_outline.design", *further)]
    assert " ".join(" ".join(parts).split()) == text


@pytest.mark.parametrize("length", [200, 500])
def test_a_long_short_answer_is_made_smaller_until_it_is_whole(length: int) -> None:
    text = (SENTENCE * 6)[:length].strip()
    filled = fill(with_answer("bona_fide_researcher.name", text))
    assert " ".join(_drawn(filled, "bona_fide_researcher.name").split()) == text


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


LETTERS = st.sampled_from("aZ é,ễʻ\t\n\u2028\u00a0\u200d\u2060\u0301שאمبहि็ำ①\u1680“”\u202e\ufffd()\\")
TEXT = st.text(LETTERS, min_size=1, max_size=60).map(str.strip).filter(lambda text: text and not missing(text))


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    values = [option.value for option in question.options]
    match question.kind:
        case "yes_no":
            return st.booleans()
        case "box":
            return st.just(True)
        case "choice":
            return st.sampled_from(values)
        case "choices":
            return st.sets(st.sampled_from(values), min_size=1).map(lambda chosen: [v for v in values if v in chosen])
        case "date":
            return st.dates().map(str) | st.just("13/40/2026")
        case "prose":
            return TEXT | TEXT.map(lambda text: f"{text} " * 90 + "end")
    return TEXT.map(lambda text: " ".join(text.split()) or "x")


@st.composite
def applications(draw: st.DrawFn) -> dict[str, Any]:
    form = edition()
    application: dict[str, Any] = {"data_system": "carpos", "edition": form.number}
    rows = draw(st.integers(0, 3))
    for question in form.questions:
        if question.kind == "digital_signature":
            continue
        for row in range(rows) if question.row else (None,):
            if question.name == "team_members.*.name" or draw(st.booleans()):
                _put(application, question, row, draw(answers_to(question)))
    return application


def _put(application: dict[str, Any], question: Question, row: int | None, value: Any) -> None:
    place: Any = application
    steps = list(question.path)
    if row is not None:
        listed = place.setdefault(steps[0], [])
        listed.extend({} for _ in range(row + 1 - len(listed)))
        place, steps = listed[row], steps[2:]
    for step in steps[:-1]:
        place = place.setdefault(step, {})
    place[steps[-1]] = value


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(applications())
def test_what_is_filled_in_is_read_back(application: dict[str, Any]) -> None:
    filled = fill(application)
    assert assemble(read_fields(filled)).application == application
    assert_no_empty_box(filled)


def assert_no_empty_box(pdf: bytes) -> None:
    """No field is drawn with glyph 0, which every font has as an empty box."""
    with pikepdf.open(io.BytesIO(pdf)) as form:
        for name, field in fields_of(form).items():
            if str(field.FT) != "/Btn":
                for shown in pikepdf.parse_content_stream(field.AP.N):
                    if str(shown.operator) in {"Tj", "TJ"}:
                        assert b"\0\0" not in _glyphs(shown.operands[0]), name


def _glyphs(shown: Any) -> list[bytes]:
    strings = (
        [bytes(part) for part in shown if isinstance(part, pikepdf.String)]
        if isinstance(shown, pikepdf.Array)
        else [bytes(shown)]
    )
    return [string[at : at + 2] for string in strings for at in range(0, len(string), 2)]


def _place(pdf: bytes, name: str) -> tuple[int, tuple[float, float, float, float]]:
    with pikepdf.open(io.BytesIO(pdf)) as form:
        widget = fields_of(form)[name]
        number = next(n for n, page in enumerate(form.pages) if page.obj.objgen == widget.P.objgen)
        left, bottom, right, top = (float(side) for side in widget.Rect)
    return number, (left, bottom, right, top)


def _drawn(pdf: bytes, name: str) -> str:
    """The text that PDFium finds in a field's rectangle, once the field is part of the page."""
    number, rectangle = _place(pdf, name)
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    page = document[number]
    page.flatten()
    text: str = document[number].get_textpage().get_text_bounded(*rectangle)
    return re.sub("[\u200b\ufffe]", "", text)


def _ink(pdf: bytes, name: str) -> tuple[float, float]:
    """Where the drawing of a field begins and ends, as parts of the field's width."""
    number, (left, bottom, right, top) = _place(pdf, name)
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    page = document[number]
    picture = page.render(scale=4, may_draw_forms=True, crop=(left + 1, bottom + 1, 612 - right + 1, 792 - top + 1))
    grey = picture.to_pil().convert("L")
    box = grey.point(lambda shade: 255 if shade < 100 else 0).getbbox()
    assert box is not None
    return box[0] / grey.width, box[2] / grey.width


def test_every_sign_is_drawn_as_it_is_recorded_whatever_its_number_in_the_font() -> None:
    # the typesetter numbers letters as they come: some numbers are written as brackets and backslashes
    signs = "".join(chr(code) for code in range(33, 127))
    answers = {
        **unsigned(RIGHT),
        "project_title": signs,
        "project_outline": {**RIGHT["project_outline"], "purposes": f"{signs} ({signs}) ))(("},
    }
    read = {field.name: field for field in read_printed(by_pdfium(fill(answers))).fields}
    assert read["project_title"].value == signs
    assert "".join(str(read["project_outline.purposes"].value).split()) == f"{signs}({signs})))(("
    assert read["bona_fide_researcher.phone"].value == RIGHT["bona_fide_researcher"]["phone"]

import io
import math
import random
from pathlib import Path

import pikepdf
import pytest

from forms.fields import Field, Reading, UnreadableFormError
from forms.flattened.sheets import blank
from forms.reader import Reader
from tests.applications import changed
from tests.forms import viewers
from tests.forms.flattened.flatteners import by_pdfium, drawn_on, moved, pages_by_pdfium
from tests.forms.flattened.forms import ANSWERS, lost, misread, only_pages, printed, read, wanted
from tests.papers.make import NAMES, TYPED, member

FIRST, TEAM, OUTLINE = 0, 2, 4
"""Pages of our form, counted from 0."""


def turned(degrees: float, scale: float = 1.0, right: float = 0.0, up: float = 0.0) -> tuple[float, ...]:
    """A matrix that turns a page a little, scales and shifts it."""
    cosine, sine = scale * math.cos(math.radians(degrees)), scale * math.sin(math.radians(degrees))
    return cosine, sine, -sine, cosine, right, up


def refused(pdf: bytes) -> UnreadableFormError:
    with pytest.raises(UnreadableFormError) as told:
        read(pdf)
    return told.value


def field(reading: Reading, name: str) -> Field:
    return next(one for one in reading.fields if one.name == name)


def kinds(reading: Reading) -> list[str]:
    return [note.kind for note in reading.notes]


def middle(place: str) -> tuple[float, float]:
    """The middle of a box, in points."""
    sheet = blank().sheet_of[place.partition("/")[0]]
    box = sheet.boxes[place]
    return (box.left + box.right) / 2, (box.bottom + box.top) / 2


def stroke(place: str, reach: float = 4.0) -> bytes:
    """A cross through a box, as by hand."""
    x, y = middle(place)
    return (
        f"0 G 1 w {x - reach} {y - reach} m {x + reach} {y + reach} l S {x - reach} {y + reach} m "
        f"{x + reach} {y - reach} l S"
    ).encode()


def typed_at(x: float, y: float, words: str) -> bytes:
    return f"0 g BT /Hand 9 Tf {x} {y} Td ({words}) Tj ET".encode()


def emptied(pdf: bytes) -> bytes:
    """A file on whose first page nothing is drawn any more."""
    with pikepdf.open(io.BytesIO(pdf)) as form:
        form.pages[0].Contents = pikepdf.Stream(form, b"")
        out = io.BytesIO()
        form.save(out)
    return out.getvalue()


def test_every_answer_of_a_long_form_is_read_and_its_continuations_too() -> None:
    reading = read(printed(long=True))
    assert misread(reading, wanted(long=True)) == {}
    assert lost(reading, wanted(long=True)) == set()
    assert {one.source for one in reading.fields} == {"printed"}
    assert kinds(reading) == ["printed"]


@pytest.mark.parametrize(
    "matrix",
    [
        pytest.param(turned(0, 0.94, 18, 23), id="fitted to the page"),
        pytest.param(turned(1, 1, 5, -6), id="turned by a degree"),
        pytest.param(turned(-2, 1.03, 0, 20), id="turned by two degrees and enlarged"),
        pytest.param(turned(0, 0.5, 100, 200), id="half as large"),
        pytest.param((1, 0, 0, 0.93, 0, 10), id="stretched"),
        pytest.param((0.97, 0.02, 0.05, 1.02, -10, -5), id="sheared"),
    ],
)
def test_a_page_that_is_drawn_otherwise_says_the_same(matrix: tuple[float, ...]) -> None:
    pages = printed(FIRST, OUTLINE)
    straight, other = read(pages), read(moved(pages, matrix=matrix))
    assert [(one.name, one.value) for one in other.fields] == [(one.name, one.value) for one in straight.fields]


def test_a_page_whose_words_stand_anywhere_is_refused_by_its_number() -> None:
    chance = random.Random(1)  # noqa: S311 (places of words, nothing secret)
    words = {word.text: word for word in blank().sheets[OUTLINE].words if word.text.isascii() and word.text.isalpha()}
    drawing = b"".join(typed_at(chance.randrange(500), chance.randrange(700), text) for text in words)
    told = refused(drawn_on(emptied(printed(OUTLINE)), 0, drawing))
    assert told.kind == "distorted"
    assert "Page 1" in told.message


def test_where_the_origin_of_a_page_lies_does_not_matter() -> None:
    pages = printed(FIRST, TEAM)
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        for page in pdf.pages:
            page.obj.MediaBox = pikepdf.Array([-100, -50, 700, 900])
        out = io.BytesIO()
        pdf.save(out)
    assert read(out.getvalue()).fields == read(pages).fields


def test_pages_that_were_not_printed_are_read_by_their_fields_and_the_others_off_the_page() -> None:
    from forms.fill import fill

    mixed = pages_by_pdfium(fill(changed(ANSWERS)), {FIRST, OUTLINE})
    with Reader() as reader:
        reading = reader(mixed)
    assert misread(reading, wanted()) == {}
    assert lost(reading, wanted()) == set()
    assert {one.source for one in reading.fields} == {"field", "printed"}
    assert field(reading, "project_outline.purposes").source == "printed"
    assert field(reading, "team_members.0.name").source == "field"
    assert len({one.name for one in reading.fields}) == len(reading.fields)


def test_pages_of_a_form_with_fields_that_are_of_another_document_are_named() -> None:
    from forms.fill import fill

    letter = drawn_on(emptied(printed(FIRST)), 0, typed_at(72, 700, "Dear colleagues, enclosed is our form."))
    with pikepdf.open(io.BytesIO(fill(changed(ANSWERS)))) as form, pikepdf.open(io.BytesIO(letter)) as other:
        form.pages.append(other.pages[0])
        out = io.BytesIO()
        form.save(out)
    with Reader() as reader:
        reading = reader(out.getvalue())
    assert {one.source for one in reading.fields} == {"field"}
    assert "Page 14 is without fields" in next(note.message for note in reading.notes if note.kind == "unread_pages")


def test_pages_that_are_missing_shown_twice_or_of_another_document_are_named() -> None:
    other = drawn_on(emptied(printed(FIRST)), 0, typed_at(72, 700, "Dear colleagues, enclosed is our form."))
    with pikepdf.open(io.BytesIO(printed(FIRST, TEAM, FIRST))) as pdf, pikepdf.open(io.BytesIO(other)) as letter:
        pdf.pages.append(letter.pages[0])
        out = io.BytesIO()
        pdf.save(out)
    with Reader() as reader:
        notes = {note.kind: note.message for note in reader(out.getvalue()).notes}
    assert "“Purposes and objectives”" in notes["absent_pages"]
    assert "Page 3" in notes["repeated_pages"]
    assert "with the same answers" in notes["repeated_pages"]
    assert "Page 4" in notes["other_pages"]


def test_a_page_that_is_shown_again_with_other_answers_is_told_and_makes_them_doubtful() -> None:
    box = blank().sheet_of["team_members.3.name"].boxes["team_members.3.name"]
    again = drawn_on(printed(TEAM), 0, typed_at(box.left + 4, box.bottom + 5, "Robin Okafor"))
    with pikepdf.open(io.BytesIO(printed(TEAM))) as pdf, pikepdf.open(io.BytesIO(again)) as other:
        pdf.pages.append(other.pages[0])
        out = io.BytesIO()
        pdf.save(out)
    reading = read(out.getvalue())
    note = next(one.message for one in reading.notes if one.kind == "repeated_pages")
    assert "Page 2 shows the same page of the form as page 1, with other answers" in note
    assert "“Team Member 4: Name”" in note
    assert [one.name for one in reading.fields if one.doubt and "Page 2" in one.doubt] == ["team_members.3.name"]


def test_a_text_that_nobody_broke_into_lines_is_doubtful_and_in_no_other_answer(tmp_path: Path) -> None:
    from forms.fill import blank as blank_form

    typed = {
        "bona_fide_researcher.name": "A name that is far too long for its box, " * 5,
        "project_outline.data_use": "Words that go on and on, beyond their box. " * 60,
        "bona_fide_researcher.city": "Sampleton",
    }
    pages = only_pages(by_pdfium(viewers.by_pdfium(blank_form(), typed, tmp_path)), [FIRST, OUTLINE])
    reading = read(pages)
    filled = {one.name: one for one in reading.fields if one.value}
    assert set(filled) == {"data_system", "edition", *typed}
    assert "cut" in str(filled["bona_fide_researcher.name"].doubt)
    assert "cut" in str(filled["project_outline.data_use"].doubt)


def test_names_in_any_script_are_right_or_doubtful() -> None:
    from forms.fill import fill

    team = changed({**TYPED, "team_members": [member(name) for name in NAMES]})
    reading = read(only_pages(by_pdfium(fill(team)), [TEAM, 10]))
    found = {one.name: one for one in reading.fields}
    for number, name in enumerate(NAMES):
        one = found[f"team_members.{number}.name"]
        assert one.value == name or one.doubt
        assert bool(one.doubt) == (number in {4, 5, 6, 7})  # letters that join, or run from right to left
    assert found["team_members.4.name"].value == NAMES[4]


class TestMarks:
    def test_two_buttons_of_one_choice_leave_it_open(self) -> None:
        one = field(read(drawn_on(printed(FIRST), 0, stroke("request_kind/new", 3))), "request_kind")
        assert one.value is None
        assert "“New request”, “Modification of an existing request”" in str(one.doubt)

    def test_a_letter_typed_into_a_box_ticks_it(self) -> None:
        x, y = middle("team_members.2.training_certificate.ethics")
        one = field(
            read(drawn_on(printed(TEAM), 0, typed_at(x - 3, y - 3, "X"))), "team_members.2.training_certificate.ethics"
        )
        assert (one.value, one.doubt) == (True, None)

    @pytest.mark.parametrize("word", ["no", "N/A", "-"])
    def test_a_word_in_a_box_is_no_tick_without_doubt(self, word: str) -> None:
        x, y = middle("team_members.2.training_certificate.ethics")
        one = field(
            read(drawn_on(printed(TEAM), 0, typed_at(x - 4, y - 3, word))),
            "team_members.2.training_certificate.ethics",
        )
        assert "may be a tick" in str(one.doubt)

    def test_a_cross_that_is_larger_than_its_box_may_be_a_tick(self) -> None:
        one = field(
            read(drawn_on(printed(TEAM), 0, stroke("team_members.2.training_certificate.enclosed", 9))),
            "team_members.2.training_certificate.enclosed",
        )
        assert one.value is True
        assert "may be a tick" in str(one.doubt)

    def test_the_frame_of_a_box_and_white_paint_are_no_tick(self) -> None:
        x, y = middle("team_members.2.training_certificate.enclosed")
        white = f"1 g {x - 3} {y - 3} 6 6 re f".encode()
        one = field(read(drawn_on(printed(TEAM), 0, white)), "team_members.2.training_certificate.enclosed")
        assert (one.value, one.doubt) == (False, None)


class TestWordsAstray:
    def test_words_in_no_box_are_told_and_taken_for_no_answer(self) -> None:
        reading = read(drawn_on(printed(FIRST), 0, typed_at(300, 12, "see the letter enclosed")))
        assert "“see the letter enclosed”" in next(note.message for note in reading.notes if note.kind == "strays")

    def test_words_right_beside_an_empty_box_are_its_answer_with_a_doubt(self) -> None:
        box = blank().sheet_of["team_members.3.name"].boxes["team_members.3.name"]
        one = field(
            read(drawn_on(printed(TEAM), 0, typed_at(box.left + 4, box.top + 1, "Robin Okafor"))), "team_members.3.name"
        )
        assert one.value == "Robin Okafor"
        assert "beside it" in str(one.doubt)


def test_something_drawn_for_a_digital_signature_is_none() -> None:
    box = blank().sheet_of["application_signature.digital"].boxes["application_signature.digital"]
    drawing = typed_at(box.left + 4, box.bottom + 8, "Digitally signed by Alexandra Reyes")
    one = field(read(drawn_on(printed(3), 0, drawing)), "application_signature.digital")
    assert one.value is False
    assert "send the file that was signed" in str(one.doubt)


def test_a_form_whose_texts_were_lost_says_so(tmp_path: Path) -> None:
    from forms.fill import blank as blank_form

    ticked = viewers.by_pikepdf(blank_form(), {"request_kind": "new"}, tmp_path)
    assert "no_text" in kinds(read(only_pages(by_pdfium(ticked), [FIRST])))


def test_a_form_of_somebody_else_that_speaks_of_ours_is_refused_in_words() -> None:
    other = drawn_on(emptied(printed(FIRST)), 0, typed_at(72, 700, "Data Request Standard Application"))
    assert refused(other).kind == "flattened"


def test_a_file_that_is_cut_in_half_is_refused() -> None:
    pdf = printed(FIRST, TEAM)
    assert refused(pdf[: len(pdf) // 2]).kind in {"damaged", "flattened"}

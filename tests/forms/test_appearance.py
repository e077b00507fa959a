import io

import pikepdf
import pypdfium2 as pdfium
import pytest

from forms.drawing.appearance import Box, draw, room

SENTENCE = "The study asks whether orders are followed by fewer injuries. "


def line(text: str, width: float = 200) -> Box:
    return Box(text, width, 18, prose=False)


def prose(text: str, height: float = 80) -> Box:
    return Box(text, 300, height, prose=True)


def sizes(box: Box) -> set[float]:
    """The sizes of type that a box is drawn with."""
    with pikepdf.open(io.BytesIO(draw([box]))) as pdf:
        shown = pikepdf.parse_content_stream(pdf.pages[0])
        return {float(step.operands[1]) for step in shown if str(step.operator) == "Tf"}


def words(box: Box) -> str:
    text: str = pdfium.PdfDocument(draw([box]))[0].get_textpage().get_text_bounded()
    return text.replace("\u200b", "")


def test_each_box_is_a_page_of_its_size() -> None:
    with pikepdf.open(io.BytesIO(draw([line("Kai"), prose("Noor")]))) as pdf:
        assert [[float(side) for side in page.mediabox] for page in pdf.pages] == [[0, 0, 200, 18], [0, 0, 300, 80]]


def test_the_same_text_is_drawn_as_the_same_bytes() -> None:
    assert draw([line("Nguyễn")]) == draw([line("Nguyễn")])


def test_a_short_text_is_drawn_at_the_usual_size() -> None:
    assert sizes(line("Kai Lindqvist")) == {9.5}
    assert sizes(prose(SENTENCE)) == {9.5}


def test_a_line_grows_smaller_before_it_breaks() -> None:
    (size,) = sizes(line("a.reyes-villanueva@research.sampleton-university.example"))
    assert 6 <= size < 9.5


def test_a_line_that_must_break_is_drawn_whole_as_small_as_needed() -> None:
    text = (SENTENCE * 9)[:500].strip()
    assert " ".join(words(line(text)).split()) == text
    assert max(sizes(line(text))) < 6


def test_prose_is_never_smaller_than_eight_points() -> None:
    assert sizes(prose(SENTENCE * 40)) == {8}


def test_what_fits_fits_whole() -> None:
    assert room([line("Kai"), prose(SENTENCE)]) == [3, len(SENTENCE)]
    assert room([]) == []


@pytest.mark.parametrize("text", [SENTENCE * 40, "one\n" * 200, "研究" * 500, "x" * 3000, "مشروع البحث " * 200])
def test_what_is_said_to_fit_does_and_a_line_more_does_not(text: str) -> None:
    (count,) = room([prose(text)])
    assert 0 < count < len(text)
    assert room([prose(text[:count])]) == [count]
    assert room([prose(text[: count + 400])])[0] < min(count + 400, len(text))


def test_a_text_is_cut_after_a_word() -> None:
    (count,) = room([prose(SENTENCE * 40)])
    assert (SENTENCE * 40)[count - 1] == " "


def test_an_answer_cannot_reach_for_files_or_code() -> None:
    text = '#read("/etc/hostname") #eval("1+1") #sys.version $pi$ [content]'
    assert " ".join(words(prose(text)).split()) == text

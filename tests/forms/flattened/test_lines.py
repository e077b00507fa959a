import pytest

from forms.flattened.lines import is_full, lines_of, text_of
from forms.flattened.losses import has_rare_letter, losses, silent_loss
from forms.flattened.sheets import Box
from forms.flattened.words import Word

BOX = Box(100, 100, 300, 200)
SIZE, WIDTH = 10.0, 5.0
"""Of the type, in which each letter of these tests is so wide."""


def written(*lines: str, pitch: float = 12.0, left: float = 102.0) -> list[Word]:
    """The words of some lines, one below the other from the top of the box."""
    words = []
    for number, line in enumerate(lines):
        at, y = left, 190 - pitch * number
        for word in line.split(" "):
            if word:
                words.append(Word(word, complex(at, y), complex(at + WIDTH * len(word), y), SIZE))
            at += WIDTH * (len(word) + 1)
    return words


def text(*lines: str, prose: bool = True) -> str:
    return text_of(lines_of(written(*lines)), BOX, prose=prose)


FULL_LINE = "A line of words that is full to the"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([FULL_LINE, "edge goes on."], f"{FULL_LINE} edge goes on.", id="a line that is full goes on"),
        pytest.param(["Short.", "New one."], "Short.\nNew one.", id="a line that ends early ends a paragraph"),
        pytest.param(["First.", "", "Second."], "First.\n\nSecond.", id="an empty line stays one"),
        pytest.param(
            ["A study of thirty counties, a follow-", "up of persons"],
            "A study of thirty counties, a follow-up of persons",
            id="a hyphen at the end stays without a space",
        ),
        pytest.param(
            ["A study of thirty counties and hos\u00ad", "pitals"],
            "A study of thirty counties and hospitals",
            id="a soft hyphen goes",
        ),
        pytest.param(
            ["https://www.example.org/a/very/long/pat", "h/that/breaks"],
            "https://www.example.org/a/very/long/path/that/breaks",
            id="a word longer than its line is one word",
        ),
    ],
)
def test_lines_are_joined_as_they_were_broken(lines: list[str], expected: str) -> None:
    assert text(*lines) == expected


def test_words_that_are_drawn_in_any_order_are_read_from_the_left() -> None:
    words = written("one two three")
    assert text_of(lines_of(words[::-1]), BOX, prose=False) == "one two three"


def test_letters_without_a_gap_are_one_word() -> None:
    first, second = Word("Ł", 102 + 190j, 108 + 190j, SIZE), Word("ukasz", 108 + 190j, 133 + 190j, SIZE)
    assert text_of(lines_of([first, second]), BOX, prose=False) == "Łukasz"


def test_a_line_that_runs_from_right_to_left_is_read_so() -> None:
    first, second = Word("נועה", 150 + 190j, 170 + 190j, SIZE), Word("כהן", 125 + 190j, 140 + 190j, SIZE)
    assert text_of(lines_of([second, first]), BOX, prose=False) == "נועה כהן"


def test_what_ends_where_its_box_ends_may_have_been_cut() -> None:
    assert is_full(lines_of(written("A line of words that is full to the end")), BOX, prose=False)
    assert not is_full(lines_of(written("A short line")), BOX, prose=False)
    assert is_full(lines_of(written(*[FULL_LINE] * 8)), BOX, prose=True)
    assert not is_full(lines_of(written(*[FULL_LINE] * 7)), BOX, prose=True)


@pytest.mark.parametrize(
    "spoiled",
    ["\ufffdukasz", "?ukasz", "Nguy?n", "Zoë•s study", "the •cohort", "cohortŽ", "a „ b", "¡°cohort", "3…5", "a ☃ b"],
)
def test_signs_of_a_lost_letter_are_told(spoiled: str) -> None:
    assert list(losses(spoiled, []))


@pytest.mark.parametrize(
    "whole",
    [
        "Łukasz Nguyễn-Ødegård",
        "Is it? Yes.",
        "Zoë’s “cohort” — 10 % of counties",
        "pages 3–5, and so on …",
        "• one\n• two",
        "„Zitat“ aus Köln",
        "§ 966(b)(3)",
        "Žižka Čapek",
        "山田太郎",
        "¿Cómo? ¡Así!",
    ],
)
def test_what_people_write_raises_no_doubt(whole: str) -> None:
    assert list(losses(whole, [])) == []


def test_a_text_in_two_typefaces_may_lack_letters() -> None:
    words = [Word("a", 0j, 1 + 0j, 9, frozenset({"One"})), Word("b", 1 + 0j, 2 + 0j, 9, frozenset({"Two"}))]
    assert any("more than one typeface" in doubt for doubt in losses("ab", words))


def test_a_name_may_have_lost_letters_without_a_trace_and_a_plain_sentence_is_believed() -> None:
    assert silent_loss("Nguyn", is_name=True)
    assert silent_loss("Study of José", is_name=False)
    assert silent_loss("A study", is_name=False) is None
    assert silent_loss("", is_name=True) is None


def test_a_rare_letter_shows_that_a_program_has_the_common_ones() -> None:
    assert has_rare_letter("Nguyễn")
    assert not has_rare_letter("Łukasz Ødegård, Ελένη, Мария")

from collections.abc import Iterator

import pytest

from forms.flattened.answers import Page, answer_of
from forms.flattened.placing import Placed, place
from forms.flattened.sheets import blank
from forms.flattened.words import Word

UPPER, LOWER = "project_outline.purposes", "project_outline.data_use"
SHEET = blank().sheet_of[UPPER]
SIZE, PITCH = 9.5, 10.5


def lines(top: float, *written: str, pitch: float = PITCH) -> Iterator[Word]:
    """Lines one below the other at the left of the boxes; an empty one leaves its place."""
    for number, line in enumerate(written):
        at, up = SHEET.boxes[UPPER].left + 1, top - number * pitch
        for word in line.split():
            yield Word(word, complex(at, up), complex(at + 5 * len(word), up), SIZE)
            at += 5 * len(word) + 3


def text(placed: Placed, name: str) -> str:
    return " ".join(word.text for word in placed.entered[name].words) if name in placed.entered else ""


def first_line(name: str) -> float:
    return SHEET.boxes[name].top - 12


def overflowing(*last: str) -> list[Word]:
    """Lines of the upper box that leave it, the last ones in the lower box."""
    top = first_line(LOWER) + 14 * PITCH - 4
    return list(lines(top, *["line of words"] * 14, *last))


def placed(words: list[Word]) -> Placed:
    return place(words, SHEET, blank().controls)


def doubt(placed: Placed, name: str) -> list[str]:
    return answer_of(blank().controls[name], Page(1, SHEET, placed, {})).doubts


def test_an_answer_below_one_that_leaves_its_box_is_its_own() -> None:
    found = placed([*overflowing(), *lines(first_line(LOWER), "Dates are linked.", "Nothing else.")])
    assert text(found, LOWER) == "Dates are linked. Nothing else."
    assert "Dates" not in text(found, UPPER)
    assert found.entered[UPPER].is_beyond


@pytest.mark.parametrize("last", [["the end"], ["", "the end"]], ids=["at once", "after an empty line"])
def test_a_line_that_runs_into_an_empty_box_below_makes_both_doubtful(last: list[str]) -> None:
    found = placed(overflowing(*last))
    assert text(found, LOWER) == ""
    assert text(found, UPPER).endswith("the end")
    assert doubt(found, UPPER)
    assert "another answer" in " ".join(doubt(found, LOWER))


def test_an_answer_that_others_run_into_is_doubtful_and_keeps_its_words() -> None:
    found = placed([*overflowing("the end"), *lines(first_line(LOWER), "Dates are linked.")])
    assert text(found, LOWER) == "Dates are linked."
    assert "another answer" in " ".join(doubt(found, LOWER))


def test_answers_that_fit_run_into_no_other() -> None:
    found = placed([*lines(first_line(UPPER), "One.", "Two."), *lines(first_line(LOWER), "Three.")])
    assert (text(found, UPPER), text(found, LOWER)) == ("One. Two.", "Three.")
    assert found.crossed == set()

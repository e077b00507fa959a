import time
from dataclasses import replace
from typing import Any

import pytest

from forms.fields import UnreadableFormError
from forms.flattened.sheets import Sheet, blank
from forms.scanned.looking import Look
from forms.scanned.straightening import HEIGHT
from forms.scanned.tesseract import DPI, WIDTH, Tesseract

PIXELS = DPI / 72
FILE = b"%PDF-"
PROGRAM = Tesseract("/nowhere", ("eng",))


def rows(sheet: Sheet, *, stretch: float = 1.0, confidence: float = 95, scattered: int = 0) -> str:
    """What the program would say of a page."""
    told = ["level\tpage_num\t…"]
    for number, word in enumerate(sheet.words):
        left = round(word.start.real * PIXELS) + scattered * (number * 37 % 11)
        top = round(HEIGHT - (word.start.imag + 0.72 * word.size) * PIXELS * stretch) + scattered * (number * 53 % 13)
        width, tall = round((word.end.real - word.start.real) * PIXELS), round(0.72 * word.size * PIXELS)
        told.append(f"5\t1\t1\t1\t1\t1\t{left}\t{top}\t{width}\t{tall}\t{confidence}\t{word.text}")
    return "\n".join(told)


def gibberish(count: int, *, confidence: float = 50) -> str:
    row = "5\t1\t1\t1\t1\t1\t{left}\t{top}\t40\t30\t{confidence}\tqzxv{number}"
    told = (row.format(left=40 * (n % 50), top=40 * (n // 50), confidence=confidence, number=n) for n in range(count))
    return "\n".join(["level\t…", *told])


class Pages:
    """A file in whose pages there is something to read when they are turned the right way."""

    def __init__(self, *pages: dict[int, str], otherwise: str) -> None:
        self.pages = pages
        self.otherwise = otherwise
        self.turned: list[int] = []
        self.poses: list[Any] = []
        self._seen = ""

    def __call__(self, job: str, content: bytes, **options: Any) -> Any:
        assert content == FILE or job == "recognise"
        if job == "scan_page":
            self.turned.append(options["turned"])
            self._seen = self.pages[options["page"]].get(options["turned"], self.otherwise)
            return {"count": len(self.pages), "height": HEIGHT, "png": ""}
        if job == "scan_upright":
            self.poses.append(options["pose"])
            return {"png": "", "height": HEIGHT, "ticks": {}, "inked": []}
        return {"told": self._seen}


def look(pages: Pages) -> Look:
    return Look(pages, FILE, PROGRAM, blank(), time.monotonic() + 60)


def test_an_upright_page_is_looked_at_once() -> None:
    pages = Pages({0: rows(blank().sheets[0])}, otherwise="")
    seen = look(pages).at(0)
    assert seen is not None
    assert seen.sheet.number == 1
    assert pages.turned == [0]


def test_a_page_full_of_nonsense_is_taken_to_stand_on_its_head_and_the_next_to_lie_as_it_does() -> None:
    first, second = blank().sheets[0], blank().sheets[1]
    pages = Pages({180: rows(first)}, {180: rows(second)}, {0: rows(first)}, otherwise=gibberish(300))
    eye = look(pages)
    assert [eye.at(number) is not None for number in range(3)] == [True, True, True]
    assert eye.count == 3
    assert pages.turned == [0, 180, 180, 180, 0]
    assert [pose[0] for pose in pages.poses] == [180, 180, 0]


@pytest.mark.parametrize(("lies", "tried"), [(90, [0, 90]), (270, [0, 90, 270])])
def test_a_page_with_hardly_a_word_is_taken_to_lie_on_a_side(lies: int, tried: list[int]) -> None:
    pages = Pages({lies: rows(blank().sheets[4])}, otherwise=gibberish(12))
    assert look(pages).at(0) is not None
    assert pages.turned == tried


def test_a_page_of_another_document_that_can_be_read_is_not_turned() -> None:
    pages = Pages({}, otherwise=gibberish(80, confidence=93))
    assert look(pages).at(0) is None
    assert pages.turned == [0]


def test_an_empty_page_is_looked_at_from_all_sides_and_is_none_of_the_form() -> None:
    pages = Pages({}, otherwise=gibberish(0))
    assert look(pages).at(0) is None
    assert sorted(pages.turned) == [0, 90, 180, 270]


def test_a_stretched_page_is_laid_upon_the_form() -> None:
    pages = Pages({0: rows(blank().sheets[0], stretch=0.97)}, otherwise="")
    seen = look(pages).at(0)
    assert seen is not None
    assert seen.pose[5] == pytest.approx(1 / 0.97, abs=0.003)


def test_a_page_whose_words_stand_anywhere_is_refused_by_its_number() -> None:
    pages = Pages({}, {0: rows(blank().sheets[0], scattered=WIDTH // 60)}, otherwise="")
    with pytest.raises(UnreadableFormError) as told:
        look(pages).at(1)
    assert told.value.kind == "scan_askew"
    assert "Page 2" in told.value.message


def test_no_page_is_looked_at_when_the_time_is_over() -> None:
    pages = Pages({0: rows(blank().sheets[0])}, otherwise="")
    with pytest.raises(UnreadableFormError) as told:
        replace(look(pages), ends=time.monotonic() - 1).at(0)
    assert told.value.kind == "too_slow"
    assert pages.turned == []

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from forms.scanned.folds import without_folds
from forms.scanned.free_drawing import draw_free_page
from tests.forms.scanned.free import drawn, file, table
from tests.forms.scanned.paper import Scan, scanned
from tests.papers.evidence.make import paper

SIZE = (2400, 800)


def folded(*, grey: int = 120, rise: int = 0, start: int = 0, end: int = SIZE[0]) -> Image.Image:
    """A page with words of ink, and a line across them."""
    page = Image.new("L", SIZE, 250)
    drawing = ImageDraw.Draw(page)
    drawing.line((start, 400, end, 400 - rise), fill=grey, width=5)
    drawing.rectangle((600, 380, 1200, 420), fill=20)
    return page


@pytest.mark.parametrize("rise", [0, 40, -40])
def test_a_fold_goes_and_the_ink_that_it_runs_through_stays(rise: int) -> None:
    flat = without_folds(folded(rise=rise))
    assert flat.getpixel((300, 400 - rise // 8)) == 255
    assert flat.getpixel((900, 400)) == 20
    assert flat.size == SIZE


@pytest.mark.parametrize(
    "page",
    [
        folded(start=200),
        folded(end=2200),
        folded(grey=240),
        Image.new("L", SIZE, 250),
        Image.new("L", (100, 50), 250),
        Image.linear_gradient("L").resize(SIZE),
    ],
    ids=["not from the left edge", "not to the right edge", "too pale", "empty", "small", "a shadow"],
)
def test_what_is_no_fold_stays(page: Image.Image) -> None:
    assert without_folds(page) is page


def test_words_tables_and_panels_are_no_folds() -> None:
    panel = drawn()
    ImageDraw.Draw(panel).rectangle((0, 200, 1000, 300), fill=60)
    for page in (drawn(), table(), panel):
        large = page.resize((page.width * 3, page.height * 3))
        assert without_folds(large) is large


def test_of_very_many_lines_only_the_first_are_taken_for_folds() -> None:
    page = Image.new("L", SIZE, 250)
    for row in range(60, 760, 90):
        ImageDraw.Draw(page).line((0, row, SIZE[0], row), fill=120, width=5)
    rows = without_folds(page).resize((1, SIZE[1]), Image.Resampling.BOX).tobytes()
    assert sum(rows[row] < 200 for row in range(60, 760, 90)) == 4


def test_the_folds_of_a_letter_are_gone_from_its_page() -> None:
    scan = Scan(dpi=200, degrees=1, fold=True, paper=220)
    (page,) = scanned(paper("irb-prose"), scan)
    clean = draw_free_page(file(page), 0)
    edge = clean.crop((0, 0, 40, clean.height)).resize((1, clean.height), Image.Resampling.BOX).tobytes()
    assert min(edge) > 180

import pytest
from PIL import Image, ImageChops, ImageStat

from forms.scanned.lighting import evened
from tests.forms.flattened.forms import printed
from tests.forms.scanned.paper import Scan, scanned
from tests.forms.scanned.photograph import in_shadow


@pytest.mark.parametrize("scan", [Scan(dpi=150), Scan(dpi=150, paper=200), Scan(dpi=150, fold=True, stamp=True)])
def test_a_page_that_is_lit_evenly_is_left_as_it_is(scan: Scan) -> None:
    (page,) = scanned(printed(0), scan)
    assert evened(page) is page


def test_a_shadow_is_taken_away_and_the_ink_in_it_stays() -> None:
    (page,) = scanned(printed(0), Scan(dpi=150))
    shadowed = in_shadow(page)
    assert unlike(shadowed, page) > 60
    assert unlike(evened(shadowed), page) < 6


def test_the_table_under_a_page_stays_dark() -> None:
    table = Image.new("L", (1200, 1600), 50)
    table.paste(Image.new("L", (900, 1200), 240), (150, 200))
    even = evened(table)
    assert even.getpixel((20, 20)) == 50
    assert even.getpixel((600, 800)) == 255


def test_a_picture_in_black_or_white_or_as_small_as_can_be_is_no_trouble() -> None:
    for grey in (0, 255):
        for size in ((1, 1), (15, 400), (300, 300)):
            assert evened(Image.new("L", size, grey)).size == size


def unlike(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]

import io
from collections.abc import Callable, Iterator

import pikepdf
import PIL.Image
import PIL.ImageChops
import PIL.ImageStat
import pytest

from forms.reader import Crop, Reader
from tests.forms.flattened.forms import printed, read

FIRST = 0
NAMES = ["bona_fide_researcher.address", "request_kind"]

Change = Callable[[pikepdf.Page], None]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as read:
        yield read


def changed(pdf: bytes, change: Change) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as form:
        for page in form.pages:
            change(page)
        out = io.BytesIO()
        form.save(out)
    return out.getvalue()


def shown_turned(degrees: int) -> Change:
    """As where somebody turns the page in a viewer and saves it."""

    def change(page: pikepdf.Page) -> None:
        page.obj.Rotate = degrees

    return change


def drawn_turned(degrees: int) -> Change:
    """As where a printer lays a page across its paper: what is drawn is turned, and the paper with it."""
    matrix, size = {
        90: ((0, -1, 1, 0, 0, 612), (792, 612)),
        180: ((-1, 0, 0, -1, 612, 792), (612, 792)),
        270: ((0, 1, -1, 0, 792, 0), (792, 612)),
    }[degrees]

    def change(page: pikepdf.Page) -> None:
        page.contents_add(b"q " + pikepdf.Matrix(*matrix).encode() + b" cm\n", prepend=True)
        page.contents_add(b"\nQ")
        page.obj.MediaBox = pikepdf.Array([0, 0, *size])
        if "/CropBox" in page.obj:
            del page.obj.CropBox

    return change


def drawn_turned_and_shown_upright(degrees: int) -> Change:
    """As scanners and printer drivers store pages that lie across: nobody who looks at it sees that."""

    def change(page: pikepdf.Page) -> None:
        drawn_turned(degrees)(page)
        page.obj.Rotate = 360 - degrees

    return change


def elsewhere(page: pikepdf.Page) -> None:
    """A page whose lower left corner is not where places are counted from."""
    page.obj.MediaBox = pikepdf.Array([-100, -50, 700, 900])
    page.obj.CropBox = pikepdf.Array([0, 0, 612, 792])


def cropped(page: pikepdf.Page) -> None:
    """A page of which programs show only the part within its margins."""
    page.obj.CropBox = pikepdf.Array([30, 24, 590, 780])


def twice(page: pikepdf.Page) -> None:
    """A page that counts in units twice as large."""
    page.obj.UserUnit = 2


def turned_and_cropped(page: pikepdf.Page) -> None:
    cropped(page)
    page.obj.Rotate = 90


WAYS = [
    *(
        pytest.param(way(degrees), id=f"{way.__name__} {degrees}")
        for way in (shown_turned, drawn_turned, drawn_turned_and_shown_upright)
        for degrees in (90, 180, 270)
    ),
    elsewhere,
    cropped,
    twice,
    turned_and_cropped,
]


@pytest.mark.parametrize("change", WAYS)
def test_a_page_says_the_same_however_it_lies(change: Change) -> None:
    pages = printed(FIRST)
    assert read(changed(pages, change)).fields == read(pages).fields


@pytest.mark.parametrize("change", [WAYS[0], WAYS[4], WAYS[8], *WAYS[9:]])
def test_an_answer_is_shown_the_right_way_up_however_its_page_lies(change: Change, reader: Reader) -> None:
    pages = printed(FIRST)
    straight = reader.crops(pages, NAMES, printed=True)
    other = reader.crops(changed(pages, change), NAMES, printed=True)
    assert set(other) == set(straight) == set(NAMES)
    for name in NAMES:
        assert unlike(other[name], straight[name]) < 12, name


def unlike(one: Crop, other: Crop) -> float:
    """How much the greys of two pictures differ, in the mean; of others than the same it is far above 20."""
    pictures = [PIL.Image.open(io.BytesIO(crop.png)).convert("L") for crop in (one, other)]
    assert all(abs(a - b) <= 3 for a, b in zip(pictures[0].size, pictures[1].size, strict=True))
    small = [picture.resize((120, 40), PIL.Image.Resampling.BOX) for picture in pictures]
    return PIL.ImageStat.Stat(PIL.ImageChops.difference(*small)).mean[0]


@pytest.mark.parametrize("degrees", [45, -90, 450])
def test_a_turn_that_is_no_quarter_or_more_than_a_whole_one_does_not_matter(degrees: int) -> None:
    pages = printed(FIRST)
    assert read(changed(pages, shown_turned(degrees))).fields == read(pages).fields

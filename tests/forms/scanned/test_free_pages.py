"""Words on pages that are pictures, in documents of every kind, read by the real program."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops

from forms.fields import UnreadableFormError
from forms.limits import PICTURE_PAGES, RECOGNISED_PAGES, RECOGNISED_TIME
from forms.reader import Attached, Reader
from forms.scanned.free_drawing import draw_free_page
from forms.scanned.free_pages import FreePages
from forms.scanned.tesseract import Tesseract, find
from forms.text import as_evidence, read_document
from tests.forms.attached_files import jpeg_of_scans, paper, png_that_says
from tests.forms.scanned.free import LETTER, TABLE, drawn, file, pdf, table, word
from tests.programs import needs

SAYS = "\n".join(LETTER)


@pytest.fixture(scope="module")
def read() -> Iterator[Reader]:
    with Reader(ocr=find) as reader:
        yield reader


def whole(content: bytes, read: Reader) -> Attached:
    return read_document(content, read=read, ocr=read.recognise)


@needs("tesseract")
class TestWhatIsRead:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
    def test_a_picture_of_a_letter(self, read: Reader, kind: str) -> None:
        found = whole(file(drawn(), kind), read)
        assert (found.pages, found.pictures, found.recognised) == ((SAYS,), (0,), (0,))

    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_a_page_that_lies_on_a_side_or_on_its_head(self, read: Reader, turn: int) -> None:
        assert whole(file(drawn().rotate(turn, expand=True)), read).pages == (SAYS,)

    def test_a_page_in_uneven_light(self, read: Reader) -> None:
        shade = Image.linear_gradient("L").resize((1000, 420)).point(lambda grey: 60 + grey * 3 // 4)
        assert whole(file(ImageChops.multiply(drawn(), shade)), read).pages == (SAYS,)

    def test_a_page_in_pale_ink_on_grey_paper(self, read: Reader) -> None:
        pale = drawn().point(lambda grey: 150 + grey * 60 // 255)
        assert whole(file(pale, "JPEG"), read).pages == (SAYS,)

    def test_the_cells_of_a_row_of_a_table_stay_on_one_line(self, read: Reader) -> None:
        for page in (table(), table().rotate(1.2, expand=True, fillcolor=255)):
            assert whole(file(page), read).pages == ("\n".join(" ".join(row) for row in TABLE),)

    def test_the_pages_of_a_tiff_one_by_one(self, read: Reader) -> None:
        found = whole(file(drawn(), "TIFF", drawn(("Second page of it",))), read)
        assert found.pages == (SAYS, "Second page of it")

    def test_only_the_pages_of_a_pdf_that_are_pictures(self, read: Reader) -> None:
        found = whole(pdf(paper(1, "Curriculum vitae of Rosa Sampleton"), drawn()), read)
        assert found.pages == ("Curriculum vitae of Rosa Sampleton", SAYS)
        assert (found.pictures, found.recognised) == ((1,), (1,))
        assert as_evidence(found, slot="irb_approval").recognised == {1}

    @pytest.mark.parametrize("over", ["Scanned by a free program on 11/22/2026", "- 3 -"])
    def test_few_words_that_stand_over_a_picture_do_not_hide_it(self, read: Reader, over: str) -> None:
        found = whole(pdf(drawn(), over=over), read)
        assert found.pages[0].startswith(SAYS)
        assert found.recognised == (0,)

    def test_words_over_a_picture_that_says_no_more_stay_as_they_are(self, read: Reader) -> None:
        found = whole(pdf(Image.new("L", (1000, 400), 255), over="This page was left empty on purpose"), read)
        assert (found.pages, found.recognised) == (("This page was left empty on purpose",), ())
        assert found.pictures == (0,)

    def test_a_word_document_of_pictures(self, read: Reader) -> None:
        found = whole(word(drawn(), drawn(("Second page of it",))), read)
        assert found.pages == (SAYS, "Second page of it")
        assert not as_evidence(found, slot="irb_approval").paged

    def test_a_word_document_with_a_few_words_above_a_picture(self, read: Reader) -> None:
        found = whole(word(drawn(), words="Our IRB letter, scanned"), read)
        assert (found.pages, found.recognised) == ((SAYS, "Our IRB letter, scanned"), (0,))
        assert read.attachment(word(drawn(), words="A letter with a logo. " * 20)).pictures == ()

    def test_an_empty_page_has_no_words(self, read: Reader) -> None:
        found = whole(file(Image.new("L", (800, 600), 255)), read)
        assert (found.pages, found.recognised) == (("",), ())

    def test_each_page_is_announced_before_it_is_read(self, read: Reader) -> None:
        told: list[int] = []
        pages = file(drawn(("One", "page")), "TIFF", drawn(("Another page",)))
        assert len(read.recognise(pages, (0, 1), before=told.append)) == 2
        assert told == [0, 1]


class TestWithoutTheProgram:
    def test_pictures_have_no_words_and_are_known_to_be_pictures(self) -> None:
        with Reader() as read:
            assert not read.can_recognise
            found = whole(file(drawn()), read)
        assert (found.pages, found.pictures, found.recognised) == (("",), (0,), ())

    def test_a_page_without_anything_on_it_is_no_picture(self) -> None:
        with Reader() as read:
            assert read.attachment(paper(2, "")).pictures == ()
            assert read.attachment(word()).pictures == ()


class TestSizes:
    @pytest.mark.parametrize("size", [(60, 40), (1, 1), (3000, 4000), (20_000, 100), (9000, 4000)])
    def test_every_picture_is_drawn_as_large_as_letters_need(self, size: tuple[int, int]) -> None:
        page = draw_free_page(file(Image.new("L", size, 255)), 0)
        assert page.width * page.height <= 8_800_000
        assert max(page.size) <= 6600
        assert page.width <= 3 * size[0]
        assert page.width / page.height == pytest.approx(size[0] / size[1], rel=0.2)

    def test_a_page_of_a_pdf_is_drawn_as_large_as_a_letter_page_whatever_its_size(self) -> None:
        small, large = drawn(size=(100, 50)), drawn(size=(4000, 3000))
        for number in range(2):
            page = draw_free_page(pdf(small, large), number)
            assert 300_000 < page.width * page.height <= 8_800_000

    def test_a_photograph_is_drawn_as_it_was_held(self) -> None:
        written, exif = io.BytesIO(), Image.Exif()
        exif[0x0112] = 6  # turned by a quarter
        drawn(size=(300, 200)).save(written, "JPEG", exif=exif)
        page = draw_free_page(written.getvalue(), 0)
        assert page.width < page.height

    @pytest.mark.parametrize("content", [paper(), file(drawn()), word(drawn())], ids=["PDF", "PNG", "DOCX"])
    def test_a_page_that_is_not_there_is_refused(self, content: bytes) -> None:
        with pytest.raises(UnreadableFormError):
            draw_free_page(content, 7)


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", size, random.Random(966).randbytes(size[0] * size[1]))  # noqa: S311  # grains


@needs("tesseract")
class TestHostilePictures:
    """Whatever is sent, it ends in time; its harmless twin is read."""

    @pytest.mark.parametrize(
        "hostile",
        [
            png_that_says(40_000, 40_000),
            jpeg_of_scans(500),
            file(drawn(size=(20, 20)), "TIFF", *[drawn(size=(20, 20))] * 499),
        ],
        ids=["forty thousand pixels wide", "five hundred scans", "five hundred pages"],
    )
    def test_what_is_more_than_a_document_needs_is_refused(self, read: Reader, hostile: bytes) -> None:
        with pytest.raises(UnreadableFormError):
            whole(hostile, read)

    def test_a_picture_as_wide_as_one_may_be_is_read(self, read: Reader) -> None:
        wide = Image.new("L", (12_000, 420), 255)
        wide.paste(drawn())
        assert "Sampleton University" in whole(file(wide), read).pages[0]

    @pytest.mark.slow
    def test_a_tiff_of_as_many_pages_as_one_may_have_is_read_in_part(self, read: Reader) -> None:
        pages = [drawn((f"Page {number}",), (300, 120)) for number in range(PICTURE_PAGES.most)]
        found = whole(file(pages[0], "TIFF", *pages[1:]), read)
        assert len(found.pages) == PICTURE_PAGES.most
        assert max(found.recognised) < RECOGNISED_PAGES.most

    def test_of_three_hundred_pictures_the_first_are_read(self, read: Reader) -> None:
        document = pdf(*[drawn(("A page", "of many"), (300, 220))] * 300)
        started = time.monotonic()
        found = whole(document, read)
        assert len(found.pictures) == 300
        assert found.recognised == tuple(range(RECOGNISED_PAGES.most))
        assert time.monotonic() - started < RECOGNISED_TIME.most

    @pytest.mark.slow
    def test_noise_ends_in_time_and_says_nothing(self, read: Reader) -> None:
        started = time.monotonic()
        found = whole(file(noise((1700, 2200))), read)
        assert time.monotonic() - started < RECOGNISED_TIME.most
        assert (found.pages, found.recognised) == (("",), ())


class Slow:
    """The guarded process, where drawing takes its time, and nothing can be read."""

    def __init__(self, *, refused: bool = False) -> None:
        self.drawn: list[int] = []
        self.refused = refused

    def __call__(self, job: str, _: bytes, **options: object) -> object:
        if self.refused:
            raise UnreadableFormError("damaged", "", "")
        if job == "free_page":
            self.drawn.append(int(str(options["turn"])))
            return {"png": "", "height": 100}
        return {"told": "level\n5\t1\t1\t1\t1\t1\t0\t0\t50\t20\t30\tmumble\x00"}


class TestBounds:
    TESSERACT = Tesseract("tesseract", ("eng",))

    def test_a_page_that_is_read_badly_is_turned_all_ways_and_control_signs_are_left_out(self) -> None:
        ask = Slow()
        pages = FreePages(ask, b"", self.TESSERACT)
        assert pages.words(0) == ""
        assert ask.drawn == [0, 180, 90, 270]
        assert pages.has_time

    def test_of_letters_that_were_guessed_none_are_told(self) -> None:
        surely = "\n".join(["level", *["5\t1\t1\t1\t1\t1\t0\t0\t90\t20\t90\tapproved"]])
        guessed = "\n5\t1\t1\t1\t2\t1\t0\t50\t90\t20\t40\tscrawled"

        def ask(job: str, _: bytes, **__: object) -> object:
            return {"png": "", "height": 100} if job == "free_page" else {"told": surely + guessed * count}

        count = 2
        assert FreePages(ask, b"", self.TESSERACT).words(0) == "approved\nscrawled scrawled"
        count = 9
        assert FreePages(ask, b"", self.TESSERACT).words(0) == ""

    def test_what_can_not_be_drawn_has_no_words(self) -> None:
        assert FreePages(Slow(refused=True), b"", self.TESSERACT).words(0) == ""

    def test_the_time_of_a_document_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = iter(range(0, 100_000, 100))
        monkeypatch.setattr("forms.scanned.free_pages.time.monotonic", lambda: next(clock))
        ask = Slow()
        pages = FreePages(ask, b"", self.TESSERACT)
        pages.words(0)
        assert ask.drawn == [0, 180]
        assert not pages.has_time

    @needs("tesseract")
    def test_pages_that_are_not_there_have_no_words(self, read: Reader) -> None:
        assert read.recognise(file(drawn(("One page",), (300, 120))), range(3)) == {0: "One page", 1: "", 2: ""}

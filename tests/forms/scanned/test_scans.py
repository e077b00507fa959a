import io
import threading
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from PIL import Image
from PIL.ExifTags import Base

from forms.fields import Reading, UnreadableFormError
from forms.fill import fill
from forms.flattened.projecting import Projection
from forms.flattened.sheets import blank
from forms.limits import SCAN_WAIT
from forms.reader import Reader
from forms.refusals import refusal
from forms.scanned import SURE
from forms.scanned.pose import Pose
from forms.scanned.scan import Scans, read_scan
from forms.scanned.straightening import HEIGHT
from forms.scanned.suggesting import Seen, suggestions
from forms.scanned.tesseract import DPI, WIDTH, Tesseract, find, words_in
from tests.applications import changed
from tests.forms.flattened.flatteners import pages_by_pdfium
from tests.forms.flattened.forms import ANSWERS, printed
from tests.forms.scanned.matrix import ALL, ASIDE, CONDITIONS, measured
from tests.forms.scanned.paper import Scan, as_pdf, as_picture, scanned
from tests.forms.scanned.tables import row, table
from tests.programs import needs

FIRST, TEAM = 0, 2
STRAIGHT = Pose(0, Projection.similar(1, 0))


def values(reading: Reading) -> dict[str, object]:
    return {one.name: one.value for one in reading.fields if one.value}


class TestSuggestions:
    def seen(self, *, inked: frozenset[str] = frozenset()) -> Seen:
        sheet = blank().sheets[0]
        ticks = {place: "no" for place in sheet.boxes if place.startswith("request_kind")}
        return Seen(1, sheet, [], [], ticks, inked)

    def test_an_empty_page_suggests_nothing_and_raises_no_doubt(self) -> None:
        fields = list(suggestions(self.seen(), blank()))
        assert [one for one in fields if one.value or one.doubt] == []

    def test_writing_that_no_letter_was_found_in_is_told(self) -> None:
        fields = suggestions(self.seen(inked=frozenset({"bona_fide_researcher.city"})), blank())
        one = next(one for one in fields if one.name == "bona_fide_researcher.city")
        assert one.value == ""
        assert "could not be read" in str(one.doubt)
        assert one.confidence < SURE

    def test_whatever_is_suggested_says_that_it_counts_for_nothing(self) -> None:
        box = blank().sheets[0].boxes["bona_fide_researcher.city"]
        left, top = round(box.left * DPI / 72) + 10, HEIGHT - round(box.top * DPI / 72) + 15
        (word,) = words_in(table(row("Sampleton", left, top, 200, 36)), HEIGHT)
        seen = replace(self.seen(inked=frozenset({"bona_fide_researcher.city"})), first=[word], second=[word])
        one = next(one for one in suggestions(seen, blank()) if one.value)
        assert (one.name, one.value, one.source) == ("bona_fide_researcher.city", "Sampleton", "scan")
        assert one.confidence > SURE
        assert "98 % sure: it counts for nothing until" in str(one.doubt)

    def test_a_tick_on_a_page_that_lies_only_roughly_in_place_is_hard_to_read(self) -> None:
        ticks = {**self.seen().ticks, "request_kind/new": "yes"}
        for rough in (False, True):
            fields = suggestions(replace(self.seen(), ticks=ticks, is_rough=rough), blank())
            one = next(one for one in fields if one.name == "request_kind")
            assert one.value == "new"
            assert (one.confidence < SURE) == rough

    def test_signs_that_look_alike_are_hard_to_read_however_sure_the_program_is(self) -> None:
        box = blank().sheets[0].boxes["bona_fide_researcher.address"]
        left, top = round(box.left * DPI / 72) + 10, HEIGHT - round(box.top * DPI / 72) + 15
        words = words_in(table(row("1O1", left, top, 90, 36), row("Street", left + 120, top, 150, 36)), HEIGHT)
        seen = replace(self.seen(inked=frozenset({"bona_fide_researcher.address"})), first=words, second=words)
        one = next(one for one in suggestions(seen, blank()) if one.value)
        assert one.value == "1O1 Street"
        assert one.confidence < SURE
        assert "look alike on a picture" in str(one.doubt)

    def test_a_second_look_that_reads_otherwise_makes_it_hard_to_read(self) -> None:
        box = blank().sheets[0].boxes["bona_fide_researcher.city"]
        left, top = round(box.left * DPI / 72) + 10, HEIGHT - round(box.top * DPI / 72) + 15
        first, second = words_in(
            table(row("Sampletan", left, top, 200, 36), row("Sampleton", left, top, 200, 36)), HEIGHT
        )
        seen = replace(self.seen(inked=frozenset({"bona_fide_researcher.city"})), first=[first], second=[second])
        one = next(one for one in suggestions(seen, blank()) if one.value)
        assert one.confidence < SURE
        assert "look closely" in str(one.doubt)


class TestWithoutTheProgram:
    def test_a_scan_is_refused_in_words(self) -> None:
        with Reader() as read, pytest.raises(UnreadableFormError) as told:
            read(as_picture(Image.new("L", (850, 1100), 255), "PNG", Scan()))
        assert told.value.kind == "scan"
        assert "Tesseract" in told.value.remedy

    def test_words_of_pictures_are_simply_none(self) -> None:
        with Reader() as read:
            assert read.recognise(b"%PDF-", [0]) == {}

    def test_answers_are_read_in_all_letters_of_their_script_where_those_are_installed(self) -> None:
        plain = Tesseract("tesseract", ("eng", "spa"))
        assert "eng+spa" in plain.command(11, answers=True)
        whole = replace(plain, script="Latin")
        assert "Latin" in whole.command(11, answers=True)
        assert "eng+spa" in whole.command(11)

    def test_it_is_not_found_where_it_is_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        assert find.__wrapped__() is None


def test_other_scans_wait_and_are_told_so_when_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forms.scanned.turns.SCAN_WAIT", replace(SCAN_WAIT, most=0))
    begun, over = threading.Event(), threading.Event()

    def ask(job: str, content: bytes, **options: object) -> object:
        begun.set()
        over.wait(10)
        raise refusal("damaged")

    scans = Scans(lambda: Tesseract("/nowhere", ("eng",)), at_once=1)

    def read_first() -> None:
        with pytest.raises(UnreadableFormError):
            scans.read(ask, b"")

    first = threading.Thread(target=read_first)
    first.start()
    begun.wait(10)
    with pytest.raises(UnreadableFormError) as told:
        scans.read(ask, b"")
    over.set()
    first.join()
    assert told.value.kind == "scan_busy"


def letterless(pages: bytes) -> bytes:
    """A printed file that no longer says which letters its drawings are, as some programs write it."""
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one:
                del one.ToUnicode
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_a_document_that_is_no_form_is_given_up_after_its_first_pages() -> None:
    looked_at = []

    def ask(job: str, content: bytes, **options: Any) -> dict[str, object]:
        if job == "scan_page":
            looked_at.append(options["page"])
            return {"count": 40, "height": HEIGHT, "png": ""}
        return {"told": table(*(row("word", 300, 40 * line, 90, 30) for line in range(50)))}

    with pytest.raises(UnreadableFormError) as told:
        read_scan(ask, b"", Tesseract("/nowhere", ("eng",)), patience=2)
    assert told.value.kind == "scan_unknown"
    assert looked_at == [0, 1]


@needs("tesseract")
class TestWithTheProgram:
    @pytest.mark.slow
    def test_a_printed_page_whose_letters_are_no_text_is_looked_at_like_a_picture(self) -> None:
        with Reader(ocr=find) as read:
            reading = read(letterless(printed(FIRST)))
        assert values(reading)["bona_fide_researcher.address"] == "400 Example Way, Room 12"
        assert {one.source for one in reading.fields} == {"scan"}
        assert "letterless" in {note.kind for note in reading.notes}
        with Reader() as read, pytest.raises(UnreadableFormError) as told:
            read(letterless(printed(FIRST)))
        assert told.value.kind == "letterless"

    def test_a_page_that_comes_as_a_picture_is_read(self) -> None:
        picture = scanned(printed(FIRST), Scan(dpi=200, degrees=0.7, paper=235))[0]
        with Reader(ocr=find) as read:
            content = as_picture(picture, "JPEG", Scan(dpi=200))
            reading = read(content)
            crops = read.crops(content, ["bona_fide_researcher.address", "request_kind", "project_title"])
        found = values(reading)
        assert found["bona_fide_researcher.address"] == "400 Example Way, Room 12"
        assert found["request_kind"] == "modified"
        assert found["requested_on"] == "11/20/2026"
        assert all(one.doubt for one in reading.fields if one.value and one.name not in {"data_system", "edition"})
        assert [note.kind for note in reading.notes] == ["absent_pages", "scan", "languages"]
        assert set(crops) == {"bona_fide_researcher.address", "request_kind"}
        assert all(crop.page == 1 and crop.png.startswith(b"\x89PNG") for crop in crops.values())

    @pytest.mark.slow
    def test_a_photograph_is_looked_at_the_way_up_that_its_camera_says(self) -> None:
        picture = scanned(printed(FIRST), Scan(dpi=200, upwards=90))[0]
        said = Image.Exif()
        said[Base.Orientation] = 6  # to be turned to the right
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=85, exif=said)
        with Reader(ocr=find) as read:
            assert values(read(written.getvalue()))["bona_fide_researcher.address"] == "400 Example Way, Room 12"

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "said", [{"/UserUnit": 3, "/CropBox": [25, 20, 590, 775]}, {"/Rotate": 90, "/MediaBox": [-100, 0, 650, 900]}]
    )
    def test_what_a_page_says_of_its_size_and_turn_does_not_matter(self, said: dict[str, Any]) -> None:
        picture = as_pdf(scanned(printed(FIRST), Scan(dpi=200)), Scan(dpi=200))
        with pikepdf.open(io.BytesIO(picture)) as form:
            for name, value in said.items():
                form.pages[0].obj[name] = pikepdf.Array(value) if isinstance(value, list) else value
            written = io.BytesIO()
            form.save(written)
        with Reader(ocr=find) as read:
            assert values(read(written.getvalue()))["bona_fide_researcher.address"] == "400 Example Way, Room 12"

    @pytest.mark.slow
    def test_a_picture_of_something_else_is_refused_in_words(self) -> None:
        with Reader(ocr=find) as read, pytest.raises(UnreadableFormError) as told:
            read(as_picture(Image.new("L", (850, 1100), 255), "TIFF", Scan()))
        assert told.value.kind == "scan_unknown"

    @pytest.mark.slow
    def test_a_page_that_was_signed_on_paper_and_scanned_is_read_among_the_others(self) -> None:
        scan = Scan(dpi=200, degrees=0.5)
        picture = as_pdf(scanned(printed(FIRST), scan), scan)
        mixed = pages_by_pdfium(fill(changed(ANSWERS)), {FIRST})
        with pikepdf.open(io.BytesIO(mixed)) as form, pikepdf.open(io.BytesIO(picture)) as page:
            form.pages[FIRST] = page.pages[0]
            out = io.BytesIO()
            form.save(out)
        with Reader(ocr=find) as read:
            reading = read(out.getvalue())
        sources = {one.name: one.source for one in reading.fields if one.value}
        assert sources["bona_fide_researcher.address"] == "scan"
        assert sources["project_title"] == "field"
        with Reader() as read:
            notes = {note.kind: note.message for note in read(out.getvalue()).notes}
        assert "Page 1 is without fields" in notes["unread_pages"]

    @pytest.mark.slow
    def test_pages_of_a_scan_that_are_no_page_of_the_form_are_named(self) -> None:
        pages = [scanned(printed(FIRST), Scan(dpi=200))[0], Image.new("L", (1700, 2200), 255)]
        with Reader(ocr=find) as read:
            notes = {note.kind: note.message for note in read(as_pdf(pages, Scan(dpi=200))).notes}
        assert "Page 2" in notes["other_pages"]

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("scan", "pages"),
        [
            pytest.param(replace(CONDITIONS["turned by 1°"], upwards=180), [0, 2, 4, 5, 8], id="300, upside down"),
            pytest.param(replace(ALL, dpi=200), [0, 2, 4, 5, 8], id="200"),
            pytest.param(replace(ASIDE, dpi=250), [0, 4], id="photograph"),
        ],
    )
    def test_a_scanned_form_is_read_well_and_whatever_is_wrong_is_called_hard(
        self, scan: Scan, pages: list[int]
    ) -> None:
        with Reader(ocr=find) as read:
            tally = measured(scan, read, pages)
        assert tally.share("short") >= 97
        assert tally.share("prose") >= 99
        assert tally.share("mark") >= 99
        assert tally.wrong_and_sure == []

    def test_the_words_of_any_picture_can_be_had(self) -> None:
        picture = Image.new("L", (WIDTH, 600), 255)
        (page,) = scanned(printed(FIRST), Scan(dpi=300))
        picture.paste(page.crop((0, 0, WIDTH, 600)))
        with Reader(ocr=find) as read:
            assert "Data Request Standard Application" in read.recognise(as_picture(picture, "PNG", Scan()), [0])[0]

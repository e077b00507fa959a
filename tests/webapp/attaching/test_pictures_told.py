"""What people are told of documents whose pages are pictures, before and after they were read."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask

from forms.limits import RECOGNISED_PAGES
from forms.reader import Reader
from forms.scanned.tesseract import find
from forms.text import RECOGNISED
from tests.applications import RIGHT
from tests.forms.attached_files import paper
from tests.forms.scanned.free import LETTER, drawn, file, pdf
from tests.programs import needs
from tests.webapp.adding import IRB, added, change, of
from tests.webapp.drafting import Person, store_of
from webapp import clock
from webapp.attaching import pictures_told
from webapp.attaching.recognising import sweep
from webapp.attaching.scanning import Scanner
from webapp.storage import recognition
from webapp.sweeping import sweeping

PHOTO = file(drawn(("Sampleton University", "IRB Number: IRB-2019-9999", "approved", "Expires: May 31, 2027")), "JPEG")


@pytest.fixture
def app_reads(app: Flask) -> Iterator[Reader]:
    with Reader(ocr=find) as reader:
        app.extensions["reader"] = reader
        yield reader


def sweep_once(app: Flask, reader: Reader) -> bool:
    return sweep(store_of(app), reader, has_scanner=app.extensions["scanner"] is not None, now=clock.now)


@needs("tesseract")
def test_a_photo_of_a_letter_with_another_number_is_found_once_it_was_read(
    app: Flask, alex: Person, draft: str, app_reads: Reader
) -> None:
    change(app, draft, {"irb_approval": RIGHT["irb_approval"]})
    page = added(alex, draft, PHOTO, IRB, "letter.jpg")
    before = alex.open(page).text
    assert "It is a picture. A program is reading it, which takes about 4 seconds." in before
    assert "Look again" in before
    assert "Compared with the form" not in before
    assert "IRB-2019-9999" not in alex.open(f"/drafts/{draft}/review").text

    assert sweep_once(app, app_reads)
    after = alex.open(page).text
    assert "Its words were read off pictures by Tesseract. Letters may be mistaken" in after
    assert "Look again" not in after
    assert "IRB Number: IRB-2019-9999" in after
    assert "as read off a picture" in after
    assert "Look at the paper itself" in after
    (kept_one,) = of(app, draft)
    assert (kept_one.recognised, kept_one.reader) == ([0], RECOGNISED)
    review = alex.open(f"/drafts/{draft}/review").text
    assert "IRB-2019-9999" in review
    assert "as read off a picture" in review


@needs("tesseract")
def test_the_service_reads_by_itself_beside_its_pages(app: Flask, alex: Person, draft: str, app_reads: Reader) -> None:
    assert app_reads.can_recognise
    page = added(alex, draft, PHOTO, IRB, "letter.jpg")
    with sweeping(app):
        ends = time.monotonic() + 60
        while of(app, draft)[0].recognition == "waiting" and time.monotonic() < ends:
            time.sleep(0.1)
    assert "were read off pictures by Tesseract" in alex.open(page).text


@needs("tesseract")
def test_only_some_pages_are_pictures(app: Flask, alex: Person, draft: str, app_reads: Reader) -> None:
    letter = pdf(paper(1, "Words of the first page of this letter"), drawn(LETTER), drawn(LETTER))
    page = added(alex, draft, letter, IRB, "letter.pdf")
    assert (
        "2 of its 3 pages are pictures. A program is reading them, which takes about 8 seconds." in alex.open(page).text
    )
    assert sweep_once(app, app_reads)
    after = alex.open(page).text
    assert "The words of pages 2 and 3 were read off pictures by Tesseract." in after
    assert after.count(", read off a picture</summary>") == 2


@needs("tesseract")
def test_a_document_waits_for_the_virus_scanner_first(app: Flask, alex: Person, draft: str, app_reads: Reader) -> None:
    app.extensions["scanner"] = Scanner(path="/nobody/listens/here")
    page = added(alex, draft, PHOTO, IRB, "letter.jpg")
    assert "once the virus scanner has found nothing." in alex.open(page).text
    assert not sweep_once(app, app_reads)


def test_without_the_program_a_person_reads_it_and_it_goes_on_waiting(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft, PHOTO, IRB, "letter.jpg")
    shown = alex.open(page).text
    assert "this service has no program that reads letters in pictures. A person reads it" in shown
    assert "Look again" not in shown
    assert of(app, draft)[0].recognition == "waiting"


def test_what_was_given_up_and_what_had_no_words_is_told(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft, PHOTO, IRB, "letter.jpg")
    (one,) = of(app, draft)
    with store_of(app).writing() as tx:
        recognition.give_up(tx, one)
    assert "the program that reads letters in pictures failed on it. A person reads it" in alex.open(page).text
    with store_of(app).writing() as tx:
        recognition.write(tx, one, [""], pictures=[0], recognised=[], reader=RECOGNISED)
    assert "It is a picture, and no words could be read in it. A person reads it" in alex.open(page).text


def test_of_very_many_pages_it_is_told_how_many_were_left(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft, PHOTO, IRB, "letter.jpg")
    (one,) = of(app, draft)
    with store_of(app).writing() as tx:
        read_pages = list(range(RECOGNISED_PAGES.most))
        recognition.write(tx, one, ["words"] * 14, pictures=range(14), recognised=read_pages, reader=RECOGNISED)
    assert "Of the other 4 pages that are pictures nothing was read." in alex.open(page).text
    assert "pages 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10" in alex.open(page).text


def test_a_document_with_words_says_nothing_of_pictures(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft, paper(), IRB, "letter.pdf")
    with store_of(app).reading() as tx:
        assert pictures_told.told_of(tx, of(app, draft)[0]) is None
    assert "picture" not in alex.open(page).text.partition("What was read in it")[2].partition("What is in pictures")[0]

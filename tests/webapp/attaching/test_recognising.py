"""Pages of documents that are pictures: read beside the request, and told as what they are."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from forms.fields import UnreadableFormError
from forms.limits import RECOGNISED_PAGES
from forms.reader import Attached, Reader
from forms.scanned.tesseract import find
from forms.text import EDITION, RECOGNISED
from tests.applications import RIGHT
from tests.forms.attached_files import paper
from tests.forms.scanned.free import LETTER, drawn, file, pdf
from tests.programs import needs
from tests.webapp.adding import IRB, added, change, of
from tests.webapp.drafting import Person, store_of
from tests.webapp.storage.acts import NOW, ROSA, begin
from webapp import clock
from webapp.attaching import pictures_told
from webapp.attaching.recognising import MOST_TRIES, sweep
from webapp.attaching.scanning import Scanner
from webapp.storage import attachments, drafts, recognition
from webapp.storage.attachments import Attachment, Document, State
from webapp.storage.migrating import migrate
from webapp.storage.store import Store, open_store
from webapp.sweeping import sweeping

HOUR = timedelta(hours=1)
PHOTO = file(drawn(("Sampleton University", "IRB Number: IRB-2019-9999", "approved", "Expires: May 31, 2027")), "JPEG")


class Eyes:
    """What looks at documents: each is a picture of its own bytes."""

    def __init__(self, *refusals: BaseException) -> None:
        self.refusals = list(refusals)
        self.seen: list[bytes] = []

    def attachment(self, content: bytes) -> Attached:
        if content == b"words":
            return Attached("application/pdf", ("words",), ())
        return Attached("image/png", ("", "words"), (), (0,))

    def recognise(self, content: bytes, pages: Sequence[int]) -> Mapping[int, str]:
        self.seen.append(content)
        if self.refusals:
            raise self.refusals.pop(0)
        return {page: content.decode() for page in pages}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    migrate(opened)
    return opened


def kept(store: Store, *contents: bytes, state: State = State.NOT_SCANNED) -> list[str]:
    files = [store.files.put(content) for content in contents]
    with store.writing() as tx:
        draft, document = begin(tx).id, Document("irb_approval", "photo.png", "image/png")
        ids = []
        for number, one in enumerate(files):
            at = NOW + timedelta(seconds=number)
            ids.append(attachments.add(tx, document, one, draft=draft, by=ROSA, at=at, state=state).id)
            attachments.set_pages(tx, ids[-1], ["", "words"], reader=EDITION)
            recognition.found_pictures(tx, ids[-1], [0])
    return ids


def read(store: Store, document: str) -> Attachment:
    with store.reading() as tx:
        return attachments.read(tx, document)


def swept(store: Store, eyes: Eyes, *, at: datetime = NOW, has_scanner: bool = False) -> int:
    count = 0
    while sweep(store, eyes, has_scanner=has_scanner, now=lambda: at):
        count += 1
    return count


def busy() -> UnreadableFormError:
    return UnreadableFormError("scan_busy", "", "")


def broken() -> UnreadableFormError:
    return UnreadableFormError("too_slow", "", "")


def test_each_document_that_waits_is_read_the_oldest_first(store: Store) -> None:
    one, two = kept(store, b"one", b"two")
    eyes = Eyes()
    assert swept(store, eyes) == 2
    assert eyes.seen == [b"one", b"two"]
    found = read(store, two)
    assert (found.pages, found.pictures, found.recognised) == (["two", "words"], [0], [0])
    assert (found.recognition, found.reader) == ("done", RECOGNISED)
    assert swept(store, eyes) == 0
    assert read(store, one).recognition == "done"


def test_a_document_that_turns_out_to_be_no_picture_is_done_with(store: Store) -> None:
    (document,) = kept(store, b"words")
    assert swept(store, Eyes()) == 1
    found = read(store, document)
    assert (found.pages, found.recognition, found.recognised) == (["words"], "none", [])


def test_no_transaction_is_open_while_letters_are_read(store: Store) -> None:
    (document,) = kept(store, b"one")

    class Asking(Eyes):
        def recognise(self, content: bytes, pages: Sequence[int]) -> Mapping[int, str]:
            with store.writing() as tx:
                assert attachments.read(tx, document).tries == 1
            return super().recognise(content, pages)

    assert swept(store, Asking()) == 1


def test_two_sweeps_at_once_do_not_read_the_same_document(store: Store) -> None:
    kept(store, b"one")

    class Twice(Eyes):
        def recognise(self, content: bytes, pages: Sequence[int]) -> Mapping[int, str]:
            assert swept(store, Eyes()) == 0
            return super().recognise(content, pages)

    eyes = Twice()
    assert swept(store, eyes) == 1
    assert eyes.seen == [b"one"]


def test_what_was_killed_in_the_middle_is_read_later(store: Store) -> None:
    (document,) = kept(store, b"one")

    for number in range(1, MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            swept(store, Eyes(KeyboardInterrupt()), at=NOW + number * HOUR)
        assert swept(store, Eyes(), at=NOW + number * HOUR) == 0
    assert swept(store, Eyes(), at=NOW + 9 * HOUR) == 1
    assert read(store, document).recognition == "done"


def test_what_kills_it_again_and_again_is_tried_no_more(store: Store) -> None:
    (document,) = kept(store, b"one")

    for number in range(MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            swept(store, Eyes(KeyboardInterrupt()), at=NOW + number * HOUR)
    eyes = Eyes()
    assert swept(store, eyes, at=NOW + 9 * HOUR) == 1
    assert (read(store, document).recognition, eyes.seen) == ("given up", [])


def test_what_can_not_be_read_is_given_up_after_some_tries(store: Store) -> None:
    (document,) = kept(store, b"one")
    for number in range(MOST_TRIES):
        assert read(store, document).recognition == "waiting"
        assert swept(store, Eyes(broken()), at=NOW + number * HOUR) == 1
    assert read(store, document).recognition == "given up"
    assert read(store, document).pages == ["", "words"]


def test_while_forms_are_read_documents_wait_and_no_try_is_lost(store: Store) -> None:
    (document,) = kept(store, b"one")
    for _ in range(2 * MOST_TRIES):
        assert swept(store, Eyes(busy())) == 0
    assert (read(store, document).recognition, read(store, document).tries) == ("waiting", 0)
    assert swept(store, Eyes()) == 1


def test_what_was_taken_out_meanwhile_stays_away(store: Store) -> None:
    (document,) = kept(store, b"one")

    class Removing(Eyes):
        def recognise(self, content: bytes, pages: Sequence[int]) -> Mapping[int, str]:
            with store.writing() as tx:
                draft = attachments.read(tx, document).draft
                drafts.discard(tx, str(draft))
            return super().recognise(content, pages)

    assert swept(store, Removing()) == 1
    with store.reading() as tx:
        assert recognition.next_one(tx, list(State), before=NOW + HOUR) is None


@pytest.mark.parametrize("state", State)
def test_where_there_is_a_virus_scanner_only_what_it_found_clean_is_read(store: Store, state: State) -> None:
    kept(store, b"one", state=state)
    assert swept(store, Eyes(), has_scanner=True) == (state is State.CLEAN)


def test_without_one_everything_is_but_what_was_found_harmful(store: Store) -> None:
    kept(store, b"one", state=State.NOT_SCANNED)
    kept(store, b"two", state=State.INFECTED)
    assert swept(store, Eyes()) == 1


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

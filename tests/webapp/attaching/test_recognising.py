"""Pages of documents that are pictures: read beside the request, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from forms.fields import UnreadableFormError
from forms.reader import Attached
from forms.text import EDITION, RECOGNISED
from tests.webapp.storage.acts import NOW, ROSA, begin
from webapp.attaching.recognising import MOST_TRIES, sweep
from webapp.storage import attachments, drafts, recognition
from webapp.storage.attachments import Attachment, Document, State
from webapp.storage.migrating import migrate
from webapp.storage.store import Store, open_store

HOUR = timedelta(hours=1)


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

"""Reads the pages of documents that are pictures, beside the request; what is seen there is a suggestion."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

from forms.fields import UnreadableFormError
from forms.limits import RECOGNISED_TIME, SCAN_WAIT
from forms.reader import Attached
from forms.text import RECOGNISED, read_document
from webapp.storage import recognition
from webapp.storage.attachments import Attachment, State
from webapp.storage.store import Store, Transaction
from webapp.storage.troubles import NotKeptError

MOST_TRIES = 3
_AGAIN_AFTER = timedelta(seconds=RECOGNISED_TIME.most + 2 * SCAN_WAIT.most)
"""Longer than reading one document ever takes: whoever began has ended by then, or was killed."""


class Recognises(Protocol):
    """What looks at documents, and reads letters in pictures, in the guarded process."""

    def attachment(self, content: bytes) -> Attached:
        """What is in a document."""

    def recognise(self, content: bytes, pages: Sequence[int]) -> Mapping[int, str]:
        """The words seen on some of its pages."""


def readable(*, has_scanner: bool) -> frozenset[State]:
    """The states in which a document may be read: where there is a virus scanner, only what it found clean."""
    return frozenset({State.CLEAN}) if has_scanner else frozenset(State) - {State.INFECTED}


def sweep(store: Store, read: Recognises, *, has_scanner: bool, now: Callable[[], datetime]) -> bool:
    """Read the document that waits longest; whether there was one.

    No transaction is open meanwhile. It may be ended at any moment, and run twice at once.
    """
    document = _take(store, has_scanner=has_scanner, at=now())
    if document is None:
        return False
    if document.tries > MOST_TRIES:
        _write(store, lambda tx: recognition.give_up(tx, document))
        return True
    try:
        content = store.files.read(document.sha256)
        attached = read_document(content, read=read, ocr=read.recognise)
    except (UnreadableFormError, FileNotFoundError) as refused:
        is_busy = isinstance(refused, UnreadableFormError) and refused.kind == "scan_busy"
        if is_busy:
            _write(store, lambda tx: recognition.put_off(tx, document))
        elif document.tries == MOST_TRIES:
            _write(store, lambda tx: recognition.give_up(tx, document))
        return not is_busy
    _write(store, lambda tx: _read(tx, document, attached))
    return True


def _take(store: Store, *, has_scanner: bool, at: datetime) -> Attachment | None:
    """The next document, marked as tried; nobody is kept waiting by a look that finds none."""
    states = readable(has_scanner=has_scanner)
    with store.reading() as tx:
        if recognition.next_one(tx, states, before=at - _AGAIN_AFTER) is None:
            return None
    with store.writing() as tx:
        document = recognition.next_one(tx, states, before=at - _AGAIN_AFTER)
        return recognition.begin(tx, document, at=at) if document else None


def _read(tx: Transaction, document: Attachment, attached: Attached) -> None:
    recognition.write(
        tx, document, attached.pages, pictures=attached.pictures, recognised=attached.recognised, reader=RECOGNISED
    )


def _write(store: Store, write: Callable[[Transaction], object]) -> None:
    with suppress(NotKeptError), store.writing() as tx:  # it was taken out meanwhile
        write(tx)

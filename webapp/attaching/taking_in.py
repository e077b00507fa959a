"""Takes a document in: looked at whole, safe on the disk, and only then written down, within the limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Protocol

from flask import current_app

from forms.attaching.attachment_refusals import refuse
from forms.attaching.kinds import BY_MEDIA_TYPE
from forms.fields import UnreadableFormError
from forms.limits import APPLICATION_FILES, APPLICATION_SIZE
from forms.reader import Attached, Reader
from forms.text import EDITION
from webapp.answers.slots import Slot, Unplaced
from webapp.attaching.scanning import Scanner
from webapp.attaching.scans import first_state
from webapp.storage import attachments, recognition
from webapp.storage.attachments import Attachment, Document
from webapp.storage.drafts import Draft
from webapp.storage.files import Kept
from webapp.storage.store import Transaction
from webapp.storage.troubles import NotKeptError
from webapp.uploads import NoUploadError, Upload, chosen_file

READER = EDITION
"""The edition of what reads their words; kept with the words."""

_CHOOSE = {
    "no_file": ("No file was chosen.", "Choose the document, then press the button."),
    "several_files": (
        "Several files were sent, and one is taken at a time.",
        "Choose one file; add the next after it.",
    ),
}


class DocumentReader(Protocol):
    """What looks at documents in the guarded process."""

    def attachment(self, content: bytes) -> Attached:
        """What is in a document."""

    def previews(self, content: bytes, *, width: int = 700, most: int = 4) -> list[bytes]:
        """Its first pages as PNG pictures."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that somebody chose, and what was found in it."""

    upload: Upload
    attached: Attached


def reader() -> DocumentReader:
    """What looks at documents; UnreadableFormError, in words, where this service reads no files."""
    read = current_app.extensions["reader"]
    if not isinstance(read, Reader):
        raise refuse("not_reading")
    return read


def scanner() -> Scanner | None:
    """The virus scanner of this service, where there is one."""
    found: Scanner | None = current_app.extensions["scanner"]
    return found


def chosen(field: str) -> Looked:
    """The file of a field, once all of it was read.

    Raises:
        UnreadableFormError: There is none, or it can't be attached.
    """
    try:
        upload = chosen_file(field)
    except NoUploadError as refused:
        raise NoUploadError(refused.kind, *_CHOOSE[refused.kind]) from None
    return Looked(upload, reader().attachment(upload.content))


def keep(
    tx: Transaction, draft: Draft, slot: Slot | Unplaced, looked: Looked, file: Kept, *, by: str, at: datetime,
    instead_of: Attachment | None = None,
) -> Attachment:  # fmt: skip
    """Write a document down in its place; the same file in the same place is there once, however often it is sent.

    Raises:
        NotKeptError: The application is submitted and stays as it was.
        UnreadableFormError: The application would hold more than it may.
    """
    if draft.submitted:
        raise NotKeptError("This application is submitted and can't be changed.", "Open its status page.")
    others = [one for one in attachments.of_draft(tx, draft.id) if instead_of is None or one.id != instead_of.id]
    if same := next((one for one in others if slot.holds(one) and one.sha256 == file.sha256), None):
        if instead_of:
            attachments.take_out(tx, instead_of.id)
        return same
    _demand_room(others, file)
    document, state = _document(slot, looked), first_state(has_scanner=scanner() is not None)
    if instead_of:
        added = attachments.replace(tx, instead_of.id, document, file, by=by, at=at)
        added = attachments.set_state(tx, added.id, state)
    else:
        added = attachments.add(tx, document, file, draft=draft.id, by=by, at=at, state=state)
    return _with_words(tx, added, looked.attached)


def keep_later(
    tx: Transaction, application: str, slot: Slot, looked: Looked, file: Kept, *, by: str, at: datetime
) -> Attachment:
    """Write down a document that arrived for a submitted application, however many there are: it is kept as it came."""
    state = first_state(has_scanner=scanner() is not None)
    added = attachments.add(tx, _document(slot, looked), file, application=application, by=by, at=at, state=state)
    return _with_words(tx, added, looked.attached)


def served_name(document: Attachment) -> str:
    """The name that a document is given back under: its own, with the ending of what it is."""
    suffixes = BY_MEDIA_TYPE[document.type].suffixes
    return document.name if PurePath(document.name).suffix.lower() in suffixes else document.name + suffixes[0]


def _with_words(tx: Transaction, added: Attachment, attached: Attached) -> Attachment:
    """A document with what was read in it; pages that are pictures are read later, beside the pages."""
    attachments.set_pages(tx, added.id, attached.pages, reader=READER)
    return recognition.found_pictures(tx, added.id, attached.pictures)


def _document(slot: Slot | Unplaced, looked: Looked) -> Document:
    name = looked.upload.name or f"document{BY_MEDIA_TYPE[looked.attached.type].suffixes[0]}"
    return Document(slot.kind, name, looked.attached.type, slot.person)


def _demand_room(others: list[Attachment], file: Kept) -> None:
    if len(others) >= APPLICATION_FILES.most:
        raise _full(f"An application has at most {APPLICATION_FILES}, and this one has as many.")
    if sum(one.size for one in others) + file.size > APPLICATION_SIZE.most:
        raise _full(f"With this file the application would have more than {APPLICATION_SIZE}.")


def _full(message: str) -> UnreadableFormError:
    remedy = "Remove a document that is not needed, put several into one PDF, or save pictures smaller."
    return UnreadableFormError("full", message, remedy)

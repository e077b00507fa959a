"""What people are told of a document whose pages are pictures: whether these are being read, were, or can't be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app

from forms.limits import RECOGNISED_PAGES
from forms.reader import Reader
from webapp.attaching.recognising import readable
from webapp.attaching.scans import may_be_opened
from webapp.attaching.taking_in import scanner
from webapp.storage import recognition
from webapp.storage.attachments import Attachment
from webapp.storage.recognition import Recognition
from webapp.storage.store import Transaction

_A_PAGE = 4
"""Seconds that a page takes at most as a rule."""

_UNREAD = "A person reads it, and nothing in it is compared with the form."


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence or two, and whether it is worth looking again soon."""

    says: str
    again: bool = False


def told_of(tx: Transaction, document: Attachment) -> Told | None:
    """What to say of a document; None of one that has no pictures for pages."""
    match document.recognition:
        case Recognition.WAITING:
            return _waiting(tx, document)
        case Recognition.DONE:
            return Told(_done(document))
        case Recognition.GIVEN_UP:
            what = _pages(document)
            return Told(f"{what}, and the program that reads letters in pictures failed on {_it(document)}. {_UNREAD}")
    return None


def reads_pictures() -> bool:
    """Whether this service reads letters in pictures."""
    read = current_app.extensions["reader"]
    return isinstance(read, Reader) and read.can_recognise


def _waiting(tx: Transaction, document: Attachment) -> Told:
    what, has_scanner = _pages(document), scanner() is not None
    if not reads_pictures():
        return Told(f"{what}, and this service has no program that reads letters in pictures. {_UNREAD}")
    if not may_be_opened(document, has_scanner=has_scanner):
        return Told(f"{what}. Letters in pictures are read once the virus scanner has found nothing.", again=True)
    seconds = _A_PAGE * max(1, recognition.ahead_of(tx, document, readable(has_scanner=has_scanner)))
    how_long = f"{seconds} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"
    says = f"{what}. A program is reading {_it(document)}, which takes about {how_long}. You can go on meanwhile."
    return Told(says, again=True)


def _done(document: Attachment) -> str:
    recognised, pictures = document.recognised or (), document.pictures or ()
    if not recognised:
        return f"{_pages(document)}, and no words could be read in {_it(document)}. {_UNREAD}"
    which = _named(recognised) if len(recognised) < len(document.pages or ()) else "Its words"
    said = f"{which} were read off pictures by Tesseract. Letters may be mistaken: they are a suggestion, no more."
    more = len(pictures) - RECOGNISED_PAGES.most
    return said + (f" Of the other {more} pages that are pictures nothing was read." if more > 0 else "")


def _it(document: Attachment) -> str:
    return "it" if len(document.pictures or document.pages or ()) == 1 else "them"


def _pages(document: Attachment) -> str:
    pictures, pages = document.pictures, document.pages or ()
    if pictures is None or len(pictures) >= len(pages):
        return "Its pages are pictures" if len(pages) > 1 else "It is a picture"
    return f"{len(pictures)} of its {len(pages)} pages {'is a picture' if len(pictures) == 1 else 'are pictures'}"


def _named(places: Sequence[int]) -> str:
    *first, last = (str(place + 1) for place in places)
    return f"The words of pages {', '.join(first)} and {last}" if first else f"The words of page {last}"

"""The words of a document that is enclosed, as evidence; read in the guarded process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from forms.attaching.kinds import DOCX
from forms.reader import Attached
from validator.evidence import Evidence

EDITION = "attached documents 2"
"""The edition of what reads the words: since 2 with the headers, footers and notes of Word documents."""

Recogniser = Callable[[bytes, tuple[int, ...]], Mapping[int, str]]
"""What reads pictures of pages: a document and the places of its pages without words -> the words seen in them."""


class Looks(Protocol):
    """What looks at documents in the guarded process."""

    def attachment(self, content: bytes) -> Attached:
        """What is in a document; UnreadableFormError where it can't be attached."""


def read_document(content: bytes, *, read: Looks, ocr: Recogniser | None = None) -> Attached:
    """What is in a document; where there is a recogniser, with the words of pages that are pictures.

    Raises:
        UnreadableFormError: It can't be attached.
    """
    attached = read.attachment(content)
    pictures = tuple(place for place, words in enumerate(attached.pages) if not words.strip())
    if ocr is None or not pictures:
        return attached
    seen = ocr(content, pictures)
    pages = tuple(seen.get(place, words) for place, words in enumerate(attached.pages))
    return attached._replace(pages=pages)


def as_evidence(attached: Attached, *, slot: str, person: str = "", name: str = "") -> Evidence:
    """What was found in a document, as a value that the rules look at."""
    return Evidence(slot, person, name, attached.pages, paged=is_paged(attached.type))


def is_paged(media_type: str) -> bool:
    """Whether the pages of a document are known; those of a Word document only its program knows."""
    return media_type != DOCX.media_type

"""The words of a document that is enclosed, as evidence; read in the guarded process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from forms.attaching.kinds import DOCX
from forms.limits import RECOGNISED_PAGES
from forms.reader import Attached
from forms.scanned import free_pages
from validator.evidence import Evidence

EDITION = "attached documents 3"
"""The edition of what reads the words: since 3 it is known which pages are pictures."""
RECOGNISED = f"{EDITION}, {free_pages.EDITION}"
"""The edition where the words of pictures were looked for, too."""

Recogniser = Callable[[bytes, Sequence[int]], Mapping[int, str]]
"""What reads pictures of pages: a document and the places of its pages without words -> the words seen in them."""
_SO_MUCH_MORE = 2
"""Times as many letters: then a picture says what its page says, and not the few words that stand over it."""


class Looks(Protocol):
    """What looks at documents in the guarded process."""

    def attachment(self, content: bytes) -> Attached:
        """What is in a document; UnreadableFormError where it can't be attached."""


def read_document(content: bytes, *, read: Looks, ocr: Recogniser | None = None) -> Attached:
    """What is in a document; where there is a recogniser, with the words of its first pages that are pictures.

    Raises:
        UnreadableFormError: It can't be attached, or its pictures can't be read now.
    """
    attached = read.attachment(content)
    return recognised(attached, content, ocr) if ocr else attached


def recognised(attached: Attached, content: bytes, ocr: Recogniser) -> Attached:
    """A document that was looked at, with the words of its first pages that are pictures.

    Raises:
        UnreadableFormError: Its pictures can't be read now.
    """
    if not attached.pictures:
        return attached
    pages = list(attached.pages)
    seen = ocr(content, attached.pictures[: RECOGNISED_PAGES.most])
    better = [place for place, words in seen.items() if _letters(words) > _SO_MUCH_MORE * _letters(pages[place])]
    for place in better:
        pages[place] = seen[place]
    return attached._replace(pages=tuple(pages), recognised=tuple(better))


def as_evidence(attached: Attached, *, slot: str, person: str = "", name: str = "") -> Evidence:
    """What was found in a document, as a value that the rules look at."""
    of_pictures = frozenset(attached.recognised)
    return Evidence(slot, person, name, attached.pages, paged=is_paged(attached.type), recognised=of_pictures)


def is_paged(media_type: str) -> bool:
    """Whether the pages of a document are known; those of a Word document only its program knows."""
    return media_type != DOCX.media_type


def _letters(words: str) -> int:
    return sum(sign.isalnum() for sign in words)

"""Reads a scan page by page: each is drawn, looked at, laid upon our blank form, and looked at a second time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from forms.fields import Field, Note, Reading
from forms.flattened.naming import pages_named
from forms.flattened.sheets import blank
from forms.limits import SCAN_TIME
from forms.refusals import refusal
from forms.scanned import SCAN, SURE
from forms.scanned.free_pages import Before, FreePages
from forms.scanned.looking import Ask, Look
from forms.scanned.suggesting import Seen, suggestions
from forms.scanned.tesseract import Tesseract
from forms.scanned.turns import Turns

Laid = tuple[float, ...]
"""Number of a page, counted from 0; of the page of the blank form; and its pose, in numbers."""

_KEPT = 32

_NOTE = (
    "{pages} scanned: {count} answers were read off pictures, {hard} of them with difficulty. They are suggestions, "
    "and count for nothing until somebody has compared each with the page."
)
_OTHERS = "{pages} no page of the form; nothing of {it} was read as an answer."
_REPEATED = "{pages} shown twice; the first was read."
_LANGUAGES = "Letters were read as {languages}; answers in another script can't be read here."
_CALLED = {"eng": "English", "spa": "Spanish"}


Finder = Callable[[], Tesseract | None]
"""Finds the program that reads letters in pictures, when it is wanted."""


class Scans:
    """Reads scans, so few at once that other files need not wait for them."""

    def __init__(self, find: Finder, *, at_once: int) -> None:
        self._find = find
        self._turns = Turns(at_once)
        self._laid: OrderedDict[bytes, list[Laid]] = OrderedDict()
        """Of the last scans by their hash, how their pages lie: no answer, but enough to show where one stood."""

    def read(self, ask: Ask, content: bytes, *, pages: Sequence[int] = (), patience: int | None = None) -> Reading:
        """The answers that a scan suggests, or some pages of a file, counted from 1.

        Args:
            ask: Does a job with the file in the guarded process.
            content: The file.
            pages: The pages to look at; all of them where none is named.
            patience: How many of the first pages may be none of the form before the others are not looked at.

        Raises:
            UnreadableFormError: It can't be read, or not now.
        """
        program = self._find()
        if program is None:
            raise refusal("scan")
        with self._turns.of_form():
            reading, laid = read_scan(ask, content, program, pages, patience)
        self._laid[sha256(content).digest()] = laid
        while len(self._laid) > _KEPT:
            self._laid.popitem(last=False)
        return reading

    def laid(self, content: bytes) -> list[Laid] | None:
        """How the pages of a scan lie that was read a while ago; None of any other file."""
        return self._laid.get(sha256(content).digest())

    def words(self, ask: Ask, content: bytes, pages: Sequence[int], before: Before | None = None) -> Mapping[int, str]:
        """The words seen on some pages of any document, counted from 0; none where no program reads them.

        Args:
            ask: Does a job with the file in the guarded process.
            content: The file.
            pages: The places of the pages; those that the time for a document does not reach are left out.
            before: Is called with the place of each page before it is read.

        Raises:
            UnreadableFormError: It can't be read now.
        """
        program = self._find()
        if program is None:
            return {}
        seen: dict[int, str] = {}
        free = FreePages(ask, content, program)
        for number in pages:
            if free.has_time:
                with self._turns.of_page():
                    if before:
                        before(number)
                    seen[number] = free.words(number)
        return seen

    @property
    def can_read(self) -> bool:
        """Whether there is a program that reads letters in pictures."""
        return self._find() is not None


def read_scan(
    ask: Ask, content: bytes, ocr: Tesseract, pages: Sequence[int] = (), patience: int | None = None
) -> tuple[Reading, list[Laid]]:
    """The answers that a scan suggests, and how its pages lie.

    Args:
        ask: Does a job with the file in the guarded process.
        content: The file.
        ocr: The program that reads letters in pictures.
        pages: The pages to look at, counted from 1; all of them where none is named.
        patience: How many of the first pages may be none of the form before the others are not looked at.

    Raises:
        UnreadableFormError: No page of it is one of our form, or one can't be laid upon it.
    """
    known = blank()
    look = Look(ask, content, ocr, known, time.monotonic() + SCAN_TIME.most)
    found = _Found()
    for number in _numbers(pages, look):
        seen = look.at(number)
        if seen is None:
            found.others.append(number + 1)
        elif seen.sheet.number in found.seen:
            found.repeated.append(number + 1)
        else:
            found.seen[seen.sheet.number] = seen
        if not found.seen and len(found.others) == patience:
            break
    if not found.seen:
        raise refusal("scan_unknown")
    fields = tuple(each for one in found.seen.values() for each in suggestions(one, known))
    marks = (Field(name, value, "scan") for name, value in known.marks.items())
    laid = [(one.number - 1, one.sheet.number, *one.pose) for one in found.seen.values()]
    return Reading((*marks, *fields), tuple(_notes(fields, found, ocr))), laid


@dataclass(slots=True)
class _Found:
    """The pages of a scan, sorted by what they are."""

    seen: dict[int, Seen] = field(default_factory=dict)
    """Number of the page of the blank form -> the page that shows it."""
    repeated: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


def _numbers(pages: Sequence[int], look: Look) -> Iterator[int]:
    """The pages to look at, counted from 0."""
    numbers = [page - 1 for page in pages] or [0]
    for number in numbers:
        yield number
        if not pages and number == 0:
            numbers += range(1, look.count)  # known only now


def _notes(fields: Sequence[Field], found: _Found, ocr: Tesseract) -> Iterator[Note]:
    filled = [one for one in fields if one.value]
    hard = sum(one.confidence < SURE for one in filled)
    pages = pages_named([one.number for one in found.seen.values()], "was", "were")
    yield Note(SCAN, _NOTE.format(pages=pages, count=len(filled), hard=hard or "none"))
    known = "any language in Latin letters" if ocr.script else " and ".join(map(_CALLED.__getitem__, ocr.languages))
    yield Note("languages", _LANGUAGES.format(languages=known))
    if found.others:
        it = "it" if len(found.others) == 1 else "them"
        yield Note("other_pages", _OTHERS.format(pages=pages_named(found.others), it=it))
    if found.repeated:
        yield Note("repeated_pages", _REPEATED.format(pages=pages_named(found.repeated)))

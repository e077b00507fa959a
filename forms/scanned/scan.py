"""Reads a scan page by page: each is drawn, looked at, laid upon our blank form, and looked at a second time."""

from __future__ import annotations

import base64
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from forms.fields import Field, Note, Reading, UnreadableFormError
from forms.flattened.lines import lines_of
from forms.flattened.naming import pages_named
from forms.flattened.recognising import edition_on, recognise
from forms.flattened.sheets import Blank, blank
from forms.flattened.words import Word
from forms.limits import SCAN_TIME, SCAN_WAIT
from forms.refusals import refusal
from forms.scanned import SCAN
from forms.scanned.suggesting import SURE, Seen, suggestions
from forms.scanned.tesseract import SPARSE, Tesseract, words_in

Ask = Callable[..., Any]
Laid = tuple[float, ...]
"""Number of a page, counted from 0; of the page of the blank form; turn and shift, each as two numbers."""

_KEPT = 32
_FARTHEST = 1.0
"""Points; a picture is never as exact as a drawing."""
_SHARE = 0.35

_NOTE = (
    "This is a scan: its {count} answers were read off pictures of pages, {hard} of them with difficulty. They are "
    "suggestions, and count for nothing until somebody has compared each with the page."
)
_OTHERS = "{pages} no page of the form; nothing of {it} was read as an answer."
_LANGUAGES = "Letters were read as {languages}; answers in another script can't be read here."
_CALLED = {"eng": "English", "spa": "Spanish"}


Finder = Callable[[], Tesseract | None]
"""Finds the program that reads letters in pictures, when it is wanted."""


class Scans:
    """Reads scans, so few at once that other files need not wait for them."""

    def __init__(self, find: Finder, *, at_once: int) -> None:
        self._find = find
        self._turns = threading.Semaphore(at_once)
        self._laid: OrderedDict[bytes, list[Laid]] = OrderedDict()
        """Of the last scans by their hash, how their pages lie: no answer, but enough to show where one stood."""

    def read(self, ask: Ask, content: bytes) -> Reading:
        """The answers that a scan suggests.

        Raises:
            UnreadableFormError: It can't be read, or not now.
        """
        program = self._find()
        if program is None:
            raise refusal("scan")
        with self._turn():
            reading, laid = read_scan(ask, content, program)
        self._laid[sha256(content).digest()] = laid
        while len(self._laid) > _KEPT:
            self._laid.popitem(last=False)
        return reading

    def laid(self, content: bytes) -> list[Laid] | None:
        """How the pages of a scan lie that was read a while ago; None of any other file."""
        return self._laid.get(sha256(content).digest())

    def words(self, ask: Ask, content: bytes, pages: Sequence[int]) -> Mapping[int, str]:
        """The words seen on some pages of any document, counted from 0; none where no program reads them."""
        program = self._find()
        if program is None:
            return {}
        with self._turn():
            return words_on(ask, content, pages, program)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=SCAN_WAIT.most):
            raise refusal("scan_busy")
        try:
            yield
        finally:
            self._turns.release()


def read_scan(ask: Ask, content: bytes, ocr: Tesseract) -> tuple[Reading, list[Laid]]:
    """The answers that a scan suggests, and how its pages lie.

    Raises:
        UnreadableFormError: No page of it is one of our form, or one can't be laid upon it.
    """
    known = blank()
    seen: dict[int, Seen] = {}
    others: list[int] = []
    number = count = 0
    end = time.monotonic() + SCAN_TIME.most
    while number == 0 or number < count:
        if time.monotonic() > end:
            raise refusal("too_slow", wait=str(SCAN_TIME))
        drawn = ask("scan_page", content, page=number)
        count = drawn["count"]
        found = _look(ask, content, number, drawn, ocr, known)
        if found is None or found.sheet.number in seen:
            others.append(number + 1)
        else:
            seen[found.sheet.number] = found
        number += 1
    if not seen:
        raise refusal("scan_unknown")
    fields = tuple(field for one in seen.values() for field in suggestions(one, known))
    marks = (Field(name, value, "scan") for name, value in known.marks.items())
    laid = [(one.number - 1, one.sheet.number, *one.registration) for one in seen.values()]
    return Reading((*marks, *fields), (*_notes(fields, others, ocr),)), laid


def _look(ask: Ask, content: bytes, number: int, drawn: Any, ocr: Tesseract, known: Blank) -> Seen | None:
    """What is on one page; None where it is none of our form."""
    words = _words(ask, drawn["png"], drawn["height"], ocr)
    recognised = recognise(words, known, share=_SHARE)
    if recognised is None:
        return None
    registration = recognised.registration
    if registration is None or registration.residual > _FARTHEST:
        raise refusal("scan_askew", page=str(number + 1))
    moved = [registration.word(word) for word in words]
    if (other := edition_on(moved, recognised.sheet)) not in {None, known.form.number}:
        raise refusal("other_edition", page=str(number + 1), edition=str(other))
    plain = [registration.turn.real, registration.turn.imag, registration.shift.real, registration.shift.imag]
    straight = ask("scan_upright", content, page=number, sheet=recognised.sheet.number, registration=plain)
    second = _words(ask, straight["png"], straight["height"], ocr) if straight["inked"] else []
    return Seen(number + 1, recognised.sheet, moved, second, straight["ticks"], frozenset(straight["inked"]), plain)


def _words(ask: Ask, png: str, height: int, ocr: Tesseract) -> list[Word]:
    table = ask("recognise", base64.b64decode(png), command=ocr.command(SPARSE), environment=ocr.environment())
    return words_in(table["told"], height)


def _notes(fields: Sequence[Field], others: list[int], ocr: Tesseract) -> list[Note]:
    filled = [field for field in fields if field.value]
    hard = sum(field.confidence < SURE for field in filled)
    notes = [Note(SCAN, _NOTE.format(count=len(filled), hard=hard or "none"))]
    languages = " and ".join(_CALLED.get(language, language) for language in ocr.languages)
    notes.append(Note("languages", _LANGUAGES.format(languages=languages)))
    if others:
        it = "it" if len(others) == 1 else "them"
        notes.append(Note("other_pages", _OTHERS.format(pages=pages_named(others), it=it)))
    return notes


def words_on(ask: Ask, content: bytes, pages: Sequence[int], ocr: Tesseract) -> Mapping[int, str]:
    """The words seen on some pages of any scan, counted from 0, line by line; those that can't be drawn have none."""
    seen: dict[int, str] = {}
    for number in pages:
        try:
            drawn = ask("scan_page", content, page=number)
            words = _words(ask, drawn["png"], drawn["height"], ocr)
        except UnreadableFormError:
            continue
        seen[number] = _lines(words)
    return seen


def _lines(words: Sequence[Word]) -> str:
    return "\n".join(" ".join(word.text for word in line) for line in lines_of(words))

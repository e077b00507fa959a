"""Reads the words on pages that are pictures, of any document: upright, lying on a side or upside down."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Any

from forms.fields import UnreadableFormError
from forms.limits import RECOGNISED_TIME
from forms.scanned.rows import Seen, seen_in
from forms.scanned.tesseract import Tesseract

Ask = Callable[..., Any]
Before = Callable[[int], object]
"""Is told the place of each page before it is read."""

EDITION = "letters in pictures 1"
"""The edition of what is done here; kept with the words."""
_WHOLE_PAGE = 3
"""The program's mode for a page with text and tables, whose lines it looks for itself."""
_TURNS = (90, 270, 180)
"""Degrees by which a page is turned, those first that occur most: certificates are often scanned on a side."""
_LONGEST = 20_000
"""Characters of one page."""


class FreePages:
    """The pages of one document; reading them takes no longer, all in all, than a document may take."""

    def __init__(self, ask: Ask, content: bytes, ocr: Tesseract) -> None:
        self._ask = ask
        self._content = content
        self._ocr = ocr
        self._left = float(RECOGNISED_TIME.most)

    @property
    def has_time(self) -> bool:
        """Whether there is time left for one more page."""
        return self._left > 0

    def words(self, number: int) -> str:
        """The words seen on a page, counted from 0; none where it can't be drawn, or all of them were guessed."""
        started = time.monotonic()
        try:
            seen = self._best(number)
            return _within_bounds(seen.text) if seen.is_read else ""
        except UnreadableFormError:
            return ""
        finally:
            self._left -= time.monotonic() - started

    def _best(self, number: int) -> Seen:
        """What is seen on a page that is turned until it can be read; else what most letters are sure of."""
        ends = time.monotonic() + self._left
        best = self._seen(number, 0)
        for turn in sorted(_TURNS, key=lambda one: one != best.turn):
            if best.is_well or time.monotonic() > ends:
                break
            best = max(best, self._seen(number, turn), key=lambda one: one.letters)
        return best

    def _seen(self, number: int, turn: int) -> Seen:
        drawn = self._ask("free_page", self._content, number=number, turn=turn)
        picture, command = base64.b64decode(drawn["png"]), self._ocr.command(_WHOLE_PAGE, shaded=True)
        told = self._ask("recognise", picture, command=command, environment=self._ocr.environment())["told"]
        return seen_in(told, drawn["height"])


def _within_bounds(text: str) -> str:
    """Words as a database can keep them."""
    return "".join(sign for sign in text[:_LONGEST] if sign.isprintable() or sign == "\n")

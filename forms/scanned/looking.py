"""Looks at single pages of a scan: which page of our form each is, however it lies, and what was written on it."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from forms.flattened.recognising import Recognised, edition_on, recognise
from forms.flattened.sheets import Blank
from forms.flattened.words import Word
from forms.limits import SCAN_TIME
from forms.refusals import refusal
from forms.scanned.bending import settled
from forms.scanned.pose import Pose
from forms.scanned.suggesting import Seen
from forms.scanned.tesseract import SPARSE, Tesseract, words_in

Ask = Callable[..., Any]

_ROUGHLY = 6.0
"""Points by which half of the words may lie off before all of them say how the page is bent."""
_CLOSELY, _FARTHEST = 1.0, 2.0
"""Points by which nine of ten words lie off in the end, where ticks are sure, and where anything can be read at all."""
_SHARE = 0.35
_SIDEWAYS = 60
"""Words: of a page that lies on its side hardly any is found, of one that stands on its head as many as there are."""
_FEWEST_LEGIBLE, _LEGIBLE = 20, 0.75
"""Words, and their confidence in the mean, on a page that lies right; on its head it is about 0.5."""


@dataclass(slots=True)
class Look:
    """Looks at the pages of one file."""

    ask: Ask
    """Does a job with the file in the guarded process."""
    content: bytes
    ocr: Tesseract
    known: Blank
    ends: float
    """The moment on the clock of `time.monotonic` after which nothing more is looked at."""
    count: int = 0
    """How many pages the file has, as soon as one was looked at."""
    turned: int = 0
    """Degrees clockwise by which the last page was turned: the next one most likely lies as it does."""

    def at(self, number: int) -> Seen | None:
        """What is on a page, counted from 0; None where it is none of our form.

        Raises:
            UnreadableFormError: It can't be drawn, or not be laid upon the form, or there is no time left.
        """
        ways = [self.turned]
        for turned in ways:
            words = self._first(number, turned)
            recognised = recognise(words, self.known, share=_SHARE)
            if recognised is not None:
                self.turned = turned
                return self._second(number, words, recognised)
            if _is_legible(words):
                return None
            if len(ways) == 1:
                quarters = (90, 270, 180) if len(words) < _SIDEWAYS else (180, 90, 270)
                ways += [(turned + quarter) % 360 for quarter in quarters]
        return None

    def _first(self, number: int, turned: int) -> list[Word]:
        """All words of the page as it was drawn."""
        if time.monotonic() > self.ends:
            raise refusal("too_slow", wait=str(SCAN_TIME))
        drawn = self.ask("scan_page", self.content, page=number, turned=turned)
        self.count = drawn["count"]
        return self._words(drawn)

    def _second(self, number: int, words: Sequence[Word], recognised: Recognised) -> Seen:
        """The page as it was drawn a second time, laid upon the form, with nothing but what was written into it."""
        sheet, registration = recognised.sheet, recognised.registration
        if registration is None or registration.residual > _ROUGHLY:
            raise refusal("scan_askew", page=str(number + 1))
        pose, apart = settled(Pose(self.turned, registration.projection), words, sheet)
        if apart > _FARTHEST:
            raise refusal("scan_askew", page=str(number + 1))
        moved = [pose.word(word) for word in words]
        if (other := edition_on(moved, sheet)) not in {None, self.known.form.number}:
            raise refusal("other_edition", page=str(number + 1), edition=str(other))
        straight = self.ask("scan_upright", self.content, page=number, sheet=sheet.number, pose=pose.plain)
        second = self._words(straight, answers=True) if straight["inked"] else []
        inked = frozenset(straight["inked"])
        return Seen(number + 1, sheet, moved, second, straight["ticks"], inked, pose.plain, apart > _CLOSELY)

    def _words(self, drawn: Any, *, answers: bool = False) -> list[Word]:
        """The words on a page as it was drawn in the guarded process."""
        command = self.ocr.command(SPARSE, answers=answers)
        png = base64.b64decode(drawn["png"])
        table = self.ask("recognise", png, command=command, environment=self.ocr.environment())
        return words_in(table["told"], drawn["height"])


def _is_legible(words: Sequence[Word]) -> bool:
    """Whether a page lies right, whatever it says."""
    return len(words) >= _FEWEST_LEGIBLE and fmean(word.confidence for word in words) > _LEGIBLE

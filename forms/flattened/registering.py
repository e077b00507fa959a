"""Lays a page upon our blank form: how it was scaled, shifted and turned, found by what is printed on both."""

from __future__ import annotations

import cmath
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forms.flattened.words import Point, Word

Pair = tuple[Point, Point]
"""Where something is on the page, and where it is on the blank form."""

_TRIALS = 48
_NEAR = 2.0
"""Points within which a pair agrees with a trial."""
_FEWEST = 6
_LARGEST_TURN = 0.2  # radians, about 11 degrees
_SCALES = (0.35, 2.5)
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Registration:
    """Turns places of a page into places of the blank form: scale and turn in one complex number, then a shift."""

    turn: complex
    shift: complex
    residual: float
    """Half of all pairs lie no further than so many points from where they should."""
    pairs: int

    def __call__(self, point: Point) -> Point:
        """The same place on the blank form."""
        return self.turn * point + self.shift

    @property
    def scale(self) -> float:
        """How much larger the blank form is."""
        return abs(self.turn)

    @property
    def angle(self) -> float:
        """Radians by which the page is turned back."""
        return cmath.phase(self.turn)

    def word(self, word: Word) -> Word:
        """A word of the page, at its place on the blank form."""
        return replace(word, start=self(word.start), end=self(word.end), size=word.size * self.scale)


def register(pairs: Sequence[Pair]) -> Registration | None:
    """The registration that most pairs agree with; None where too few do to say anything."""
    best: list[Pair] = []
    for turn, shift in _trials(pairs):
        agreeing = [(here, there) for here, there in pairs if abs(turn * here + shift - there) < _NEAR]
        if len(agreeing) > len(best):
            best = agreeing
        if len(best) > 0.8 * len(pairs):
            break
    if len(best) < _FEWEST:
        return None
    for _ in range(_ROUNDS):
        fitted = _least_squares(best)
        if fitted is None:
            return None
        turn, shift = fitted
        apart = [abs(turn * here + shift - there) for here, there in best]
        most = max(0.2, 2 * statistics.median(apart))
        best = [pair for pair, distance in zip(best, apart, strict=True) if distance <= most]
    residual = statistics.median(abs(turn * here + shift - there) for here, there in pairs)
    return Registration(turn, shift, residual, len(pairs))


def _trials(pairs: Sequence[Pair]) -> Iterator[tuple[complex, complex]]:
    """What two pairs, far apart from one another, say; always the same two of the same pairs."""
    count = len(pairs)
    step = max(1, count // _TRIALS)
    for first in range(0, count, step):
        (here, there), (other, far) = pairs[first], pairs[(first + count // 2) % count]
        if abs(other - here) < 72:
            continue
        turn = (far - there) / (other - here)
        if _SCALES[0] < abs(turn) < _SCALES[1] and abs(cmath.phase(turn)) < _LARGEST_TURN:
            yield turn, there - turn * here


def _least_squares(pairs: Sequence[Pair]) -> tuple[complex, complex] | None:
    here = sum(pair[0] for pair in pairs) / len(pairs)
    there = sum(pair[1] for pair in pairs) / len(pairs)
    spread = sum(abs(one - here) ** 2 for one, _ in pairs)
    if not spread:
        return None
    turn = sum((one - here).conjugate() * (other - there) for one, other in pairs) / spread
    return turn, there - turn * here

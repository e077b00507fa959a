"""Lays a page upon our blank form: how it was scaled, shifted, turned or tilted, found by what is printed on both."""

from __future__ import annotations

import cmath
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forms.flattened.projecting import AFFINE, ANY, Pair, Projection, fitted
from forms.flattened.words import Point, Word

_TRIALS = 48
_NEAR = 2.0
"""Points within which a pair agrees with a trial."""
_FEWEST = 6
_LARGEST_TURN = 0.2  # radians, about 11 degrees
_SCALES = (0.35, 2.5)
_ROUNDS = 3
_CLOSE = 0.4
"""Points: letters that were read off a picture lie no closer, so that nothing needs to be bettered."""
_BETTER = 0.75
"""Of the former residual: with more terms a little less is always left, and says nothing."""
_FEWEST_FREELY = 24
"""Pairs that more free terms are trusted with."""
_TRIALS_FREELY = 120


@dataclass(frozen=True, slots=True)
class Registration:
    """Turns places of a page into places of the blank form."""

    projection: Projection
    residual: float
    """Half of all pairs lie no further than so many points from where they should."""
    pairs: int

    def __call__(self, point: Point) -> Point:
        """The same place on the blank form."""
        return self.projection(point)

    def word(self, word: Word) -> Word:
        """A word of the page, at its place on the blank form."""
        size = word.size * self.projection.scale(word.start)
        return replace(word, start=self(word.start), end=self(word.end), size=size)


def register(pairs: Sequence[Pair]) -> Registration | None:
    """The registration that most pairs agree with; None where too few do to say anything.

    A page is taken as scaled, shifted and turned as long as that explains where its words are. Only where it does not,
    it is taken as stretched, or as photographed at an angle.
    """
    found = _similar(pairs)
    if (found and found.residual < _CLOSE) or len(pairs) < _FEWEST_FREELY:
        return found
    begun = min(_trials_freely(pairs), key=lambda one: _residual(one, pairs), default=None)
    for free in (AFFINE, ANY):
        refined = _refined(begun, pairs, free) if begun else None
        freer = _registration(refined, pairs) if refined else None
        if freer and (found is None or freer.residual < _BETTER * found.residual):
            found = freer
    return found


def _registration(projection: Projection, pairs: Sequence[Pair]) -> Registration:
    return Registration(projection, _residual(projection, pairs), len(pairs))


def _residual(projection: Projection, pairs: Sequence[Pair]) -> float:
    return statistics.median(abs(projection(here) - there) for here, there in pairs)


def _similar(pairs: Sequence[Pair]) -> Registration | None:
    """The page as scaled, shifted and turned."""
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
        found = _least_squares(best)
        if found is None:
            return None
        turn, shift = found
        apart = [abs(turn * here + shift - there) for here, there in best]
        most = max(0.2, 2 * statistics.median(apart))
        best = [pair for pair, distance in zip(best, apart, strict=True) if distance <= most]
    return _registration(Projection.similar(turn, shift), pairs)


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


def _trials_freely(pairs: Sequence[Pair]) -> Iterator[Projection]:
    """What four pairs, one of each quarter of the page, say; always the same four of the same pairs."""
    right = statistics.median(there.real for _, there in pairs)
    up = statistics.median(there.imag for _, there in pairs)
    quarters: dict[tuple[bool, bool], list[Pair]] = {}
    for pair in pairs:
        quarters.setdefault((pair[1].real > right, pair[1].imag > up), []).append(pair)
    if len(quarters) < 4:
        return
    for trial in range(_TRIALS_FREELY):
        chosen = [
            quarter[trial * step % len(quarter)] for quarter, step in zip(quarters.values(), (1, 3, 5, 7), strict=True)
        ]
        if found := fitted(chosen, ANY):
            yield found


def _refined(begun: Projection, pairs: Sequence[Pair], free: int) -> Projection | None:
    """The projection with so many free terms that all pairs say which agree with one another."""
    found: Projection | None = begun
    best = [(here, there) for here, there in pairs if abs(begun(here) - there) < _NEAR]
    for _ in range(_ROUNDS):
        found = fitted(best, free) if len(best) >= _FEWEST_FREELY // 2 else None
        if found is None:
            return None
        most = max(0.2, 3 * _residual(found, best))
        best = [(here, there) for here, there in best if abs(found(here) - there) <= most]
    return found

"""Finds how a page is bent, by paper that curls or a lens that bulges: by all its words that the blank form has."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from forms.flattened.projecting import ANY, Pair, fitted
from forms.flattened.sheets import Sheet
from forms.flattened.words import Point, Word
from forms.scanned.pose import LATTICE, Pose

_REACH = 15.0
"""Points around a word in which the blank form's own is looked for."""
_ALONE = 2.5
"""Times further away the next same word has to be."""
_FLAT = 0.7
"""Points: letters that are read off a flat page lie no further off."""
_BETTER = 0.8
"""Of what lies off before: what betters it less was no bend."""
_NINE_OF_TEN = 0.9
_ASTRAY = 5.0
"""Times what half of the words lie off: more, and it was taken for another word."""
_FEWEST, _MANY = 24, 600
"""Words; fewer say nothing of a bend, and more nothing new."""
_AROUND = 45.0
"""Points around a place in which words say how the page is bent there."""
_FLAT_WORDS = 0.6
"""Where no words are, a page counts as flat: as many words say so as may stand for one."""


def settled(pose: Pose, words: Sequence[Word], sheet: Sheet) -> tuple[Pose, float]:
    """A pose that was found by a few words, settled by all, and the points by which nine of ten lie off at most."""
    pairs = list(islice(_pairs(pose, words, sheet), _MANY))
    apart = [abs(pose(here) - there) for here, there in pairs]
    if len(pairs) < _FEWEST or _most(apart) < _FLAT:
        return pose, _most(apart)
    astray = _ASTRAY * sorted(apart)[len(apart) // 2]
    agreeing = [pair for pair, distance in zip(pairs, apart, strict=True) if distance <= astray]
    projection = fitted(agreeing, ANY) or pose.projection
    flat = [(projection(here), there) for here, there in agreeing]
    without = [abs(here + _move(here, [*flat[:at], *flat[at + 1 :]]) - there) for at, (here, there) in enumerate(flat)]
    if _most(without) > _BETTER * _most(apart):
        return pose, _most(apart)
    return replace(pose, projection=projection, moves=tuple(_move(at, flat) for at in LATTICE)), _most(without)


def _pairs(pose: Pose, words: Sequence[Word], sheet: Sheet) -> Iterator[Pair]:
    """Each word with its place on the blank form, where only one can be meant."""
    printed: dict[str, list[Point]] = {}
    for word in sheet.words:
        printed.setdefault(word.text, []).append(word.start)
    for word in words:
        at = pose(word.start)
        near = sorted(printed.get(word.text, ()), key=lambda there: abs(there - at))[:2]
        if near and abs(near[0] - at) < _REACH and all(abs(far - at) > _ALONE * abs(near[0] - at) for far in near[1:]):
            yield word.start, near[0]


def _most(distances: Sequence[float]) -> float:
    return sorted(distances)[int(_NINE_OF_TEN * len(distances))] if distances else math.inf


def _move(at: Point, flat: Sequence[Pair]) -> Point:
    """How far a place has to be moved: the mean of the words around it, the nearer the more."""
    whole, weights = 0j, _FLAT_WORDS
    for here, there in flat:
        weight = math.exp(-(abs(here - at) ** 2) / (2 * _AROUND**2))
        whole += weight * (there - here)
        weights += weight
    return whole / weights

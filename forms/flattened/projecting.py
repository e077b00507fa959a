"""How a flat page is seen from any side: scaled, turned, stretched or at an angle, but straight lines stay straight."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.flattened.words import Point

Pair = tuple[Point, Point]
"""Where something is on the page, and where it is on the blank form."""

AFFINE, ANY = 6, 8
"""How many terms are free: stretched and sheared in any way, or seen at an angle besides."""
_UNIT = 300.0
"""Points; in this unit all terms are of about the same size, as solving them wants it."""
_BEHIND = 0.1
"""Whatever comes so near to the eye, or lies behind it, is not seen."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Eight terms a to h: x becomes (ax + by + c) / (gx + hy + 1), and y becomes (dx + ey + f) / (gx + hy + 1)."""

    terms: tuple[float, ...]

    @classmethod
    def similar(cls, turn: complex, shift: complex) -> Projection:
        """The one that turns and scales by a complex number, and then shifts."""
        return cls((turn.real, -turn.imag, shift.real, turn.imag, turn.real, shift.imag, 0.0, 0.0))

    def __call__(self, point: Point) -> Point:
        """Where a point comes to lie; far away where it is not seen."""
        a, b, c, d, e, f, g, h = self.terms
        x, y = point.real, point.imag
        depth = max(_BEHIND, g * x + h * y + 1)
        return complex((a * x + b * y + c) / depth, (d * x + e * y + f) / depth)

    def scale(self, point: Point) -> float:
        """How many times larger things become around a point, in the mean of all directions."""
        a, b, c, d, e, f, g, h = self.terms
        whole = a * (e - f * h) - b * (d - f * g) + c * (d * h - e * g)
        depth = max(_BEHIND, g * point.real + h * point.imag + 1)
        return math.sqrt(abs(whole) / depth**3)

    def inverse(self) -> Projection:
        """The way back.

        Raises:
            ZeroDivisionError: All comes to lie on one line.
        """
        a, b, c, d, e, f, g, h = self.terms
        whole = a * e - b * d
        back = (e - f * h, c * h - b, b * f - c * e, f * g - d, a - c * g, c * d - a * f, d * h - e * g, b * g - a * h)
        return Projection(tuple(term / whole for term in back))


def fitted(pairs: Sequence[Pair], free: int) -> Projection | None:
    """The projection with so many free terms that comes nearest to all pairs, by least squares; None without one."""
    terms = _solved([row for pair in pairs for row in _rows(pair, free)], free)
    if terms is None:
        return None
    a, b, c, d, e, f, g, h = (*terms, 0.0, 0.0)[:ANY]
    return Projection((a, b, c * _UNIT, d, e, f * _UNIT, g / _UNIT, h / _UNIT))


def _rows(pair: Pair, free: int) -> Iterator[list[float]]:
    """What a pair says of the terms: one equation across, one upwards, each with what it comes to at its end."""
    (x, y), (u, v) = ((one.real / _UNIT, one.imag / _UNIT) for one in pair)
    yield [*(x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y)[:free], u]
    yield [*(0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y)[:free], v]


def _solved(rows: Sequence[Sequence[float]], count: int) -> list[float] | None:
    """The unknowns of the normal equations of all rows, by elimination."""
    columns = range(count + 1)
    system = [[sum(row[of] * row[to] for row in rows) for to in columns] for of in range(count)]
    for step in range(count):
        largest = max(range(step, count), key=lambda number: abs(system[number][step]))
        if abs(system[largest][step]) < 1e-12:
            return None
        system[step], system[largest] = system[largest], system[step]
        pivot = system[step]
        for number, row in enumerate(system):
            if number != step:
                share = row[step] / pivot[step]
                system[number] = [one - share * other for one, other in zip(row, pivot, strict=True)]
    return [system[step][count] / system[step][step] for step in range(count)]

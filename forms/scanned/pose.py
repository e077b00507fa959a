"""How a page of our form lies in a picture: turned, seen from some side, and bent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from forms.flattened import sheets
from forms.flattened.projecting import Projection
from forms.flattened.words import Point, Word
from forms.scanned.tesseract import WIDTH

_COLUMNS, _ROWS = 9, 12
_ACROSS, _UP = sheets.WIDTH / (_COLUMNS - 1), sheets.HEIGHT / (_ROWS - 1)
LATTICE = tuple(complex(column * _ACROSS, row * _UP) for row in range(_ROWS) for column in range(_COLUMNS))
"""Points of the blank form, at which it is said how a page is bent; between them it bends evenly."""
_NUMBERS = 8
_MIDDLE = complex(sheets.WIDTH, sheets.HEIGHT) / 2
_PART, _FINEST = 1.05, 1.4
"""How much larger the blank form is where the page does not fill its picture; how much finer that is drawn at most."""
_ROUNDS = 3
"""The way back is found step by step: a page hardly bends differently a few points away."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Turns places in a picture into places of the blank form, and these into those."""

    turned: int
    """Degrees clockwise by which the picture is turned first."""
    projection: Projection
    """How the page is then seen, if it is flat."""
    moves: tuple[Point, ...] = ()
    """How far off the blank form's each point of the lattice then still lies; nothing of a page that is flat."""

    @classmethod
    def of(cls, plain: Sequence[float]) -> Pose:
        """A pose from its numbers."""
        turned, terms, moves = int(plain[0]), plain[1 : 1 + _NUMBERS], plain[1 + _NUMBERS :]
        return cls(turned, Projection(tuple(terms)), tuple(map(complex, moves[::2], moves[1::2])))

    @property
    def plain(self) -> tuple[float, ...]:
        """The same in numbers: the turn, the eight terms, and each move across and upwards."""
        moves = (round(part, 2) for move in self.moves for part in (move.real, move.imag))
        return (self.turned, *self.projection.terms, *moves)

    def __call__(self, point: Point) -> Point:
        """Where a point of the turned picture, from its lower left, lies on the blank form."""
        flat = self.projection(point)
        return flat + self._move(flat)

    def back(self, point: Point) -> Point:
        """Where a point of the blank form is in the turned picture."""
        flat = point
        for _ in range(_ROUNDS if self.moves else 0):
            flat = point - self._move(flat)
        return self.projection.inverse()(flat)

    @property
    def width(self) -> int:
        """Pixels of the picture where the page, though only a part of it, is as fine as every page that is read."""
        scale = self.projection.scale(_MIDDLE)
        return WIDTH if scale < _PART else round(WIDTH * min(scale, _FINEST))

    def word(self, word: Word) -> Word:
        """A word in the picture, at its place on the blank form."""
        size = word.size * self.projection.scale(word.start)
        return replace(word, start=self(word.start), end=self(word.end), size=size)

    def _move(self, at: Point) -> Point:
        """The move of a point between four of the lattice; outside of it that of its edge."""
        if not self.moves:
            return 0j
        across = min(max(at.real / _ACROSS, 0.0), _COLUMNS - 1.001)
        up = min(max(at.imag / _UP, 0.0), _ROWS - 1.001)
        column, row = int(across), int(up)
        right, above = across - column, up - row
        here = row * _COLUMNS + column
        below = self.moves[here] * (1 - right) + self.moves[here + 1] * right
        over = self.moves[here + _COLUMNS] * (1 - right) + self.moves[here + _COLUMNS + 1] * right
        return below * (1 - above) + over * above

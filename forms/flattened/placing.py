"""Which field of the blank form each word stands in that was filled in, and which words stand in none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from forms.drawing.controls import Control
from forms.flattened.sheets import Box, Sheet
from forms.flattened.words import Word, is_page_number

_TYPED = {"line", "prose", "list", "signature"}
_SLACK = 1.5
_BESIDE = 7.0
"""Points that a word may stand outside an empty box and is still taken for its answer."""
_GAP = 1.2
"""Parts of its size between two words of one line: three spaces, and less than the space between two boxes."""
_INDENT = 0.4
"""Parts of its size by which the lines of one text may begin beside one another: a space that was not left out."""
_NEXT = (0.6, 1.8)
"""Parts of its size from a line down to the next."""
_UNEVEN, _STEPS = 0.5, 3
"""Points by which the lines of one text may lie unevenly, and how many of them down it may go on beyond its box."""

_CELL = 4.0


@dataclass(slots=True)
class Entered:
    """What stands in one field."""

    words: list[Word] = field(default_factory=list)
    is_beyond: bool = False
    """Whether some of it stands outside the box, so that a person who reads the page sees it cut or astray."""


@dataclass(slots=True)
class Placed:
    """The words of one page by field."""

    entered: dict[str, Entered] = field(default_factory=dict)
    strays: list[Word] = field(default_factory=list)
    """What was added to the page, but stands in no field."""
    crossed: set[str] = field(default_factory=set)
    """The fields into whose boxes the words of another run."""

    def add(self, name: str, word: Word, *, beyond: bool) -> None:
        """Put a word into a field."""
        entered = self.entered.setdefault(name, Entered())
        entered.words.append(word)
        entered.is_beyond = entered.is_beyond or beyond


def place(words: Iterable[Word], sheet: Sheet, controls: Mapping[str, Control]) -> Placed:
    """The words that were filled in by field; they stand on the sheet as it is registered, in the order of drawing."""
    printed = _Printed(sheet)
    placed = Placed()
    line: _Line | None = None
    for word in words:
        goes_on = line is not None and line.goes_on(word, sheet)
        if not goes_on and (printed.has(word) or is_page_number(word)):
            line = None
            continue
        if not goes_on:
            name = _field_at(word, sheet)
            line = _Line(name, sheet.boxes[name], controls[_name(name)].kind == "prose") if name else None
        if line is None:
            astray = _beside(word, sheet, controls, placed)
            if astray:
                placed.add(astray, word, beyond=True)
            elif not printed.is_over(word):
                placed.strays.append(word)
            continue
        line.take(word)
        placed.add(line.name, word, beyond=line.is_beyond(word))
        if (crossed := _field_at(word, sheet)) not in {None, line.name}:
            placed.crossed.add(str(crossed))
    return placed


def _name(place: str) -> str:
    return place.partition("/")[0]


@dataclass(slots=True)
class _Line:
    """A line of a field as far as it was drawn: what goes on from it belongs to the same field, wherever it ends.

    What stands below it in the box of another field goes on from it only at the distance of its own lines.
    """

    name: str
    box: Box
    prose: bool
    first: Word | None = None
    last: Word | None = None
    pitch: float = 0.0
    """Points from line to line; 0 until there are two."""

    def take(self, word: Word) -> None:
        down = self.last.start.imag - word.start.imag if self.last else 0.0
        if self.first is None or abs(down) > 0.3 * word.size:
            self.first = word
            self.pitch = min(down, self.pitch or down)
        self.last = word

    def goes_on(self, word: Word, sheet: Sheet) -> bool:
        if self.first is None or self.last is None:
            return False
        down = self.last.start.imag - word.start.imag
        gap = word.start.real - self.last.end.real
        if abs(down) < 0.3 * word.size:
            return -0.5 * word.size < gap < _GAP * word.size
        aligned = abs(word.start.real - self.first.start.real) < _INDENT * word.size
        if not (self.prose and aligned):
            return False
        if _NEXT[0] * word.size < down < _NEXT[1] * word.size:
            return _field_at(word, sheet) in {None, self.name} or self._keeps_pitch(down)
        return self.is_beyond(self.last) and self._keeps_pitch(down)

    def _keeps_pitch(self, down: float) -> bool:
        steps = round(down / self.pitch) if self.pitch > 0 else 0
        return 1 <= steps <= _STEPS and abs(down - steps * self.pitch) < _UNEVEN

    def is_beyond(self, word: Word) -> bool:
        across = self.box.left - _SLACK <= word.start.real and word.end.real <= self.box.right + _SLACK
        return not (across and self.box.holds(word.middle, _SLACK))


def _field_at(word: Word, sheet: Sheet) -> str | None:
    """The field that holds a word's middle, or else its beginning."""
    beginning = complex(word.start.real + 0.1 * word.size, word.middle.imag)
    for point in (word.middle, beginning):
        for name, box in sheet.boxes.items():
            if box.holds(point):
                return name
    return None


def _beside(word: Word, sheet: Sheet, controls: Mapping[str, Control], placed: Placed) -> str | None:
    """An empty box of text, or one that was given a word in the same way, that a word stands close to."""
    for name, box in sheet.boxes.items():
        if _name(name) == name and controls[name].kind in _TYPED and box.holds(word.middle, _BESIDE):
            entered = placed.entered.get(name)
            if entered is None or entered.is_beyond:
                return name
    return None


class _Printed:
    """What is printed on a sheet, by place."""

    def __init__(self, sheet: Sheet) -> None:
        self._places: dict[tuple[str, int, int], bool] = {}
        self._lines: dict[int, list[tuple[float, float]]] = {}
        for word in sheet.words:
            for across, up in _around(word):
                self._places[word.text, across, up] = True
            for line in _heights(word):
                self._lines.setdefault(line, []).append((word.start.real, word.end.real))

    def has(self, word: Word) -> bool:
        """Whether the same word is printed here."""
        return (word.text, round(word.start.real / _CELL), round(word.start.imag / _CELL)) in self._places

    def is_over(self, word: Word) -> bool:
        """Whether anything is printed here: another program may divide the same words otherwise."""
        middle = word.middle.real
        found = self._lines.get(round(word.middle.imag / _CELL), ())
        return any(left - _CELL <= middle <= right + _CELL for left, right in found)


def _around(word: Word) -> Iterator[tuple[int, int]]:
    across, up = word.start.real / _CELL, word.start.imag / _CELL
    yield from {(round(across + dx), round(up + dy)) for dx in (-0.5, 0, 0.5) for dy in (-0.5, 0, 0.5)}


def _heights(word: Word) -> Iterator[int]:
    low, high = word.start.imag - 0.3 * word.size, word.start.imag + word.size
    yield from range(round(low / _CELL), round(high / _CELL) + 1)

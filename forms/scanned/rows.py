"""The words that were seen on a free page as a person reads them: line by line, a table row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from statistics import fmean, median

from forms.flattened.words import Word
from forms.scanned.tesseract import words_in

_SURE = 0.8
_SHORTEST = 3
"""Letters that a word has to have for its sureness to say anything: one or two letters are seen in every speck."""
_WELL = 0.5
"""Share of the letters of a page that stand in words of which the program is sure: of pages that lie wrong a tenth."""
_READ = 0.2
"""The share below which letters were guessed."""
_NOISE = 0.35
"""A line without any word that is surer than this is a logo, a stamp or a fold."""
_LONG = 100.0
"""Points: a shorter line does not say how a page is turned."""
_SAME_ROW = 0.4
"""Parts of the size by which the base lines in one row may differ."""
_ALIGNED = 0.4
"""Share of the lines of a block that stand in a row with lines of its neighbours where both are columns of a table."""
_PROSE = 5
"""Words in a line: two columns with as many stand beside one another, and are no table."""
_TALLEST, _MOST_BESIDE = 40.0, 40
"""Points between two base lines, and lines at one height, above which nothing is compared."""
_RULES = frozenset("|‖¦[]_—–")
"""What the lines of a table are taken for."""


@dataclass(frozen=True)
class Line:
    """A line as the program saw it: words beside one another in one block."""

    block: str
    words: tuple[Word, ...]
    base: float
    """Where it stands on a page that lies straight."""

    @cached_property
    def size(self) -> float:
        """Of its type, in points."""
        return median(word.size for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].start.real

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].end.real

    def is_beside(self, other: Line) -> bool:
        """Whether both stand on one base line, in two blocks, one left of the other."""
        return (
            self.block != other.block
            and abs(self.base - other.base) < _SAME_ROW * max(self.size, other.size)
            and (self.right <= other.left or other.right <= self.left)
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What the program saw on a page that was drawn one way up."""

    text: str = ""
    letters: int = 0
    """Of those that stand in words it is sure of, and that run from left to right."""
    share: float = 1.0
    """Of these among all letters; all of none."""
    turn: int = 0
    """Degrees to the left by which the page seems to have to be turned."""

    @property
    def is_well(self) -> bool:
        """Whether the page lies right, and can be read."""
        return self.share > _WELL

    @property
    def is_read(self) -> bool:
        """Whether what was seen are words at all, and not what a program takes handwriting or a photograph for."""
        return self.share > _READ


def seen_in(table: str, height: int) -> Seen:
    """What stands on a page, from the program's table of words; the height of its picture in pixels."""
    seen = [
        (tuple(row.split("\t", 5)[2:5]), word)
        for row in table.splitlines()[1:]
        for word in words_in(f"\n{row}", height)
        if word.text not in _RULES
    ]
    lines = [(place[0], [word for _, word in of]) for place, of in groupby(seen, key=lambda one: one[0])]
    text = "\n".join(_Page(_straightened(lines)).rows())
    words = [word for _, word in seen if len(word.text) >= _SHORTEST]
    across = [word for word in words if word.end.real - word.start.real > word.size]
    letters, sure = sum(len(word.text) for _, word in seen), _sure(across)
    share = sure / letters if letters else 1.0
    if 2 * len(across) > len(words):
        return Seen(text, sure, share, 180)
    return Seen(text, sure, share, 90 if 2 * _sure(words) > letters else 270)


def _sure(words: Iterable[Word]) -> int:
    """The letters of the words that the program is sure of."""
    return sum(len(word.text) for word in words if word.confidence >= _SURE)


def _straightened(lines: Sequence[tuple[str, list[Word]]]) -> list[Line]:
    """The lines without those that are noise, each at its height on a page that lies straight."""
    ends = [words[-1].start - words[0].start for _, words in lines]
    slopes = [end.imag / end.real for end in ends if end.real > _LONG]
    slope = median(slopes) if slopes else 0.0
    return [
        Line(block, tuple(words), median(word.start.imag - slope * word.start.real for word in words))
        for block, words in lines
        if max(word.confidence for word in words) > _NOISE and sum(len(word.text) for word in words) > 1
    ]


class _Page:
    """The lines of a page by what stands beside them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._blocks: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            self._blocks.setdefault(line.block, []).append(number)
        beside = self._neighbours()
        columns = {
            block for block, here in self._blocks.items() if fmean(bool(beside[one]) for one in here) >= _ALIGNED
        }
        prose = {
            block
            for block, here in self._blocks.items()
            if len(here) > 1 and fmean(len(lines[one].words) for one in here) >= _PROSE
        }
        self._cells = [
            [other for other in beside[one] if self._are_cells({line.block, lines[other].block}, columns, prose)]
            for one, line in enumerate(lines)
        ]
        """For each line those that stand in the same row of a table."""

    def rows(self) -> Iterator[str]:
        """Line after line in the order of the program, a table from its top; the cells of a row in one line."""
        told: set[int] = set()
        tables: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            if number in told:
                continue
            if line.block not in tables:
                tables[line.block] = self._table_of(line.block)
            for one in tables[line.block] or [number]:
                if one not in told:
                    row = [one, *(cell for cell in self._cells[one] if cell not in told)]
                    told.update(row)
                    yield self._line(row)

    def _line(self, row: Sequence[int]) -> str:
        cells = sorted((self._lines[one] for one in row), key=lambda one: one.left)
        return " ".join(word.text for cell in cells for word in cell.words)

    def _table_of(self, block: str) -> list[int]:
        """The lines of all blocks that are columns of one table, from its top; none of a block that is no column."""
        found, ahead = {block}, [block]
        while ahead:
            beside = {self._lines[cell].block for one in self._blocks[ahead.pop()] for cell in self._cells[one]}
            ahead += beside - found
            found |= beside
        lines = [one for each in found for one in self._blocks[each]] if len(found) > 1 else []
        return sorted(lines, key=lambda one: -self._lines[one].base)

    @staticmethod
    def _are_cells(blocks: set[str], columns: set[str], prose: set[str]) -> bool:
        """Whether lines beside one another in these blocks belong to a table, and not to two columns of text."""
        return blocks <= columns and not blocks <= prose

    def _neighbours(self) -> list[list[int]]:
        """For each line those that stand beside it; only lines at nearly the same height are compared."""
        downward = sorted(range(len(self._lines)), key=lambda one: self._lines[one].base)
        beside: list[list[int]] = [[] for _ in self._lines]
        for place, one in enumerate(downward):
            for other in downward[place + 1 : place + _MOST_BESIDE]:
                if self._lines[other].base - self._lines[one].base > _TALLEST:
                    break
                if self._lines[one].is_beside(self._lines[other]):
                    beside[one].append(other)
                    beside[other].append(one)
        return beside

"""Puts the words of one field together as a person reads them: line after line, paragraph after paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from forms.flattened.sheets import Box
from forms.flattened.words import Word, is_leftward

Line = list[Word]

_SAME_LINE = 0.45
_SPACE = 0.14
"""Parts of the size between two words: less is no space."""
_EMPTY_LINE, _WIDEST_PITCH = 1.7, 1.4
_PADDING = 2.0
_WHOLE_LINE = 0.9
_EDGE = 0.4
"""Parts of the size between the end of a line and that of its box: less, and a letter may have been cut."""

_HYPHEN = re.compile(r"\w[-\u2010]$")
_SOFT = "\u00ad"


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The words line by line, from the top, each line from the left."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda one: -one.start.imag):
        if lines and lines[-1][0].start.imag - word.start.imag < _SAME_LINE * max(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.start.real) for line in lines]


def text_of(lines: Sequence[Line], box: Box, *, prose: bool) -> str:
    """The text of the lines; a new paragraph begins where the next word would still have had room."""
    if not lines:
        return ""
    written = _line(lines[0])
    pitch = _pitch(lines) if len(lines) > 1 else 0.0
    for before, after in pairwise(lines):
        written = _joined(written, _line(after), _between(before, after, box, pitch) if prose else " ")
    return written


def _line(line: Line) -> str:
    if all(is_leftward(word.text) for word in line):
        return " ".join(word.text for word in reversed(line))
    text = line[0].text
    for before, after in pairwise(line):
        gap = after.start.real - before.end.real
        text += (" " if gap > _SPACE * before.size else "") + after.text
    return text


def _pitch(lines: Sequence[Line]) -> float:
    """The distance from line to line: the smallest one, since only empty lines make it larger."""
    downward = (above[0].start.imag - below[0].start.imag for above, below in pairwise(lines))
    return min(_WIDEST_PITCH * lines[0][0].size, *downward)


def _between(before: Line, after: Line, box: Box, pitch: float) -> str:
    down = before[0].start.imag - after[0].start.imag
    if down > _EMPTY_LINE * pitch:
        return "\n" * max(2, round(down / pitch))
    last, first = before[-1], after[0]
    room = box.right - _PADDING - last.end.real
    if first.end.real - first.start.real + 0.25 * last.size < room:
        return "\n"
    fills = last.end.real - last.start.real > _WHOLE_LINE * (box.width - 2 * _PADDING)
    return "" if len(before) == 1 and fills else " "


def _joined(before: str, after: str, between: str) -> str:
    if between == " " and before.endswith(_SOFT):
        return before.removesuffix(_SOFT) + after
    if between == " " and _HYPHEN.search(before) and after[:1].isalnum():
        return before + after
    return before + between + after


def is_full(lines: Sequence[Line], box: Box, *, prose: bool) -> bool:
    """Whether what is written ends where its box ends, so that more of it may have been cut."""
    last = lines[-1][-1]
    if not prose:
        return box.right - last.end.real < _EDGE * last.size
    return len(lines) > 1 and last.start.imag - _pitch(lines) < box.bottom

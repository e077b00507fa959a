"""The sentences around words in a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validator.papers.paper import Paper

_END = re.compile(r"(?:(?<=\w{4})|(?<=\)))[.;!?](?=\s+[A-Z\"(]|\s*$)")
"""Where a sentence ends; a word of three letters or fewer before a full stop may be an abbreviation: Civ. Code."""
_REACH = 160
"""Characters beyond which other lines of a form are something else."""


def sentences(paper: Paper, about: re.Pattern[str]) -> Iterator[tuple[int, int, int]]:
    """Each sentence in which some words stand, or the part of it around them: its page, its beginning, its end."""
    for number, match in paper.found(about):
        page = paper.pages[number]
        before = [one.end() for one in _END.finditer(page, 0, match.start())]
        after = _END.search(page, match.end())
        begin = max(before[-1] if before else 0, match.start() - _REACH)
        yield number, begin, min(after.start() if after else len(page), match.end() + _REACH)

"""One enclosed paper as it is looked through: its words page by page, and a place in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from validator.evidence import Evidence
from validator.papers.boxes import ticked
from validator.papers.phrases import plain

_LOOKED_THROUGH = 60_000
"""Characters of one paper that are looked through, some twenty pages: what is asked of it stands in front."""
_BEFORE, _AFTER = 60, 90
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_APOSTROPHES = "\u2018\u2019\u00b4\u0060\u02bc"
_LIGATURES = range(0xFB00, 0xFB07)
"""Letters that are set as one sign."""
_WIDE = range(0xFF01, 0xFF5F)
"""Letters and digits as wide as a Chinese or Japanese sign."""
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SIGNS = str.maketrans(
    {sign: unicodedata.normalize("NFKC", sign) for sign in map(chr, (*_LIGATURES, *_WIDE))}
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_UNSEEN)
)
_DIVIDED = re.compile(r"(?<=[^\W\d_])-\n(?=[a-z])")
"""A word that is divided at the end of a line."""
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a paper, with the page that they stand on."""

    paper: str
    """The name of its file."""
    page: int | None
    """Counted from 1; None where only a word processor knows its pages."""
    words: str
    recognised: bool = False
    """Whether the words were read off a picture."""


@dataclass(frozen=True)
class Token:
    """One word without case and accents, and where it stands."""

    plain: str
    page: int
    start: int
    end: int


@dataclass(frozen=True)
class Paper:
    """The words of one paper, made alike: one blank between words, lines kept, one kind of dash and quotation mark."""

    name: str
    pages: tuple[str, ...]
    paged: bool = True
    unread: int = 0
    """How many pages have no words that could be read."""
    recognised: frozenset[int] = frozenset()
    """The places of the pages whose words were read off a picture."""
    is_cut: bool = False
    """Whether it has more words than are looked through."""

    @classmethod
    def of(cls, evidence: Evidence) -> Paper:
        """A paper from what was read in an attachment."""
        return _paper(evidence)

    @property
    def is_read(self) -> bool:
        """Whether any words could be read in it."""
        return any(self.pages)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words, one by one."""
        return tuple(
            Token(plain(found.group()), number, *found.span())
            for number, page in enumerate(self.pages)
            for found in _TOKEN.finditer(page)
        )

    def found(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Each match, with the place of its page."""
        for number, page in enumerate(self.pages):
            for match in pattern.finditer(page):
                yield number, match

    def first(self, *patterns: re.Pattern[str]) -> Passage | None:
        """The first words that fit the first of these patterns that fits at all."""
        return next((passage for pattern in patterns if (passage := _first(self, pattern))), None)

    def passage(self, number: int, start: int, end: int) -> Passage:
        """A part of a page with the rest of its line."""
        page = self.pages[number]
        begin = max(page.rfind("\n", 0, start) + 1, start - _BEFORE)
        line = page.find("\n", end)
        close = min(len(page) if line < 0 else line, end + _AFTER)
        words = _whole_words(page, begin, close)
        page_number = number + 1 if self.paged else None
        return Passage(self.name, page_number, " ".join(words.split()), number in self.recognised)

    def part(self, numbers: Iterable[int]) -> Paper:
        """Only some of its pages; the others are empty, so that pages keep their numbers."""
        kept = set(numbers)
        pages = tuple(page if number in kept else "" for number, page in enumerate(self.pages))
        return replace(self, pages=pages)


def first_in(papers: Iterable[Paper], *patterns: re.Pattern[str]) -> Passage | None:
    """The first words in any of these papers that fit."""
    return next((passage for paper in papers if (passage := paper.first(*patterns))), None)


def _whole_words(page: str, begin: int, close: int) -> str:
    """A part of a page without the pieces of words at its ends."""
    part = page[begin:close]
    if begin and not page[begin - 1].isspace():
        part = part.partition(" ")[2] or part
    if close < len(page) and not page[close].isspace():
        part = part.rpartition(" ")[0] or part
    return part


@lru_cache(8192)
def _first(paper: Paper, pattern: re.Pattern[str]) -> Passage | None:
    return next((paper.passage(number, *match.span()) for number, match in paper.found(pattern)), None)


@lru_cache(256)
def _paper(evidence: Evidence) -> Paper:
    room, pages = _LOOKED_THROUGH, []
    for page in evidence.pages:
        lines = (" ".join(line.split()) for line in page[: max(0, room)].translate(_SIGNS).splitlines())
        pages.append(ticked(_DIVIDED.sub("", "\n".join(line for line in lines if line))))
        room -= len(pages[-1])
    unread = sum(not page.strip() for page in evidence.pages)
    return Paper(evidence.name, tuple(pages), evidence.paged, unread, evidence.recognised, is_cut=room <= 0)

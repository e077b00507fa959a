"""Dates in running text, in the notations that papers use, and what each is the date of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from validator.dates import month_number
from validator.papers.paper import Paper, Passage

_D = r"[0-9OoIl|]"
_YEAR = rf"{_D}{{4}}"
_MONTH = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}}\.?"
_DATE = re.compile(
    rf"(?:(?<![\w/.-])|(?<=[/.]\d{{4}}-)|(?<=/\d{{2}}-))(?:"
    rf"(?P<y1>{_YEAR})[-/.](?P<m1>{_D}{{1,2}})[-/.](?P<d1>{_D}{{1,2}})"
    rf"|(?P<a2>{_D}{{1,2}})[-/.](?P<b2>{_D}{{1,2}})[-/.](?P<y2>{_YEAR}|{_D}{{2}})"
    rf"|{_MONTH.format('m3')}[ -]?\s?(?P<d3>{_D}{{1,2}})(?:st|nd|rd|th)?,?\s{{0,2}}(?P<y3>{_YEAR})"
    rf"|(?P<y5>{_YEAR})[ -]{_MONTH.format('m5')}[ -](?P<d5>{_D}{{1,2}})(?!,?\s{_YEAR})"
    rf"|(?P<d6>{_D}{{1,2}})-{_MONTH.format('m6')}-(?P<y6>{_D}{{2}})"
    rf"|(?P<d4>{_D}{{1,2}})(?:st|nd|rd|th|\.)?(?:\s(?:day\s)?of)?[\s-]{{0,2}}{_MONTH.format('m4')},?"
    rf"[\s-]{{0,2}}(?P<y4>{_YEAR})"
    rf")(?![\w/]|\.\d|-\d(?!\d?[/.]))",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("OoIl|", "00111")
_JUST_BEFORE = re.compile(
    r"[\s:.,;|()\-]*(?:(?:date|is|on|of|the|by|until|through|at|as|midnight|thru|to|and|including|inclusive|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[\s:,]*){0,4}",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[\s|:/]{0,4}")
_NEAR = 60
"""Characters before a period in which its label stands."""
_ROW_BELOW = 200
"""Characters between the heads of a table and the dates below them."""
_BETWEEN_TWO = re.compile(r",?\s*\(?(?:to|through|thru|till|until|and|-)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a paper."""

    day: date
    also: date | None
    """What it means where the day comes before the month; None where it can be read in one way only."""
    paper: Paper
    number: int
    """The place of its page."""
    start: int
    end: int

    @property
    def passage(self) -> Passage:
        """The words that it stands in."""
        return self.paper.passage(self.number, self.start, self.end)

    def may_be(self, day: date) -> bool:
        """Whether it can mean that day."""
        return day in (self.day, self.also)


@lru_cache(64)
def dates_in(paper: Paper) -> tuple[Dated, ...]:
    """Every date of a paper."""
    found = ((number, match, *_read(match)) for number, match in paper.found(_DATE))
    return tuple(
        Dated(day, also, paper, number, *match.span()) for number, match, day, also in found if day is not None
    )


def dated(paper: Paper, wanted: re.Pattern[str], others: re.Pattern[str]) -> list[Dated]:
    """The dates that a paper gives right after a label, or below it in a table whose heads are all known labels."""
    found: list[Dated] = []
    for number, page in enumerate(paper.pages):
        here = [one for one in dates_in(paper) if one.number == number]
        for run in _runs(page, wanted, others):
            found += _below(page, run, here) if len(run) > 1 else _after(page, run[0], here)
    return found


def last_days(paper: Paper, wanted: re.Pattern[str]) -> list[Dated]:
    """The last day of each period that a paper gives right after a label: Valid 06/01/2026 to 05/31/2027."""
    found = []
    for first, last in periods(paper):
        page = paper.pages[first.number]
        labels = list(wanted.finditer(page, max(0, first.start - _NEAR), first.start))
        if labels and _JUST_BEFORE.fullmatch(page[labels[-1].end() : first.start]):
            found.append(last)
    return found


def periods(paper: Paper) -> list[tuple[Dated, Dated]]:
    """Every first and last day: two dates with nothing but a word between them."""
    return [
        (first, last)
        for first, last in pairwise(dates_in(paper))
        if first.number == last.number and _BETWEEN_TWO.fullmatch(paper.pages[first.number][first.end : last.start])
    ]


_Label = tuple[int, int, bool]
"""Where a label begins and ends, and whether its date is wanted."""


def _runs(page: str, wanted: re.Pattern[str], others: re.Pattern[str]) -> Iterator[list[_Label]]:
    """The labels of a page, those that stand side by side together."""
    labels = [(*match.span(), True) for match in wanted.finditer(page)]
    taken = [range(start, end) for start, end, _ in labels]
    labels += [
        (*match.span(), False)
        for match in others.finditer(page)
        if not any(match.start() < one.stop and one.start < match.end() for one in taken)
    ]
    run: list[_Label] = []
    for label in sorted(labels):
        if run and not _BESIDE.fullmatch(page[run[-1][1] : label[0]]):
            yield run
            run = []
        run.append(label)
    if run:
        yield run


def _after(page: str, label: _Label, dates: list[Dated]) -> Iterator[Dated]:
    _, end, wanted = label
    following = dates[_place(dates, end) :]
    if wanted and following and _JUST_BEFORE.fullmatch(page[end : following[0].start]):
        yield _of_the_last_head(page, label, following) or following[0]


def _of_the_last_head(page: str, label: _Label, following: list[Dated]) -> Dated | None:
    """Of a label that ends the heads of a table, whatever they are, the last date of the row below."""
    start, end, _ = label
    first, before = following[0], page[page.rfind("\n", 0, start) + 1 : start]
    if "\n" not in page[end : first.start] or not before.strip():
        return None
    row = first
    for one, other in pairwise(following):
        gap = page[one.end : other.start]
        if "\n" in gap or not _BESIDE.fullmatch(gap):
            break
        row = other
    return row


def _below(page: str, run: list[_Label], dates: list[Dated]) -> Iterator[Dated]:
    """As many dates side by side as the table has heads, in the same order."""
    end = run[-1][1]
    place = _place(dates, end)
    row = dates[place : place + len(run)]
    beside = all(_BESIDE.fullmatch(page[one.end : other.start]) for one, other in pairwise(row))
    if len(row) == len(run) and beside and row[0].start - end < _ROW_BELOW:
        yield from (one for one, (_, _, wanted) in zip(row, run, strict=True) if wanted)


def _place(dates: list[Dated], end: int) -> int:
    """The place of the first date that begins there or later."""
    return bisect_left(dates, end, key=attrgetter("start"))


def _read(match: re.Match[str]) -> tuple[date | None, date | None]:
    """What a date means, in the order of California and in the other."""
    said = {
        name: part.translate(_DIGITS) if name[0] != "m" or name == "m1" else part
        for name, part in match.groupdict(default="").items()
    }
    if said["y1"]:
        return _day(said["y1"], int(said["m1"]), said["d1"]), None
    if said["y2"]:
        first, second = said["a2"], said["b2"]
        us, other = _day(said["y2"], int(first), second), _day(said["y2"], int(second), first)
        return (us, other) if us else (other, None)
    way = next(way for way in (3, 4, 5, 6) if said[f"y{way}"])
    year, month, day = (said[f"{part}{way}"] for part in "ymd")
    return _day(year, month_number(month), day), None


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError:
        return None

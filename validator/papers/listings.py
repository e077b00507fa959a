"""The state of a FedRAMP listing that a paper names, in the program's words of before 2026 and since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from validator.papers.dates import dates_in
from validator.papers.paper import Paper, Passage
from validator.papers.phrases import phrases, plain

_LISTED = re.compile(r"\b(?:status|state|listing|designation)\b(?: is|:)? ?(?P<listed>[^\n]{3,60})", re.IGNORECASE)
_GIVEN = phrases(
    "FedRAMP Certified", "Certified", "Authorized", "P-ATO", "provisional authority to operate",
    "provisional authorization", "authority to operate", "authorization to operate", "provisional|agency ATO",
    "high|moderate|low ATO", "ATO granted|issued", "holds|achieved|received FedRAMP authorization|certification",
)  # fmt: skip
_STATES = (
    # as the form names it (it has no word for the first), how papers write it; what comes first weighs more
    ("revoked", phrases("authorization|certification revoked|withdrawn|terminated|suspended",
                        "authorization|certification was|is revoked|withdrawn|terminated|suspended",
                        "authorization|certification has been revoked|withdrawn|terminated|suspended")),
    ("class_a", phrases("Class A")),
    ("certified", phrases("Class B", "Class C", "Class D")),
    ("in_process", phrases(
        "FedRAMP In Process", "In Process", "not yet authorized|certified", "to be authorized|certified",
        "to be FedRAMP authorized|certified", "authorization|certification pending",
        "authorization|certification in progress",
    )),
    ("ready", phrases("FedRAMP Ready")),
    ("preparation", phrases("Preparation", "Initial Implementation")),
    ("certified", _GIVEN),
    ("ready", phrases("Ready")),
    ("in_process", phrases("pursuing|seeking|toward|towards FedRAMP")),
)  # fmt: skip
"""The words of the program before 2026, and those since."""
_LINE = re.compile(r"(?:[^\n]*[,|/·]\n){0,4}[^\n]*")
_MENU = 3
"""A line that has as many words for several states, or more, offers them to choose from."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A state that a paper names, and the day that stands behind it in its line."""

    state: str
    passage: Passage
    day: date | None


def listing(paper: Paper) -> tuple[str, Passage] | None:
    """The state of a listing as the form names it: the one that is called so, the last of a history, or any."""
    for number, match in paper.found(_LISTED):
        words = match["listed"]
        state = next((state for state, pattern in _STATES if pattern.search(words)), None)
        if state and not _is_menu(_to_the_end(paper.pages[number], match.start("listed"))):
            return state, paper.passage(number, *match.span())
    named = list(_named(paper))
    history = [(one.day, one) for one in named if one.day]
    if len({one.state for _, one in history}) > 1:
        named = [max(history, key=lambda step: step[0])[1]]
    return next(((one.state, one.passage) for one in named), None)


def _to_the_end(page: str, begin: int) -> str:
    """The rest of a line, and what follows while a line ends within a list."""
    match = _LINE.match(page, begin)
    return match.group() if match else ""


def _is_menu(words: str) -> bool:
    named = [(state, match.group()) for state, pattern in _STATES for match in pattern.finditer(words)]
    said = {plain(word).removeprefix(plain("FedRAMP")) for _, word in named}
    return len({state for state, _ in named}) > 1 and len(said) >= _MENU


def _named(paper: Paper) -> Iterator[_Named]:
    """Every state that a paper names; what weighs more comes first."""
    for state, pattern in _STATES:
        for number, match in paper.found(pattern):
            page = paper.pages[number]
            begin = page.rfind("\n", 0, match.start()) + 1
            line = _to_the_end(page, begin)
            if not _is_menu(line):
                here = range(match.end(), begin + len(line))
                days = [one for one in dates_in(paper) if one.number == number and one.start in here]
                yield _Named(state, paper.passage(number, *match.span()), days[0].day if days else None)

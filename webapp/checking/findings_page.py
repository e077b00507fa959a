"""What the page of findings shows: the sections with their bars, the answers beside, the checklist of (b)(12)."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from forms.reader import Crop
from validator.clauses import CITATION, CLAUSES, Clause, children
from validator.finding import Finding, Severity
from validator.findings import by_section, counts
from webapp.answers.shown import Shown, shown
from webapp.checking.checked import Checked

CHECKLIST = "966(b)(12)"
WORDS = {
    Severity.ERROR: ("to complete", "To complete"),
    Severity.WARNING: ("to look at", "To look at"),
    Severity.STAFF: ("for staff", "For staff"),
}
BAR = 160
"""The width of the longest bar, in units of its drawing."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One colour of a bar: where it begins, how long it is."""

    severity: Severity
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the form on the page."""

    id: str
    title: str
    clause: str
    findings: tuple[Finding, ...]
    answers: tuple[Shown, ...]
    bar: tuple[Segment, ...]

    @property
    def summary(self) -> str:
        """How much there is to do in this section, in words."""
        return in_words(self.findings) or "nothing found"

    @property
    def rows(self) -> Iterator[tuple[str, Iterator[Shown]]]:
        """The answers by the row of a list that they stand in; first those that stand in none."""
        return groupby(self.answers, lambda answer: answer.row)

    @property
    def is_doubtful(self) -> bool:
        """Whether an answer should be looked at before anybody relies on it."""
        return any(answer.doubt for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the checklist, with its state."""

    clause: Clause
    letter: str
    state: str
    blocks: bool


def parts(checked: Checked) -> list[Part]:
    """The sections of the form in their order, each with its findings and answers."""
    sections = list(by_section(checked.findings, checked.edition))
    most = max((len(found) for _, _, found in sections), default=0) or 1
    by_id = {section.id: section for section in checked.edition.sections}
    application = checked.taken.application
    return [
        Part(
            name,
            title,
            by_id[name].clause,
            tuple(found),
            tuple(shown(by_id[name], application, checked.doubts)),
            tuple(_segments(found, BAR / most)),
        )
        for name, title, found in sections
    ]


def checklist(findings: Sequence[Finding]) -> list[Item]:
    """The items (A) to (F) that the application holds together, with the state of each."""
    items = []
    for citation in children(CHECKLIST):
        here = [finding for finding in findings if finding.clause.startswith(citation)]
        blocks = any(finding.severity is Severity.ERROR for finding in here)
        items.append(Item(CLAUSES[citation], citation[-2], in_words(here) or "nothing found", blocks))
    return items


def in_words(findings: Sequence[Finding]) -> str:
    """How many findings there are of each weight: 3 to complete, 1 for staff."""
    many = counts(findings)
    return ", ".join(f"{many[severity]} {words}" for severity, (words, _) in WORDS.items() if many[severity])


def clause_of(citation: str) -> Clause | None:
    """Our summary of the clause that a finding cites; None for other law."""
    found = CITATION.match(citation)
    return CLAUSES.get(citation) or (CLAUSES.get(found.group()) if found else None)


def picture(crop: Crop) -> str:
    """A part of a page as it stands in an address; only the page itself may show it."""
    return f"data:image/png;base64,{base64.b64encode(crop.png).decode('ascii')}"


def _segments(findings: Sequence[Finding], width: float) -> Iterator[Segment]:
    start = 0.0
    for severity, many in counts(findings).items():
        if many:
            yield Segment(Severity(severity), round(start, 1), round(many * width, 1))
            start += many * width

"""The project outline: 966(b)(12)(A)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validator.checks.case import Case, Told
from validator.dates import written
from validator.messages import quoted


def purposes_in_a_few_words(case: Case) -> Iterator[Told]:
    """Purposes and objectives are a few words only."""
    count = _count_words(case.text("project_outline.purposes"))
    if 0 < count < case.policy.few_words:
        yield Told(
            "project_outline.purposes",
            f"{{label}}: {count} {'word' if count == 1 else 'words'} may not describe them.",
            "Say in some sentences what the project is for and what it sets out to find.",
        )


def _count_words(text: str) -> int:
    """How many words a text has; of scripts that write without spaces, two letters are counted as one."""
    unspaced = re.findall(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", text)
    return max(len(text.split()), len(unspaced) // 2)


def grant_expired(case: Case) -> Iterator[Told]:
    """The grant has expired."""
    expires, kind = case.day("project_outline.grant_expires_on"), case.value("project_outline.funding_kind")
    granted = case.value("project_outline.funded") is True and kind != "not_a_grant"
    if expires and expires < case.on and granted:
        yield Told(
            "project_outline.grant_expires_on",
            f"{{label}}: the grant expired on {written(expires)}.",
            "Look whether the grant was extended, and write its new date.",
        )


def analysis_elsewhere(case: Case) -> Iterator[Told]:
    """The place of analysis is unlike every location from which the team accesses the data."""
    place = _words(case.text("project_outline.analysis_location"))
    locations = [_words(str(row["access_location"])) for row in case.rows if row.get("access_location")]
    if place and locations and not any(place & location for location in locations):
        yield Told(
            "project_outline.analysis_location",
            "{label}: it is unlike every location from which a Team Member will access the data.",
            "Look whether the place of analysis and the locations of the Team Members are right.",
        )


def outline_in_a_document(case: Case) -> Iterator[Told]:
    """The outline is a document of its own, as other editions of the form have it."""
    papers = [paper for paper in case.evidence if paper.slot == "project_outline"]
    asked = [
        question.name for question in case.edition.questions if question.section == "outline" and question.required
    ]
    if papers and any(case.value(name) is None for name in asked):
        seen = next((paper.name for paper in papers if paper.name), "")
        yield Told(
            "project_outline",
            f"{{label}}: it is in “{quoted(seen)}”; whether it says all that it must say is for a person to read."
            if seen
            else "{label}: said to be a document of its own, not seen.",
            "Research Services looks for purposes and objectives, the use of the data, benefits, funding, design and "
            "analysis, and the approval process.",
            "Project outline",
        )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2}

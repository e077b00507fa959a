"""Where on the sheet a question stands: how much of a line it takes, and how tall its box is. Holds no words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validator.questions import Kind, Question

WHOLE = 24
"""A line has so many columns."""

ROWS_IN_PLACE = 6
"""Rows of the list of Team Members that stand in their section."""

ROWS_A_PAGE = 7
"""Rows on each page that the list goes on."""

CONTINUATIONS_A_PAGE = 2
"""Boxes for long answers on each page at the end."""

BLANK_ROW_PAGES, BLANK_CONTINUATION_PAGES = 1, 2
"""Such pages in the form that people download."""

MOST_ROW_PAGES, MOST_CONTINUATION_PAGES = 7, 42
"""Such pages in the longest form that may still be read: sixty pages with the others."""

_COLUMNS: dict[Kind, int] = {"date": 8, "phone": 10, "email": 14}

_COLUMNS_OF = {
    "project_number": 16,
    "bona_fide_researcher.name": 12,
    "bona_fide_researcher.position_title": 12,
    "bona_fide_researcher.city": 10,
    "bona_fide_researcher.state": 8,
    "bona_fide_researcher.postal_code": 6,
    "anticipated_completion_on": 24,
    "team_members.*.name": 10,
    "team_members.*.access_location": 14,
    "team_members.*.data_analysis_team": 5,
    "team_members.*.it_team": 5,
    "team_members.*.training_certificate.enclosed": 4,
    "team_members.*.training_certificate.completed_on": 5,
    "team_members.*.training_certificate.ethics": 5,
    "timeframe.from_on": 12,
    "timeframe.to_on": 12,
    "application_signature.digital": 16,
    "restrictions_signature.digital": 16,
    "project_outline.grant_period": 16,
    "security_certification.digital": 16,
    "security_certification.soc_kind": 12,
    "security_certification.soc_type": 12,
    "security_certification.soc_auditor": 14,
    "security_certification.soc_period_ended_on": 10,
    "irb_approval.application_number": 16,
    "training_certificate.ethics": 16,
}

_HEIGHTS = {
    "third_parties.description": 46,
    "storage.access": 46,
    "research_materials.list": 70,
    "project_outline.approval_process": 84,
}

_PROSE_HEIGHT = 108  # points


def columns(question: Question) -> int:
    """How many of the columns of a line a question takes."""
    return _COLUMNS_OF.get(question.name) or _COLUMNS.get(question.kind, WHOLE)


def share(question: Question) -> float:
    """The part of a line's width that a question takes, in per cent."""
    return 100 * columns(question) / WHOLE


def height(question: Question) -> int:
    """How tall the box of a long answer is, in points."""
    return _HEIGHTS.get(question.name, _PROSE_HEIGHT)


def lines(questions: Sequence[Question]) -> Iterator[tuple[Question, ...]]:
    """The questions, as many on a line as their columns allow, in their order."""
    line: list[Question] = []
    for question in questions:
        if line and sum(map(columns, line)) + columns(question) > WHOLE:
            yield tuple(line)
            line = []
        line.append(question)
    if line:
        yield tuple(line)

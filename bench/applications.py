"""The application that is measured: a right one with eight Team Members, and the same with forty errors."""

from __future__ import annotations

from datetime import date
from typing import Any

from validator.questions import Question, edition

ON = date(2026, 11, 25)
"""The day of every check."""

ERRORS = 40

SENTENCE = (
    "Orders issued from 2018 to 2024 are linked to hospital visits by county and date; the study asks whether an "
    "order that is served lowers the risk of injury in the year after it, and which practices of courts and of "
    "sheriffs' offices go with fewer orders that lapse unserved. "
)
"""Prose as researchers write it; a question gets two of these."""

MEMBERS = (
    "Kai Lindqvist", "Thảo Nguyễn", "Marisol Ibáñez", "Wei-Ting Chu", "Keola Kahananui", "Ioanna Papadaki",
    "Desmond Achebe", "Priya Raghunathan",
)  # fmt: skip

_CHOSEN = {
    "request_kind": "new",
    "project_outline.funding_kind": "public_grant",
    "irb_approval.path": "irb",
    "security_certification.soc_kind": "soc2",
    "security_certification.soc_type": "type2",
}
"""What is marked, where exactly one may be."""

_UNANSWERED = ("project_number", "other_version", "no_expiration_basis", "fedramp_status", "same_paper", "digital")
"""Last words of questions that this application leaves empty."""


def right() -> dict[str, Any]:
    """An application without an error: each question answered as its example shows, in eight rows where it has rows."""
    answers: dict[str, Any] = {"data_system": "carpos", "edition": "1"}
    for question in edition("carpos", "1").questions:
        if not question.name.endswith(_UNANSWERED):
            for row, name in enumerate(MEMBERS if question.row else MEMBERS[:1]):
                _put(answers, question, row, name)
    return answers


def with_forty_errors() -> dict[str, Any]:
    """The same with forty answers missing or malformed: twenty-four in rows, each an error of the schema."""
    answers = right()
    for member in answers["team_members"]:
        del member["access_location"], member["it_team"]
        member["training_certificate"]["completed_on"] = "last spring"
    for name in _MISSING:
        group, _, key = name.partition(".")
        del answers[group][key]
    for name, value in _MALFORMED.items():
        group, _, key = name.rpartition(".")
        (answers[group] if group else answers)[key] = value
    return answers


_MISSING = (
    "bona_fide_researcher.position_title", "bona_fide_researcher.city", "research_institution.name",
    "security_officer.name", "project_outline.benefits", "project_outline.data_analysis",
    "project_outline.approval_process", "restrictions_signature.name", "project_outline.design",
    "irb_approval.application_number",
)  # fmt: skip

_MALFORMED = {
    "bona_fide_researcher.email": "a.reyes@",
    "bona_fide_researcher.phone": "ask the office",
    "security_officer.email": "jordan.blake",
    "requested_on": "as soon as possible",
    "anticipated_completion_on": "summer 2028",
    "irb_approval.expires_on": "next May",
}


def _put(answers: dict[str, Any], question: Question, row: int, member: str) -> None:
    """Answer one question in one row, making the objects on the way to it."""
    place = answers
    if question.row:
        rows = answers.setdefault(question.path[0], [])
        if row == len(rows):
            rows.append({})
        place = rows[row]
    steps = question.path[2:] if question.row else question.path
    for step in steps[:-1]:
        place = place.setdefault(step, {})
    place[steps[-1]] = member if question.name == "team_members.*.name" else _answer(question)


def _answer(question: Question) -> Any:
    match question.kind:
        case "prose":
            return (SENTENCE * 2).strip()
        case "yes_no" | "box":
            return True
        case "choice":
            return _CHOSEN[question.name]
        case "choices":
            return [question.options[0].value]
        case _:
            return question.example

"""The sheets of the record of a submission: what it is, who signed, what the check said, and which files are inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from templates.sheets import Entry, Part, Row, Sheets
from validator.answers import answer
from validator.finding import Severity
from webapp.recording.enclosed import ANSWERS, files_part
from webapp.recording.signed import signatures_part
from webapp.storage.seals import shown
from webapp.storage.signatures import Signature
from webapp.storage.submissions import Submission
from webapp.visiting.visits import day_and_time_of

KIND = "Data request: record of a submission"
WEIGHTS = {
    Severity.ERROR: "To be completed",
    Severity.WARNING: "To look at",
    Severity.STAFF: "A question for Research Services",
}
_SAID = "What the check said of the answers and documents on the day of submission. People decide what follows."
_SAID_NOTHING = "The check had nothing to say of the answers and documents on the day of submission. People decide."
_NO_DECISION = (
    "It is a record of what was handed in. It is no decision, and says nothing of whether the application is complete "
    "or will be approved."
)


def what(submission: Submission) -> str:
    """What the record is called, in words that name no person."""
    return f"The record of application {submission.application}, round {submission.round}"


def sheets_of(
    submission: Submission, given: Sequence[Signature], *, code: str, address: str, undrawn: str = ""
) -> Sheets:
    """All that stands on the sheets.

    Args:
        submission: What was handed in.
        given: The signatures on the application up to then.
        code: Of the seal.
        address: How people reach the service; empty where nobody said.
        undrawn: Why the filled form is not behind the sheets, in words; empty where it is.
    """
    called = f"Application {submission.application}, round {submission.round}"
    return Sheets(
        kind=KIND,
        title=called,
        subtitle=_answer(submission, "project_title", "Without a project title"),
        footer=f"Record of a submission · {called} · {shown(code)}",
        cover=[
            *_about(submission),
            _inside(submission, undrawn),
            Row("Code of the seal", shown(code), strong=True),
        ],
        seal=[_how_to_verify(code, address), _NO_DECISION],
        parts=[
            signatures_part(submission.answers, given),
            _findings(submission.findings),
            files_part(submission),
        ],
    )


def _about(submission: Submission) -> list[Row]:
    first = submission.round == 1
    system, edition = submission.data_system.upper(), submission.schema_edition
    return [
        Row("Number", submission.application, strong=True),
        Row("Round", f"{submission.round}: {'as it was submitted first' if first else 'submitted again'}"),
        Row("Bona Fide Researcher", _answer(submission, "bona_fide_researcher.name", "Not named")),
        Row("Institution", _answer(submission, "research_institution.name", "Not named")),
        Row("Submitted", day_and_time_of(submission.submitted_at).removeprefix("on ")),
        Row("Submitted by", submission.submitted_by),
        Row("Form", f"{system or 'Data system not named'}, edition {edition or 'not named'}"),
        Row("Checked by", f"The rules of edition “{submission.rules_edition}”"),
        Row("SHA-256 of all that was submitted", submission.sha256),
    ]


def _inside(submission: Submission, undrawn: str) -> Row:
    count = len(submission.attachments)
    enclosed = f"{count} enclosed document{'' if count == 1 else 's'}"
    if undrawn:
        return Row("Inside", f"{enclosed}. The filled form is not drawn here. {undrawn} {ANSWERS} has every answer.")
    return Row("Inside", f"Behind these sheets the filled form; {enclosed}; the answers as data")


def _how_to_verify(code: str, address: str) -> str:
    page = f"{address}/verify" if address else "the page “Verify a file” of this service"
    return (
        "This file bears the seal of the service that took the application in. To ask whether it is as it was sealed, "
        f"upload it on {page}, or enter its code there: {shown(code)}. The answer is intact, changed or unknown; "
        "nothing of the file is shown."
    )


def _findings(findings: Sequence[Mapping[str, Any]]) -> Part:
    found = [_finding(one) for one in findings]
    return Part("Findings at submission", _SAID if found else _SAID_NOTHING, found)


def _finding(one: Mapping[str, Any]) -> Entry:
    weight = str(one.get("severity", ""))
    rows = [
        Row("Clause", f"§ {one.get('clause', '')}"),
        Row("Weight", WEIGHTS[Severity(weight)] if weight in set(Severity) else weight),
        Row("What", str(one.get("message", ""))),
        Row("What to do", str(one.get("remedy", ""))),
    ]
    return Entry(str(one.get("label") or "Finding"), [row for row in rows if row.value], open=weight == Severity.ERROR)


def _answer(submission: Submission, name: str, otherwise: str) -> str:
    return str(answer(submission.answers, name) or "").strip() or otherwise

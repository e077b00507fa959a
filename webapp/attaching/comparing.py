"""What one document adds to the findings: what its words say otherwise than the form, or do not say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from validator.finding import Finding, Stage
from validator.findings import check
from validator.questions import Answers
from webapp.judging import evidence_in
from webapp.storage.attachments import Attachment

COMPARED = frozenset(
    {
        "curriculum_vitae", "security_certification", "irb_approval", "approval_verification", "affiliation_letter",
        "training",
    }
)  # fmt: skip
"""The places whose documents are compared with the form; research materials are only for people."""


def compared(
    answers: Answers, documents: Sequence[Attachment], document: Attachment, *, on: date
) -> tuple[Finding, ...] | None:
    """What is found with a document and not without it; None where its words were not compared."""
    if document.slot not in COMPARED or not any(evidence.pages for evidence in evidence_in([document])):
        return None
    others = [one for one in documents if one.id != document.id]
    without = set(check(answers, Stage.SUBMIT, on=on, evidence=evidence_in(others)))
    with_it = check(answers, Stage.SUBMIT, on=on, evidence=evidence_in([*others, document]))
    return tuple(finding for finding in with_it if finding not in without)

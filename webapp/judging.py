"""What the check says of a draft: its answers, and the documents that were added to it, on the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files

from forms.text import is_paged
from validator.answers import answer
from validator.evidence import Evidence
from validator.finding import Finding, Severity, Stage, as_plain
from validator.findings import check
from validator.questions import Answers, Section, edition_of
from webapp.answers.asked import SIGNED_AT_THE_END, of_section
from webapp.signatures.given import voided_places
from webapp.storage import attachments
from webapp.storage.attachments import Attachment, State
from webapp.storage.receiving import Judged
from webapp.storage.store import Transaction

NO_EVIDENCE = {State.INFECTED, State.UNSCANNABLE}


@dataclass(frozen=True, slots=True)
class Task:
    """One section on the task list, with its state in words."""

    section: Section
    state: str
    is_done: bool


def findings_of(answers: Answers, evidence: Sequence[Evidence], *, on: date) -> list[Finding]:
    """What is missing or wrong before submission."""
    return check(answers, Stage.SUBMIT, on=on, evidence=evidence)


def evidence_of(tx: Transaction, draft: str) -> list[Evidence]:
    """The documents of a draft, as values; for a certification that was signed here and is void none stands in."""
    void = voided_places(tx, draft)
    return evidence_in(one for one in attachments.of_draft(tx, draft) if one.slot not in void)


def evidence_in(documents: Iterable[Attachment]) -> list[Evidence]:
    """Documents as values, without what was found harmful or could not be looked at."""
    return [_evidence(one) for one in documents if one.state not in NO_EVIDENCE]


def tasks(answers: Answers, findings: Sequence[Finding]) -> list[Task]:
    """The sections that are filled in on pages, in the order of the form."""
    form = edition_of(answers)
    return [
        _task(section, answers, of_section(findings, section, form))
        for section in form.sections
        if section.id not in SIGNED_AT_THE_END
    ]


def blocking(findings: Sequence[Finding]) -> list[Finding]:
    """What has to be completed before anybody can sign: everything but the two signatures themselves."""
    errors = [one for one in findings if one.severity is Severity.ERROR]
    return [one for one in errors if not one.pointer.startswith(("/application_signature", "/restrictions_signature"))]


def judged(findings: Sequence[Finding]) -> Judged:
    """The findings as they are kept with a submission."""
    return Judged(rules_edition(), [as_plain(one) for one in findings])


def rules_edition() -> str:
    """Which edition of the rules judged: the hash of the law as it is written down here."""
    folder = files("validator.law")
    law = b"".join(folder.joinpath(f"{number}.toml").read_bytes() for number in ("964", "966"))
    return f"law {sha256(law).hexdigest()[:16]}"


def _task(section: Section, answers: Answers, found: Sequence[Finding]) -> Task:
    errors = sum(one.severity is Severity.ERROR for one in found)
    begun = any(_said(answers, question.name) for question in section.questions)
    if not begun:
        return Task(section, "Not started" if errors else "Nothing needed to submit", is_done=not errors)
    if errors:
        return Task(section, f"In progress: {errors} to complete", is_done=False)
    return Task(section, "Completed", is_done=True)


def _said(answers: Answers, name: str) -> bool:
    first = name.partition(".*.")[0]
    return answer(answers, first) not in (None, "", [], {})


def _evidence(one: Attachment) -> Evidence:
    recognised = frozenset(one.recognised or ())
    pages = tuple(one.pages or ())
    return Evidence(one.slot, one.person, one.name, pages, paged=is_paged(one.type), recognised=recognised)

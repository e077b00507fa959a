"""What is missing or wrong in an application, each with its clause: told, never raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from validator import answers, messages
from validator.checks import CHECKS, Case
from validator.evidence import INSTEAD, Evidence
from validator.finding import STAGES, Finding, Severity, Stage
from validator.policy import POLICY, Policy
from validator.questions import Answers, Edition, edition_of, name_of, path_of
from validator.record import Record


def check(
    application: Answers,
    stage: Stage | str,
    *,
    on: date,
    evidence: Sequence[Evidence] = (),
    record: Sequence[Record] = (),
    policy: Policy = POLICY,
) -> list[Finding]:
    """All findings that matter at a gate, in the order of the form.

    A gate holds the gates before it. What is only due for approval is a warning at submission; what is only due for
    the release of data is not spoken of before.
    """
    stage = Stage(stage)
    edition = edition_of(application)
    held = answers.prepared(application, edition, evidence)
    case = Case(held, edition, stage, on, tuple(evidence), tuple(record), policy)
    found = [one for one in messages.schema_findings(held, edition) if not _in_a_document(one, case)]
    for one in CHECKS[edition.data_system]:
        found += one.find(case)
    told = [finding for one in found if (finding := _at(one, stage)) and not _answered(finding, record)]
    return in_order(told, edition)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    weights = [finding.severity for finding in findings]
    return {str(severity): weights.count(severity) for severity in Severity}


def _at(finding: Finding, stage: Stage) -> Finding | None:
    """A finding as it weighs at a gate; None where it does not matter yet."""
    if STAGES.index(finding.stage) <= STAGES.index(stage):
        return finding
    if finding.stage is Stage.APPROVE and finding.severity is Severity.ERROR:
        return replace(finding, severity=Severity.WARNING, stage=stage)
    return None


def _in_a_document(finding: Finding, case: Case) -> bool:
    """Whether an answer is missing in the form, and a document that stands in its place was attached."""
    slots = {paper.slot for paper in case.evidence}
    missing = case.value(finding.pointer[1:].replace("/", ".")) is None
    return missing and any(finding.pointer.startswith(f"/{group}/") for slot, group in INSTEAD.items() if slot in slots)


def _answered(finding: Finding, record: Iterable[Record]) -> bool:
    """Whether a person of Research Services has answered this question already."""
    return finding.severity is Severity.STAFF and any(
        entry.kind == "answer" and (entry.clause, entry.pointer) == (finding.clause, finding.pointer)
        for entry in record
    )


def in_order(findings: Iterable[Finding], edition: Edition) -> list[Finding]:
    """Findings in the order of the form, row by row, each told once."""
    return sorted(dict.fromkeys(findings), key=lambda finding: _place(finding, edition))


def _place(finding: Finding, edition: Edition) -> tuple[Any, ...]:
    """Where in the form a finding stands: its list or question, its row, its question in the row."""
    steps, end = path_of(finding.pointer[1:].replace("/", ".")), len(edition.position)
    name = name_of(steps)
    place = edition.position.get(name)
    if place is None:
        place = _first_below(name, edition, _first_below(name.rpartition(".")[0], edition, end))
    row = next((step for step in steps if isinstance(step, int)), -1)
    head = place if row < 0 else _first_below(str(steps[0]), edition, place)
    return (head, row, place, _natural(finding.clause), list(Severity).index(finding.severity))


def _first_below(name: str, edition: Edition, otherwise: int) -> int:
    """The place of the first question of a group."""
    below = (place for known, place in edition.position.items() if known == name or known.startswith(f"{name}."))
    return next(below, otherwise) if name else otherwise


@lru_cache(1024)
def _natural(clause: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", clause))


def by_section(findings: Sequence[Finding], edition: Edition) -> Iterator[tuple[str, str, list[Finding]]]:
    """The findings of each section of the form, with the section's id and title; sections without any too."""
    sections = {section.id: section.title for section in edition.sections}
    for section, title in sections.items():
        yield section, title, [f for f in findings if section_of(f, edition) == section]


def section_of(finding: Finding, edition: Edition) -> str:
    """The id of the section that a finding belongs to; the first section for what belongs to none."""
    place = _place(finding, edition)[2]
    return edition.questions[place].section if place < len(edition.questions) else edition.sections[0].id

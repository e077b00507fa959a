"""Findings as a report that one can print and send to the team, and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from forms.fields import UnreadableFormError
from forms.flattened.absent import ABSENT
from validator.dates import written
from validator.evidence import Evidence
from validator.finding import Finding, Severity, Stage, as_plain
from validator.findings import by_section, counts
from validator.questions import edition_of
from webapp.unpacking.intake import Taken

WIDTH = 96
GATES = {
    Stage.SUBMIT: "before you can submit",
    Stage.APPROVE: "before the application can be approved",
    Stage.RELEASE: "before data can be released",
}
MARKS = {
    Severity.ERROR: ("To complete", "31"),
    Severity.WARNING: ("To look at", "33"),
    Severity.STAFF: ("For staff", "36"),
}


def as_json(taken: Taken, findings: Sequence[Finding]) -> dict[str, Any]:
    """One checked application: its source, its answers, its findings and their counts, and notes on the reading.

    Documents are named only where some came with it.
    """
    documents = [_document(one) for one in taken.evidence if one.name]
    return {
        "source": taken.source,
        "application": taken.application,
        "findings": [as_plain(finding) for finding in findings],
        "counts": counts(findings),
        "notes": [asdict(note) for note in taken.notes],
        **({"documents": documents} if documents else {}),
    }


def refusal_as_json(source: str, unreadable: UnreadableFormError) -> dict[str, Any]:
    """A file that could not be read: why, and what to do."""
    refused = {"kind": unreadable.kind, "message": unreadable.message, "remedy": unreadable.remedy}
    return {"source": source, "refused": refused}


UNCONFIRMED = "What was read off pictures of pages counts for nothing until somebody has compared it with them."


def headline(findings: Sequence[Finding], stage: Stage) -> str:
    """The one sentence on top: how much there is to do, for whom."""
    many = counts(findings)
    if not findings:
        return f"Nothing is missing {GATES[stage]}."
    parts = []
    if many["error"]:
        parts.append(f"{_things(many['error'])} to complete {GATES[stage]}")
    if many["warning"]:
        parts.append(f"{many['warning']} to look at")
    if many["staff"]:
        parts.append(f"{many['staff']} for staff to look at")
    lead = "" if many["error"] else f"Nothing is missing {GATES[stage]}; "
    return f"{lead}{'; '.join(parts)}."


def headline_of(taken: Taken, findings: Sequence[Finding], stage: Stage) -> str:
    """The same of an application that was read; of a scan, whose answers nobody has confirmed, only what would be."""
    said = headline(findings, stage)
    return f"If all was read right: {said[0].lower()}{said[1:]}" if taken.is_unconfirmed else said


def as_text(taken: Taken, findings: Sequence[Finding], stage: Stage, *, on: date, colour: bool) -> str:
    """The report on one application, section by section."""
    return "\n".join(_lines(taken, findings, stage, on, colour)) + "\n"


def refusal_as_text(source: str, unreadable: UnreadableFormError) -> str:
    """Why a file could not be read, and what to do."""
    lines = [source, f"  {unreadable.message}", f"  {unreadable.remedy}"]
    return "\n".join(line for part in lines for line in _wrapped(part, "")) + "\n"


def _lines(taken: Taken, findings: Sequence[Finding], stage: Stage, on: date, colour: bool) -> Iterator[str]:
    form = edition_of(taken.application)
    title = taken.application.get("project_title")
    yield _bold(f"{form.title}, checked against 11 CCR 964 and 966 on {written(on)}", colour)
    yield f"File: {_shown(taken.source)}"
    if isinstance(title, str):
        yield from _wrapped(f"Project: {title}", "")
    yield ""
    if taken.is_unconfirmed:
        yield from _wrapped(UNCONFIRMED, "")
    for note in taken.notes:
        if note.kind == ABSENT:
            yield from _wrapped(note.message, "")
    yield from _wrapped(headline_of(taken, findings, stage), "")
    for _, name, here in by_section(findings, form):
        if here:
            yield ""
            yield _bold(name, colour)
            for finding in here:
                yield from _finding(finding, colour)
    told = [note.message for note in taken.notes if note.kind != ABSENT]
    told += _read_off_pictures(taken.evidence)
    if told:
        yield ""
        yield _bold("About the reading of this file", colour)
        for message in told:
            yield from _wrapped(message, "  - ", "    ")
    yield ""
    yield from _wrapped("This report tells what was found. People decide: it approves nothing and rejects nothing.", "")


def _document(one: Evidence) -> dict[str, Any]:
    """A document; with the numbers of the pages that were read off pictures, where there are any."""
    recognised = [place + 1 for place in sorted(one.recognised)]
    named = {"slot": one.slot, "person": one.person, "name": one.name}
    return {**named, **({"recognised": recognised} if recognised else {})}


def _read_off_pictures(evidence: Sequence[Evidence]) -> Iterator[str]:
    for name in dict.fromkeys(one.name for one in evidence if one.recognised):
        yield f"Words of “{name}” were read off pictures, where letters are easily mistaken: look at it yourself."


def _finding(finding: Finding, colour: bool) -> Iterator[str]:
    mark, code = MARKS[finding.severity]
    box = f"[ ] {mark}"
    if colour:
        box = f"\x1b[{code}m{box}\x1b[0m"
    yield f"  {box}  § {finding.clause}"
    yield from _wrapped(finding.message, "      ")
    yield from _wrapped(finding.remedy, "      → ", "        ")


def _wrapped(text: str, first: str, following: str | None = None) -> Iterator[str]:
    indent = first if following is None else following
    yield from textwrap.wrap(_shown(text), WIDTH, initial_indent=first, subsequent_indent=indent) or [first]


def _shown(text: str) -> str:
    """A text without control characters, which must not reach a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _things(many: int) -> str:
    return "1 thing" if many == 1 else f"{many} things"


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{_shown(text)}\x1b[0m" if colour else _shown(text)

"""One finding: what is missing or wrong, with its clause; told, never raised."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs: only an error blocks, and only words of the law make an error."""

    ERROR = "error"
    WARNING = "warning"
    STAFF = "staff"
    """A question for Research Services, answered by a person before approval; blocks no submission."""


class Stage(StrEnum):
    """The three gates of an application."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RELEASE = "release"


STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing or wrong; an application may have many."""

    clause: str
    pointer: str
    """JSON Pointer into the application."""
    label: str
    """The field as the form names it."""
    severity: Severity
    stage: Stage
    message: str
    remedy: str
    page: int | None = None
    """Of a finding about what an enclosed paper says: the page of it, counted from 1, where pages are known."""
    words: str = ""
    """Of such a finding: the words that stand there."""


def as_plain(finding: Finding) -> dict[str, Any]:
    """A finding as JSON; page and words only where it is about the words of a paper."""
    told = asdict(finding)
    return told if finding.words else {name: value for name, value in told.items() if name not in ("page", "words")}

"""The table of expected findings, and how an application is held against it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.applications import ON, changed
from validator.evidence import Evidence
from validator.finding import Finding
from validator.findings import check
from validator.record import Record

TABLE = Path(__file__).with_name("findings.toml")
TAKEN_OUT = "(taken out)"


@dataclass(frozen=True)
class Row:
    """One case of the table."""

    says: str
    clause: str
    application: dict[str, Any]
    stage: str
    record: tuple[Record, ...]
    evidence: tuple[Evidence, ...]
    found: frozenset[str]
    gone: frozenset[str]

    def holds(self) -> bool:
        """Whether exactly the expected is found."""
        return self.difference() == (self.found, self.gone)

    def difference(self) -> tuple[frozenset[str], frozenset[str]]:
        """What is found besides, and instead of, what is found in the right application."""
        before = frozenset(map(told, check(changed({}), self.stage, on=ON)))
        now = frozenset(map(told, self.findings()))
        return now - before, before - now

    def findings(self) -> list[Finding]:
        """The findings of this case."""
        return check(self.application, self.stage, on=ON, record=self.record, evidence=self.evidence)


def told(finding: Finding) -> str:
    """A finding as the table writes it."""
    return f"{finding.severity} {finding.clause} {finding.pointer}"


def rows() -> list[Row]:
    """All cases of the table."""
    return [_row(case) for case in tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]]


def _row(case: dict[str, Any]) -> Row:
    changes = {name: None if value == TAKEN_OUT else value for name, value in case.get("change", {}).items()}
    return Row(
        says=case["says"],
        clause=case["clause"],
        application=changed(changes),
        stage=case.get("stage", "submit"),
        record=tuple(Record.of(entry) for entry in case.get("record", ())),
        evidence=tuple(_evidence(one) for one in case.get("attached", ())),
        found=frozenset(case["found"]),
        gone=frozenset(case.get("gone", ())),
    )


def _evidence(one: dict[str, Any]) -> Evidence:
    return Evidence(one["slot"], one.get("person", ""), one.get("name", ""), tuple(one.get("pages", ())))

"""LETTERS: who writes each letter, to whom, what it rests on, and what must stand in it.

The facts a letter needs are declared beside its wording, in `needs/KIND.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Writer = Literal["Department", "institution"]
Ground = Literal["clause", "other law", "process page", "courtesy"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A kind of letter: one row of the table."""

    kind: str
    title: str
    writer: Writer
    to: str
    ground: Ground
    clause: str
    """What it rests on, cited; "" for a courtesy."""
    must: tuple[str, ...]
    """Words without which it is not this letter, whatever the facts."""
    appeal: bool = False
    """Whether it carries the paragraph on appeals: only six things do."""
    official_letterhead: bool = False
    """Whether its clause asks for the institution's official letterhead."""

    @property
    def cite(self) -> str:
        """The clause as the letter's heading prints it."""
        return f"California Code of Regulations, title 11, § {self.clause}" if self.clause else ""


_SIX_ITEMS = (
    "personnel and updated contact information",
    "details of the project",
    "technology",
    "location where",
    "security protocols",
    "institutional review board",
)

_ROWS = (
    Letter(
        "missing",
        "What is missing from your Data Request Standard Application",
        writer="Department",
        to="the Bona Fide Researcher",
        ground="courtesy",
        clause="",
        must=("is a courtesy", "is not a decision", "starts no period"),
    ),
    Letter(
        "renewal-notice",
        "Notice of project expiration and request for renewal",
        writer="Department",
        to="the Bona Fide Researcher",
        ground="clause",
        clause="966(j)",
        must=("section 966, subdivision (j)", "90 days before", "official letterhead", *_SIX_ITEMS),
    ),
    Letter(
        "renewal-request",
        "Project renewal request",
        writer="institution",
        to="the Department's Research Services",
        ground="clause",
        clause="966(j)",
        must=("section 966, subdivision (j)", *_SIX_ITEMS),
        official_letterhead=True,
    ),
    Letter(
        "support-request",
        "Request for a letter of support for research",
        writer="institution",
        to="the Department's Research Services, at datarequests@doj.ca.gov",
        ground="clause",
        clause="966(h)",
        must=("section 966, subdivision (h)", "letter of support for research", "within 30 business days"),
    ),
    Letter(
        "affiliation",
        "Verification of affiliation",
        writer="institution",
        to="the Department's Research Services",
        ground="clause",
        clause="966(d)",
        must=("section 966, subdivision (d)", "authorized official", "is Affiliated with", "Date of signature"),
        official_letterhead=True,
    ),
    Letter(
        "security-certification",
        "Certification of information security",
        writer="institution",
        to="the Department's Research Services",
        ground="clause",
        clause="966(b)(12)(D)",
        must=(
            "Criminal Justice Information Services (CJIS) Security Policy, Version 5.9, dated June 1, 2020",
            "CJIS Requirements Companion Document to the FBI CJIS Security Policy Version 5.9, dated June 1, 2020",
            "FBI CJIS Appendix A Cloud Control Catalog",
            "if data storage will be in a data server maintained by a cloud provider",
            "Systems and Organization (SOC) 2 audit",
            "Federal Risk and Authorization Management Program (FedRAMP) certification",
            "Date of signature",
        ),
    ),
)

LETTERS = {letter.kind: letter for letter in _ROWS}

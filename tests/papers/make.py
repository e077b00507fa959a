"""Writes the samples: the blank form, filled by other people's programs and by ours.

python -m tests.papers.make    (needs qpdf, pdftk and poppler)
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms import fill
from forms.filling.entries import entries
from tests.applications import changed, trained
from tests.forms import viewers
from validator.questions import edition

FOLDER = Path(__file__).parent

TYPED = {
    "application_signature.digital": None,
    "application_signature.name": "Alexandra Reyes",
    "restrictions_signature.digital": None,
    "restrictions_signature.name": "Alexandra Reyes",
    "security_certification.digital": None,
    "security_certification.signature": "Jordan Blake",
}
"""On paper the three signatures are typed; a digital one belongs to the file that it was made in."""

ALONE = {"has_team_members": False, "team_members": None}
CLOUD = {
    "security_certification.cloud_storage": True,
    "security_certification.cloud_provider": "Example Cloud, Government Region",
}
SOC2 = {
    **CLOUD,
    "security_certification.cloud_evidence": ["soc2"],
    "security_certification.soc_kind": "soc2",
    "security_certification.soc_type": "type2",
    "security_certification.soc_period_ended_on": "2026-03-31",
    "security_certification.soc_auditor": "Example CPA LLP",
}
GRANT = {
    "project_outline.funded": True,
    "project_outline.funding_source": "Example Foundation for Public Health",
    "project_outline.funding_kind": "private_grant",
    "project_outline.grant_period": "July 2026 to June 2028",
    "project_outline.grant_expires_on": "2028-06-30",
}
COMMITTEE = {
    "irb_approval": {"path": "cphs"},
    "approval_verification": None,
}

NAMES = (
    "Łukasz Nguyễn-Ødegård",
    "Kaʻiulani Kealoha",
    "Ελένη Παπαδοπούλου",
    "Мария Иванова",
    "נועה כהן",
    "ليلى حداد",
    "अनन्या शर्मा",
    "ณัฐวุฒิ ศรีสุข",
    "Đặng Thị Hồng",
    "Siobhán O’Neill",
)


def member(name: str) -> dict[str, Any]:
    """A Team Member with every answer."""
    return {
        "name": name,
        "access_location": "Example Hall 210, Sampleton",
        "data_analysis_team": True,
        "it_team": False,
        "training_certificate": trained(),
    }


PROSE = " ".join(
    f"Paragraph {number}: the linked file is kept on the segmented server, and tables show ten or more persons only."
    for number in range(1, 90)
)

MAXIMAL = {
    **SOC2,
    **GRANT,
    "security_certification.cloud_evidence": ["soc2", "fedramp"],
    "security_certification.fedramp_status": "certified",
    "request_kind": "modified",
    "project_number": "2025-0147",
    "team_members": [member(name) for name in NAMES],
    "data_levels": ["de_identified", "identified"],
    "third_parties": {"involved": True, "description": "Example Statistics Office, under a court order of 2026."},
    "research_institution.kinds": ["nonprofit", "uc_center"],
    "research_institution.accreditor": "Example Commission on Colleges",
    "research_materials": {"enclosed": True, "list": "Questionnaire, 4 pages\nProposal, 12 pages"},
    "approval_verification": {"enclosed": True, "body": "Board of Sampleton University", "review_determined": True},
    "project_outline.purpose_kinds": ["peer_review", "research", "statistical", "prevention_of_violence"],
}


@dataclass(frozen=True)
class Paper:
    """One sample: its name, how it differs from the right application, and the program that fills it."""

    name: str
    by: str
    change: Mapping[str, Any]

    @property
    def application(self) -> dict[str, Any]:
        """The answers that the paper carries."""
        return changed({**TYPED, **self.change})


PAPERS = (
    #     name                                  filled by   how it differs
    Paper("right-minimal", "pikepdf", ALONE),
    Paper("right-maximal-unicode", "fill", MAXIMAL),
    Paper("right-with-team", "pdfium", {}),
    Paper("right-modified", "pdftk", {"request_kind": "modified", "project_number": "2025-0147"}),
    Paper("right-private-grant", "poppler", GRANT),
    Paper("right-cloud-soc2", "pypdf", SOC2),
    Paper("right-committee-to-follow", "qpdf", COMMITTEE),
    Paper("right-long-answers", "fill", {"project_outline.design": PROSE, "project_outline.data_use": PROSE[:9000]}),
    Paper("modified-without-number", "pdfium", {"request_kind": "modified"}),
    Paper("second-signature-missing", "pdftk", {"restrictions_signature.name": None}),
    Paper("officer-signature-without-date", "poppler", {"security_certification.signed_on": None}),
    Paper("cloud-without-audit", "pikepdf", CLOUD),
    Paper("cloud-sentence-missing", "pypdf", {"security_certification.certifies_cloud_storage": None}),
    Paper("grant-without-expiration", "pdfium", {**GRANT, "project_outline.grant_expires_on": None}),
    Paper("date-that-is-none", "pdftk", {"requested_on": "13/40/2026"}),
    Paper("member-without-location", "poppler", {"team_members.1.access_location": None}),
    Paper("irb-without-expiration", "qpdf", {"irb_approval.expires_on": None}),
    Paper("certificate-of-training-missing", "pikepdf", {"team_members.0.training_certificate": None}),
    Paper("nothing-filled-in", "blank", {}),
)


def made(paper: Paper, folder: Path) -> bytes:
    """The paper, filled by its program."""
    if paper.by == "blank":
        return fill.blank()
    if paper.by == "fill":
        return fill.fill(paper.application)
    typed = {entry.control.name: entry.value for entry in entries(paper.application, edition())}
    program: viewers.Program = getattr(viewers, f"by_{paper.by}")
    return program(fill.blank(), typed, folder)


def main() -> None:
    """Write every sample beside this file."""
    for paper in PAPERS:
        with tempfile.TemporaryDirectory() as folder:
            (FOLDER / f"{paper.name}.pdf").write_bytes(made(paper, Path(folder)))


if __name__ == "__main__":
    main()

"""Whole packages of papers about one application: ten in which everything agrees, and what can be planted in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from forms.attaching.attached import examine
from tests.applications import changed
from tests.papers.evidence.make import paper
from validator.evidence import Evidence

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
FEDRAMP = {
    **CLOUD,
    "security_certification.cloud_evidence": ["fedramp"],
    "security_certification.fedramp_status": "certified",
}
EXEMPT = {"irb_approval.expires_on": None, "irb_approval.no_expiration_basis": "exempt"}
EXPEDITED = {"irb_approval.expires_on": None, "irb_approval.no_expiration_basis": "expedited"}
COMMITTEE = {
    "irb_approval.path": "cphs",
    "irb_approval.copy_enclosed": None,
    "approval_verification": {
        "enclosed": True,
        "body": "Committee for the Protection of Human Subjects",
        "review_determined": True,
        "data_security_determined": True,
    },
}
AGREEMENT = {
    **COMMITTEE,
    "irb_approval.copy_enclosed": True,
    "irb_approval.path": "irb_agreement",
    "approval_verification.body": "Institutional Review Board",
}

SLOTS = {
    "irb": "irb_approval", "cphs": "approval_verification", "cv": "curriculum_vitae", "training": "training",
    "security": "security_certification", "soc2": "security_certification", "fedramp": "security_certification",
    "affiliation": "affiliation_letter",
}  # fmt: skip


@dataclass(frozen=True)
class Package:
    """An application and the papers that are enclosed with it."""

    says: str
    change: Mapping[str, Any]
    papers: str
    """The names of their layouts."""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def application(self) -> dict[str, Any]:
        """What the form says."""
        return changed(deepcopy(dict(self.change)))

    def evidence(self, **instead: str) -> list[Evidence]:
        """What the papers say; a fact may be planted in all of them."""
        application = self.application
        people = [application["bona_fide_researcher"]["name"]]
        people += [row["name"] for row in application.get("team_members", ())]
        return [
            one
            for layout in self.papers.split()
            for one in _enclosed(layout, tuple(people), {**self.facts, "people": ";".join(people), **instead})
        ]


def _enclosed(layout: str, people: tuple[str, ...], facts: Mapping[str, str]) -> list[Evidence]:
    slot = SLOTS[layout.partition("-")[0]]
    if slot != "training":
        return [Evidence(slot, "", f"{layout}.pdf", words(layout, **facts))]
    return [Evidence(slot, one, f"{layout}.pdf", words(layout, **{"person": one, **facts})) for one in people]


def words(layout: str, **facts: str) -> tuple[str, ...]:
    """The words of a paper, page by page, as they are read from its PDF."""
    return _read(layout, tuple(sorted(facts.items())))


@cache
def _read(layout: str, facts: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(examine(paper(layout, **dict(facts)))["pages"])


def _of(researcher: str, institution: str, title: str, number: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Another application, and the same facts for its papers."""
    change = {
        "bona_fide_researcher.name": researcher,
        "research_institution.name": institution,
        "project_title": title,
        "irb_approval.application_number": number,
    }
    return change, {"researcher": researcher, "institution": institution, "title": title, "number": number}


_COUNTY, _COUNTY_FACTS = _of(
    "Łukasz Nguyễn-Ødegård",
    "Example State University, Northfield",
    "Gun violence restraining orders and self-harm: a multi-county, quasi-experimental evaluation (2018–2024)",
    "STUDY00004417",
)
_COURTS, _COURTS_FACTS = _of(
    "Siobhán O’Neill",
    "Sampleton Institute for Violence Prevention",
    "Who asks, who answers? Petitioners’ access to the courts",
    "22-0457",
)
_HEALTH, _HEALTH_FACTS = _of(
    "María José García Márquez",
    "Example College of Medicine",
    "Firearm injury after an order’s end: county-level linkage of court and hospital records",
    "2026/118-B",
)

BOTH = {
    "security_certification.cloud_evidence": ["soc2", "fedramp"],
    "security_certification.fedramp_status": "certified",
}

PACKAGES = (
    Package(
        "a letter with labels, a report of training, a letter of the officer",
        {},
        "irb-campus cv-plain training-report security-letter affiliation-letter",
    ),
    Package(
        "a notice in tables, certificates to hang up, a checklist",
        {},
        "irb-notice cv-sidebar training-certificate security-checklist affiliation-memo",
    ),
    Package(
        "letters in running text",
        {},
        "irb-prose cv-biosketch training-letter security-memo affiliation-short",
    ),
    Package(
        "the Committee, and a SOC 2 report",
        {**COMMITTEE, **SOC2, **_COUNTY},
        "cphs-letter soc2-report cv-plain training-certificate security-letter affiliation-letter",
        _COUNTY_FACTS,
    ),
    Package(
        "the Committee's portal, and a listing of before 2026",
        {**COMMITTEE, **FEDRAMP, **_COURTS},
        "cphs-portal fedramp-marketplace cv-biosketch training-letter security-checklist affiliation-short",
        _COURTS_FACTS,
    ),
    Package(
        "a board under an agreement, and a letter of auditors",
        {**AGREEMENT, **SOC2, **_HEALTH},
        "cphs-agreement irb-campus soc2-letter cv-sidebar training-roster security-memo affiliation-letter",
        _HEALTH_FACTS,
    ),
    Package(
        "a summary of a SOC 2 report, and a listing of 2026",
        {**SOC2, **BOTH, **_COUNTY},
        "irb-notice soc2-summary fedramp-certified cv-biosketch training-report security-letter affiliation-memo",
        _COUNTY_FACTS,
    ),
    Package(
        "a provisional authority of the Joint Authorization Board",
        {**FEDRAMP, **_HEALTH},
        "irb-prose fedramp-letter cv-plain training-certificate security-checklist affiliation-short",
        _HEALTH_FACTS,
    ),
    Package(
        "one file with the certificates of everybody",
        _COURTS,
        "irb-campus cv-sidebar training-roster security-memo affiliation-memo",
        _COURTS_FACTS,
    ),
    Package(
        "titles over several lines, names in capitals",
        _COUNTY,
        "irb-notice cv-sidebar training-letter security-letter affiliation-short",
        _COUNTY_FACTS,
    ),
)
"""What the form says of each agrees with every paper in it."""

OPEN_ENDED = (
    Package("an exempt study", EXEMPT, "irb-exempt cv-plain training-roster security-letter affiliation-letter"),
    Package(
        "an expedited study", EXPEDITED, "irb-open-ended cv-sidebar training-report security-memo affiliation-memo"
    ),
)
"""The regulation itself asks for an expiration date, so that one question is left."""


@dataclass(frozen=True)
class Plant:
    """A contradiction in one package: the fact that its papers say otherwise, and where it must be found."""

    says: str
    package: Package
    facts: Mapping[str, str]
    place: tuple[str, str]
    """The clause, and the pointer."""

    def evidence(self) -> list[Evidence]:
        """The papers with the contradiction."""
        return self.package.evidence(**self.facts)


def _plants() -> Iterator[Plant]:
    table = tomllib.loads(Path(__file__).with_name("plants.toml").read_text(encoding="utf-8"))
    for row in table["plant"]:
        yield Plant(row["says"], PACKAGES[row["package"]], row["facts"], (row["clause"], row["pointer"]))


PLANTS = tuple(_plants())
"""Each is found, and told where it stands."""

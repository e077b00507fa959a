"""The further packages: what the form says, the papers that are enclosed with it, and what is planted in them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from forms.attaching.attached import examine
from forms.reader import Attached
from forms.text import as_evidence
from tests.applications import ON, changed, trained
from validator.evidence import Evidence
from validator.finding import Finding
from validator.findings import check

FOLDER = Path(__file__).parent
BUILT = FOLDER / "built"
PICTURES: Mapping[str, str] = {
    "c01-irb.pdf": "picture-c01-irb.pdf",
    "c03-training-adebayo.pdf": "picture-c03-training.pdf",
}
"""Papers -> the same as pictures without words; to be read where something reads letters in pictures."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: where it is enclosed, whose it is, and its file."""

    slot: str
    file: str
    person: str = ""

    def evidence(self) -> Evidence:
        """Its words, as the service reads them."""
        return as_evidence(_read(self.file), slot=self.slot, person=self.person, name=self.file)


@dataclass(frozen=True, slots=True)
class Package:
    """An application with its papers, looked at at a gate."""

    name: str
    application: Mapping[str, Any]
    stage: str
    sheets: tuple[Sheet, ...]

    def findings(self, look: Callable[[Sheet], Evidence] = Sheet.evidence) -> tuple[Finding, ...]:
        """What is found because of the papers, however one looks at them: not what the form alone brings about."""
        unseen = tuple(Evidence(sheet.slot, sheet.person) for sheet in self.sheets)
        alone = {_what(one) for one in self._check(unseen)}
        seen = self._check(tuple(look(sheet) for sheet in self.sheets))
        return tuple(one for one in seen if _what(one) not in alone)

    def _check(self, evidence: tuple[Evidence, ...]) -> list[Finding]:
        return check(self.application, self.stage, on=ON, evidence=evidence)


@dataclass(frozen=True, slots=True)
class Plant:
    """A package in which one paper says something else, and where that must be found."""

    name: str
    says: str
    package: Package
    file: str
    clause: str
    pointer: str

    def found(self, look: Callable[[Sheet], Evidence] = Sheet.evidence) -> tuple[Finding, ...]:
        """The findings that are wanted, and that the package without the contradiction does not have."""
        before = {_what(one) for one in self.package.findings(look)}
        new = (one for one in self._planted().findings(look) if _what(one) not in before)
        return tuple(one for one in new if one.clause.startswith(self.clause) and one.pointer.startswith(self.pointer))

    def _planted(self) -> Package:
        other = self.name + Path(self.file).suffix
        sheets = (replace(one, file=other) if one.file == self.file else one for one in self.package.sheets)
        return replace(self.package, sheets=tuple(sheets))


def is_open(name: str) -> bool:
    """Whether the matcher may be mended by what is found here: odd numbers are open, even ones are held back."""
    return int(name[1:]) % 2 == 1


def table(name: str) -> dict[str, Any]:
    """One of the tables, as it stands in its file."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def packages() -> dict[str, Package]:
    """Every package without a contradiction, by its name."""
    told = table("packages")
    return {name: _package(name, _whole(one, told)) for name, one in told.items()}


def plants() -> tuple[Plant, ...]:
    """Every planted contradiction."""
    by_name = packages()
    return tuple(
        Plant(name, one["says"], by_name[one["package"]], one["paper"], **one["wanted"])
        for name, one in table("plants").items()
    )


def _whole(one: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    if "like" not in one:
        return one
    like: dict[str, Any] = told[one["like"]]
    instead = one.get("instead", {})
    papers = [instead.get(paper["file"], paper) for paper in like["papers"]] + one.get("also", [])
    return like | one | {"papers": papers}


def _package(name: str, one: dict[str, Any]) -> Package:
    sheets = tuple(Sheet(**paper) for paper in one["papers"])
    return Package(name, _application(one), one.get("stage", "submit"), sheets)


def _application(one: dict[str, Any]) -> dict[str, Any]:
    team = [_member(member["name"], member["trained_on"]) for member in one.get("team", [])]
    changes: dict[str, Any] = {
        "bona_fide_researcher.name": one["researcher"],
        "bona_fide_researcher.position_title": one["position"],
        "research_institution.name": one["institution"],
        "security_officer.name": one["officer"],
        "security_certification.officer_name": one["officer"],
        "project_title": one["title"],
        "has_team_members": bool(team),
        "team_members": team or None,
        "storage.access": ", ".join([one["researcher"], *(member["name"] for member in team)]),
        "affiliation_letter.official": one["official"],
        "training_certificate.completed_on": one["trained_on"],
        **_approval(one),
        **_cloud(one.get("cloud")),
    }
    return changed(changes)


def _member(name: str, on: str) -> dict[str, Any]:
    return {
        "name": name,
        "access_location": "Example Hall 210, Sampleton",
        "data_analysis_team": True,
        "it_team": False,
        "training_certificate": trained() | {"completed_on": on},
    }


def _approval(one: dict[str, Any]) -> dict[str, Any]:
    approval = dict(one["approval"])
    if "application_number" in approval:
        approval |= {"copy_enclosed": True, "laws_considered": True}
    verified: dict[str, Any] = {"same_paper": True}
    if approval["path"] != "irb":
        told = {"review_determined": True, "data_security_determined": True}
        verified = {"enclosed": True, "body": one["body"], **told}
    return {"irb_approval": approval, "approval_verification": verified}


def _cloud(cloud: dict[str, Any] | None) -> dict[str, Any]:
    if not cloud:
        return {}
    told: dict[str, Any] = {"cloud_storage": True, "cloud_provider": cloud["provider"], "cloud_evidence": []}
    if "soc2_ended_on" in cloud:
        told["cloud_evidence"].append("soc2")
        told |= {"soc_kind": "soc2", "soc_type": "type2", "soc_period_ended_on": cloud["soc2_ended_on"]}
        told["soc_auditor"] = cloud["auditor"]
    if "fedramp" in cloud:
        told["cloud_evidence"].append("fedramp")
        told["fedramp_status"] = cloud["fedramp"]
    return {f"security_certification.{name}": value for name, value in told.items()}


@cache
def _read(file: str) -> Attached:
    found = examine((BUILT / file).read_bytes())
    return Attached(found["type"], tuple(found["pages"]), tuple(found["notes"]))


def _what(one: Finding) -> tuple[str, str, str]:
    return one.clause, one.pointer, one.message

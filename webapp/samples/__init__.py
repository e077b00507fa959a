"""Applications of invented people, to see what a check says before one has a form at hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

CHECKED_ON = date(2026, 11, 20)
"""The day the samples are checked on, so that they stay what they are as time goes by."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The complete application, with some answers taken out and some put in its place."""

    name: str
    title: str
    shows: str
    without: tuple[str, ...] = ()
    """Dotted names."""
    instead: Mapping[str, Any] = field(default_factory=dict)
    """Dotted name -> the answer."""

    def application(self) -> dict[str, Any]:
        """The answers of this sample."""
        answers = json.loads(files("webapp.samples").joinpath("complete.json").read_text(encoding="utf-8"))
        for name in self.without:
            place, last = _place(answers, name)
            del place[last]
        for name, answer in self.instead.items():
            place, last = _place(answers, name)
            place[last] = answer
        return dict(answers)

    def pdf(self) -> bytes:
        """The form, filled with the answers of this sample."""
        return _filled(self.name)


_CERTIFICATION = "security_certification"

SAMPLES = {
    sample.name: sample
    for sample in (
        Sample("complete", "Complete", "Nothing is missing. What staff will look at is told."),
        Sample(
            "several-things-missing",
            "Several things missing",
            "A modified request without its project number, a second signature and certificates forgotten, "
            "a date that is none, and a grant only half described.",
            without=(
                "bona_fide_researcher.position_title",
                "curriculum_vitae",
                "restrictions_signature",
                "project_outline.benefits",
                "project_outline.grant_period",
                "team_members.1.training_certificate",
                "team_members.1.access_location",
                "irb_approval.expires_on",
            ),
            instead={
                "request_kind": "modified",
                "requested_on": "13/40/2026",
                "bona_fide_researcher.email": "rosa.sampleton.example.edu",
                "project_outline.purposes": "See the grant.",
            },
        ),
        Sample(
            "cloud-storage",
            "Data stored in a cloud",
            "The certification of the security officer, when the data are stored with a cloud provider.",
            without=(f"{_CERTIFICATION}.names_cloud_catalog", f"{_CERTIFICATION}.certifies_cloud_storage"),
            instead={
                f"{_CERTIFICATION}.cloud_storage": True,
                f"{_CERTIFICATION}.cloud_provider": "Example Cloud",
                f"{_CERTIFICATION}.other_version": "Version 6.0",
                "storage.location": "Example Cloud, region west",
            },
        ),
        Sample(
            "state-committee",
            "Approval by the State’s committee",
            "The path through the Committee for the Protection of Human Subjects, by a researcher who works alone.",
            without=("team_members", "approval_verification", "irb_approval"),
            instead={
                "has_team_members": False,
                "irb_approval": {"path": "cphs", "application_number": "2026-204"},
                "bona_fide_researcher.name": "Nguyễn Thị Mẫu",
                "application_signature.name": "Nguyễn Thị Mẫu",
                "restrictions_signature.name": "Nguyễn Thị Mẫu",
            },
        ),
    )
}


@cache
def _filled(name: str) -> bytes:
    from forms.fill import fill

    return fill(SAMPLES[name].application())


def _place(answers: Any, name: str) -> tuple[Any, str]:
    """The object that a dotted name ends in, and the last step of the name."""
    *steps, last = name.split(".")
    for step in steps:
        answers = answers[int(step) if step.isdigit() else step]
    return answers, last

"""Applications of plainly invented people, for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

ON = date(2026, 11, 25)
"""The day on which the tests look at an application."""


def trained() -> dict[str, Any]:
    """A training certificate that leaves no question."""
    return {"enclosed": True, "completed_on": "2026-03-14", "ethics": True}


RIGHT: Mapping[str, Any] = {
    "data_system": "carpos",
    "edition": "1",
    "request_kind": "new",
    "requested_on": "2026-11-20",
    "bona_fide_researcher": {
        "name": "Alexandra Reyes",
        "position_title": "Associate Professor of Public Health",
        "address": "400 Example Way, Room 12",
        "city": "Sampleton",
        "state": "CA",
        "postal_code": "95616",
        "phone": "(916) 555-0142",
        "email": "a.reyes@sampleton-university.example",
    },
    "research_institution": {"name": "Sampleton University"},
    "security_officer": {
        "name": "Jordan Blake",
        "phone": "(916) 555-0177",
        "email": "j.blake@sampleton-university.example",
    },
    "project_title": "Orders and outcomes: a county study",
    "anticipated_completion_on": "2027-04-30",
    "has_team_members": True,
    "team_members": [
        {
            "name": "Kai Lindqvist",
            "access_location": "Example Hall 210, Sampleton",
            "data_analysis_team": True,
            "it_team": False,
            "training_certificate": trained(),
        },
        {
            "name": "Noor Haddad",
            "access_location": "Data center of Sampleton University, Sampleton",
            "data_analysis_team": False,
            "it_team": True,
            "training_certificate": trained(),
        },
    ],
    "data_levels": ["de_identified"],
    "timeframe": {"from_on": "2027-01-15", "to_on": "2027-12-31"},
    "third_parties": {"involved": False},
    "storage": {
        "location": "Data center of Sampleton University, Sampleton, CA",
        "segmented": True,
        "access": "Alexandra Reyes, Kai Lindqvist, Noor Haddad",
    },
    "application_signature": {"digital": True, "signed_on": "2026-11-20"},
    "project_outline": {
        "purposes": "To learn whether orders that are issued lower the risk of injury in the county.",
        "data_use": "Dates and counties of orders are linked to hospital visits, without names.",
        "purpose_kinds": ["research", "statistical"],
        "benefits": "Courts and counties learn which practices protect people.",
        "funded": False,
        "design": "A cohort study of orders issued from 2018 to 2024, with matched comparison.",
        "analysis_location": "Example Hall 210, Sampleton",
        "data_analysis": "Survival models on the linked file; tables of ten or more persons only.",
        "approval_process": "Reviewed by the department chair, then by the institutional review board.",
    },
    "curriculum_vitae": {"enclosed": True},
    "restrictions_signature": {"digital": True, "signed_on": "2026-11-20"},
    "security_certification": {
        "certifies_controls": True,
        "names_security_policy": True,
        "names_companion_document": True,
        "names_cloud_catalog": True,
        "certifies_cloud_storage": True,
        "cloud_storage": False,
        "officer_name": "Jordan Blake",
        "digital": True,
        "signed_on": "2026-11-19",
    },
    "irb_approval": {
        "path": "irb",
        "copy_enclosed": True,
        "application_number": "IRB-2026-0311",
        "expires_on": "2027-05-31",
        "laws_considered": True,
    },
    "approval_verification": {"same_paper": True},
    "affiliation_letter": {"enclosed": True, "official": "Morgan Ellis, Vice Provost for Research"},
    "training_certificate": trained(),
}
"""A new request for De-Identified data by three people, approved by their own board: nothing is missing."""


def changed(changes: Mapping[str, Any], application: Mapping[str, Any] = RIGHT) -> dict[str, Any]:
    """A copy with answers changed at their dotted names; None takes an answer out."""
    copy = deepcopy(dict(application))
    for name, value in changes.items():
        *steps, last = name.split(".")
        place: Any = copy
        for step in steps:
            place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
        if isinstance(place, list):
            place[int(last)] = value
        elif value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return copy

"""Facts for each kind of letter: the fewest it can do with, all it can hold, and all it can hold of the worst words."""

from __future__ import annotations

from datetime import date
from typing import Any

from templates.letterhead import Letterhead, neutral, stationery
from templates.letters import LETTERS

Facts = dict[str, Any]

ON = date(2026, 11, 25)
NASTY = (
    'AT&T <select> {{ 6*7 }} {% if x %} {# c #} </w:t> "q" \'a\' & ]]> \\ #eval("1") $x$ *b* _i_ @l // é ʻŌ '
    "שרה כהן ليلى حداد अनिता ประภา Nguyễn Ελένη Ольга"
)
NAME = "Amara O’Neill-Sørensen, Ph.D."
LONG = "W" * 40 + " " + "long words " * 23
CONTACT = {
    "name": "Dana Whitfield",
    "title": "Data request analyst",
    "phone": "(916) 555-0142",
    "email": "datarequests@doj.ca.gov",
    "address": "Research Services, 100 Sample Street, Sacramento, CA 95814",
}
_ADDRESSEE = {
    "name": NAME,
    "lines": ["Principal Investigator", "Example State University", "1 Campus Drive, Hall 204", "Davis, CA 95616"],
}
_DEPARTMENT = {
    "dated_on": "2026-11-25",
    "addressee": _ADDRESSEE,
    "salutation": "Dear Amara O’Neill-Sørensen:",
    "signer": {"name": "Robin Castellanos", "lines": ["Manager, Research Services"]},
    "contact": CONTACT,
}
_INSTITUTION = {
    "dated_on": "2026-11-25",
    "addressee": {"name": "Research Services", "lines": ["California Department of Justice"]},
    "salutation": "To Research Services:",
    "signer": {"name": NAME, "lines": ["Principal Investigator", "Example State University"]},
    "project_title": "Firearm “relinquishment” and outcomes: a cohort study",
}
_PERSON = {"name": NAME, "position_title": "Principal Investigator", "lines": ["1 Campus Drive", "Davis, CA 95616"]}
_TEAM = [
    {"name": f"Team Member {number}", "part": part, "access_location": "Hall 204, Davis, CA"}
    for number, part in enumerate(("Data analysis", "IT", "Data analysis and IT"), start=1)
]
_ITEM = {
    "label": "Project number",
    "message": "This is a modified request.",
    "remedy": "Enter the number of the existing one.",
    "clause": "11 CCR § 966(b)(1)",
}
_CHANGES = dict.fromkeys(("personnel", "project", "technology", "location", "security", "irb_approval"), "No change.")
_MORE = {
    "delivery": "Sent by email",
    "project_title": "Firearm “relinquishment” and outcomes: a cohort study",
    "project_number": "P-2025-0012",
    "reference": "DRP-2025-0012-R1",
    "enclosures": ["Copy of the application", "Renewal form"],
    "copies": ["Chief of the CJIS Division", "File"],
}

MINIMAL: dict[str, Facts] = {
    "missing": {**_DEPARTMENT, "sections": [{"title": "The request", "findings": [_ITEM]}], "until": "This is needed."},
    "renewal-notice": {
        **_DEPARTMENT,
        "project_title": "A study",
        "project_number": "P-1",
        "expires_on": "2027-02-23",
        "complete_by_on": "2027-02-22",
        "no_team": "The application says that there are no Team Members.",
    },
    "renewal-request": {
        **_INSTITUTION,
        "researcher": {"name": NAME},
        "project_number": "P-1",
        "expires_on": "2027-02-23",
        "changes": _CHANGES,
        "no_team": "The application says that there are no Team Members.",
    },
    "support-request": {
        **_INSTITUTION,
        "researcher": {"name": NAME},
        "approved_on": "2026-02-23",
        "sent_to": "datarequests@doj.ca.gov",
    },
    "affiliation": {
        **_INSTITUTION,
        "signer": {"by_hand": True},
        "researcher": {"name": NAME},
        "institution": "Example State University",
    },
    "security-certification": {
        **_INSTITUTION,
        "signer": {"by_hand": True},
        "researcher": {"name": NAME},
        "institution": "Example State University",
        "cloud_storage": "no",
    },
}

FULL: dict[str, Facts] = {
    "missing": {
        **MINIMAL["missing"],
        **_MORE,
        "requested_on": "2026-11-20",
        "received_on": "2026-11-23",
        "sections": [
            {"title": title, "findings": [{**_ITEM, "label": f"{title}, question {number}"} for number in range(1, 5)]}
            for title in ("The request", "The Bona Fide Researcher", "Project outline", "Security")
        ],
        "remarks": [_ITEM, {**_ITEM, "clause": ""}],
    },
    "renewal-notice": {
        **{name: fact for name, fact in MINIMAL["renewal-notice"].items() if name != "no_team"},
        **_MORE,
        "approved_on": "2026-02-23",
        "team": _TEAM * 4,
        "counting": ["The last day is the day before the expiration date.", "Ninety days before is today."],
    },
    "renewal-request": {
        **{name: fact for name, fact in MINIMAL["renewal-request"].items() if name != "no_team"},
        **_MORE,
        "researcher": _PERSON,
        "team": _TEAM,
        "irb_approval": {"application_number": "IRB-2026-0311", "expires_on": "May 31, 2027"},
        "changes": {
            **_CHANGES,
            "personnel": "Team Member 3 joins.\nTeam Member 4 has left.",
            "technology": "A new server.",
        },
    },
    "support-request": {
        **MINIMAL["support-request"],
        **_MORE,
        "researcher": {"name": NAME, "email": "amara@example.edu", "phone": "(916) 555-0101"},
        "purpose": "A proposal to a foundation.",
        "recipient": "The Example Foundation",
        "needed_by_on": "2027-01-15",
        "objectives": "To learn whether orders that are issued lower the risk of injury.",
        "answer_due_on": "2027-01-11",
    },
    "affiliation": {
        **MINIMAL["affiliation"],
        **_MORE,
        "signer": {"by_hand": True, "name": "Morgan Ellis", "lines": ["Vice Provost for Research"]},
        "researcher": _PERSON,
    },
    "security-certification": {
        **MINIMAL["security-certification"],
        **_MORE,
        "signer": {"by_hand": True, "name": "Jordan Blake", "lines": ["Information security officer"]},
        "cloud_storage": "yes",
        "cloud_provider": "Example Cloud",
        "cloud_evidence": "a SOC 2 audit",
        "officer_reach": "(916) 555-0177, j.blake@example.edu",
    },
}

_KEPT = ("by_hand", "cloud_storage", "clause")


def nasty(value: Any, name: str = "") -> Any:
    """The same facts, each text replaced by the worst that is still text; dates and codes stay."""
    if isinstance(value, dict):
        return {key: nasty(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [nasty(item, name) for item in value]
    if not isinstance(value, str) or name in _KEPT or name.endswith("_on"):
        return value
    return LONG[:300].strip() if name in ("project_title", "access_location") else NASTY


NASTIEST = {kind: nasty(facts) for kind, facts in FULL.items()}

OURS = stationery(
    """
    [[department]]
    since = 2022-07-01
    state = "STATE OF CALIFORNIA"
    name = "DEPARTMENT OF JUSTICE"
    unit = "Research Center · Data Requests"
    address = ["1300 Sample Street, Suite 1000", "Sacramento, CA 95814"]
    phone = "(916) 555-0142"
    email = "datarequests@doj.ca.gov"

    [[institution]]
    since = 2020-01-01
    name = "Example State University"
    unit = "Center for Violence Prevention"
    address = ["1 Campus Drive", "Davis, CA 95616"]
    phone = "(530) 555-0100"
    """,
    lambda _name: b"",
)


def letterhead(kind: str, *, draft: bool = False) -> Letterhead:
    """The letterhead of who writes this kind of letter."""
    found = (neutral() if draft else OURS).letterhead(LETTERS[kind].writer, on=ON)
    assert found is not None
    return found

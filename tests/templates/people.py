"""People, paper and words that the sample letters of both writers have in common."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

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
ADDRESSEE = {
    "name": NAME,
    "lines": ["Principal Investigator", "Example State University", "1 Campus Drive, Hall 204", "Davis, CA 95616"],
}
DEPARTMENT = {
    "dated_on": "2026-11-25",
    "addressee": ADDRESSEE,
    "salutation": "Dear Amara O’Neill-Sørensen:",
    "signer": {"name": "Robin Castellanos", "lines": ["Manager, Research Services"]},
    "contact": CONTACT,
}
INSTITUTION = {
    "dated_on": "2026-11-25",
    "addressee": {"name": "Research Services", "lines": ["California Department of Justice"]},
    "salutation": "To Research Services:",
    "signer": {"name": NAME, "lines": ["Principal Investigator", "Example State University"]},
    "project_title": "Firearm “relinquishment” and outcomes: a cohort study",
}
PERSON = {"name": NAME, "position_title": "Principal Investigator", "lines": ["1 Campus Drive", "Davis, CA 95616"]}
TEAM = [
    {"name": f"Team Member {number}", "part": part, "access_location": "Hall 204, Davis, CA"}
    for number, part in enumerate(("Data analysis", "IT", "Data analysis and IT"), start=1)
]
ITEM = {
    "label": "Project number",
    "message": "This is a modified request.",
    "remedy": "Enter the number of the existing one.",
    "clause": "11 CCR § 966(b)(1)",
}
CHANGES = dict.fromkeys(("personnel", "project", "technology", "location", "security", "irb_approval"), "No change.")
MORE = {
    "delivery": "Sent by email",
    "project_title": "Firearm “relinquishment” and outcomes: a cohort study",
    "project_number": "P-2025-0012",
    "reference": "DRP-2025-0012-R1",
    "enclosures": ["Copy of the application", "Renewal form"],
    "copies": ["Chief of the CJIS Division", "File"],
}


def without(facts: Facts, *names: str) -> Facts:
    """The same facts, some left out."""
    return {name: deepcopy(fact) for name, fact in facts.items() if name not in names}

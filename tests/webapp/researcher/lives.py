"""A case played so far that each letter of the researcher belongs in it, and what only the researcher knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tests.webapp.cases.played import TODAY, do
from tests.webapp.corresponding.lives import appealed, approved, at_risk, breach, submitted, support_denied
from webapp.storage.store import Store

UNCHANGED = {
    f"changes.{item}": "No change."
    for item in ("personnel", "project", "technology", "location", "security", "irb_approval")
}
NOTICE = {
    "discovered_on": "11/24/2026", "discovered_at": "4:15 p.m. Pacific time", "happened": "A laptop was stolen.",
    "system": "One laptop", "individuals": "500 or more", "number": "about 1,200",
}  # fmt: skip
PUBLISHED = {
    "discovered_on": "11/24/2026", "happened": "A laptop was stolen.", "information": "Names", "number": "1,200",
    "doing": "We look for it.", "can_do": "Watch your accounts.", "more": "(916) 555-0142",
}  # fmt: skip
SUBPOENA = {
    "learned_on": "11/24/2026", "proceeding": "Doe v. Roe, No. 12", "what": "All rows of one county.",
    "court_order": "no",
}  # fmt: skip
TRANSFER = {
    "third_party": "Example Institute", "what": "Table 3 is disclosed.", "purpose": "Replication", "how": "Encrypted",
    "authorized_by": "Penal Code section 13202",
}  # fmt: skip
DRAFT = {
    "draft_title": "A study of outcomes", "publication_on": "1/29/2027", "purpose": "As requested.",
    "confidentiality": "No cell is below ten.",
}  # fmt: skip
APPEAL = {"grounds": "The letter was enclosed.\nIt is on letterhead.", "decision_wanted": "That it be reversed."}


def inspected(store: Store) -> str:
    """A case whose inspection found two things."""
    number = approved(store)
    do(store, number, "announce_inspection", {"agreed_on": TODAY - timedelta(2)}, on=TODAY - timedelta(9))
    do(store, number, "inspect", about=3, on=TODAY - timedelta(2))
    do(store, number, "send_findings", {"findings": ["No segmentation.", "Shared accounts."]}, about=4)
    return number


LIVES: tuple[tuple[str, Callable[[Store], str], int | None, Mapping[str, str], Mapping[str, Any]], ...] = (
    # letter, how the case came there, what its act is about, what the researcher types, what the case says in it
    ("affiliation", submitted, None, {}, {"institution": "Sampleton University"}),
    ("security-certification", submitted, None, {}, {"cloud_storage": "no"}),
    ("appeal", appealed, 2, APPEAL, {
        "appeal_under": "966(i)", "against": "the denial of the application on November 22, 2026",
        "notified_on": "2026-11-22",
    }),
    ("appeal", support_denied, 4, {**APPEAL, "notified_on": "11/25/2026"}, {
        "against": "the denial of the letter of support on November 25, 2026",
    }),
    ("appeal", at_risk, 4, {**APPEAL, "findings_received_on": "11/25/2026"}, {"appeal_under": "964(h)"}),
    ("support-request", approved, None, {}, {"approved_on": "2026-11-05", "answer_due_on": "2027-01-12"}),
    ("renewal-request", approved, None, UNCHANGED, {"expires_on": "2027-11-30"}),
    ("transfer-request", approved, None, TRANSFER, {"data_levels": ["de_identified"]}),
    ("draft-submission", approved, None, DRAFT, {}),
    ("completion-notice", approved, None, {"completed_on": "11/20/2026"}, {"notice_due_on": "2026-12-21"}),
    ("breach-notice", approved, None, NOTICE, {
        "given_by": "Alexandra Reyes, Bona Fide Researcher",
        "reach": "(916) 555-0142, a.reyes@sampleton-university.example",
    }),
    ("breach-publication", breach, 3, PUBLISHED, {}),
    ("subpoena-notice", submitted, None, SUBPOENA, {"given_by": "Alexandra Reyes, Bona Fide Researcher"}),
    ("remediation-certificate", inspected, 5, {
        "findings_received_on": "11/25/2026",
        **{f"remedies.{row}.remedy": "Mended." for row in (0, 1)},
        **{f"remedies.{row}.remedied_on": "11/25/2026" for row in (0, 1)},
    }, {"inspected_on": "2026-11-23"}),
    ("remedial-plan", inspected, 5, {
        "findings_received_on": "11/25/2026", "why": "A server has to be bought.",
        **{f"plan.{row}.step": "A new server." for row in (0, 1)}, "plan.0.until_on": "1/29/2027",
        "plan.1.until_on": "2/26/2027",
    }, {"inspected_on": "2026-11-23"}),
)  # fmt: skip

"""Events with facts that hold, and a history that leads to each state with something of everything in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from procedure.acts import ACTS
from procedure.events import Event, Role
from procedure.permission import record
from procedure.states import State

RESEARCHER, INSTITUTION, MEMBER = Role.BONA_FIDE_RESEARCHER, Role.RESEARCH_INSTITUTION, Role.TEAM_MEMBER
STAFF, CHIEF, OFFICER, ADMIN = Role.RESEARCH_SERVICES, Role.CHIEF, Role.APPEAL_OFFICER, Role.ADMINISTRATOR
TODAY = date(2026, 9, 1)

VALUES: Mapping[str, Any] = {
    "answer_by": date(2026, 9, 10),
    "agreed_on": date(2026, 9, 20),
    "authorized_by": "Penal Code 13202",
    "balance_of_harms": "The public gains more than it risks.",
    "body": "Committee for the Protection of Human Subjects",
    "bona_fide_researcher": "Ana Ruiz",
    "changes": ["personnel: Ben Okafor joins"],
    "comments_on_confidentiality": "None.",
    "comments_on_purpose": "None.",
    "completed_on": TODAY,
    "conditions": [],
    "considered": ["the denial", "the appeal"],
    "court_order": False,
    "data_level": "de_identified",
    "data_levels": ["de_identified", "identified"],
    "data_security_determined": True,
    "decision": "denied",
    "discovered_at": datetime(2026, 9, 1, 8, tzinfo=UTC),
    "evidence": "return receipt",
    "expires_on": date(2027, 5, 31),
    "findings": ["964(k): the server is not segmented"],
    "granted": True,
    "how": "e-mail",
    "individuals": 500,
    "learned_at": datetime(2026, 9, 1, 8, tzinfo=UTC),
    "missing": ["966(d)"],
    "of": "the research institution",
    "officer": "Eva Stone",
    "on_letterhead": True,
    "open_errors": [],
    "outcome": "reversed",
    "passed": False,
    "payers": ["the research institution"],
    "person": "Ben Okafor",
    "persons": ["Ana Ruiz", "Ben Okafor"],
    "printed_last_day": date(2026, 9, 30),
    "project_number": "P-17",
    "proof": "message 12",
    "publication_on": date(2026, 12, 1),
    "purposes": ["Research"],
    "reason": "As the file shows.",
    "reasonably_related": True,
    "reasons": ["966(d): no letter verifies the affiliation."],
    "recipient": "Ana Ruiz",
    "requirement": "a background check",
    "research_institution": "Example State University",
    "review_determined": True,
    "sent_to": "datarequests@doj.ca.gov",
    "team_members": ["Ben Okafor"],
    "timeframe_from": date(2026, 6, 1),
    "timeframe_to": date(2027, 5, 31),
    "to": "a partner university",
    "unchanged": ["project", "technology", "location", "security", "irb"],
    "until": date(2026, 12, 1),
    "used_as_requested": False,
    "what": "table 4",
    "what_follows": "The review is resumed.",
    "would_be_permitted": False,
}

NEEDED = {
    "submit": ("team_members", "open_errors"),
    "resubmit": ("open_errors",),
    "approve": ("expires_on", "open_errors"),
    "modify": ("open_errors",),
    "release": ("open_errors",),
    "decide_renewal": ("expires_on",),
    "answer_purpose": ("would_be_permitted",),
    "file_appeal": ("sent_to", "proof"),
}
"""What an act can do without in its row, and not in these histories."""


def facts_of(act: str, **other: Any) -> dict[str, Any]:
    """The facts with which an act is permitted, some of them otherwise."""
    return {name: VALUES[name] for name in (*ACTS[act].asks, *NEEDED.get(act, ()))} | other


def event(number: int, act: str, by: Role, about: int | None = None, *, on: date = TODAY, **other: Any) -> Event:
    """An event with facts that hold."""
    return Event(number, act, by, on, facts=facts_of(act, **other), about=about)


def history_of(steps: Iterable[tuple[Any, ...]]) -> tuple[Event, ...]:
    """A history of (act, by), (act, by, about) or (act, by, about, facts), each permitted."""
    history: tuple[Event, ...] = ()
    for number, (act, by, *rest) in enumerate(steps, 1):
        about, other = (*rest, None, {})[:2] if len(rest) < 2 else rest
        history = record(history, event(number, act, by, about, **(other or {})))
    return history


_SUBMITTED = [
    ("submit", RESEARCHER),  # 1
    ("record_background_check", STAFF),  # 2: failed
    ("file_appeal", RESEARCHER, 2),  # 3
    ("appoint_officer", CHIEF, 3),  # 4
    ("request_facts", CHIEF, 3),  # 5
    ("report_breach", INSTITUTION),  # 6
    ("report_subpoena", MEMBER),  # 7
    ("request_support", RESEARCHER),  # 8
]
_APPROVED = [
    *_SUBMITTED,
    ("approve", STAFF),  # 9
    ("request_support", RESEARCHER),  # 10
    ("deny_support", STAFF, 10),  # 11
    ("modify", RESEARCHER),  # 12
    ("request_transfer", MEMBER),  # 13
    ("decide_transfer", STAFF, 13),  # 14: denied
    ("request_transfer", INSTITUTION),  # 15
    ("submit_draft", RESEARCHER),  # 16
    ("notify_identity_risk", STAFF, 16),  # 17
    ("answer_purpose", STAFF, 16),  # 18: not as requested
    ("submit_draft", RESEARCHER),  # 19
    ("announce_inspection", STAFF),  # 20
    ("inspect", STAFF, 20),  # 21
    ("send_findings", STAFF, 21),  # 22
    ("announce_inspection", STAFF),  # 23
    ("inspect", STAFF, 23),  # 24
    ("announce_inspection", STAFF),  # 25
    ("request_renewal", RESEARCHER),  # 26
    ("verify_background_checks", RESEARCHER),  # 27
    ("modify", RESEARCHER),  # 28
    ("deny", STAFF, 28),  # 29
]

LEADING_TO: Mapping[State, tuple[Event, ...]] = {
    State.NOT_SUBMITTED: (),
    State.UNDER_REVIEW: history_of(_SUBMITTED),
    State.COMPLETION_ASKED: history_of([*_SUBMITTED, ("ask_for_completion", STAFF)]),
    State.WITHDRAWN: history_of([*_SUBMITTED, ("withdraw", RESEARCHER)]),
    State.DENIED: history_of(
        [*_SUBMITTED, ("deny", STAFF), ("file_appeal", RESEARCHER, 9), ("decide_appeal", CHIEF, 10)]
    ),
    State.APPROVED: history_of(_APPROVED),
    State.EXPIRED: history_of([*_APPROVED, ("expire", STAFF, None, {"on": date(2027, 5, 31)})]),
    State.COMPLETED: history_of([*_APPROVED, ("complete", STAFF)]),
    State.CLOSED: history_of([*_APPROVED, ("close", STAFF)]),
}

"""A case played so far that each letter has what it tells of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from procedure.events import Role
from tests.webapp.cases.played import CHIEF, REASONS, TERMS, TODAY, arrived, do, received
from webapp.storage.store import Store

REASON = "Approved on paper, and seen."


def submitted(store: Store) -> str:
    return received(store, on=TODAY - timedelta(40))


def denied(store: Store) -> str:
    number = submitted(store)
    do(store, number, "deny", REASONS, on=TODAY - timedelta(3), name="Morgan Example")
    return number


def approved(store: Store) -> str:
    number = submitted(store)
    do(store, number, "approve", {**TERMS, "reason": REASON}, on=TODAY - timedelta(20), name="Morgan Example")
    return number


def asked_for_completion(store: Store) -> str:
    number = submitted(store)
    do(store, number, "ask_for_completion", {"missing": ["966(e): two certificates"]})
    return number


def failed_check(store: Store) -> str:
    number = submitted(store)
    do(store, number, "record_background_check", {"person": "Alexandra Reyes", "passed": False})
    return number


def support(store: Store) -> str:
    number = approved(store)
    arrived(store, number, "request_support", on=TODAY - timedelta(5))
    return number


def support_denied(store: Store) -> str:
    number = support(store)
    do(store, number, "deny_support", REASONS, about=3)
    return number


def appealed(store: Store) -> str:
    number = denied(store)
    do(store, number, "give_notice", {"how": "mail", **REASONS}, about=2, on=TODAY - timedelta(3))
    arrived(store, number, "file_appeal", about=2, on=TODAY - timedelta(1))
    return number


def facts_asked(store: Store) -> str:
    number = appealed(store)
    facts = {"of": "Alexandra Reyes", "answer_by": TODAY + timedelta(7)}
    do(store, number, "request_facts", facts, role=Role.CHIEF, by=CHIEF, about=4, name="Casey Chief")
    return number


def response_asked(store: Store) -> str:
    number = appealed(store)
    facts = {"of": "Sampleton University", "answer_by": TODAY + timedelta(7)}
    do(store, number, "request_response", facts, role=Role.CHIEF, by=CHIEF, about=4, name="Casey Chief")
    return number


def appeal_decided(store: Store) -> str:
    number = appealed(store)
    facts = {
        "outcome": "reversed",
        "what_follows": "Research Services resume the review.",
        "considered": ["The appeal", "The decision that was appealed"],
        "balance_of_harms": "The harm to the project outweighs the harm to the public.",
    }
    do(store, number, "decide_appeal", facts, role=Role.CHIEF, by=CHIEF, about=4, name="Casey Chief")
    return number


def renewal_decided(store: Store) -> str:
    number = approved(store)
    items = ["personnel", "project", "technology", "location", "security", "irb"]
    arrived(store, number, "request_renewal", {"changes": [], "unchanged": items, "on_letterhead": True})
    do(store, number, "complete_renewal", about=3)
    do(store, number, "decide_renewal", {"granted": True, "expires_on": TODAY + timedelta(700)}, about=3)
    return number


def transfer(decision: Mapping[str, Any]) -> Callable[[Store], str]:
    def play(store: Store) -> str:
        number = approved(store)
        arrived(store, number, "request_transfer", {"to": "Example Institute"}, on=TODAY - timedelta(4))
        do(store, number, "decide_transfer", decision, about=3)
        return number

    return play


def released(store: Store) -> str:
    number = approved(store)
    do(store, number, "approve_in_writing", {"what": "Table 3 of the report of November 2026"})
    return number


def draft(store: Store) -> str:
    number = approved(store)
    arrived(store, number, "submit_draft", {"publication_on": TODAY + timedelta(30)}, on=TODAY - timedelta(2))
    return number


def commented(store: Store) -> str:
    number = draft(store)
    facts = {"comments_on_confidentiality": "Table 2 has cells below ten.", "comments_on_purpose": "None."}
    do(store, number, "comment", facts, about=3)
    return number


def at_risk(store: Store) -> str:
    number = draft(store)
    do(store, number, "notify_identity_risk", {"what": "Table 2 names a county with three cases."}, about=3)
    return number


def misused(store: Store) -> str:
    number = draft(store)
    answers = {"used_as_requested": False, "would_be_permitted": True, "reasonably_related": True}
    do(store, number, "answer_purpose", answers, about=3)
    return number


def inspection(store: Store) -> str:
    number = approved(store)
    do(store, number, "announce_inspection", {"agreed_on": TODAY + timedelta(14)})
    return number


def inspected(store: Store) -> str:
    number = approved(store)
    do(store, number, "announce_inspection", {"agreed_on": TODAY - timedelta(2)}, on=TODAY - timedelta(9))
    do(store, number, "inspect", about=3, on=TODAY - timedelta(2))
    do(store, number, "send_findings", {"findings": []}, about=4)
    return number


def closed(store: Store) -> str:
    number = approved(store)
    do(store, number, "close", {"reason": "The project was given up."})
    return number


def breach(store: Store) -> str:
    number = approved(store)
    arrived(store, number, "report_breach", {"what": "A stolen laptop", "individuals": 620})
    return number


LIVES: tuple[tuple[str, Callable[[Store], str], int, Mapping[str, str]], ...] = (
    # letter, how the case came there, the event that it tells of, what a person types besides
    ("receipt", submitted, 1, {}),
    ("missing", asked_for_completion, 2, {}),
    ("cphs-documentation", submitted, 1, {"statement": "The Department intends to release the data."}),
    ("approval", approved, 2, {}),
    ("denial", denied, 2, {}),
    ("statement-of-reasons", denied, 2, {}),
    ("background-check-result", failed_check, 2, {}),
    ("letter-of-support", support, 3, {"statement": "The Department supports the study."}),
    ("support-denial", support_denied, 4, {}),
    ("appeal-received", appealed, 4, {}),
    ("request-for-facts", facts_asked, 5, {"facts_wanted": "Which data were asked for."}),
    ("request-for-response", response_asked, 5, {"questions": "Was the letter sent?"}),
    ("appeal-decision", appeal_decided, 5, {"grounds": "The letter of affiliation was enclosed."}),
    ("renewal-notice", approved, 2, {}),
    ("renewal-decision", renewal_decided, 5, {}),
    ("transfer-decision", transfer({"decision": "approved", "authorized_by": "Penal Code section 13202"}), 4, {}),
    ("transfer-decision", transfer({"decision": "depends", "requirement": "a background check"}), 4, {}),
    ("transfer-decision", transfer({"decision": "denied"}), 4, {"why": "No statute authorizes it."}),
    ("written-approval", released, 3, {"document": "Report of November 2026"}),
    ("publication-comments", commented, 4, {"draft_title": "A study of outcomes"}),
    ("identity-risk-notice", at_risk, 4, {"draft_title": "A study of outcomes"}),
    (
        "new-or-revised-notice",
        misused,
        4,
        {"use": "Another study", "application_required": "revised", "permitted": "Yes", "related": "Yes"},
    ),
    ("inspection-notice", inspection, 3, {"places": "Room 5", "records": "Access logs"}),
    ("inspection-findings", inspected, 5, {"place": "Room 5"}),
    ("closure", closed, 3, {}),
    ("notice-received", breach, 3, {}),
)

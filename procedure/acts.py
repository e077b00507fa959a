"""Every act in words, with the facts it must state and those it may state; it takes no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from procedure.facts import FACTS


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done: how a sentence says it, and what it states."""

    words: str
    asks: tuple[str, ...] = ()
    may: tuple[str, ...] = ()

    def doubt(self, facts: Mapping[str, Any]) -> str | None:
        """What is missing, unknown or of the wrong kind in the facts, in words; None when all is there."""
        for name in self.asks:
            if name not in facts:
                return f"Say {FACTS[name][1]} ({name}): {FACTS[name][0].words}."
        for name, value in facts.items():
            if name not in (*self.asks, *self.may):
                return f"There is no place for “{name}” here: to {self.words} states {self._takes()}."
            if not FACTS[name][0].holds(value):
                return f"{FACTS[name][1].capitalize()} ({name}) must be {FACTS[name][0].words}."
        return None

    def _takes(self) -> str:
        return ", ".join((*self.asks, *self.may)) or "nothing further"


_REQUEST = ("bona_fide_researcher", "research_institution", "data_levels")
_TERMS = ("data_levels", "purposes", "persons", "timeframe_from", "timeframe_to", "conditions")

ACTS: Mapping[str, Act] = {
    # the application
    "submit": Act("submit the application", _REQUEST, ("team_members", "project_number", "open_errors")),
    "ask_for_completion": Act("ask for completion", ("missing",), ("answer_by",)),
    "resubmit": Act("resubmit the application", (), (*_REQUEST, "team_members", "open_errors")),
    "withdraw": Act("withdraw the application", (), ("reason",)),
    "send_cphs_documentation": Act("give the researcher documentation for the Committee", (), ("what",)),
    "verify_approval": Act("verify the formal approval", ("body",), ("review_determined", "data_security_determined")),
    "approve": Act("approve", _TERMS, ("expires_on", "reason", "open_errors")),
    "deny": Act("deny", (), ("reasons",)),
    "give_notice": Act("give notice", ("how",), ("reasons", "printed_last_day")),
    "send_reasons": Act("send the statement of reasons", ("reasons",)),
    "resume_review": Act("resume the review", (), ("reason",)),
    "modify": Act("submit a modified request", ("changes", "project_number"), ("open_errors",)),
    "release": Act("release data", ("recipient", "data_level"), ("open_errors",)),
    # persons
    "record_background_check": Act("record a background check", ("person", "passed")),
    "verify_background_checks": Act("verify that Team Members passed their background checks", ("persons",)),
    "add_person": Act("add a Team Member", ("person",)),
    "remove_person": Act("remove a Team Member", ("person",), ("reason",)),
    "replace_researcher": Act("replace the Bona Fide Researcher", ("person",), ("reason",)),
    "give_access": Act("give a person access", ("person", "data_level")),
    # the letter of support
    "request_support": Act("request a letter of support", (), ("sent_to",)),
    "send_support": Act("send the letter of support"),
    "deny_support": Act("deny the letter of support", ("reasons",)),
    # appeals
    "file_appeal": Act("file an appeal", (), ("sent_to", "proof", "reasons")),
    "confirm_filing": Act("show that the appeal was filed", ("proof",)),
    "appoint_officer": Act("appoint an appeal officer", ("officer",)),
    "request_facts": Act("ask for facts", ("of", "answer_by")),
    "request_response": Act("ask for a written response", ("of", "answer_by")),
    "answer": Act("answer the appeal officer", (), ("what",)),
    "decide_appeal": Act("decide the appeal", ("outcome", "what_follows", "considered", "balance_of_harms")),
    # renewal
    "notice_renewal": Act("give the renewal notice", (), ("printed_last_day",)),
    "request_renewal": Act("request renewal", ("changes", "unchanged"), ("on_letterhead",)),
    "complete_renewal": Act("find the renewal complete"),
    "decide_renewal": Act("decide the renewal", ("granted",), ("expires_on", "timeframe_to", "reason")),
    "expire": Act("record the expiry"),
    # after approval
    "request_transfer": Act("request a transfer or disclosure", ("to",), ("authorized_by", "court_order")),
    "decide_transfer": Act(
        "answer the transfer request", ("decision",), ("requirement", "authorized_by", "reasons", "printed_last_day")
    ),
    "approve_in_writing": Act("approve a release in writing", ("what",)),
    "plan_publication": Act("name the planned day of publication", ("publication_on",)),
    "submit_draft": Act("submit a draft", (), ("publication_on", "what")),
    "comment": Act("comment on the draft", ("comments_on_confidentiality", "comments_on_purpose")),
    "notify_identity_risk": Act("tell that publication could compromise an identity", ("what",), ("printed_last_day",)),
    "clear_identity_risk": Act("record that the risk was removed", ("how",)),
    "answer_purpose": Act(
        "answer whether the data were used as requested",
        ("used_as_requested",),
        ("would_be_permitted", "reasonably_related", "printed_last_day"),
    ),
    "record_receipt": Act("record when the findings were received", ("evidence",)),
    "report_subpoena": Act("give notice of a subpoena", (), ("learned_at", "what", "court_order")),
    "report_breach": Act("give notice of a breach", (), ("discovered_at", "what", "individuals")),
    "count_individuals": Act("say how many individuals a breach affects", ("individuals",)),
    "send_breach_letter": Act("send the letter for the Department's website"),
    "claim_costs": Act("ask for reimbursement", ("payers",), ("what",)),
    "acknowledge": Act("acknowledge the notice"),
    "complete": Act("record the completion of the project"),
    "notify_completion": Act("give notice of completion", ("completed_on",)),
    # inspection, closing, correcting
    "announce_inspection": Act("announce an inspection", ("agreed_on",)),
    "inspect": Act("record the inspection"),
    "send_findings": Act("send the findings of the inspection", ("findings",)),
    "certify_remedy": Act("certify the remedy"),
    "send_remedial_plan": Act("send a remedial plan", ("until",)),
    "close": Act("close the case", ("reason",)),
    "correct": Act("correct an event", ("reason",), ("instead",)),
}

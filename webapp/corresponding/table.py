"""Which letter tells of which act, and which act its sending is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procedure.events import Event
from templates.letter import Letter
from templates.letters import LETTERS
from webapp.cases.case import CaseView


@dataclass(frozen=True, slots=True)
class Row:
    """One letter of the Department."""

    kind: str
    about: tuple[str, ...]
    """The acts of which it tells one."""
    sends: str = ""
    """The act that its sending is; "" where it only tells of what was done."""

    @property
    def letter(self) -> Letter:
        """What is written."""
        return LETTERS[self.kind]


R = Row
TABLE = (
    #  letter                     tells of                                  its sending is
    R("receipt",                 ("submit", "resubmit", "modify")),
    R("missing",                 ("ask_for_completion",)),
    R("cphs-documentation",      ("submit",),                              "send_cphs_documentation"),
    R("approval",                ("approve",)),
    R("denial",                  ("deny",),                                "give_notice"),
    R("statement-of-reasons",    ("deny",),                                "send_reasons"),
    R("background-check-result", ("record_background_check",),             "give_notice"),
    R("letter-of-support",       ("request_support",),                     "send_support"),
    R("support-denial",          ("deny_support",),                        "give_notice"),
    R("appeal-received",         ("file_appeal",)),
    R("request-for-facts",       ("request_facts",)),
    R("request-for-response",    ("request_response",)),
    R("appeal-decision",         ("decide_appeal",)),
    R("renewal-notice",          ("approve", "decide_renewal"),            "notice_renewal"),
    R("renewal-decision",        ("decide_renewal",)),
    R("transfer-decision",       ("decide_transfer",)),
    R("written-approval",        ("approve_in_writing",)),
    R("publication-comments",    ("comment",)),
    R("identity-risk-notice",    ("notify_identity_risk",)),
    R("new-or-revised-notice",   ("answer_purpose",)),
    R("inspection-notice",       ("announce_inspection",)),
    R("inspection-findings",     ("send_findings",)),
    R("closure",                 ("close",)),
    R("notice-received",         ("report_breach", "report_subpoena"),     "acknowledge"),
)  # fmt: skip
ROWS: Mapping[str, Row] = {row.kind: row for row in TABLE}
WITHOUT_SUBJECT = frozenset({"notice_renewal", "send_cphs_documentation"})
"""Acts of the table that name no other event."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """A letter that can be written in a case now."""

    row: Row
    event: Event


def fitting(view: CaseView) -> tuple[Fitting, ...]:
    """Every letter that something in the case can be told by, the latest act first."""
    found = [Fitting(row, event) for row in TABLE for event in view.case.acts(*row.about) if _tells(row, event)]
    return tuple(sorted(found, key=lambda one: (-one.event.number, TABLE.index(one.row))))


def find(view: CaseView, kind: str, about: int) -> Fitting | None:
    """A letter about an event, if it fits."""
    return next((one for one in fitting(view) if (one.row.kind, one.event.number) == (kind, about)), None)


def act_of(row: Row, event: Event) -> str:
    """The act that sending the letter is; the notice of a passed background check opens no right and is none."""
    passed = event.act == "record_background_check" and event.facts.get("passed")
    return "" if passed else row.sends


def _tells(row: Row, event: Event) -> bool:
    """Data that were used as requested call for no notice; a renewal that was refused sets no expiration date."""
    match row.kind:
        case "new-or-revised-notice":
            return event.facts.get("used_as_requested") is False
        case "renewal-notice":
            return "expires_on" in event.facts
        case _:
            return True

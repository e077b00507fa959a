"""Who may do what, when, and on which clause: one table, to be read by counsel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from procedure.events import Role
from procedure.states import AFTER_APPROVAL, ANY, OPEN, PENDING, State
from validator.finding import Stage

Basis = Literal["law", "other law", "policy"]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: an act, by whom, from which states, to which (None: it stays), and the clause it rests on."""

    act: str
    by: tuple[Role, ...]
    before: tuple[State, ...]
    after: State | None
    clause: str
    about: tuple[str, ...] = ()
    """The acts of which it must name one."""
    unless: tuple[str, ...] = ()
    """The acts about that same event after which it is no longer open."""
    when: tuple[str, Any] | None = None
    """The fact that decides whether this row or another of the same act holds."""
    needs: Stage | None = None
    """The stage that the application must be complete for."""
    also: tuple[str, ...] = ()
    """Further clauses that the row states."""
    basis: Basis = "law"
    """What the row rests on; where that is not law, the clause is the one it serves."""


_BFR = (Role.BONA_FIDE_RESEARCHER,)
_EITHER = (*_BFR, Role.RESEARCH_INSTITUTION)
_THREE = (*_EITHER, Role.TEAM_MEMBER)
_RS = (Role.RESEARCH_SERVICES,)
_ALL = (*_EITHER, *_RS)
_CHIEF = (Role.CHIEF,)
_OFFICER = (Role.APPEAL_OFFICER, *_CHIEF)
_TAKERS = (*_OFFICER, *_RS)
_KEEPERS = (*_RS, Role.ADMINISTRATOR)

_NEW, _REVIEW, _ASKED = (State.NOT_SUBMITTED,), (State.UNDER_REVIEW,), (State.COMPLETION_ASKED,)
_DENIED, _APPROVED, _EXPIRED = (State.DENIED,), (State.APPROVED,), (State.EXPIRED,)
_RENEWABLE = (*_APPROVED, *_EXPIRED)
_BEFORE_DATA = (*PENDING, *_APPROVED)
_STAFFED = (*PENDING, *_RENEWABLE)
_SUPPORTED = (*PENDING, *OPEN)
_NAMED = (*PENDING, *AFTER_APPROVAL)
_ENDED = (State.COMPLETED, State.CLOSED)

_MODIFIED, _DECIDED = ("modify",), ("approve", "deny", "withdraw")
_SUPPORT, _SUPPORT_ANSWERED = ("request_support",), ("send_support", "deny_support")
_DRAFT, _RISK = ("submit_draft",), ("notify_identity_risk",)
_APPEAL, _APPEAL_DECIDED = ("file_appeal",), ("decide_appeal",)
_APPEALABLE_966 = ("deny", "record_background_check", "deny_support")
_FINDINGS = ("decide_transfer", "notify_identity_risk", "answer_purpose", "send_findings")
RENEWAL_ITEMS = {
    "966(j)(1)": "personnel",
    "966(j)(2)": "project",
    "966(j)(3)": "technology",
    "966(j)(4)": "location",
    "966(j)(5)": "security",
    "966(j)(6)": "irb",
}
"""What a renewal request says of each item: in `changes` or in `unchanged`, in the order of 966(j)."""
_BASES_966 = ("966(i)(6)", "966(i)(4)")
_BASES_964 = ("964(h)(6)", "964(h)(4)")

S, T = State, Transition
TABLE: tuple[Transition, ...] = (
    #  act                         by         before          after               clause
    # The application. What arrives by mail or e-mail is registered by Research Services, complete or not.
    T("submit",                    _BFR,      _NEW,           S.UNDER_REVIEW,     "966(a)",   needs=Stage.SUBMIT),
    T("ask_for_completion",        _RS,       PENDING,        S.COMPLETION_ASKED, "966(b)",   basis="policy"),
    T("ask_for_completion",        _RS,       AFTER_APPROVAL, None,               "966(b)",
      _MODIFIED, _DECIDED, basis="policy"),
    T("resubmit",                  _BFR,      PENDING,        S.UNDER_REVIEW,     "966(b)",
      needs=Stage.SUBMIT, basis="policy"),
    T("resubmit",                  _BFR,      AFTER_APPROVAL, None,               "966(b)",
      _MODIFIED, _DECIDED, needs=Stage.SUBMIT, basis="policy"),
    T("withdraw",                  _BFR,      PENDING,        S.WITHDRAWN,        "966(a)",   basis="policy"),
    T("withdraw",                  _BFR,      AFTER_APPROVAL, None,               "966(a)",
      _MODIFIED, _DECIDED, basis="policy"),
    T("send_cphs_documentation",   _RS,       _BEFORE_DATA,   None,               "966(c)(1)"),
    T("verify_approval",           _BFR,      _SUPPORTED,     None,               "966(c)",   also=("966(c)(1)",)),
    T("approve",                   _RS,       _REVIEW,        S.APPROVED,         "966(h)",
      needs=Stage.APPROVE, also=("964(a)", "964(m)")),
    T("approve",                   _RS,       AFTER_APPROVAL, None,               "966(h)",
      _MODIFIED, _DECIDED, needs=Stage.APPROVE),
    T("deny",                      _RS,       PENDING,        S.DENIED,           "966(g)"),
    T("deny",                      _RS,       AFTER_APPROVAL, None,               "966(g)",   _MODIFIED, _DECIDED),
    T("send_reasons",              _RS,       ANY,            None,               "966(g)",   ("deny",)),
    T("give_notice",               _RS,       ANY,            None,               "966(i)(1)", _APPEALABLE_966),
    T("resume_review",             _RS,       _DENIED,        S.UNDER_REVIEW,     "966(i)(5)", _APPEAL_DECIDED),
    T("modify",                    _BFR,      AFTER_APPROVAL, None,               "966(b)(1)",
      needs=Stage.SUBMIT, also=("964(g)(2)",)),
    T("release",                   _RS,       _APPROVED,      None,               "964(b)",
      needs=Stage.RELEASE, also=("964(m)", "966(f)")),
    # Persons. Nobody is deleted: who leaves keeps the restrictions and the notices of 964(j) and (k).
    T("record_background_check",   _RS,       _STAFFED,       None,               "966(f)"),
    T("verify_background_checks",  _BFR,      _STAFFED,       None,               "966(f)"),
    T("add_person",                _RS,       _STAFFED,       None,               "964(k)",   also=("966(j)(1)",)),
    T("remove_person",             _RS,       _NAMED,         None,               "966(j)(1)"),
    T("replace_researcher",        _RS,       _NAMED,         None,               "966(j)(1)"),
    T("give_access",               _BFR,      _APPROVED,      None,               "966(f)",
      also=("964(k)", "964(m)")),
    # The letter of support. Asked for before approval, it is kept without a clock.
    T("request_support",           _BFR,      _SUPPORTED,     None,               "966(h)"),
    T("send_support",              _RS,       OPEN,           None,               "966(h)",
      _SUPPORT, _SUPPORT_ANSWERED),
    T("deny_support",              _RS,       OPEN,           None,               "966(h)",
      _SUPPORT, _SUPPORT_ANSWERED),
    # Appeals. Whatever arrives is taken in, however late or odd, and shown as what it is.
    T("file_appeal",               _BFR,      ANY,            None,               "966(i)(1)",
      _APPEALABLE_966, also=("966(i)",)),
    T("file_appeal",               _EITHER,   AFTER_APPROVAL, None,               "964(h) item 1",
      ("decide_transfer",), also=("964(h)", "964(h)(1)")),
    T("file_appeal",               _EITHER,   AFTER_APPROVAL, None,               "964(h) item 2", _RISK),
    T("file_appeal",               _EITHER,   AFTER_APPROVAL, None,               "964(h) item 3", ("answer_purpose",)),
    T("confirm_filing",            _ALL,      ANY,            None,               "966(i)(1)",
      _APPEAL, also=("964(h)(1)",)),
    T("appoint_officer",           _CHIEF,    ANY,            None,               "966(i)(2)",
      _APPEAL, _APPEAL_DECIDED, also=("964(h)(2)",)),
    T("request_facts",             _OFFICER,  ANY,            None,               "966(i)(2)",
      _APPEAL, _APPEAL_DECIDED, also=("964(h)(2)",)),
    T("request_response",          _OFFICER,  ANY,            None,               "966(i)(3)",
      _APPEAL, _APPEAL_DECIDED, also=("964(h)(3)",)),
    T("answer",                    _TAKERS,   ANY,            None,               "966(i)(3)",
      ("request_facts", "request_response"), also=("964(h)(3)",)),
    T("decide_appeal",             _OFFICER,  ANY,            None,               "966(i)(5)",
      _APPEAL, _APPEAL_DECIDED, also=(*_BASES_966, "964(h)(5)", *_BASES_964)),
    # Renewal: requested, complete and decided are three facts.
    T("notice_renewal",            _RS,       _APPROVED,      None,               "966(j)"),
    T("request_renewal",           _BFR,      _RENEWABLE,     None,               "966(j)",
      also=tuple(RENEWAL_ITEMS)),
    T("complete_renewal",          _RS,       _RENEWABLE,     None,               "966(j)",
      ("request_renewal",), ("complete_renewal", "decide_renewal")),
    T("decide_renewal",            _RS,       _APPROVED,      None,               "966(j)",
      ("request_renewal",), ("decide_renewal",)),
    T("decide_renewal",            _RS,       _EXPIRED,       S.APPROVED,         "966(j)",
      ("request_renewal",), ("decide_renewal",), ("granted", True)),
    T("decide_renewal",            _RS,       _EXPIRED,       None,               "966(j)",
      ("request_renewal",), ("decide_renewal",), ("granted", False)),
    T("expire",                    _RS,       _APPROVED,      S.EXPIRED,          "966(j)"),
    # After approval: transfers, publications, notices. Open in expired, completed and closed cases too.
    T("request_transfer",          _THREE,    AFTER_APPROVAL, None,               "964(c)"),
    T("decide_transfer",           _RS,       AFTER_APPROVAL, None,               "964(c)",   ("request_transfer",)),
    T("approve_in_writing",        _RS,       AFTER_APPROVAL, None,               "964(e)"),
    T("plan_publication",          _BFR,      AFTER_APPROVAL, None,               "964(g)"),
    T("plan_publication",          _BFR,      AFTER_APPROVAL, None,               "964(g)",   _DRAFT),
    T("submit_draft",              _BFR,      AFTER_APPROVAL, None,               "964(g)"),
    T("comment",                   _RS,       AFTER_APPROVAL, None,               "964(g)",
      _DRAFT, also=("964(g)(3)",)),
    T("notify_identity_risk",      _RS,       AFTER_APPROVAL, None,               "964(g)(1)", _DRAFT),
    T("clear_identity_risk",       _RS,       AFTER_APPROVAL, None,               "964(g)(1)",
      _RISK, ("clear_identity_risk",)),
    T("answer_purpose",            _RS,       AFTER_APPROVAL, None,               "964(g)(2)",
      _DRAFT, ("answer_purpose",)),
    T("record_receipt",            _ALL,      AFTER_APPROVAL, None,               "964(h)(1)", _FINDINGS),
    T("report_subpoena",           _THREE,    ANY,            None,               "964(j)"),
    T("report_breach",             _THREE,    ANY,            None,               "964(k)(1)", also=("964(k)",)),
    T("count_individuals",         _THREE,    ANY,            None,               "964(k)(2)", ("report_breach",)),
    T("send_breach_letter",        _THREE,    ANY,            None,               "964(k)(2)", ("report_breach",)),
    T("claim_costs",               _RS,       ANY,            None,               "964(k)(3)", ("report_breach",)),
    T("acknowledge",               _RS,       ANY,            None,               "964(k)(1)",
      ("report_breach", "report_subpoena"), ("acknowledge",), basis="policy"),
    T("complete",                  _ALL,      _RENEWABLE,     S.COMPLETED,        "964(l)"),
    T("notify_completion",         _EITHER,   _RENEWABLE,     S.COMPLETED,        "964(l)"),
    T("notify_completion",         _EITHER,   _ENDED,         None,               "964(l)"),
    # Inspection, closing, correcting.
    T("announce_inspection",       _RS,       AFTER_APPROVAL, None,               "968(a)"),
    T("inspect",                   _RS,       AFTER_APPROVAL, None,               "968(a)",
      ("announce_inspection",), ("inspect",)),
    T("send_findings",             _RS,       AFTER_APPROVAL, None,               "968(b)",
      ("inspect",), ("send_findings",)),
    T("certify_remedy",            _EITHER,   AFTER_APPROVAL, None,               "968(b)",
      ("send_findings",), ("certify_remedy",)),
    T("send_remedial_plan",        _EITHER,   AFTER_APPROVAL, None,               "968(b)",   ("send_findings",)),
    T("close",                     _RS,       OPEN,           S.CLOSED,           "964(l)",   basis="policy"),
    T("correct",                   _KEEPERS,  ANY,            None,               "",         basis="policy"),
)  # fmt: skip

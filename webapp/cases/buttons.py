"""What may be done with a case by who is here: exactly the open rows of the table, in the order of the subject."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from procedure.acts import ACTS
from procedure.events import OUTSIDE, Role
from procedure.permission import OpenAct
from validator.dates import written
from webapp.cases.acting import WITH_AN_APPLICATION
from webapp.cases.case import CaseView

SUBJECTS = {
    "The application": (
        "submit", "ask_for_completion", "resubmit", "withdraw", "send_cphs_documentation", "verify_approval", "approve",
        "deny", "send_reasons", "give_notice", "resume_review", "modify", "release",
    ),
    "Persons": (
        "record_background_check", "verify_background_checks", "add_person", "remove_person", "replace_researcher",
        "give_access",
    ),
    "Letter of support": ("request_support", "send_support", "deny_support"),
    "Appeals": (
        "file_appeal", "confirm_filing", "appoint_officer", "request_facts", "request_response", "answer",
        "decide_appeal",
    ),
    "Renewal": ("notice_renewal", "request_renewal", "complete_renewal", "decide_renewal", "expire"),
    "Transfers and publications": (
        "request_transfer", "decide_transfer", "approve_in_writing", "plan_publication", "submit_draft", "comment",
        "notify_identity_risk", "clear_identity_risk", "answer_purpose", "record_receipt",
    ),
    "Notices": (
        "report_subpoena", "report_breach", "count_individuals", "send_breach_letter", "claim_costs", "acknowledge",
    ),
    "Inspection": ("announce_inspection", "inspect", "send_findings", "certify_remedy", "send_remedial_plan"),
    "The end of the case, and corrections": ("complete", "notify_completion", "close", "correct"),
}  # fmt: skip
"""Every act under what it is about."""


@dataclass(frozen=True, slots=True)
class Button:
    """One act that may be done now."""

    act: str
    words: str
    about: int | None
    about_words: str
    """What it answers or decides, where it does."""
    clause: str
    roles: tuple[Role, ...]
    """In which role, of those that the person has; of what arrived, whose paper it may be."""


@dataclass(frozen=True, slots=True)
class Group:
    """The acts of one subject: what the person does, and what they register of what arrived."""

    subject: str
    own: tuple[Button, ...]
    arrived: tuple[Button, ...]


def groups(view: CaseView, roles: Collection[Role]) -> tuple[Group, ...]:
    """What somebody in these roles may do now, by subject; subjects without anything are left out."""
    found = (_group(view, subject, acts, roles) for subject, acts in SUBJECTS.items())
    return tuple(group for group in found if group.own or group.arrived)


def button(view: CaseView, act: str, about: int | None, roles: Collection[Role], *, arrived: bool) -> Button | None:
    """The button of one act; None where it may not be done now, or not by somebody in these roles."""
    buttons = _arrived(view, roles) if arrived else _own(view, roles)
    return next((one for one in buttons if (one.act, one.about) == (act, about)), None)


def _group(view: CaseView, subject: str, acts: Collection[str], roles: Collection[Role]) -> Group:
    own = tuple(one for one in _own(view, roles) if one.act in acts)
    return Group(subject, own, tuple(one for one in _arrived(view, roles) if one.act in acts))


def _own(view: CaseView, roles: Collection[Role]) -> list[Button]:
    return _buttons(view, [role for role in roles if role not in OUTSIDE])


def _arrived(view: CaseView, roles: Collection[Role]) -> list[Button]:
    """What Research Services register for those outside; answers come in as an application, on its own page."""
    if Role.RESEARCH_SERVICES not in roles:
        return []
    return [one for one in _buttons(view, list(OUTSIDE)) if one.act not in WITH_AN_APPLICATION]


def _buttons(view: CaseView, roles: Collection[Role]) -> list[Button]:
    return [_button(view, each, mine) for each in view.open_acts if (mine := tuple(r for r in each.by if r in roles))]


def _button(view: CaseView, each: OpenAct, roles: tuple[Role, ...]) -> Button:
    words = ACTS[each.act].words
    return Button(each.act, words, each.about, event_words(view, each.about), each.clause, roles)


def event_words(view: CaseView, number: int | None) -> str:
    """An event as a button or a line names it; "" for none."""
    event = view.case.event(number)
    if event is None:
        return ""
    who = event.facts.get("person") or event.facts.get("of") or event.facts.get("to")
    words = ACTS[event.act].words
    return f"{words}{f' ({who})' if who else ''}, {written(event.on)}"

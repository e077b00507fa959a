"""What a case knows of the facts of a letter: one function a fact, from the act that the letter tells of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from procedure.acts import ACTS
from procedure.appeals import Appeal, appeals_of, filed_on
from procedure.approval import expirations
from procedure.events import Event
from templates.needed import Facts, needs
from validator.clauses import CLAUSES
from validator.dates import written
from validator.finding import Stage
from webapp.cases.case import CaseView
from webapp.corresponding.table import Fitting
from webapp.letters.facts import UNTIL

_CITED = re.compile(r"\s*§?\s*(?P<clause>96\d\([a-z]\)[^:]{0,20}?)\s*:\s*(?P<reason>.+)", re.DOTALL)
_STATUTE = r"(?P<statute>[^:]{0,120}\b(?:Code|section|C\.?F\.?R|U\.?S\.?C)[^:]{0,80})"
_OTHER_LAW = re.compile(_STATUTE + r":\s*(?P<reason>.+)", re.DOTALL)


def known(view: CaseView, one: Fitting) -> Facts:
    """The facts of a letter that the case knows; what it does not know is left out."""
    asks = needs(one.row.kind)["properties"]
    found = {name: source(view, one.event) for name, source in SOURCES.items() if name in asks}
    found |= {name: source(view, one.event) for name, source in OWN.get(one.row.kind, {}).items()}
    return {name: plain(value) for name, value in found.items() if value not in (None, "", [], {})}


def reason_of(text: str) -> dict[str, str]:
    """A reason as a decision has it, taken apart into what it says and what it rests on."""
    cited = _CITED.fullmatch(text)
    if cited and cited["clause"] in CLAUSES:
        return {"reason": _sentence(cited["reason"]), "rests_on": "clause", "citation": cited["clause"]}
    if other := _OTHER_LAW.fullmatch(text):
        return {"reason": _sentence(other["reason"]), "rests_on": "statute", "citation": other["statute"].strip()}
    return {"reason": text, "rests_on": "discretion"}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def in_one(reason: Mapping[str, str]) -> str:
    """A reason of a letter as the decision keeps it: its ground first."""
    ground = reason.get("citation") or "The Department's discretion"
    return f"{ground}: {reason['reason']}"


def _first(view: CaseView, *acts: str) -> Event | None:
    return next(iter(view.case.acts(*acts)), None)


def _about(view: CaseView, event: Event) -> Event | None:
    return view.case.event(event.about)


def _appeal(view: CaseView, event: Event) -> Appeal | None:
    """The appeal that an event is, or is about."""
    numbers = {event.number, event.about}
    return next((one for one in appeals_of(view.case) if one.event.number in numbers), None)


def _day_of(event: Event | None) -> date | None:
    return event.on if event else None


def _received_on(view: CaseView, event: Event) -> date | None:
    """The day on which what the letter is about was received: an appeal when it was filed, a notice on its day."""
    if appeal := _appeal(view, event):
        return filed_on(view.case, appeal, view.policy) or appeal.event.on
    if event.act in ("submit", "resubmit", "modify", "report_breach", "report_subpoena"):
        return event.on
    return view.entries[0].event.on


def _asked_on(view: CaseView, event: Event) -> date | None:
    return event.on if event.act == "request_support" else _day_of(_about(view, event))


def _against(view: CaseView, event: Event) -> str:
    appeal = _appeal(view, event)
    return f"{ACTS[appeal.against.act].words}, {written(appeal.against.on)}" if appeal else ""


def _draft(view: CaseView, event: Event) -> Event | None:
    about = _about(view, event)
    return about if about and about.act == "submit_draft" else None


def _expires_on(view: CaseView, event: Event) -> date | None:
    """The date that the event set; of a renewal decision the one that held before it."""
    set_before = [day for setting, day in expirations(view.case) if setting.number < event.number]
    if event.act == "decide_renewal":
        return set_before[-1] if set_before else None
    day: date | None = event.facts.get("expires_on")
    return day


def _individuals(_view: CaseView, event: Event) -> str:
    if event.act != "report_breach":
        return ""
    number = event.facts.get("individuals")
    return "not known" if number is None else "500 or more" if number >= 500 else "fewer than 500"


def reasons_of(view: CaseView, event: Event) -> list[dict[str, str]]:
    """The reasons of a decision; those that were found afterwards stand in the act that sent them."""
    texts = event.facts.get("reasons") or next(
        (each.facts["reasons"] for each in view.case.about(event.number, "send_reasons")), ()
    )
    return [reason_of(text) for text in texts]


def _asked_for(event: Event) -> list[dict[str, str]]:
    """What Research Services asked for, each with its clause where one was named."""
    parts = [reason_of(text) for text in event.facts["missing"]]
    return [
        {
            "label": f"§ {part['citation']}" if part["rests_on"] == "clause" else f"{number}",
            "message": part["reason"],
            "remedy": "Send it, or write why it can’t be sent.",
            **({"clause": part["citation"]} if part["rests_on"] == "clause" else {}),
        }
        for number, part in enumerate(parts, 1)
    ]


def _asked_of(_view: CaseView, event: Event) -> dict[str, Any]:
    return {"name": event.facts["of"]}


Source = Callable[[CaseView, Event], Any]
SOURCES: Mapping[str, Source] = {
    "project_number": lambda view, _: view.number,
    "received_on": _received_on,
    "received_how": lambda _, event: "on paper" if event.registered else "through this service",
    "approved_on": lambda view, event: event.on if event.act == "approve" else _day_of(_first(view, "approve")),
    "denied_on": lambda _, event: event.on,
    "checked_on": lambda _, event: event.on,
    "closed_on": lambda _, event: event.on,
    "expires_on": _expires_on,
    "new_expires_on": lambda _, event: event.facts.get("expires_on") if event.facts.get("granted") else None,
    "person": lambda _, event: event.facts.get("person"),
    "asked_on": _asked_on,
    "appeal_under": lambda view, event: appeal.section if (appeal := _appeal(view, event)) else "",
    "against": _against,
    "filed_by": lambda view, event: appeal.event.name if (appeal := _appeal(view, event)) else "",
    "third_party": lambda view, event: about.facts.get("to") if (about := _about(view, event)) else "",
    "decision": lambda _, event: event.facts.get("decision"),
    "authorized_by": lambda view, event: (
        event.facts.get("authorized_by") or ((about := _about(view, event)) and about.facts.get("authorized_by"))
        if event.facts.get("decision") == "approved"
        else ""
    ),
    "draft_received_on": lambda view, event: _day_of(_draft(view, event)),
    "publication_on": lambda view, event: draft.facts.get("publication_on") if (draft := _draft(view, event)) else None,
    "comments_on_confidentiality": lambda _, event: event.facts.get("comments_on_confidentiality"),
    "comments_on_purpose": lambda _, event: event.facts.get("comments_on_purpose"),
    "inspected_on": lambda view, event: _day_of(_about(view, event)),
    "notice": lambda _, event: event.act.removeprefix("report_"),
    "given_by": lambda _, event: event.name or event.by.words,
    "individuals": _individuals,
    "reasons": reasons_of,
    "completed_on": lambda view, _: done.facts["completed_on"] if (done := _first(view, "notify_completion")) else None,
}
"""What the case knows, whichever letter asks for it."""

OWN: Mapping[str, Mapping[str, Source]] = {
    "approval": {
        "purposes": lambda _, event: event.facts["purposes"],
        "data_levels": lambda _, event: event.facts["data_levels"],
        "timeframe_from_on": lambda _, event: event.facts["timeframe_from"],
        "timeframe_to_on": lambda _, event: event.facts["timeframe_to"],
        "conditions": lambda _, event: event.facts["conditions"],
        "request_kind": lambda _, event: "modified" if event.about else "new",
    },
    "denial": {"request_kind": lambda _, event: "modified" if event.about else "new"},
    "missing": {
        "until": lambda *_: UNTIL[Stage.APPROVE],
        "sections": lambda _, event: [{"title": "Asked for", "findings": _asked_for(event)}],
    },
    "background-check-result": {"outcome": lambda _, event: "passed" if event.facts["passed"] else "failed"},
    "renewal-decision": {
        "outcome": lambda _, event: "granted" if event.facts["granted"] else "not granted",
        "why": lambda _, event: "" if event.facts["granted"] else event.facts.get("reason"),
    },
    "appeal-decision": {
        "outcome": lambda _, event: event.facts["outcome"],
        "considered": lambda _, event: event.facts["considered"],
        "balance_of_harms": lambda _, event: event.facts["balance_of_harms"],
        "what_follows": lambda _, event: event.facts["what_follows"],
        "signer": lambda _, event: {"name": event.name, "lines": [event.by.words[:1].upper() + event.by.words[1:]]},
    },
    "request-for-facts": {
        "addressee": _asked_of,
        "answer_by_on": lambda _, event: event.facts["answer_by"],
        "signer": lambda _, event: {"name": event.name, "lines": []},
    },
    "request-for-response": {
        "addressee": _asked_of,
        "answer_by_on": lambda _, event: event.facts["answer_by"],
        "signer": lambda _, event: {"name": event.name, "lines": []},
    },
    "transfer-decision": {
        "what": lambda view, event: (
            f"The transfer or disclosure of data to {about.facts['to']}" if (about := _about(view, event)) else ""
        ),
        "requirements": lambda _, event: [event.facts["requirement"]] if event.facts.get("requirement") else [],
        "why": lambda _, event: "\n".join(event.facts.get("reasons", ())),
    },
    "written-approval": {"what": lambda _, event: event.facts["what"]},
    "identity-risk-notice": {"risks": lambda _, event: [event.facts["what"]]},
    "inspection-notice": {"times": lambda _, event: [written(event.facts["agreed_on"])], "agreed": lambda *_: "yes"},
    "closure": {"why": lambda _, event: event.facts["reason"]},
}
"""What the case knows for one letter alone, or says otherwise there."""


def plain(value: Any) -> Any:
    """A fact as a letter takes it: days as ISO dates, tuples as lists."""
    match value:
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(each) for each in value]
        case Mapping():
            return {name: plain(each) for name, each in value.items()}
        case _:
            return value

"""What a page proposes for the facts of an act, out of the application and the check; people change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from validator.answers import answer
from validator.dates import read_date
from validator.finding import Severity, Stage
from validator.questions import edition_of
from webapp.cases.case import CaseView
from webapp.storage.submissions import Submission


def proposed(view: CaseView, act: str, about: int | None) -> Mapping[str, Any]:
    """The facts that can be proposed; the expiration date of an approval never is: people decide it (966(j))."""
    match act:
        case "approve":
            return _terms(view, view.round_at(Stage.APPROVE, about))
        case "deny" | "send_reasons" | "ask_for_completion":
            name = "missing" if act == "ask_for_completion" else "reasons"
            return {name: _open(view, about)}
        case "release":
            now = next((person.name for person in view.persons if person.researcher and person.until is None), "")
            levels = view.approval.data_levels if view.approval else ()
            return {"recipient": now} | ({"data_level": levels[0]} if len(levels) == 1 else {})
        case "verify_background_checks":
            return {"persons": [one.name for one in view.persons if one.until is None and not one.researcher]}
        case "file_appeal" | "request_support":
            return {"sent_to": view.policy.address}
        case _:
            return {}


def names(view: CaseView) -> tuple[str, ...]:
    """The persons of the case, to be chosen where an act names one."""
    return tuple(dict.fromkeys(one.name for one in view.persons if one.until is None))


def _terms(view: CaseView, submission: Submission) -> dict[str, Any]:
    """Level, purposes, persons and timeframe as the application asks for them."""
    answers = submission.answers
    question = edition_of(answers).by_name["project_outline.purpose_kinds"]
    labels = {option.value: option.label for option in question.options}
    chosen = answer(answers, "project_outline.purpose_kinds")
    days = {
        fact: read_date(str(answer(answers, f"timeframe.{name}") or ""))
        for fact, name in (("timeframe_from", "from_on"), ("timeframe_to", "to_on"))
    }
    return {
        "data_levels": [level for level in answers.get("data_levels", ()) if level in ("identified", "de_identified")],
        "purposes": [labels.get(one, one) for one in (chosen if isinstance(chosen, list) else ())],
        "persons": [one.name for one in view.persons if one.until is None],
        "conditions": [],
        **{fact: day for fact, day in days.items() if day},
    }


def _open(view: CaseView, about: int | None) -> list[str]:
    """Each open error as a sentence with its clause."""
    found = view.findings(Stage.APPROVE, about if about and _is_request(view, about) else None)
    return [f"{one.clause}: {one.message}" for one in found if one.severity is Severity.ERROR]


def _is_request(view: CaseView, about: int) -> bool:
    event = view.case.event(about)
    return event is not None and event.act == "modify"

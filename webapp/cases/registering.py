"""An application that came by mail or e-mail becomes a case, or a round of one: as it is, on the day of its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from procedure.events import Event, Role
from procedure.states import AFTER_APPROVAL
from validator.answers import answer
from validator.finding import Finding, Severity, Stage
from validator.findings import check
from validator.questions import Answers, edition_of
from webapp.answers.differing import differences
from webapp.cases import case
from webapp.cases.case import CaseView
from webapp.judging import judged
from webapp.storage import receiving
from webapp.storage.files import Kept
from webapp.storage.store import Transaction
from webapp.storage.submissions import Submission

LEVELS = ("identified", "de_identified")


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came, and what whoever registers it says of it."""

    answers: Answers
    form: Kept | None
    on: date
    at: datetime | None
    """The hour, in Pacific time, where it is known."""
    bona_fide_researcher: str
    research_institution: str
    data_levels: Sequence[str]
    """Both where neither is marked, until staff have asked: nothing is loosened that hangs on it."""
    team_members: Sequence[str]
    application: str = ""
    """The number of the case that it completes or modifies."""


def register(tx: Transaction, arrived: Arrived, *, by: str, at: datetime) -> Submission:
    """Take it in; the check's findings are kept with it and hold up nothing.

    Raises:
        NotKeptError: There is no case of that number.
        NotPermittedError: The case is where nothing can be handed in; the words say why.
    """
    findings = check(arrived.answers, Stage.SUBMIT, on=arrived.on)
    event = _event(tx, arrived, findings)
    return receiving.register(
        tx, arrived.answers, event, judged=judged(findings), by=by, at=at, application=arrived.application or None,
        form=arrived.form,
    )  # fmt: skip


def said_in(answers: Answers) -> dict[str, Any]:
    """What the answers say of the facts that a submission states."""
    rows = answers.get("team_members")
    levels = answers.get("data_levels")
    return {
        "bona_fide_researcher": _text(answers, "bona_fide_researcher.name"),
        "research_institution": _text(answers, "research_institution.name"),
        "data_levels": [level for level in LEVELS if isinstance(levels, list) and level in levels],
        "team_members": [
            row["name"].strip()
            for row in (rows if isinstance(rows, list) else ())
            if isinstance(row, Mapping) and isinstance(row.get("name"), str) and row["name"].strip()
        ],
        "application": _text(answers, "project_number"),
    }


def _event(tx: Transaction, arrived: Arrived, findings: Sequence[Finding]) -> Event:
    errors = [one.clause for one in findings if one.severity is Severity.ERROR]
    act, about, facts = "submit", None, _request(arrived)
    if arrived.application:
        view = case.read(tx, arrived.application, on=arrived.on)
        act, about = _act(view)
        facts = _changes(view, arrived) if act == "modify" else facts
    facts |= {"open_errors": list(dict.fromkeys(errors))}
    name = arrived.bona_fide_researcher
    return Event(0, act, Role.BONA_FIDE_RESEARCHER, arrived.on, facts, about, name, arrived.at, registered=True)


def _act(view: CaseView) -> tuple[str, int | None]:
    """A case that was approved is modified, or its modified request completed; another one is completed."""
    if view.state not in AFTER_APPROVAL:
        return "resubmit", None
    asked = next((event for event in reversed(view.case.acts("ask_for_completion")) if event.about), None)
    open_ = {each.about for each in view.open_acts if each.act == "resubmit"}
    return ("resubmit", asked.about) if asked and asked.about in open_ else ("modify", None)


def _request(arrived: Arrived) -> dict[str, Any]:
    return {
        "bona_fide_researcher": arrived.bona_fide_researcher,
        "research_institution": arrived.research_institution or "not named",
        "data_levels": list(arrived.data_levels) or list(LEVELS),
        "team_members": list(arrived.team_members),
    }


def _changes(view: CaseView, arrived: Arrived) -> dict[str, Any]:
    form = edition_of(arrived.answers)
    titles = {section.id: section.title for section in form.sections}
    changed = [titles[question.section] for question, _ in differences(view.last.answers, arrived.answers, form)]
    number = _text(arrived.answers, "project_number") or arrived.application
    return {"changes": list(dict.fromkeys(changed)), "project_number": number}


def _text(answers: Answers, name: str) -> str:
    said = answer(answers, name)
    return said.strip() if isinstance(said, str) else ""

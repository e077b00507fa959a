"""A draft becomes a submission: one transaction with its event, its findings and the mail that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from procedure.case import state_of
from procedure.events import Event, Role
from procedure.states import AFTER_APPROVAL
from validator.answers import answer
from validator.finding import Finding, Severity
from validator.questions import Answers, edition_of
from webapp.answers.differing import differences
from webapp.judging import judged
from webapp.kept import settings
from webapp.mailing import outbox
from webapp.mailing.outbox import Note
from webapp.mailing.sending import mailing
from webapp.storage import history, receiving, submissions
from webapp.storage.drafts import Draft
from webapp.storage.store import Transaction
from webapp.storage.submissions import Submission

NEITHER_MARKED = ("identified", "de_identified")
"""A level that is left open is only a warning: until staff ask, nothing is loosened that hangs on it."""


def submit(
    tx: Transaction, draft: Draft, findings: Sequence[Finding], *, by: str, at: datetime, on: date
) -> Submission:
    """Submit a signed draft and thank for it by mail.

    Raises:
        NotPermittedError: Something is still open, or the case is where nothing can be submitted.
        OvertakenError: The draft was changed.
    """
    event = event_of(tx, draft, findings, on=on)
    done = receiving.submit(tx, draft.id, event, version=draft.now.number, judged=judged(findings), by=by, at=at)
    note = Note(
        f"received:{done.application}:{done.round}", draft.owner, f"Application {done.application}", _words(done),
        application=done.application,
    )  # fmt: skip
    outbox.post(tx, note, sender=mailing().sender, by="service", at=at)
    return done


def event_of(tx: Transaction, draft: Draft, findings: Sequence[Finding], *, on: date) -> Event:
    """What the researcher does by submitting: a first time, again after being asked, or to modify what was approved."""
    answers = draft.now.answers
    name = str(answer(answers, "bona_fide_researcher.name") or draft.owner)
    open_errors = [one.clause for one in findings if one.severity is Severity.ERROR]
    act, facts = "submit", {**_request(answers, name), "open_errors": open_errors}
    if draft.application:
        events = [entry.event for entry in history.of_application(tx, draft.application)]
        act = "modify" if state_of(events) in AFTER_APPROVAL else "resubmit"
        if act == "modify":
            facts = {**_modified(tx, draft, draft.application), "open_errors": open_errors}
    return Event(0, act, Role.BONA_FIDE_RESEARCHER, on, facts, name=name)


def _request(answers: Answers, name: str) -> dict[str, Any]:
    levels = [str(level) for level in answers.get("data_levels", ())]
    rows = answers.get("team_members", [])
    members = [str(row["name"]) for row in rows if isinstance(row, Mapping) and row.get("name")]
    return {
        "bona_fide_researcher": name,
        "research_institution": str(answer(answers, "research_institution.name") or "not named"),
        "data_levels": levels or list(NEITHER_MARKED),
        "team_members": members,
    }


def _modified(tx: Transaction, draft: Draft, application: str) -> dict[str, Any]:
    before = submissions.read(tx, application)[-1].answers
    form = edition_of(draft.now.answers)
    sections = {section.id: section.title for section in form.sections}
    changes = [sections[question.section] for question, _ in differences(before, draft.now.answers, form)]
    number = str(draft.now.answers.get("project_number") or application)
    return {"changes": list(dict.fromkeys(changes)), "project_number": number}


def _words(done: Submission) -> str:
    where = (
        "It is with the Department’s Research Services. They look at it next."
        if settings().is_the_way
        else "It is kept here. To file it, send its package to the Department in the way that its website describes: "
        "submission here does not count as submission to the Department (11 CCR 966(a))."
    )
    return f"Your application was submitted and has the number {done.application}.\n\n{where}\n"

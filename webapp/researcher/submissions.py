"""What was submitted: its number, where it stands, what happened when, and who acts next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from procedure.acts import ACTS
from procedure.case import state_of
from procedure.clocks import urgent_first
from procedure.events import Event, Role
from procedure.next_act import next_act
from procedure.states import AFTER_APPROVAL, State
from validator.questions import Answers, edition_of
from webapp import clock
from webapp.cases import case
from webapp.cases.letters_listed import by_writer
from webapp.certifying.panel import panel_of_application
from webapp.checking.findings_page import clause_of
from webapp.kept import settings, store
from webapp.researcher.filing import filings_of
from webapp.researcher.offered import offered
from webapp.researcher.table import of_act, possible
from webapp.storage import drafts, history, messages, records, submissions
from webapp.storage.history import Entry
from webapp.storage.submissions import Submission
from webapp.visiting.access import here, mine, opened

bp = Blueprint("submissions", __name__)

NEXT = {
    State.UNDER_REVIEW: "The Department’s Research Services review it. You need to do nothing now.",
    State.COMPLETION_ASKED: "You complete it: Research Services have asked for what is missing.",
    State.WITHDRAWN: "Nobody: it was withdrawn.",
    State.DENIED: "You may appeal. The letter of denial says how, and until when.",
    State.APPROVED: "You work as the approval says; its letter names what you owe, and when.",
    State.EXPIRED: "No further data are released. Ask Research Services what follows.",
    State.COMPLETED: "The restrictions of § 964 survive; nothing else is open.",
    State.CLOSED: "The restrictions of § 964 survive; nothing else is open.",
}
"""Who acts next, by the state of the case."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act on the time line."""

    words: str
    by: str
    entry: Entry


@bp.get("/drafts/<draft>/submission")
def of_draft(draft: str) -> ResponseReturnValue:
    """Where a draft went when it was submitted."""
    with store().reading() as tx:
        opened(tx, draft)
        found = submissions.of_draft(tx, draft)
    if found is None:
        return redirect(url_for("form.tasks", draft=draft), 303)
    return redirect(url_for(".status", number=found.application), 303)


@bp.get("/applications/<number>/done")
def done(number: str) -> ResponseReturnValue:
    """The number, a copy, and who acts next."""
    with store().reading() as tx:
        rounds = mine(tx, number)
    return render_template(
        "filling/done.html", last=rounds[-1], is_the_way=settings().is_the_way, next=NEXT[State.UNDER_REVIEW]
    )


@bp.get("/applications/<number>")
def status(number: str) -> ResponseReturnValue:
    """Where it stands, who acts next and by when, what the researcher may do, and what happened."""
    today = clock.today()
    with store().reading() as tx:
        mine(tx, number)
        view = case.read(tx, number, on=today)
        sealed = [(one, records.of_submission(tx, one.id)) for one in view.rounds]
        signers = panel_of_application(tx, number)
        said, filings, sent = messages.messages_of(tx, number), filings_of(tx, number), by_writer(tx, number)
    acts = offered(view)
    steps = [Step(ACTS[one.event.act].words, _who(one.event), one) for one in view.entries]
    may = {one.act for one in view.open_acts if Role.BONA_FIDE_RESEARCHER in one.by}
    return render_template(
        "filling/status.html", view=view, last=view.last, records=sealed, state=view.state, steps=steps,
        next=NEXT.get(view.state, ""), following=next_act(view.case, view.clocks),
        clocks=[one for one in urgent_first(view.clocks) if one.due or one.start is None], messages=said,
        letters=sent["Department"], filed=sent["institution"],
        letter_of={one.act: of_act(view, one.act) for one in acts},
        beside=[one.row for one in possible(view) if one.offered is None],
        filings={one.event: one for one in filings}, offered=acts, is_the_way=settings().is_the_way,
        may_complete="resubmit" in may and view.state is State.COMPLETION_ASKED,
        may_modify=view.state in AFTER_APPROVAL, did=request.args.get("did", type=int),
        signers=signers, clause_of=clause_of,
    )  # fmt: skip


@bp.post("/applications/<number>/again")
def again(number: str) -> ResponseReturnValue:
    """Begin a new draft from what was submitted: to complete it, or as a modified request."""
    visit = here()
    with store().writing() as tx:
        last = mine(tx, number)[-1]
        state = state_of([entry.event for entry in history.of_application(tx, number)])
        completing = state is State.COMPLETION_ASKED
        answers = without_signatures(last.answers) if completing else modified(last)
        goes_on = number if completing or state in AFTER_APPROVAL else None
        draft = drafts.begin(
            tx, owner=visit.address, answers=answers, by=visit.address, at=clock.now(), application=goes_on
        )
    return redirect(url_for("form.tasks", draft=draft.id), 303)


def modified(last: Submission) -> Answers:
    """The answers of a modified request: those of before, with dates and signatures empty."""
    form = edition_of(last.answers)
    answers = _without(last.answers, {one.name for one in form.questions if one.kind in ("date", "digital_signature")})
    kept = without_signatures(answers)
    certification = kept.get("security_certification")
    if isinstance(certification, dict):
        kept["security_certification"] = {key: value for key, value in certification.items() if key != "signature"}
    number = {"project_number": last.application} if settings().is_the_way else {}
    return {**kept, "request_kind": "modified", **number}


def without_signatures(answers: Answers) -> dict[str, object]:
    """Answers without the two signatures of the Bona Fide Researcher: each is given anew."""
    return {
        name: one for name, one in answers.items() if name not in ("application_signature", "restrictions_signature")
    }


def _without(answers: Answers, names: set[str], prefix: str = "") -> dict[str, object]:
    kept: dict[str, object] = {}
    for key, value in answers.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            kept[key] = _without(value, names, f"{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            kept[key] = [_without(row, names, f"{name}.*.") for row in value]
        elif name not in names:
            kept[key] = value
    return kept


def _who(event: Event) -> str:
    return event.name or event.by.words

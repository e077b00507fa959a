"""The page of one case: where it stands, what may be done, the application with its evidence, people, history."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from procedure.clocks import urgent_first
from procedure.states import AFTER_APPROVAL
from validator.finding import Finding, Stage
from webapp import clock
from webapp.attaching.scans import WORDS as SCAN_WORDS
from webapp.cases.buttons import groups
from webapp.cases.case import CaseView
from webapp.cases.clocks_shown import ClockShown, clocks_shown
from webapp.cases.colleagues import colleagues
from webapp.cases.expiries import expiries
from webapp.cases.letters_listed import for_case
from webapp.cases.opening import opened
from webapp.cases.persons_shown import persons_shown
from webapp.cases.sections import before, parts
from webapp.cases.story import story
from webapp.certifying.panel import panel_of_application
from webapp.checking.findings_page import WORDS, clause_of
from webapp.checking.findings_page import in_words as counted
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability, may
from webapp.staff.signed_in import staff
from webapp.storage import assignments, messages, notes
from webapp.storage.questions import Answered
from webapp.storage.submissions import Submission

bp = Blueprint("case", __name__, url_prefix="/cases")


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """What the check asks of staff, and what was answered."""

    finding: Finding
    answered: Answered | None


@bp.get("/<number>")
@allowed(Capability.SEE_CASES)
def show(number: str) -> ResponseReturnValue:
    """Everything about one case on one page."""
    who, today = staff(), clock.today()
    with store().reading() as tx:
        view = opened(tx, number, Capability.SEE_CASES)
        written = {
            "owner": assignments.owner_of(tx, number),
            "assigned": assignments.assignments_of(tx, number),
            "notes": notes.notes_of(tx, number),
            "messages": messages.messages_of(tx, number),
            "people": colleagues(tx, on=today),
            "signers": panel_of_application(tx, number),
            **for_case(tx, number),
        }
    submission, stage = _round(view), _stage(view)
    found = view.findings_in(submission, stage)
    return render_template(
        "cases/case.html", view=view, who=who, today=today, submission=submission, stage=stage, stages=list(Stage),
        groups=groups(view, who.acts_as), clocks=_clocks(view), found=found,
        counted=counted(found), parts=parts(view, submission, stage), former=before(view, submission),
        persons=persons_shown(view), expiries=expiries(view), steps=story(view), questions=_questions(view, submission),
        words=WORDS, clause_of=clause_of, scan_words=SCAN_WORDS,
        declares=bool(may(who.roles, Capability.DECLARE_INTEREST)), **written,
    )  # fmt: skip


def _round(view: CaseView) -> Submission:
    """The round that is asked for; the last one where it is none."""
    asked = request.args.get("round", "")
    return next((each for each in view.rounds if str(each.round) == asked), view.last)


def _stage(view: CaseView) -> Stage:
    """The gate that is asked for; else the one that comes next."""
    asked = request.args.get("stage", "")
    if asked in list(Stage):
        return Stage(asked)
    return Stage.RELEASE if view.state in AFTER_APPROVAL else Stage.APPROVE


def _clocks(view: CaseView) -> tuple[list[ClockShown], list[ClockShown]]:
    """Those that run, the most urgent first, and those that are over."""
    over = [each for each in view.clocks if not each.runs]
    return clocks_shown(view, urgent_first(view.clocks)), clocks_shown(view, over)


def _questions(view: CaseView, submission: Submission) -> list[QuestionShown]:
    return [QuestionShown(one, view.answer_to(one)) for one in view.questions(submission)]

"""A whole case on paper: everything of it in one piece, numbered, with the hash that its history ends in."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from procedure.clocks import urgent_first
from validator.questions import Section, edition_of
from webapp import clock
from webapp.answers.shown import Shown, shown
from webapp.cases.case import CaseView
from webapp.cases.clocks_shown import clocks_shown
from webapp.cases.expiries import expiries
from webapp.cases.letters_listed import by_writer
from webapp.cases.opening import opened
from webapp.cases.persons_shown import persons_shown
from webapp.cases.story import story
from webapp.certifying.panel import panel_of_application
from webapp.checking.findings_page import clause_of
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.storage import assignments, messages, notes
from webapp.storage.submissions import Submission

bp = Blueprint("printing", __name__, url_prefix="/cases")


@bp.get("/<number>/print")
@allowed(Capability.SEE_CASES)
def show(number: str) -> ResponseReturnValue:
    """The case as it stands today, to be printed from the browser."""
    with store().reading() as tx:
        view = opened(tx, number, Capability.SEE_CASES)
        written = {
            "owner": assignments.owner_of(tx, number),
            "notes": notes.notes_of(tx, number),
            "messages": messages.messages_of(tx, number),
            "signers": panel_of_application(tx, number),
            "letters": by_writer(tx, number),
        }
    running = clocks_shown(view, urgent_first(view.clocks))
    over = clocks_shown(view, [each for each in view.clocks if not each.runs])
    return render_template(
        "sight/print.html", view=view, today=view.on, printed_at=clock.now(), clocks=(running, over),
        rounds=[(one, _answers(one)) for one in view.rounds], persons=persons_shown(view), expiries=expiries(view),
        steps=tuple(reversed(story(view))), chain=_chain(view), clause_of=clause_of, **written,
    )  # fmt: skip


def _answers(submission: Submission) -> list[tuple[Section, list[Shown]]]:
    """What a round says, section by section."""
    form = edition_of(submission.answers)
    return [(section, shown(section, submission.answers, {})) for section in form.sections]


def _chain(view: CaseView) -> str:
    """The place and the hash of the last event, as `datarequest audit verify --head` takes them."""
    last = view.entries[-1]
    return f"{last.seq}:{last.hash}"

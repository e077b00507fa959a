"""The letters of a form that was checked: choose one, say what only a person knows, look at it, take it away."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import UnreadableFormError
from templates.letters import LETTERS
from templates.problems import LetterError, Problem
from validator.clauses import CLAUSES
from validator.finding import Stage
from webapp import clock
from webapp.checking.checked import Checked, Gate, look_again
from webapp.letters.case import Case
from webapp.letters.making import FORMATS, Made, make, written_as
from webapp.letters.questions import NO_CHANGE, asked, given
from webapp.letters.shown import places, present, preview
from webapp.uploads import only

bp = Blueprint("letters", __name__)

OFFERED = {
    kind: letter
    for kind, letter in LETTERS.items()
    if letter.writer == "institution" or kind in ("missing", "renewal-notice")
}
"""The letters that a form alone leads to. What the Department decides it writes from a case, not from any form."""

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
}


@bp.get("/letters")
@bp.get("/letters/<kind>")
@bp.get("/letters/<kind>/letter.<form>")
def begin(**_path: str) -> ResponseReturnValue:
    """Nothing is kept that a letter could be made from: begin with the form."""
    return redirect(url_for("checking.form"), 303)


@bp.post("/letters")
def choose() -> ResponseReturnValue:
    """The letters that can be made of these answers."""
    return _with(
        lambda checked: render_template("letters/list.html", checked=checked, letters=OFFERED.values(), known=CLAUSES)
    )


@bp.post("/letters/<kind>")
def ask(kind: str) -> ResponseReturnValue:
    """What the letter needs from a person, and, once that was said, how it looks."""
    if kind not in OFFERED:
        abort(404)
    return _with(lambda checked: _shown(kind, checked) if "wanted" in request.form else _page(kind, checked))


@bp.post("/letters/<kind>/letter.<form>")
def take(kind: str, form: str) -> ResponseReturnValue:
    """The letter as a file."""
    if kind not in OFFERED or form not in FORMATS:
        abort(404)
    return _with(lambda checked: _file(kind, form, checked))


def _with(answer: Callable[[Checked], ResponseReturnValue]) -> ResponseReturnValue:
    """Answer for the form that the page carried."""
    stage = only("stage", Stage.SUBMIT)
    if stage not in set(Stage):
        abort(400)
    try:
        checked = look_again(only("carried"), Gate(Stage(stage), clock.today()))
    except UnreadableFormError:
        return redirect(url_for("checking.form"), 303)
    return answer(checked)


def _made(kind: str, checked: Checked) -> Made:
    facts = given(kind, request.form)
    return make(kind, Case(checked.taken.application, None, checked.gate.on, facts, checked.gate.stage))


def _shown(kind: str, checked: Checked) -> ResponseReturnValue:
    try:
        made = _made(kind, checked)
    except LetterError as wrong:
        return _page(kind, checked, problems=wrong.problems), 422
    return _page(kind, checked, made=made)


def _file(kind: str, form: str, checked: Checked) -> ResponseReturnValue:
    try:
        content = written_as(_made(kind, checked), form)
    except LetterError as wrong:
        return _page(kind, checked, problems=wrong.problems), 422
    response = Response(content, mimetype=KINDS[form])
    response.headers.set("Content-Disposition", "attachment", filename=f"{kind}.{form}")
    return response


def _page(kind: str, checked: Checked, *, made: Made | None = None, problems: tuple[Problem, ...] = ()) -> str:
    questions = asked(kind)
    return render_template(
        "letters/letter.html",
        checked=checked,
        letter=LETTERS[kind],
        asked=questions,
        typed={one.name: only(one.name) for one in questions},
        unchanged=bool(only(NO_CHANGE)),
        problems=problems,
        places=places(problems, [one.name for one in questions]),
        preview=preview(made) if made else None,
        notes=made.notes if made else (),
        present=present(made) if made else (),
    )

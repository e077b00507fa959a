"""From a filled form to a draft: each value is confirmed by a person, the doubtful ones first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import UnreadableFormError
from forms.limits import FORM_SIZE
from forms.webform import application_of, entered, names
from validator.answers import answer
from validator.finding import Stage
from validator.questions import Answers, Question, edition_of
from webapp import clock
from webapp.access import here
from webapp.answers_shown import in_words
from webapp.asked import SIGNED_AT_THE_END
from webapp.certifying.slots import BY_LINK
from webapp.checked import Checked, FormReader, Gate, look_again, look_at
from webapp.kept import store
from webapp.storage import drafts
from webapp.uploads import NoUploadError, chosen_file, only

bp = Blueprint("doors", __name__)


@dataclass(frozen=True, slots=True)
class Value:
    """One answer that was read, to be confirmed."""

    name: str
    label: str
    words: str
    doubt: str


@bp.get("/from-a-file")
def form() -> ResponseReturnValue:
    """The page that asks for the filled form."""
    here()
    return _form()


@bp.post("/from-a-file")
def upload() -> ResponseReturnValue:
    """Read the file, and show every value."""
    here()
    read: FormReader = current_app.extensions["reader"]
    try:
        return _confirm(look_at(chosen_file("application"), Gate(Stage.SUBMIT, clock.today()), read))
    except NoUploadError as refused:
        return _form(refused), 400
    except UnreadableFormError as refused:
        return _form(refused), 422


@bp.post("/from-a-file/confirmed")
def confirm() -> ResponseReturnValue:
    """Begin a draft with the values that were confirmed."""
    visit = here()
    try:
        checked = look_again(only("carried"), Gate(Stage.SUBMIT, clock.today()))
    except UnreadableFormError as refused:
        return _form(refused), 400
    answers = taken(checked.taken.application, set(request.form.getlist("take")))
    with store().writing() as tx:
        draft = drafts.begin(tx, owner=visit.address, answers=answers, by=visit.address, at=clock.now())
    return redirect(url_for("form.tasks", draft=draft.id), 303)


def values(checked: Checked) -> list[Value]:
    """Every answer that a page can hold, in words; the doubtful ones first, then in the order of the form."""
    application = checked.taken.application
    found = [
        Value(name, _label(question, name), in_words(answer(application, name), question), _doubt(checked, name))
        for question in edition_of(application).questions
        if _may_be_taken(question)
        for name in names(application, question)
        if any(entered(answer(application, name), question))
    ]
    return sorted(found, key=lambda value: not value.doubt)


def left_out(checked: Checked) -> list[str]:
    """What no page can hold, named so that nothing is dropped silently: signatures, and answers of a wrong kind."""
    application = checked.taken.application
    told = []
    for question in edition_of(application).questions:
        for name in names(application, question):
            value: Any = answer(application, name)
            lost = value not in (None, "", [], False) and not any(entered(value, question))
            if value is not None and (lost or not _may_be_taken(question)):
                told.append(_label(question, name))
    return told


def taken(application: Answers, names_taken: set[str]) -> dict[str, Any]:
    """The application with only the answers that were confirmed, without signatures."""
    form = edition_of(application)
    pairs = [
        (name, text)
        for question in form.questions
        if _may_be_taken(question)
        for name in names(application, question)
        if name in names_taken
        for text in entered(answer(application, name), question)
    ]
    return application_of(pairs, form)


def _may_be_taken(question: Question) -> bool:
    """No signature is taken from a file: each is given here, by who signs."""
    return question.section not in SIGNED_AT_THE_END and question.name not in BY_LINK


def _label(question: Question, name: str) -> str:
    row = next((step for step in name.split(".") if step.isdecimal()), None)
    return f"{question.row} {int(row) + 1}: {question.label}" if question.row and row else question.label


def _doubt(checked: Checked, name: str) -> str:
    return next((why for of, why in checked.doubts.items() if of == name or of.startswith(f"{name}.")), "")


def _form(refused: UnreadableFormError | None = None) -> str:
    return render_template("from_a_file.html", refused=refused, limit=FORM_SIZE)


def _confirm(checked: Checked) -> str:
    return render_template(
        "from_a_file_confirm.html", checked=checked, values=values(checked), left_out=left_out(checked)
    )

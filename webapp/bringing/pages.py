"""From a file to a draft: each value beside the place that it was read from, to be confirmed or corrected."""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import UnreadableFormError
from forms.limits import FORM_SIZE, MEBIBYTE, PACKAGE_SIZE
from forms.reader import Crop
from validator.finding import Stage
from validator.questions import Edition, edition_of, path_of
from webapp import clock
from webapp.answers.asked import LONG, YES_NO
from webapp.answers.shown import title_of
from webapp.attaching.placing import taken_in
from webapp.bringing.confirmed import PREFIX, answers_with, confirmations
from webapp.bringing.package import documents_of, held
from webapp.bringing.values import NOTHING, Value, label_of, left_out, values
from webapp.checking.checked import Checked, FormReader, Gate, crops_of, look_again, look_at
from webapp.kept import maps, store
from webapp.storage import confirmations as kept_confirmations
from webapp.storage import drafts
from webapp.storage.confirmations import Confirmation
from webapp.storage.drafts import Disagreement, Draft
from webapp.storage.store import Transaction
from webapp.uploads import NoUploadError, chosen_file, only
from webapp.visiting.access import here, opened

bp = Blueprint("bringing", __name__)

NEW = ""
"""The place of answers that no draft is chosen for."""


@bp.url_value_preprocessor
def _take_larger_bodies(_: str | None, __: dict[str, Any] | None) -> None:
    """A package may be larger than a form; set before anything reads the body."""
    if request.endpoint == "bringing.upload":
        request.max_content_length = PACKAGE_SIZE.most + MEBIBYTE // 4


@bp.get("/from-a-file")
def form() -> ResponseReturnValue:
    """The page that asks for the filled form, and where its answers go."""
    return _form()


@bp.post("/from-a-file")
def upload() -> ResponseReturnValue:
    """Read the file, and show every value."""
    read: FormReader = current_app.extensions["reader"]
    try:
        sent = chosen_file("application")
        checked = look_at(sent, _gate(), read, maps())
    except NoUploadError as refused:
        return _form(refused), 400
    except UnreadableFormError as refused:
        return _form(refused), 422
    draft = into(only("into"))
    found = values(checked, draft.now.answers if draft else NOTHING)
    package = held(sent.content, by=here().address) if checked.documents else ""
    return shown_to_confirm(checked, draft, crops_of(checked, (one.read_at for one in found), read), package=package)


@bp.post("/from-a-file/confirmed")
def confirm() -> ResponseReturnValue:
    """Begin a draft with what was confirmed, or put it into one; both values of each correction are kept."""
    visit = here()
    try:
        checked = look_again(only("carried"), _gate())
    except UnreadableFormError as refused:
        return _form(refused), 400
    with store().writing() as tx:
        draft = _opened(tx, only("into"))
        kept = draft.now.answers if draft else NOTHING
        made = list(confirmations(values(checked, kept), request.form))
        answers = _marked(answers_with(kept, made, edition_of(checked.taken.application)), checked)
        saved = _saved(tx, draft, answers, made, by=visit.address)
        if isinstance(saved, Disagreement):
            return redirect(url_for("drafts.both", draft=saved.draft.id), 303)
        kept_confirmations.write(tx, saved.id, checked.taken.source, made, by=visit.address, at=clock.now())
    return _with_documents(saved.id, checked, by=visit.address) or redirect(url_for("form.tasks", draft=saved.id), 303)


@bp.get("/drafts/<draft>/from-files")
def shown(draft: str) -> ResponseReturnValue:
    """What was read in files, what was made of it, by whom and when."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        if not standing.edits_all:
            abort(403)
        acts = kept_confirmations.of_draft(tx, draft)
    return render_template(
        "bringing/shown.html", draft=found, title=title_of(found), acts=acts, told=_told,
        label_of=partial(_label, edition_of(found.now.answers)),
    )  # fmt: skip


def _with_documents(draft: str, checked: Checked, *, by: str) -> ResponseReturnValue | None:
    """Keep the documents that came with the answers; None where there are none, or none any more."""
    try:
        package = documents_of(only("package"), (one.name for one in checked.documents), by=by)
    except UnreadableFormError:
        return None
    return taken_in(draft, package) if package and package.files else None


def _gate() -> Gate:
    return Gate(Stage.SUBMIT, clock.today())


def into(draft: str) -> Draft | None:
    """The draft that was chosen; None for a new one."""
    with store().reading() as tx:
        return _opened(tx, draft)


def _opened(tx: Transaction, draft: str) -> Draft | None:
    if draft == NEW:
        return None
    found, standing = opened(tx, draft)
    if not standing.edits_all or found.submitted:
        abort(403)
    return found


def _marked(answers: dict[str, Any], checked: Checked) -> dict[str, Any]:
    """Answers that name their data system and the edition of their form, as those of every draft do."""
    form = edition_of(checked.taken.application)
    return {"data_system": form.data_system, "edition": form.number, **answers}


def _saved(
    tx: Transaction, draft: Draft | None, answers: dict[str, Any], made: list[Confirmation], *, by: str
) -> Draft | Disagreement:
    if draft is None:
        return drafts.begin(tx, owner=by, answers=answers, by=by, at=clock.now())
    if all(one.given is None for one in made):
        return draft
    seen = only("version")
    version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else 0
    return drafts.save(tx, draft.id, answers, version=version, by=by, at=clock.now())


def _mine() -> list[Draft]:
    visit = here()
    with store().reading() as tx:
        return [draft for draft in drafts.of_owner(tx, visit.address) if not draft.submitted]


def _form(refused: UnreadableFormError | None = None) -> str:
    return render_template(
        "bringing/from_a_file.html", refused=refused, limit=FORM_SIZE, largest=PACKAGE_SIZE,
        drafts=[(draft.id, title_of(draft)) for draft in _mine()], into=only("into"),
    )  # fmt: skip


def shown_to_confirm(
    checked: Checked, draft: Draft | None, crops: dict[str, Crop] | None = None, *, package: str = ""
) -> str:
    """The page of every value that the draft does not have yet, beside its place where the file is at hand."""
    kept = draft.now.answers if draft else NOTHING
    found = values(checked, kept, crops)
    return render_template(
        "bringing/confirm.html", checked=replace(checked, pdf=b""), values=found, left_out=left_out(checked),
        draft=draft, title=title_of(draft) if draft else "", prefix=PREFIX, picture=_picture, options=_options,
        others=[(one.id, title_of(one)) for one in _mine() if draft is None or one.id != draft.id],
        package=package, same=len(values(checked)) - len(found), is_long=_is_long, has_pages=bool(crops),
    )  # fmt: skip


def _options(value: Value) -> tuple[tuple[str, str], ...]:
    """What can be chosen, and what was read though it can't be."""
    known = [(one.value, one.label) for one in (YES_NO if value.question.kind == "yes_no" else value.question.options)]
    return (*known, *((text, text) for text in value.read if text not in dict(known)))


def _is_long(value: Value) -> bool:
    return value.question.kind == "prose" or any(len(text) > LONG or "\n" in text for text in value.read)


def _label(form: Edition, one: Confirmation) -> str:
    question = form.question_at(path_of(one.name))
    return label_of(question, one.name) if question else one.name


def _told(one: Confirmation) -> str:
    """What became of a value, in a word."""
    if one.given is None:
        return "left out"
    return "corrected" if one.is_corrected else "confirmed"


def _picture(crop: Crop) -> str:
    return f"data:image/png;base64,{base64.b64encode(crop.png).decode('ascii')}"

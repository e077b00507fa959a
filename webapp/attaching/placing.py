"""Documents of a draft that came in one package: each is kept at once, and a person says where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from forms.attaching.attachment_refusals import refuse as refuse_document
from forms.fields import UnreadableFormError
from forms.limits import MEBIBYTE, PACKAGE_SIZE
from forms.packages.package_refusals import TOO_MANY_BYTES, WHAT_TO_SEND, refuse
from forms.packages.proposing import propose
from forms.packages.unpacking import Package, Packed
from forms.reader import Reader
from webapp import clock
from webapp.answers.shown import title_of
from webapp.answers.slots import UNPLACED, slots
from webapp.attaching.taking_in import Looked, keep
from webapp.kept import store
from webapp.storage import attachments
from webapp.storage.attachments import Attachment
from webapp.storage.drafts import Draft
from webapp.storage.store import Transaction
from webapp.unpacking.package import people_of
from webapp.uploads import NoUploadError, Upload, chosen_file, only, shown_name
from webapp.visiting.access import opened

bp = Blueprint("placing", __name__)

FIELD = "package"
LATER, REMOVE = "later", "remove"
"""What can be chosen instead of a place."""
_FORM = "data request standard application"
"""What the form is called on its first pages."""


@bp.url_value_preprocessor
def _take_larger_bodies(_: str | None, __: dict[str, Any] | None) -> None:
    """A package may be larger than a form; set before anything reads the body."""
    request.max_content_length = PACKAGE_SIZE.most + MEBIBYTE // 4


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """The page with the limit; the body was not read."""
    return _page(str((request.view_args or {})["draft"]), refused=refuse("too_large", what=TOO_MANY_BYTES)), 413


@bp.post("/drafts/<draft>/package")
def add(draft: str) -> ResponseReturnValue:
    """Take a package apart, and keep each document without a place."""
    _demand(draft)
    try:
        package = _opened()
    except UnreadableFormError as refused:
        return _page(draft, refused=refused), 503 if refused.kind == "not_reading" else 422
    return taken_in(draft, package)


def taken_in(draft: str, package: Package) -> ResponseReturnValue:
    """Keep each document of a package without a place, and lead to where a person says which it has."""
    told = [f"“{name}” was not taken: {why}." for name, why in package.left_out]
    for file in package.files:
        try:
            told += _keep(draft, file)
        except UnreadableFormError as refused:
            told.append(f"“{shown_name(file.name)}” was not taken. {refused.message} {refused.remedy}")
    if told:
        return _page(draft, told=told)
    return redirect(url_for("placing.places", draft=draft), 303)


@bp.get("/drafts/<draft>/places")
def places(draft: str) -> ResponseReturnValue:
    """The documents without a place, each with the one that is proposed."""
    return _page(draft)


@bp.post("/drafts/<draft>/places")
def choose(draft: str) -> ResponseReturnValue:
    """Put each document where the person said, or take it out."""
    with store().writing() as tx:
        found = _editable(tx, draft)
        ready = {slot.name: slot for slot in slots(found.now.answers) if slot.is_ready}
        for one in _unplaced(tx, draft):
            chosen = only(f"place.{one.id}", LATER)
            if chosen == REMOVE:
                attachments.take_out(tx, one.id)
            elif chosen in ready:
                attachments.put_in_place(tx, one.id, ready[chosen].kind, ready[chosen].person)
    return redirect(url_for("attachments.listed", draft=draft), 303)


def _opened() -> Package:
    try:
        upload = chosen_file(FIELD)
    except NoUploadError as refused:
        raise NoUploadError(refused.kind, "No ZIP file was chosen.", "Choose one, then press the button.") from None
    package = _reader().package(upload.content)
    if not package.files and not package.left_out:
        raise UnreadableFormError("empty", f"“{upload.name}” carries no documents.", WHAT_TO_SEND)
    return package


def _keep(draft: str, file: Packed) -> Iterator[str]:
    """Keep one document, or say that it is here already, in whatever place."""
    attached = _reader().attachment(file.content)
    looked = Looked(Upload(_called(file.name, attached.pages), file.content), attached)
    put = store().files.put(file.content)
    with store().writing() as tx:
        found = _editable(tx, draft)
        same = next((one for one in attachments.of_draft(tx, draft) if one.sha256 == put.sha256), None)
        if same:
            yield f"“{looked.upload.name}” is here already, as “{same.name}”."
        else:
            keep(tx, found, UNPLACED, looked, put, by=opened(tx, draft)[1].address, at=clock.now())


def _called(name: str, pages: Sequence[str]) -> str:
    """The name of a file; with that of its folder where only the folder says what it is."""
    own = shown_name(name)
    return own if propose(own, pages, ()).slot else shown_name(name.replace("/", " - "))


def _reader() -> Reader:
    read = current_app.extensions["reader"]
    if not isinstance(read, Reader):
        raise refuse_document("not_reading")
    return read


def _demand(draft: str) -> None:
    with store().reading() as tx:
        _editable(tx, draft)


def _editable(tx: Transaction, draft: str) -> Draft:
    """A draft in whose every section the visitor may write; a Team Member has only a row of it."""
    found, standing = opened(tx, draft)
    if not standing.edits_all:
        abort(403)
    return found


def _unplaced(tx: Transaction, draft: str) -> list[Attachment]:
    return [one for one in attachments.of_draft(tx, draft) if UNPLACED.holds(one)]


def _page(draft: str, *, refused: UnreadableFormError | None = None, told: list[str] | None = None) -> str:
    with store().reading() as tx:
        found = _editable(tx, draft)
        waiting = _unplaced(tx, draft)
    places = {slot.name: slot.label for slot in slots(found.now.answers) if slot.is_ready}
    return render_template(
        "unpacking/places.html", draft=found, title=title_of(found), refused=refused, told=told or [], places=places,
        later=LATER, remove=REMOVE, limit=PACKAGE_SIZE, field=FIELD,
        documents=[(one, *_proposed(one, found.now.answers, places)) for one in waiting],
    )  # fmt: skip


def _proposed(one: Attachment, answers: Mapping[str, Any], places: Mapping[str, str]) -> tuple[str, str]:
    """The name of the place that is proposed for a document, and why."""
    if any(_FORM in " ".join(page.split()).casefold() for page in (one.pages or ())[:2]):
        return REMOVE, "it looks like the form itself, whose answers are in this draft"
    proposal = propose(one.name, one.pages or (), people_of(answers))
    if proposal.slot == "project_outline":
        return LATER, "it looks like the project outline, which the form on the web asks for itself"
    for slot in slots(answers):
        if slot.kind == proposal.slot and (not slot.is_personal or slot.person in proposal.people):
            return (slot.name if slot.name in places else LATER), proposal.why
    return LATER, proposal.why

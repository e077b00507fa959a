"""The documents of a draft: each is added on a page of its own, at once, and stays whatever happens elsewhere."""

from __future__ import annotations

import os

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from forms.attaching.attachment_refusals import KINDS_IN_WORDS, TOO_MANY_BYTES, refuse
from forms.attaching.kinds import KINDS
from forms.fields import UnreadableFormError
from forms.limits import (
    APPLICATION_FILES,
    APPLICATION_SIZE,
    ATTACHMENT_PAGES,
    ATTACHMENT_SIZE,
    MEBIBYTE,
    PACKAGE_SIZE,
)
from webapp import clock
from webapp.answers.shown import title_of
from webapp.answers.slots import UNPLACED, Slot, homeless, slot_of, slots
from webapp.attaching.scanning import Scanner
from webapp.attaching.scans import WORDS, holding_up
from webapp.attaching.taking_in import Looked, chosen, keep, scanner
from webapp.checking.findings_page import clause_of
from webapp.kept import store
from webapp.storage import attachments
from webapp.storage.attachments import Attachment
from webapp.storage.drafts import Draft
from webapp.storage.store import Transaction
from webapp.storage.troubles import NotKeptError
from webapp.uploads import only
from webapp.visiting.access import Standing, opened

bp = Blueprint("attachments", __name__)

FIELD = "document"
BODY_SIZE = ATTACHMENT_SIZE.most + MEBIBYTE // 4
"""A document with the fields and boundaries around it."""
ACCEPTED = ",".join([kind.media_type for kind in KINDS] + [suffix for kind in KINDS for suffix in kind.suffixes])
LIMITS = (ATTACHMENT_SIZE, ATTACHMENT_PAGES, APPLICATION_FILES, APPLICATION_SIZE)


@bp.record_once
def _find_scanner(state: BlueprintSetupState) -> None:
    state.app.extensions.setdefault("scanner", Scanner.of(os.environ))


@bp.url_value_preprocessor
def _take_larger_bodies(_: str | None, __: dict[str, object] | None) -> None:
    """A document may be larger than a form; set before anything reads the body."""
    request.max_content_length = BODY_SIZE


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """The page again, with the limit; the body was not read."""
    values = dict(request.view_args or {})
    refused = refuse("too_large", what=TOO_MANY_BYTES)
    if request.endpoint == "attachments.add":
        return _again(values["draft"], values["name"], refused), 413
    return redirect(url_for("attachments.listed", draft=values["draft"], too_large=1), 303)


@bp.get("/drafts/<draft>/documents")
def listed(draft: str) -> ResponseReturnValue:
    """Every document that the application wants, with the state of each that is here."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        documents = attachments.of_draft(tx, draft)
    every = slots(found.now.answers)
    places = [(slot, [one for one in documents if slot.holds(one)]) for slot in every if may_use(standing, slot)]
    unplaced = [one for one in documents if UNPLACED.holds(one)] if standing.edits_all else []
    lost = [one for one in homeless(documents, every) if one not in unplaced] if standing.edits_all else []
    has_scanner = scanner() is not None
    return render_template(
        "attaching/list.html", draft=found, standing=standing, title=title_of(found), places=places, lost=lost,
        unplaced=unplaced, count=len(unplaced) + len(lost) + sum(len(here) for _, here in places), words=WORDS,
        clause_of=clause_of, limits=LIMITS, package=PACKAGE_SIZE,
        kinds=KINDS_IN_WORDS, has_scanner=has_scanner, too_large=TOO_MANY_BYTES if "too_large" in request.args else "",
        waits=holding_up(documents, has_scanner=has_scanner) if standing.edits_all else [],
    )  # fmt: skip


@bp.get("/drafts/<draft>/documents/<name>")
def place(draft: str, name: str) -> ResponseReturnValue:
    """The page of one place: what must be in the document, and the button to add it."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        slot = _place(found, standing, name)
        return _page(tx, found, slot)


@bp.post("/drafts/<draft>/documents/<name>")
def add(draft: str, name: str) -> ResponseReturnValue:
    """Add a document, at once: looked at, made safe, written down."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        _place(found, standing, name)
    try:
        looked = chosen(FIELD)
        added = _add(draft, name, looked)
    except UnreadableFormError as refused:
        return _again(draft, name, refused), 503 if refused.kind == "not_reading" else 422
    return redirect(url_for("documents.show", draft=draft, document=added.id, added=1), 303)


@bp.post("/drafts/<draft>/document/<document>/replace")
def replace(draft: str, document: str) -> ResponseReturnValue:
    """Put another file in the place of a document."""
    with store().reading() as tx:
        former = document_of(tx, draft, document)[2]
    name = only("place")
    try:
        looked = chosen(FIELD)
        added = _add(draft, name, looked, instead_of=former)
    except UnreadableFormError as refused:
        return _again(draft, name, refused), 503 if refused.kind == "not_reading" else 422
    return redirect(url_for("documents.show", draft=draft, document=added.id, added=1), 303)


def may_use(standing: Standing, slot: Slot) -> bool:
    """Whether somebody may see and fill a place: a Team Member only the one in their own row."""
    return standing.edits_all or (slot.row is not None and slot.row == standing.row)


def document_of(tx: Transaction, draft: str, document: str) -> tuple[Draft, Slot | None, Attachment, Standing]:
    """A document for who may see it, with its place; for anybody else it does not exist."""
    found, standing = opened(tx, draft)
    try:
        one = attachments.read(tx, document)
    except NotKeptError:
        abort(404)
    slot = next((slot for slot in slots(found.now.answers) if slot.holds(one)), None)
    if one.draft != draft or not (standing.edits_all or (slot and may_use(standing, slot))):
        abort(404)
    return found, slot, one, standing


def _add(draft: str, name: str, looked: Looked, *, instead_of: Attachment | None = None) -> Attachment:
    file = store().files.put(looked.upload.content)
    with store().writing() as tx:
        found, standing = opened(tx, draft)
        slot = _place(found, standing, name)
        if not slot.is_ready or slot.person != only("person"):
            raise UnreadableFormError(
                "person",
                "The Team Members were changed meanwhile, and this certificate might be filed under another’s name.",
                f"It would now go to {slot.whose}. If that is right, choose the file again and send it.",
            )
        return keep(tx, found, slot, looked, file, by=standing.address, at=clock.now(), instead_of=instead_of)


def _place(draft: Draft, standing: Standing, name: str) -> Slot:
    slot = slot_of(draft.now.answers, name)
    if slot is None or not may_use(standing, slot):
        abort(404)
    return slot


def _again(draft: str, name: str, refused: UnreadableFormError) -> str:
    """The page of a place with what was wrong with the file; what was added before is still there."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        return _page(tx, found, _place(found, standing, name), refused)


def _page(tx: Transaction, draft: Draft, slot: Slot, refused: UnreadableFormError | None = None) -> str:
    documents = [one for one in attachments.of_draft(tx, draft.id) if slot.holds(one)]
    return render_template(
        "attaching/place.html", draft=draft, title=title_of(draft), slot=slot, documents=documents, words=WORDS,
        refused=refused, limits=LIMITS, kinds=KINDS_IN_WORDS, accepted=ACCEPTED, field=FIELD, clause_of=clause_of,
    )  # fmt: skip

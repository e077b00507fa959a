"""The papers of a case: the file of a round and each document as it came, and documents that arrive later."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from forms.attaching.attachment_refusals import KINDS_IN_WORDS, TOO_MANY_BYTES, refuse
from forms.attaching.kinds import BY_MEDIA_TYPE
from forms.fields import UnreadableFormError
from webapp import clock
from webapp.answers.slots import Slot, slot_of, slots
from webapp.attaching.attachments import ACCEPTED, BODY_SIZE, FIELD, LIMITS
from webapp.attaching.comparing import compared
from webapp.attaching.documents import SERVED, look_of
from webapp.attaching.pictures_told import told_of
from webapp.attaching.scans import WORDS, may_be_opened
from webapp.attaching.taking_in import Looked, chosen, keep_later, scanner, served_name
from webapp.cases.case import CaseView
from webapp.cases.opening import opened
from webapp.checking.findings_page import WORDS as SEVERITIES
from webapp.checking.findings_page import clause_of
from webapp.kept import store
from webapp.recording.pages import given
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import desk
from webapp.storage.attachments import Attachment
from webapp.storage.desk import Kind
from webapp.uploads import only

bp = Blueprint("papers", __name__, url_prefix="/cases/<number>")


@bp.url_value_preprocessor
def _take_larger_bodies(_: str | None, __: dict[str, object] | None) -> None:
    """A document may be larger than a form; set before anything reads the body."""
    request.max_content_length = BODY_SIZE


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """The page again, with the limit; the body was not read."""
    number = str((request.view_args or {})["number"])
    return redirect(url_for(".add", number=number, too_large=1), 303)


@bp.get("/rounds/<int:round>/form")
@allowed(Capability.SEE_CASES)
def form_as_it_came(number: str, round: int) -> ResponseReturnValue:  # noqa: A002 - the word of the address
    """The file that a round came as, byte for byte, to be saved."""
    with store().reading() as tx:
        view = opened(tx, number, Capability.SEE_CASES)
        found = next((each for each in view.rounds if each.round == round), None)
        if found is None or found.form_sha256 is None:
            abort(404)
        content = tx.files.read(found.form_sha256)
    is_pdf = content.startswith(b"%PDF")
    name = f"application {number} round {round}{'.pdf' if is_pdf else ''}"
    return _saved(content, "application/pdf" if is_pdf else "application/octet-stream", name)


@bp.get("/rounds/<int:round>/record.pdf")
@allowed(Capability.SEE_CASES)
def record(number: str, round: int) -> ResponseReturnValue:  # noqa: A002 - the word of the address
    """The sealed record of a round."""
    with store().reading() as tx:
        view = opened(tx, number, Capability.SEE_CASES)
        found = next((each for each in view.rounds if each.round == round), None)
        return given(tx, found) if found else abort(404)


@bp.get("/documents/<document>")
@allowed(Capability.SEE_CASES)
def document(number: str, document: str) -> ResponseReturnValue:
    """One document: what it is, its first pages as pictures, and its file."""
    with store().reading() as tx:
        view = opened(tx, number, Capability.SEE_CASES)
        one = _document(view, document)
        content = tx.files.read(one.sha256)
        of_pictures = told_of(tx, one)
    return render_template(
        "cases/document.html", view=view, document=one, words=WORDS[one.state], look=look_of(one, content),
        kind=BY_MEDIA_TYPE[one.type].name, may_open=may_be_opened(one, has_scanner=scanner() is not None),
        compared=compared(view.last.answers, view.attachments, one, on=view.on), severities=SEVERITIES,
        clause_of=clause_of, of_pictures=of_pictures,
        place=next((slot.label for slot in slots(view.last.answers) if slot.holds(one)), one.slot.replace("_", " ")),
    )  # fmt: skip


@bp.get("/documents/<document>/file")
@allowed(Capability.SEE_CASES)
def file(number: str, document: str) -> ResponseReturnValue:
    """A document, byte for byte as it came, to be saved."""
    with store().reading() as tx:
        one = _document(opened(tx, number, Capability.SEE_CASES), document)
        if not may_be_opened(one, has_scanner=scanner() is not None):
            return redirect(url_for(".document", number=number, document=document), 303)
        content = tx.files.read(one.sha256)
    return _saved(content, one.type, served_name(one))


@bp.get("/add")
@allowed(Capability.WORK_ON_CASES)
def add(number: str) -> ResponseReturnValue:
    """The page that takes a document that arrived by mail or e-mail."""
    return _add(number, refuse("too_large", what=TOO_MANY_BYTES) if "too_large" in request.args else None)


@bp.post("/add")
@allowed(Capability.WORK_ON_CASES)
def take_in(number: str) -> ResponseReturnValue:
    """Keep a document that arrived, in the place that it belongs to."""
    try:
        looked = chosen(FIELD)
        kept = _keep(number, looked)
    except UnreadableFormError as refused:
        return _add(number, refused), 503 if refused.kind == "not_reading" else 422
    return redirect(url_for(".document", number=number, document=kept.id), 303)


def _keep(number: str, looked: Looked) -> Attachment:
    kept = store().files.put(looked.upload.content)
    with store().writing() as tx:
        view = opened(tx, number, Capability.WORK_ON_CASES)
        slot = slot_of(view.last.answers, only("place"))
        if slot is None or not slot.is_ready:
            raise UnreadableFormError("place", "It was not said what the document is.", "Choose what it is.")
        by, at = staff().address, clock.now()
        added = keep_later(tx, number, slot, looked, kept, by=by, at=at)
        facts = {"id": added.id, "slot": added.slot, "person": added.person, "name": added.name, "sha256": added.sha256}
        desk.write(tx, Kind.DOCUMENT, facts, by=by, at=at, application=number)
        return added


def _add(number: str, refused: UnreadableFormError | None) -> str:
    with store().reading() as tx:
        view = opened(tx, number, Capability.WORK_ON_CASES)
    places: list[Slot] = [slot for slot in slots(view.last.answers) if slot.is_ready]
    return render_template(
        "cases/add_document.html", view=view, places=places, refused=refused, field=FIELD, accepted=ACCEPTED,
        limit=LIMITS[0], kinds=KINDS_IN_WORDS, chosen=only("place"),
    )  # fmt: skip


def _document(view: CaseView, document: str) -> Attachment:
    found = next((one for one in view.attachments if one.id == document), None)
    if found is None:
        abort(404)
    return found


def _saved(content: bytes, type: str, name: str) -> Response:  # noqa: A002 - the web's word
    response = Response(content, mimetype=type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers.update(SERVED)
    return response

"""One document: what it is, how its pages look, its file as it came, and taking it out again."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.attaching.attachment_refusals import KINDS_IN_WORDS
from forms.attaching.kinds import BY_MEDIA_TYPE
from forms.fields import UnreadableFormError
from webapp import clock
from webapp.answers.shown import title_of
from webapp.attaching.attachments import ACCEPTED, FIELD, LIMITS, document_of
from webapp.attaching.comparing import compared
from webapp.attaching.pictures_told import told_of
from webapp.attaching.scans import WORDS, first_state, may_be_opened
from webapp.attaching.taking_in import reader, scanner, served_name
from webapp.checking.findings_page import WORDS as SEVERITIES
from webapp.checking.findings_page import clause_of
from webapp.kept import store
from webapp.storage import attachments
from webapp.storage.attachments import Attachment, State

bp = Blueprint("documents", __name__)

SERVED = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "X-Download-Options": "noopen",
}
"""A file that somebody sent is saved, never shown: should a browser show it all the same, it can do nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a document looks: pictures of its first pages, what is odd about it, or why there are none."""

    pictures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    trouble: str = ""


@bp.get("/drafts/<draft>/document/<document>")
def show(draft: str, document: str) -> ResponseReturnValue:
    """What was added: its state in words, its first pages as pictures, and what can be done with it."""
    with store().reading() as tx:
        found, slot, one, standing = document_of(tx, draft, document)
        content = tx.files.read(one.sha256)
        of_pictures = told_of(tx, one)
        found_in = compared(found.now.answers, attachments.of_draft(tx, draft), one, on=clock.today())
    may_open = may_be_opened(one, has_scanner=scanner() is not None)
    return render_template(
        "attaching/document.html", draft=found, title=title_of(found), slot=slot, document=one, standing=standing,
        words=WORDS[one.state], look=look_of(one, content), kind=BY_MEDIA_TYPE[one.type].name, may_open=may_open,
        compared=found_in, of_pictures=of_pictures, severities=SEVERITIES, clause_of=clause_of,
        added="added" in request.args, limits=LIMITS, kinds=KINDS_IN_WORDS, accepted=ACCEPTED, field=FIELD,
    )  # fmt: skip


@bp.get("/drafts/<draft>/document/<document>/file")
def as_it_came(draft: str, document: str) -> ResponseReturnValue:
    """The file, byte for byte as it was sent, to be saved."""
    with store().reading() as tx:
        one = document_of(tx, draft, document)[2]
        if not may_be_opened(one, has_scanner=scanner() is not None):
            return redirect(url_for(".show", draft=draft, document=document), 303)
        content = tx.files.read(one.sha256)
    response = Response(content, mimetype=one.type)
    response.headers.set("Content-Disposition", "attachment", filename=served_name(one))
    response.headers.update(SERVED)
    return response


@bp.get("/drafts/<draft>/document/<document>/remove")
def ask_to_remove(draft: str, document: str) -> ResponseReturnValue:
    """What removing destroys."""
    with store().reading() as tx:
        found, slot, one, _ = document_of(tx, draft, document)
    return render_template("attaching/remove.html", draft=found, title=title_of(found), slot=slot, document=one)


@bp.post("/drafts/<draft>/document/<document>/remove")
def remove(draft: str, document: str) -> ResponseReturnValue:
    """Take a document out of the draft."""
    with store().writing() as tx:
        document_of(tx, draft, document)
        attachments.take_out(tx, document)
    return redirect(url_for("attachments.listed", draft=draft), 303)


@bp.post("/drafts/<draft>/document/<document>/scan")
def scan_again(draft: str, document: str) -> ResponseReturnValue:
    """Let a document that could not be scanned wait for the scanner once more."""
    with store().writing() as tx:
        one = document_of(tx, draft, document)[2]
        if one.state is not State.UNSCANNABLE:
            abort(409)
        attachments.set_state(tx, document, first_state(has_scanner=scanner() is not None))
    return redirect(url_for(".show", draft=draft, document=document), 303)


def look_of(document: Attachment, content: bytes) -> Look:
    """Pictures that are drawn in the guarded process: safe to see, whatever the file is."""
    if document.state is State.INFECTED:
        return Look(trouble="It is not shown, since the virus scanner found something in it.")
    try:
        read = reader()
        notes = read.attachment(content).notes
        pictures = [base64.b64encode(png).decode("ascii") for png in read.previews(content)]
    except UnreadableFormError as refused:
        return Look(trouble=f"Its pages can’t be shown: {refused.message}")
    return Look(tuple(f"data:image/png;base64,{picture}" for picture in pictures), notes)

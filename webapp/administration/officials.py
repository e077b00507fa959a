"""The page of letterhead and officials: what letters of which day are written with, and another one from a day on."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.limits import MEBIBYTE
from webapp import clock
from webapp.administration.stationery import Chosen, NotALetterheadError, chosen, stationery_on
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import account_log, letterheads
from webapp.storage.letterheads import Kept
from webapp.uploads import only, shown_name

bp = Blueprint("officials", __name__, url_prefix="/staff/letterhead")

LARGEST = MEBIBYTE // 4
"""Of each file: a page of settings, or a mark."""
MOST_PICTURES = 4
ROLES = {"signer": "Signs letters", "contact": "Named contact", "attorney_general": "Attorney General"}


@bp.get("")
@allowed(Capability.MANAGE_SETTINGS)
def listed() -> ResponseReturnValue:
    """What is in force, what was and what will be, and the form to set another one."""
    return _listed()


@bp.post("")
@allowed(Capability.MANAGE_SETTINGS)
def add() -> ResponseReturnValue:
    """Set a letterhead from a day on, once it was read as letters read it."""
    try:
        found = _sent()
    except NotALetterheadError as wrong:
        return _listed(wrong), 422
    by, now = staff().address, clock.now()
    with store().writing() as tx:
        letterheads.add(tx, found.toml, found.pictures, since=found.since, by=by, at=now)
        facts = {"since": found.since.isoformat()}
        account_log.note(tx, "set_letterhead", about="The letterhead", by=by, at=now, facts=facts)
    return redirect(url_for(".listed", done=1), 303)


@bp.get("/example.toml")
@allowed(Capability.MANAGE_SETTINGS)
def example() -> ResponseReturnValue:
    """The neutral one that comes along, to begin with."""
    return _file((files("templates") / "letterhead.toml").read_text("utf-8"))


@bp.get("/<letterhead>/letterhead.toml")
@allowed(Capability.MANAGE_SETTINGS)
def file(letterhead: str) -> ResponseReturnValue:
    """A file as it was set, to be changed and sent back."""
    with store().reading() as tx:
        kept = next((one for one in letterheads.every(tx) if one.id == letterhead), None) or abort(404)
    return _file(kept.toml)


def _sent() -> Chosen:
    sent = [request.files[name] for name in ("file",) if name in request.files]
    pictures = [one for one in request.files.getlist("pictures") if one.filename]
    read = {shown_name(one.filename): one.read(LARGEST + 1) for one in (*sent, *pictures)}
    if len(pictures) > MOST_PICTURES or any(len(content) > LARGEST for content in read.values()):
        most = f"at most {MOST_PICTURES} pictures, and each file has at most {LARGEST // 1024} KB"
        raise NotALetterheadError("file", f"That is too much: a letterhead has {most}.")
    content = read.pop(shown_name(sent[0].filename)) if sent else b""
    return chosen(only("since"), content, read)


def _file(text: str) -> Response:
    response = Response(text, mimetype="application/toml")
    response.headers.set("Content-Disposition", "attachment", filename="letterhead.toml")
    return response


def _listed(wrong: NotALetterheadError | None = None) -> str:
    today = clock.today()
    with store().reading() as tx:
        kept, now = letterheads.every(tx), letterheads.in_force(tx, on=today)
        stands = stationery_on(tx, today)
    held = [(words, stands.official(role, on=today)) for role, words in ROLES.items()]
    return render_template(
        "administration/letterhead.html", kept=[(one, _state(one, now, today)) for one in kept], held=held, wrong=wrong,
        letterhead=stands.letterhead("Department", on=today), done=request.args.get("done"), typed=request.form,
        neutral=now is None,
    )  # fmt: skip


def _state(one: Kept, now: Kept | None, today: date) -> str:
    if now and one.id == now.id:
        return "in force now"
    return "in force from that day on" if one.since > today else "no longer in force, or replaced"

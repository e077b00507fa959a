"""The researcher's acts on a case of theirs: each on a page that says what it means, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from procedure.events import Event, Role
from procedure.permission import NotPermittedError
from procedure.persons import researcher_of
from webapp import clock
from webapp.cases import case
from webapp.cases.acting import perform
from webapp.cases.asked_act import seen_in
from webapp.cases.case import CaseView
from webapp.cases.entering import Entered, Field, Posted, facts_of, fields
from webapp.cases.following import follows
from webapp.cases.proposals import names, proposed
from webapp.cases.told import in_words, label_of
from webapp.checking.findings_page import clause_of
from webapp.corresponding.pages import download
from webapp.kept import store
from webapp.mailing.outbox import AddressError
from webapp.mailing.sending import mailing
from webapp.researcher import filing, renewing
from webapp.researcher.offered import SERVICES_OWN, Offered, find
from webapp.storage import letters
from webapp.storage.store import Transaction
from webapp.storage.troubles import OvertakenError
from webapp.uploads import only
from webapp.visiting.access import here, mine

bp = Blueprint("researcher", __name__, url_prefix="/applications/<number>")


@dataclass(frozen=True, slots=True)
class Opened:
    """An act that may be done now, on a case that was just read."""

    view: CaseView
    offered: Offered

    @property
    def is_renewal(self) -> bool:
        """Whether it has a page of its own, with six items."""
        return self.offered.act == "request_renewal"


@bp.get("/do/<act>")
def form(number: str, act: str) -> ResponseReturnValue:
    """What the act asks."""
    with store().reading() as tx:
        return _form(_opened(tx, number, act))


@bp.post("/do/<act>")
def do(number: str, act: str) -> ResponseReturnValue:
    """Show what follows; or, when that was seen, do it, and send to the Department what has to reach it."""
    with store().writing() as tx:
        one = _opened(tx, number, act)
        posted = request.form.to_dict(flat=False)
        entered = _read(one, posted)
        if entered.wrong or only("do") == "change":
            return _form(one, posted, entered.wrong), 422 if entered.wrong else 200
        try:
            if only("do") == "record":
                return _recorded(tx, one, entered.facts)
            return _follows(one, entered.facts, posted)
        except NotPermittedError as refused:
            return _form(one, posted, refused=str(refused)), 422
        except OvertakenError as overtaken:
            return _form(one, posted, refused=f"{overtaken.matter} {overtaken.remedy}"), 409


@bp.get("/letters/<identity>.pdf")
def letter(number: str, identity: str) -> ResponseReturnValue:
    """A letter of the Department, byte for byte as it was sent."""
    with store().reading() as tx:
        mine(tx, number)
        found = letters.find(tx, number, identity) or abort(404)
        content = tx.files.read(found.pdf_sha256)
    return download(content, "pdf", f"{found.kind}-{number}.pdf")


def _opened(tx: Transaction, number: str, act: str) -> Opened:
    """The act, if the researcher who is here may do it now; the page of one that they may not does not exist."""
    mine(tx, number)
    view = case.read(tx, number, on=clock.today())
    text = request.values.get("about", "")
    about = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None
    found = find(view, act, about)
    if found is None:
        abort(404)
    return Opened(view, found)


def _read(one: Opened, posted: Posted) -> Entered:
    if one.is_renewal:
        return renewing.facts_of(posted)
    entered = facts_of(one.offered.act, {name: each for name, each in posted.items() if name not in SERVICES_OWN})
    if one.offered.explained.filed and one.offered.act in ("file_appeal", "request_support"):
        return Entered({**entered.facts, "sent_to": one.view.policy.address}, entered.wrong)
    return entered


def _recorded(tx: Transaction, one: Opened, facts: dict[str, Any]) -> ResponseReturnValue:
    now, offered, address = clock.now(), one.offered, here().address
    entry = perform(
        tx, one.view.number, offered.act, Role.BONA_FIDE_RESEARCHER, facts, seen=seen_in(request.form), by=address,
        at=now, about=offered.about, name=_name(one.view),
    )  # fmt: skip
    if offered.explained.filed:
        try:
            filing.file(tx, one.view, entry.event, sender=mailing().sender, by=address, at=now)
        except AddressError:
            abort(500, description="the Department's address can't be mailed to")
    place = url_for("submissions.status", number=one.view.number, did=entry.event.number, _anchor="did")
    return redirect(place, 303)


def _follows(one: Opened, facts: dict[str, Any], posted: Posted) -> ResponseReturnValue:
    """What follows; nothing is kept."""
    if seen_in(request.form) != one.view.seen:
        raise OvertakenError("Something happened in this application since you opened the page.", "Look once more.")
    offered = one.offered
    event = Event(
        0, offered.act, Role.BONA_FIDE_RESEARCHER, one.view.on, facts, offered.about, _name(one.view), clock.now()
    )
    carried = [(name, text) for name, texts in posted.items() if name not in _OWN for text in texts]
    told = [(label_of(name), in_words(name, value)) for name, value in facts.items() if name not in SERVICES_OWN]
    return render_template(
        "researcher/follows.html", **_common(one), event=event, following=follows(one.view, event), told=told,
        carried=carried, seen=one.view.seen,
    )  # fmt: skip


def _form(one: Opened, posted: Posted | None = None, wrong: dict[str, str] | None = None, refused: str = "") -> str:
    seen = seen_in(request.form) if posted is not None and not refused else one.view.seen
    return render_template(
        "researcher/act.html", **_common(one), fields=_fields(one, posted, wrong), wrong=wrong or {}, refused=refused,
        items=renewing.items(one.view, posted, wrong) if one.is_renewal else (), names=names(one.view), seen=seen,
    )  # fmt: skip


def _fields(one: Opened, posted: Posted | None, wrong: dict[str, str] | None) -> tuple[Field, ...]:
    if one.is_renewal:
        return ()
    act, about = one.offered.act, one.offered.about
    asked = fields(act, posted, wrong, proposed=proposed(one.view, act, about))
    return tuple(each for each in asked if each.name not in SERVICES_OWN or act == "confirm_filing")


def _common(one: Opened) -> dict[str, Any]:
    return {"view": one.view, "offered": one.offered, "clause_of": clause_of}


def _name(view: CaseView) -> str:
    """The Bona Fide Researcher of today."""
    return researcher_of(view.case).name


_OWN = frozenset({"csrf_token", "do", "seen"})

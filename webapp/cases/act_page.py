"""The page of one act: what it states, then what follows from it, and only then is it written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from procedure.acts import ACTS
from procedure.events import Event
from procedure.permission import NotPermittedError
from validator.finding import Severity
from webapp import clock
from webapp.cases.acting import cautions_of, judging, perform, with_open_errors
from webapp.cases.asked_act import Asking, Said, said_of, seen_in
from webapp.cases.buttons import Button, button, event_words
from webapp.cases.case import CaseView
from webapp.cases.clocks_shown import clocks_shown
from webapp.cases.correcting import correctable
from webapp.cases.following import follows
from webapp.cases.opening import answer_for, opened
from webapp.cases.proposals import names
from webapp.checking.findings_page import clause_of
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage.history import Entry, overtaken
from webapp.storage.store import Transaction
from webapp.uploads import only

bp = Blueprint("acts", __name__, url_prefix="/cases/<number>")

ON_APPEAL = frozenset({"appoint_officer", "request_facts", "request_response", "decide_appeal"})
"""What the Chief and the appeal officer do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An act that may be done now, on a case that was just read."""

    view: CaseView
    button: Button
    arrived: bool

    @property
    def asking(self) -> Asking:
        """What is asked for it."""
        return Asking(self.view, self.button, self.arrived)


@bp.get("/do/<act>")
@allowed(Capability.DECIDE)
def form(number: str, act: str) -> ResponseReturnValue:
    """What the act states, with what can be proposed; of a correction, first which event."""
    with store().reading() as tx:
        one = _opened(tx, number, act)
    if act == "correct" and one.button.about is None:
        events = [(event.number, event_words(one.view, event.number)) for event in correctable(one.view)]
        return render_template("cases/correct.html", view=one.view, events=events)
    return _form(one, one.asking.empty())


@bp.post("/do/<act>")
@allowed(Capability.DECIDE)
def do(number: str, act: str) -> ResponseReturnValue:
    """Show what would follow from it; or, when that was seen, write it down."""
    with store().writing() as tx:
        one = _opened(tx, number, act)
        said = said_of(one.asking, request.form)
        if said.wrong or only("do") == "change":
            return _form(one, said), 422 if said.wrong else 200
        _demand_appeals(tx, one, said.event)
        try:
            if only("do") == "record":
                return _recorded(tx, one, said)
            return _follows(one, said)
        except NotPermittedError as refused:
            return _form(one, said, str(refused)), 422


def _opened(tx: Transaction, number: str, act: str) -> Opened:
    """The act, if it may be done now by who is here; the page of one that may not does not exist."""
    view = opened(tx, number, Capability.DECIDE)
    if request.method == "POST" and 0 < (seen := seen_in(request.form)) < view.seen:
        if _is_repeated(view, view.entries[seen], act):
            abort(redirect(url_for("case.show", number=number, done=seen + 1), 303))
        raise overtaken(view.entries[seen:])
    arrived, text = "arrived" in request.values, request.values.get("about", "")
    about = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None
    found = button(view, act, None if act == "correct" else about, staff().acts_as, arrived=arrived)
    if found is None or (act == "correct" and about is not None and view.case.event(about) is None):
        if act in ACTS and request.method == "POST":
            raise NotPermittedError(f"To {ACTS[act].words} is not open in this case now.")
        abort(404)
    return Opened(view, _about(view, found, about) if act == "correct" else found, arrived)


def _is_repeated(view: CaseView, entry: Entry, act: str) -> bool:
    """Whether a press that comes twice is meant: the same person wrote the same act down a moment ago."""
    event = entry.event
    meant = Asking(view, Button(event.act, "", event.about, "", "", (event.by,)), event.registered)
    said = said_of(meant, request.form)
    facts = {name: value for name, value in event.facts.items() if name != "open_errors"}
    same = (act, said.event.on, dict(said.event.facts)) == (event.act, event.on, facts)
    return same and not said.wrong and entry.by == staff().address and only("do") == "record"


def _about(view: CaseView, found: Button, number: int | None) -> Button:
    """A correction names any event, which no row of the table does."""
    return replace(found, about=number, about_words=event_words(view, number))


def _demand_appeals(tx: Transaction, one: Opened, event: Event) -> None:
    if event.act in ON_APPEAL:
        answer_for(tx, one.view, Capability.DECIDE_APPEALS, event)


def _recorded(tx: Transaction, one: Opened, said: Said) -> ResponseReturnValue:
    event, who = said.event, staff()
    entry = perform(
        tx, one.view.number, event.act, event.by, event.facts, seen=said.seen, by=who.address, at=clock.now(),
        about=event.about, on=event.on, name=event.name, registered=event.registered, moment=event.at,
        despite=said.despite,
    )  # fmt: skip
    return redirect(url_for("case.show", number=one.view.number, done=entry.event.number), 303)


def _follows(one: Opened, said: Said) -> ResponseReturnValue:
    """What follows; nothing is kept."""
    event = said.event
    found = judging(one.view, event)
    event = event if found is None else with_open_errors(one.view, event, found)
    following = follows(one.view, event)
    if cautions_of(one.view, event, by=staff().address) and not said.despite:
        raise NotPermittedError("A caution stands against it. Write down why you go on all the same.")
    errors = [each for each in found or () if each.severity is Severity.ERROR]
    return render_template(
        "cases/act_follows.html", **_common(one), said=said, event=event, following=following, errors=errors,
        begun=clocks_shown(one.view, following.begun), ended=clocks_shown(one.view, following.ended),
        told=one.asking.told(event), carried=said.carried,
    )  # fmt: skip


def _form(one: Opened, said: Said, refused: str = "") -> str:
    view, found = one.view, judging(one.view, said.event) or []
    return render_template(
        "cases/act.html", **_common(one), said=said, refused=refused, fields=one.asking.fields(said),
        errors=[each for each in found if each.severity is Severity.ERROR], names=names(view),
        cautions=cautions_of(view, said.event, by=staff().address),
    )  # fmt: skip


def _common(one: Opened) -> dict[str, Any]:
    return {"view": one.view, "button": one.button, "arrived": one.arrived, "clause_of": clause_of}

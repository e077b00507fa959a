"""The pages on which notices are given, and the list of those that found no project."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.limits import ANSWER
from procedure.events import Role
from procedure.policy import POLICY
from validator.formats import is_email
from webapp import clock, rates
from webapp.cases.entering import facts_of, fields
from webapp.cases.typed import demand_sound
from webapp.checking.findings_page import clause_of
from webapp.kept import store
from webapp.mailing.sending import mailing
from webapp.noticing.kinds import KINDS, Kind
from webapp.noticing.taking_in import Given, take_in
from webapp.staff.admission import Audience, admits, allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import notices
from webapp.uploads import only

bp = Blueprint("notices", __name__)

OWN = {"number": "Project number", "name": "Your name", "address": "Your e-mail address"}
"""What every notice asks besides its facts."""


@dataclass(slots=True)
class Typed:
    """What was typed, and what is the matter with it."""

    own: dict[str, str] = field(default_factory=dict)
    role: Role | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


@bp.get("/notices")
@admits(Audience.EVERYBODY)
def doors() -> ResponseReturnValue:
    """The notices that can be given here."""
    return render_template("noticing/doors.html", kinds=KINDS.values(), clause_of=clause_of)


@bp.get("/notices/<kind>")
@admits(Audience.EVERYBODY)
def form(kind: str) -> ResponseReturnValue:
    """One notice."""
    return _form(_kind(kind), Typed())


@bp.post("/notices/<kind>")
@admits(Audience.EVERYBODY)
def give(kind: str) -> ResponseReturnValue:
    """Take it in; the answer is the same whether or not there is such a project."""
    one, now = _kind(kind), clock.now()
    typed = _typed(one)
    if typed.wrong or typed.role is None:
        return _form(one, typed), 422
    own = typed.own
    given = Given(one, own["number"], typed.role, own["name"], own["address"], typed.facts)
    with store().writing() as tx:
        if not rates.allowed(tx, rates.NOTICES_FROM_ONE_PLACE, request.remote_addr or "", at=now):
            return render_template("noticing/too_many.html", kind=one, address=POLICY.address), 429
        kept = take_in(tx, given, department=POLICY.address, sender=mailing().sender, at=now)
    return render_template("noticing/taken.html", kind=one, kept=kept, given=given, clause_of=clause_of)


@bp.get("/cases/notices")
@allowed(Capability.SEE_CASES)
def listed() -> ResponseReturnValue:
    """The notices that were written into no application."""
    with store().reading() as tx:
        found = notices.unmatched(tx)
    return render_template("noticing/listed.html", found=found, kinds=KINDS, role=Role)


@bp.post("/cases/notices/<receipt>")
@allowed(Capability.WORK_ON_CASES)
def settle(receipt: str) -> ResponseReturnValue:
    """Write down what was done with one of them."""
    words = _sound("words", "What was done")
    with store().writing() as tx:
        if receipt not in {one.receipt for one in notices.unmatched(tx)}:
            abort(404)
        if words:
            notices.settle(tx, receipt, words, by=staff().address, at=clock.now())
    return redirect(url_for(".listed"), 303)


def _kind(name: str) -> Kind:
    return KINDS.get(name) or abort(404)


def _typed(kind: Kind) -> Typed:
    """What was typed. Only what it can't do without is asked for: nothing more may stand before a notice."""
    typed = Typed(role=next((role for role in kind.roles if role == only("role")), None))
    for name, label in OWN.items():
        typed.own[name] = only(name).strip()
        try:
            demand_sound(typed.own[name], label, most=ANSWER.most)
        except ValueError as error:
            typed.wrong[name] = str(error)
    if typed.role is None:
        typed.wrong["role"] = "Say who you are in the project."
    if not typed.own["name"]:
        typed.wrong["name"] = "Your name: write it, so that Research Services know who told them."
    if typed.own["address"] and not is_email(typed.own["address"]):
        typed.wrong["address"] = "Your e-mail address: write it like name@example.edu, or leave it out."
    entered = facts_of(kind.act, request.form.to_dict(flat=False))
    typed.facts = entered.facts
    typed.wrong.update(entered.wrong)
    return typed


def _form(kind: Kind, typed: Typed) -> str:
    posted = request.form.to_dict(flat=False) if request.method == "POST" else None
    return render_template(
        "noticing/form.html", kind=kind, typed=typed, fields=fields(kind.act, posted, typed.wrong), own=OWN,
        clause_of=clause_of, address=POLICY.address, number=only("number") or request.args.get("number", ""),
    )  # fmt: skip


def _sound(name: str, called: str) -> str:
    try:
        demand_sound(only(name), called, most=ANSWER.most)
    except ValueError:
        abort(400)
    return only(name).strip()

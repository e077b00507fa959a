"""Which mailbox holds an application: staff give it into another one, for a paper, a lost mailbox, a new researcher."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.limits import ANSWER
from validator.formats import is_email
from webapp import clock
from webapp.cases.opening import opened
from webapp.cases.typed import demand_sound
from webapp.kept import store
from webapp.mailing import outbox
from webapp.mailing.mailed import our_address
from webapp.mailing.outbox import AddressError, Note
from webapp.mailing.sending import mailing
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import holders
from webapp.storage.store import Transaction
from webapp.uploads import only

bp = Blueprint("holding", __name__, url_prefix="/cases/<number>")

UNUSABLE = "“{}” is not an address that mail can go to. Write it like name@example.edu."


@bp.get("/mailbox")
@allowed(Capability.DECIDE)
def form(number: str) -> ResponseReturnValue:
    """Which mailbox holds it now, and which held it."""
    return _form(number, {})


@bp.post("/mailbox")
@allowed(Capability.DECIDE)
def give(number: str) -> ResponseReturnValue:
    """Give it into another mailbox, whose owner is told; the former one opens it no more."""
    address, why, wrong = only("address").strip(), only("why").strip(), {}
    if not is_email(address) or len(address) > ANSWER.most:
        wrong["address"] = UNUSABLE.format(address[:60])
    try:
        demand_sound(why, "Why", most=ANSWER.most)
    except ValueError as error:
        wrong["why"] = str(error)
    if not why:
        wrong["why"] = "Why: write how you know that this mailbox is the researcher’s."
    if wrong:
        return _form(number, wrong), 422
    try:
        _give(number, address, why)
    except AddressError:
        return _form(number, {"address": UNUSABLE.format(address[:60])}), 422
    return redirect(url_for(".form", number=number), 303)


def _give(number: str, address: str, why: str) -> None:
    by, now = staff().address, clock.now()
    with store().writing() as tx:
        opened(tx, number, Capability.DECIDE)
        holders.give(tx, number, address, why=why, by=by, at=now)
        _tell(tx, number, address)


def _tell(tx: Transaction, number: str, address: str) -> None:
    by, now = staff().address, clock.now()
    place = our_address() + url_for("people.begin")
    text = (
        f"You can now follow application {number}: where it stands, what is due, messages and letters.\n\n"
        f"Open this page, and enter this address; you get a code by mail:\n\n{place}\n\n"
        "If you did not expect this mail, tell Research Services.\n"
    )
    note = Note(f"holder:{number}:{now.isoformat()}", address, f"Application {number}", text, application=number)
    outbox.post(tx, note, sender=mailing().sender, by=by, at=now)


def _form(number: str, wrong: dict[str, str]) -> str:
    with store().reading() as tx:
        view = opened(tx, number, Capability.DECIDE)
        now, former = holders.holders_of(tx, number), holders.given(tx, number)
    return render_template(
        "researcher/mailbox.html",
        view=view,
        now=now,
        former=former,
        wrong=wrong,
        typed=only("address"),
        why=only("why"),
    )

"""A message of the researcher to Research Services: kept with the case, and told to whom it is assigned."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from forms.limits import PROSE
from procedure.persons import researcher_of
from webapp import clock, rates
from webapp.cases import case
from webapp.cases.typed import demand_sound
from webapp.kept import store
from webapp.mailing import outbox
from webapp.mailing.outbox import Note
from webapp.mailing.sending import mailing
from webapp.storage import assignments, messages
from webapp.storage.messages import To
from webapp.storage.store import Transaction
from webapp.uploads import only
from webapp.visiting.access import here, mine

bp = Blueprint("messaging", __name__)

LONGEST_SUBJECT = 120
TOLD = "{name} has written in application {number}. The message stands in the case; answer it there.\n"
"""The mail to whose case it is: what was written stays in the service."""


@bp.post("/applications/<number>/message")
def message(number: str) -> ResponseReturnValue:
    """Keep a message, and tell whose case it is that there is one."""
    subject, words, address = _sound("subject", LONGEST_SUBJECT), _sound("words", PROSE.most), here().address
    with store().writing() as tx:
        mine(tx, number)
        if words.strip():
            if not rates.allowed(tx, rates.MESSAGES, address, at=clock.now()):
                abort(429)
            _keep(tx, number, " ".join(subject.split()) or f"Application {number}", words, address)
    return redirect(url_for("submissions.status", number=number, _anchor="messages"), 303)


def _keep(tx: Transaction, number: str, subject: str, words: str, address: str) -> None:
    now = clock.now()
    name = researcher_of(case.read(tx, number, on=clock.today()).case).name
    kept = messages.send(tx, number, words, to=To.RESEARCH_SERVICES, subject=subject, name=name, by=address, at=now)
    owner = assignments.owner_of(tx, number).address
    if owner:
        told = Note(
            f"message:{number}:{kept.seq}",
            owner,
            f"Application {number}: a message",
            TOLD.format(name=name, number=number),
            application=number,
        )
        outbox.post(tx, told, sender=mailing().sender, by=address, at=now)


def _sound(name: str, most: int) -> str:
    """What was typed; the browser holds people to the limits before, so that this is for what comes otherwise."""
    try:
        demand_sound(only(name), name, most=most)
    except ValueError:
        abort(400)
    return only(name).replace("\r\n", "\n")

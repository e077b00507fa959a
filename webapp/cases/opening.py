"""Opening one case for who is here: what they are to it, and whether they may."""

from __future__ import annotations

import re

from flask import abort

from procedure.events import Event
from validator.answers import answer
from webapp import clock
from webapp.cases import case
from webapp.cases.acting import decided_before
from webapp.cases.case import CaseView
from webapp.staff.policy import Answer, Capability, Relation
from webapp.staff.signed_in import demand, staff
from webapp.storage import assignments, drafts
from webapp.storage.desk import mailbox
from webapp.storage.store import Transaction
from webapp.storage.troubles import NotKeptError

_OWNERS = ("bona_fide_researcher", "security_officer")
_NUMBER = re.compile(r"[0-9]{4}-[0-9]{4,9}")
"""What no number looks like is not asked of a database: PostgreSQL takes no NUL."""


def opened(tx: Transaction, number: str, capability: Capability) -> CaseView:
    """The case of a number, as it stands today; nobody opens their own.

    Raises:
        NotForYouError: Who is here may not; the words say why.
    """
    if not _NUMBER.fullmatch(number):
        abort(404)
    try:
        view = case.read(tx, number, on=clock.today())
    except NotKeptError:
        abort(404)
    demand(capability, relations_of(tx, view, staff().address))
    return view


def answer_for(tx: Transaction, view: CaseView, capability: Capability, event: Event | None = None) -> Answer:
    """Whether who is here may do that in a case, or with an act on it; why not, or why only with a reason."""
    return demand(capability, relations_of(tx, view, staff().address, event))


def relations_of(tx: Transaction, view: CaseView, address: str, event: Event | None = None) -> set[Relation]:
    """What the person of an address is to a case, and to an act on it."""
    me = mailbox(address)
    holds = {
        Relation.ASSIGNED: assignments.owner_of(tx, view.number).address == me,
        Relation.CONFLICTED: me in {one.person for one in view.conflicts},
        Relation.OWN_CASE: me in _own(tx, view),
        Relation.DECIDED_BEFORE: event is not None and decided_before(view, event, by=address),
    }
    return {relation for relation, is_so in holds.items() if is_so}


def _own(tx: Transaction, view: CaseView) -> set[str]:
    """The addresses of the researcher and of the officer who certifies: it is their own application."""
    owners = [drafts.read(tx, each.draft).owner for each in view.rounds if each.draft]
    named = [answer(each.answers, f"{who}.email") for each in view.rounds for who in _OWNERS]
    return {mailbox(address) for address in (*owners, *named) if isinstance(address, str) and address}

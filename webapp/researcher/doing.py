"""Doing an act of the researcher: first what follows from it, then written down and filed, by letter or in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from procedure.events import Event, Role
from procedure.persons import researcher_of
from webapp import clock
from webapp.cases import case
from webapp.cases.acting import perform
from webapp.cases.asked_act import seen_in
from webapp.cases.case import CaseView
from webapp.cases.entering import Posted
from webapp.cases.following import follows
from webapp.cases.told import in_words, label_of
from webapp.checking.findings_page import clause_of
from webapp.mailing.outbox import AddressError
from webapp.mailing.sending import mailing
from webapp.researcher import filing
from webapp.researcher.enclosing import Enclosed, keep
from webapp.researcher.offered import SERVICES_OWN, Offered, find
from webapp.storage.store import Transaction
from webapp.storage.troubles import OvertakenError
from webapp.visiting.access import here, mine

_OWN = frozenset({"csrf_token", "do", "seen"})
ADDRESSED = frozenset({"file_appeal", "request_support"})
"""Acts that state the address to which this service mails them."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An act that may be done now, on a case that was just read."""

    view: CaseView
    offered: Offered

    @property
    def is_renewal(self) -> bool:
        """Whether it has a page of its own, with six items."""
        return self.offered.act == "request_renewal"

    @property
    def name(self) -> str:
        """The Bona Fide Researcher of today."""
        return researcher_of(self.view.case).name

    def with_address(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """What the act states, with the address that it is mailed to where it states that."""
        sent_to = {"sent_to": self.view.policy.address} if self.offered.act in ADDRESSED else {}
        return {**facts, **sent_to}

    @property
    def shown(self) -> dict[str, Any]:
        """What each of its pages shows."""
        return {"view": self.view, "offered": self.offered, "clause_of": clause_of}


def case_of(tx: Transaction, number: str) -> CaseView:
    """The case of the researcher who is here; for anybody else it does not exist."""
    mine(tx, number)
    return case.read(tx, number, on=clock.today())


def about(values: Mapping[str, str] | None = None) -> int | None:
    """The number of the event that the page names, in its address or in its form."""
    text = (request.values if values is None else values).get("about", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def opened(tx: Transaction, number: str, act: str) -> Opened:
    """The act, if the researcher who is here may do it now; the page of one that they may not does not exist."""
    view = case_of(tx, number)
    found = find(view, act, about())
    if found is None:
        abort(404)
    return Opened(view, found)


def what_follows(one: Opened, facts: Mapping[str, Any], posted: Posted, *, action: str, **more: Any) -> str:
    """What follows; nothing is kept.

    Raises:
        OvertakenError: Something happened in the case since its page was opened.
        NotPermittedError: The table does not permit it.
    """
    if seen_in(request.form) != one.view.seen:
        raise OvertakenError("Something happened in this application since you opened the page.", "Look once more.")
    view, offered = one.view, one.offered
    event = Event(0, offered.act, Role.BONA_FIDE_RESEARCHER, view.on, facts, offered.about, one.name, clock.now())
    carried = [(name, text) for name, texts in posted.items() if name not in _OWN for text in texts]
    told = [(label_of(name), in_words(name, value)) for name, value in facts.items() if name not in SERVICES_OWN]
    return render_template(
        "researcher/follows.html", **one.shown, event=event, following=follows(view, event), told=told,
        carried=carried, seen=view.seen, action=action, **more,
    )  # fmt: skip


def record(
    tx: Transaction, one: Opened, facts: Mapping[str, Any], enclosed: Enclosed | None = None
) -> ResponseReturnValue:  # fmt: skip
    """Write the act down and mail it to the Department where it counts only there: all of it, or nothing."""
    now, offered, address = clock.now(), one.offered, here().address
    entry = perform(
        tx, one.view.number, offered.act, Role.BONA_FIDE_RESEARCHER, facts, seen=seen_in(request.form), by=address,
        at=now, about=offered.about, name=one.name, kept=enclosed.named if enclosed else None,
    )  # fmt: skip
    try:
        if enclosed:
            filing.file(
                tx, one.view, entry.event, sender=mailing().sender, by=address, at=now, enclosures=[enclosed.enclosure]
            )
            keep(tx, one.view, entry.event, enclosed, by=address, at=now)
        elif offered.explained.filed:
            filing.file(tx, one.view, entry.event, sender=mailing().sender, by=address, at=now)
    except AddressError:
        abort(500, description="the Department's address can't be mailed to")
    place = url_for("submissions.status", number=one.view.number, did=entry.event.number, _anchor="did")
    return redirect(place, 303)

"""The secret address of one's calendar: made, shown once, taken back; and the calendar itself."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.calendars.dated import dates_of
from webapp.calendars.feed import as_ics
from webapp.kept import store
from webapp.mailing import mailed
from webapp.staff.admission import Audience, admits, allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import links
from webapp.storage.desk import mailbox
from webapp.storage.links import Link, Purpose
from webapp.storage.store import Transaction
from webapp.uploads import only
from webapp.visiting.access import here

bp = Blueprint("calendars", __name__)

PURPOSE = "calendar"
LASTS = timedelta(days=400)
"""A calendar outlives the year that most approvals run for; then its owner makes a new address."""


@bp.get("/calendar")
@admits(Audience.VISITOR)
def own() -> ResponseReturnValue:
    """A researcher's calendar: whether there is an address, and since when."""
    return _page(here().address)


@bp.post("/calendar")
@admits(Audience.VISITOR)
def change_own() -> ResponseReturnValue:
    """Make a new address, which ends the former one; or take it back."""
    return _change(here().address)


@bp.get("/cases/calendar")
@allowed(Capability.SEE_CASES)
def of_staff() -> ResponseReturnValue:
    """The calendar of somebody who works here."""
    return _page(staff().address)


@bp.post("/cases/calendar")
@allowed(Capability.OWN_VIEWS)
def change_of_staff() -> ResponseReturnValue:
    """Make a new address, which ends the former one; or take it back."""
    return _change(staff().address)


@bp.get("/calendar/<token>.ics")
@admits(Audience.LINK)
def feed(token: str) -> ResponseReturnValue:
    """The calendar, for whoever knows the address."""
    now = clock.now()
    with store().reading() as tx:
        link = links.find(tx, token, purpose=PURPOSE, at=now)
        calendar = as_ics(dates_of(tx, link.address), at=now)
    response = Response(calendar, mimetype="text/calendar")
    response.headers.set("Content-Disposition", "attachment", filename="data-requests.ics")
    return response


def _change(address: str) -> ResponseReturnValue:
    now, token = clock.now(), ""
    with store().writing() as tx:
        for link in _open(tx, address):
            links.revoke(tx, link.id, by=address, at=now)
        if only("do") == "make":
            _, token = links.make(tx, Purpose(PURPOSE, mailbox(address)), lasts=LASTS, by=address, at=now)
    return _page(address, token)


def _page(address: str, token: str = "") -> str:
    with store().reading() as tx:
        kept = _open(tx, address)
        dates = dates_of(tx, address)
    return render_template(
        "calendars/calendar.html", kept=kept[-1] if kept else None, token=token, dates=dates,
        address=mailed.our_address() if token else "",
    )  # fmt: skip


def _open(tx: Transaction, address: str) -> list[Link]:
    found = links.of_address(tx, mailbox(address), purpose=PURPOSE)
    return [one for one in found if one.closed(clock.now()) is None]

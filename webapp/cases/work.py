"""The work list: what is due, whose it is, what is next; searched, filtered, and page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from procedure.clock import how_far
from procedure.deadlines import Deadline, deadline
from procedure.policy import Policy
from validator.dates import written
from validator.questions import NEWEST
from webapp import clock
from webapp.cases import wanted
from webapp.cases.colleagues import colleagues, stood_in_for
from webapp.cases.wanted import DUE, STATES, Asked, is_overdue, place_in
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import absences, filters
from webapp.storage.closures import policy_of
from webapp.storage.desk import mailbox
from webapp.storage.listing import listed, place_of
from webapp.storage.store import Transaction
from webapp.storage.work_list import Item
from webapp.uploads import only

bp = Blueprint("cases", __name__, url_prefix="/cases")

A_PAGE = 50
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One application in the list, with how far its day is in words."""

    item: Item
    deadline: Deadline | None
    due: str
    is_overdue: bool


@bp.get("")
@allowed(Capability.SEE_CASES)
def work_list() -> ResponseReturnValue:
    """What is due first, then what waits for us, then what waits for others."""
    who, today = staff(), clock.today()
    asked = Asked.of(request.args)
    with store().reading() as tx:
        policy = policy_of(tx)
        absent = stood_in_for(tx, who.address, on=today)
        me = [mailbox(who.address), *(one.address for one in absent)]
        looked_for = asked.wanted(me=me, on=today)
        found = listed(tx, looked_for, after=place_in(request.args.get("after", "")), most=A_PAGE + 1)
        people, kept = colleagues(tx, on=today), filters.filters_of(tx, who.address)
        away = {one.person.address: one for one in absences.away(tx, on=today)}
    page = found[:A_PAGE]
    after = wanted.written(place_of(page[-1])) if len(found) > A_PAGE else ""
    return render_template(
        "cases/work_list.html", who=who, asked=asked, lines=[_line(item, today, policy) for item in page], after=after,
        is_first="after" not in request.args, states=STATES, due=DUE, systems=list(NEWEST), people=people, kept=kept,
        absent=absent, away=away, today=today,
    )  # fmt: skip


@bp.post("/filters")
@allowed(Capability.OWN_VIEWS)
def keep_filter() -> ResponseReturnValue:
    """Keep what the list shows under a name, or take a kept one away."""
    asked = Asked.of(request.form)
    name = " ".join(only("name").split())[:LONGEST_NAME]
    if name:
        with store().writing() as tx:
            _keep(tx, name, {} if only("do") == "remove" else asked.query)
    return redirect(f"{url_for('.work_list')}?{urlencode(asked.query)}", 303)


def _keep(tx: Transaction, name: str, query: dict[str, str]) -> None:
    filters.keep(tx, name, query, by=staff().address, at=clock.now())


def _line(item: Item, on: date, policy: Policy) -> Line:
    if item.due is None:
        return Line(item, None, "", is_overdue=False)
    row = deadline(item.due)
    if item.due_on is None or item.latest_on is None:
        return Line(item, row, f"at once, since {written(item.sorts_on)}", is_overdue=False)
    return Line(item, row, how_far(row, item.due_on, item.latest_on, on, policy), is_overdue(item, on))

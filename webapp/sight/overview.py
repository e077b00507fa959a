"""The page of figures: how many, in time or not, how long, and what is coming."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from validator.clauses import CLAUSES
from webapp import clock
from webapp.kept import store
from webapp.sight.figures import LOOKED_BACK, WEEKS, Figures, paces_of, states_of, waits_of, weeks_of
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.storage import pace

bp = Blueprint("sight", __name__)


@bp.get("/overview")
@allowed(Capability.SEE_FIGURES)
def overview() -> ResponseReturnValue:
    """The figures of today."""
    today = clock.today()
    since = today - LOOKED_BACK
    with store().reading() as tx:
        figures = Figures(
            states_of(pace.by_state(tx)),
            paces_of(pace.kept(tx, since=since, on=today)),
            waits_of(pace.durations(tx, since=since, on=today)),
            weeks_of(pace.coming(tx, first=today, last=today + timedelta(weeks=WEEKS, days=-1)), on=today),
        )
    return render_template("sight/overview.html", figures=figures, clauses=CLAUSES, today=today, since=since)

"""What is due and not sent: every running duty of the Department, with the letter that meets it."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from templates.letters import LETTERS as TITLES
from webapp import clock
from webapp.checking.findings_page import clause_of
from webapp.kept import store
from webapp.reminding.rows import LETTERS
from webapp.reminding.sweep import running
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability

bp = Blueprint("reminding", __name__, url_prefix="/cases")


@bp.get("/due")
@allowed(Capability.SEE_CASES)
def due() -> ResponseReturnValue:
    """What runs now and is due within a month, or late."""
    today = clock.today()
    with store().reading() as tx:
        found = running(tx, on=today)
    letters = {name: [TITLES[kind].title for kind in kinds] for name, kinds in LETTERS.items()}
    return render_template(
        "reminding/due.html", ours=[one for one in found if one.is_ours], letters=letters, today=today,
        others=[one for one in found if not one.is_ours], clause_of=clause_of,
    )  # fmt: skip

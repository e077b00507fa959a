"""Taking the work list away: an act that is written down, since names leave the house with it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.cases.colleagues import stood_in_for
from webapp.cases.wanted import Asked
from webapp.kept import store
from webapp.sight.exporting import WRITERS, items
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import account_log
from webapp.storage.desk import mailbox
from webapp.uploads import only

bp = Blueprint("taking_away", __name__)


@bp.post("/cases/export")
@allowed(Capability.EXPORT)
def export() -> ResponseReturnValue:
    """The applications that the filter shows, as a file."""
    form = only("form")
    if form not in WRITERS:
        abort(400)
    mimetype, written = WRITERS[form]
    who, today, asked = staff(), clock.today(), Asked.of(request.form)
    kept = store()
    with kept.writing() as tx:
        me = [mailbox(who.address), *(one.address for one in stood_in_for(tx, who.address, on=today))]
        facts = {"form": form, "filter": asked.query}
        account_log.note(tx, "export", about=who.address, by=who.address, at=clock.now(), facts=facts)
    found = items(kept, asked.wanted(me=me, on=today))
    response = Response(written(found), mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=f"applications-{today.isoformat()}.{form}")
    return response

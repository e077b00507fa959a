"""Whether everything that the service needs is here: what `datarequest doctor` says, as a page."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from webapp.checking.checked import FormReader
from webapp.examination import examine
from webapp.kept import settings
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability

bp = Blueprint("settings_check", __name__, url_prefix="/staff/settings")


@bp.get("")
@allowed(Capability.SEE_SETTINGS)
def shown() -> ResponseReturnValue:
    """Look at one thing after the other, now."""
    read: FormReader = current_app.extensions["reader"]
    return render_template("administration/settings.html", examined=list(examine(settings(), read)))

"""Whether the service is alive, and whether it can do its work: for whoever watches over it."""

from __future__ import annotations

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue

bp = Blueprint("health", __name__)


@bp.get("/livez")
def alive() -> ResponseReturnValue:
    """The process answers."""
    return Response("alive\n", mimetype="text/plain")


@bp.get("/readyz")
def ready() -> ResponseReturnValue:
    """The process reads a form."""
    from forms.fields import UnreadableFormError
    from forms.fill import blank

    try:
        current_app.extensions["reader"](blank())
    except UnreadableFormError as unreadable:
        return Response(f"not ready: {unreadable.message}\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")

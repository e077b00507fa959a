"""The cookie that holds the token of a session: the session itself stands in the database."""

from __future__ import annotations

from typing import TypeVar

from flask import Response, current_app, g, request, session
from werkzeug.wrappers import Response as AnyResponse

Answer = TypeVar("Answer", bound=Response | AnyResponse)


def token() -> str | None:
    """The token that the browser sent, or that it gets with this answer."""
    found: str | None = g.get("staff_token") or request.cookies.get(name())
    return found


def give(answer: Answer, new: str) -> Answer:
    """Give the browser its session."""
    answer.set_cookie(name(), new, httponly=True, samesite="Lax", secure=_https(), path="/")
    return answer


def take_away(answer: Answer) -> Answer:
    """Let the browser forget it."""
    answer.delete_cookie(name(), httponly=True, samesite="Lax", secure=_https(), path="/")
    return answer


def renew_mark() -> None:
    """Give the pages another mark from here on: whoever knew the former one presses no button of this session."""
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)


def name() -> str:
    """The name of the cookie; with https browsers keep others from setting it."""
    return "__Host-datarequest-staff" if _https() else "datarequest-staff"


def _https() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])

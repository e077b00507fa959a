"""Who is admitted to which page: every route says it, and one that says nothing is opened by nobody.

A blueprint is registered for an audience (`webapp.site`); a route of its own kind says so itself:

    @bp.get("/cases")
    @allowed(Capability.SEE_CASES)
    def work_list() -> ResponseReturnValue: ...

    @bp.get("/certify/<token>")
    @admits(Audience.LINK)
    def certify(token: str) -> ResponseReturnValue: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, Flask, abort, current_app, request

from webapp.staff import signed_in
from webapp.staff.policy import Capability
from webapp.visiting.access import here


class Audience(StrEnum):
    """Who may open a page without working here."""

    EVERYBODY = "everybody"
    VISITOR = "who has shown an e-mail address"
    LINK = "who holds a link"
    """The route itself looks at the link, and shows nothing without it."""


Admission = Audience | Capability
View = TypeVar("View", bound=Callable[..., object])

_MARK = "admission"
_AUDIENCES = "audiences"


def admits(audience: Audience) -> Callable[[View], View]:
    """Open a route to an audience of its own."""
    return _marked(audience)


def allowed(capability: Capability) -> Callable[[View], View]:
    """Open a route to those who work here and may do that; others are led to where they sign in, or told why not."""
    return _marked(capability)


def register(app: Flask, blueprints: Iterable[Blueprint], audience: Audience | None) -> None:
    """Register blueprints for an audience; None: each of their routes says itself whom it admits."""
    for bp in blueprints:
        app.register_blueprint(bp)
        if audience:
            app.extensions[_AUDIENCES][bp.name] = audience


def init_app(app: Flask) -> None:
    """Look at each request before it is answered."""
    app.extensions[_AUDIENCES] = {}
    app.before_request(_admit)


def admission_of(app: Flask, endpoint: str) -> Admission | None:
    """Whom a route admits; None where nothing says it."""
    if endpoint == "static":
        return Audience.EVERYBODY
    own: Admission | None = getattr(app.view_functions[endpoint], _MARK, None)
    audiences: dict[str, Audience] = app.extensions[_AUDIENCES]
    return own or audiences.get(endpoint.rpartition(".")[0])


def _admit() -> None:
    if request.endpoint is None:
        return
    match admission_of(current_app, request.endpoint):
        case None:
            current_app.logger.error("the route %s does not say whom it admits", request.endpoint)
            abort(403, description="undeclared")
        case Audience.VISITOR:
            here()
        case Capability() as capability:
            signed_in.demand(capability)
        case _:
            pass


def _marked(admission: Admission) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, _MARK, admission)
        return view

    return mark

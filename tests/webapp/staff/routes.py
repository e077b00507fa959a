"""Every route of the service with an address to try it: read from the map of addresses, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, url_for
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from webapp.staff.admission import Admission, Audience, admission_of

NOBODYS = "0" * 32


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one route."""

    method: str
    address: str
    endpoint: str
    rule: str
    admits: Admission | None

    @property
    def changes(self) -> bool:
        return self.method not in ("GET", "HEAD", "OPTIONS")

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def routes(app: Flask, named: Mapping[str, str] | None = None) -> list[Route]:
    """Every route; what is variable in its address is `named`, or something that is nobody's."""
    found, known = [], named or {}
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
            values: dict[str, Any] = {name: known.get(name) or _something(rule, name) for name in rule.arguments}
            address, admits = url_for(rule.endpoint, **values), admission_of(app, rule.endpoint)
            methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
            found += [Route(method, address, rule.endpoint, rule.rule, admits) for method in methods]
    return [route for route in found if route.endpoint != "static"]


def at_work(app: Flask, named: Mapping[str, str] | None = None) -> list[Route]:
    """The routes that need a capability."""
    return [route for route in routes(app, named) if route.admits and not isinstance(route.admits, Audience)]


def _something(rule: Rule, name: str) -> str | int:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return str(min(converter.items))
    return 1 if isinstance(converter, IntegerConverter) else NOBODYS

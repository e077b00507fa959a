from __future__ import annotations

import re

from flask import Flask
from werkzeug.routing import Rule

from webapp.staff.admission import Audience, admission_of


def test_every_route_says_whom_it_admits(app: Flask) -> None:
    silent = [rule.rule for rule in app.url_map.iter_rules() if admission_of(app, rule.endpoint) is None]
    assert silent == [], "say it with `allowed` or `admits`, or register the blueprint in webapp/site.py"


def test_a_route_that_says_nothing_is_opened_by_nobody(app: Flask) -> None:
    app.view_functions["forgotten"] = lambda: "the applications of everybody"
    app.url_map.add(Rule("/forgotten", endpoint="forgotten"))
    answer = app.test_client().get("/forgotten")
    assert answer.status_code == 403
    assert "open to nobody" in answer.text
    assert "everybody" not in answer.text


def test_a_page_for_visitors_is_opened_by_none_who_has_shown_no_address(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if admission_of(app, rule.endpoint) is Audience.VISITOR and "GET" in (rule.methods or ()):
            address = re.sub(r"<int:\w+>", "0", rule.rule).replace("<", "").replace(">", "")
            answer = client.get(address)
            assert (answer.status_code, answer.headers["Location"]) == (303, "/begin?ended=1"), rule.rule

"""No route lets anybody but the addressee sign: every route that there is, tried by everybody who is not asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.webapp.certifying.asked import FILLED, asked, certified, given, go_on, link_to
from tests.webapp.drafting import BLAKE, BY_RESEARCHER, KAI, NOOR, SIGNED, Person, draft_of, mails_of, person
from webapp.certifying.asking import OFFICER
from webapp.signatures.slots import BY_LINK

FORGED = {
    **FILLED, **SIGNED, **dict.fromkeys(BY_LINK, "yes"), "security_certification.officer_name": "Jordan Blake",
    "security_certification.signature": "Jordan Blake", "security_certification.signed_on": "11/25/2026",
    "code": "000000", "do": "sign", "agreed": "yes", "version": "1", "row": "all", "email": KAI, "seen": "1.0",
}  # fmt: skip


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route that changes something, with its method."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}):
            yield rule, method


def place(app: Flask, rule: Rule, draft: str, token: str) -> str:
    """The address of a route, its variable parts filled with what belongs to the draft."""
    known = {"draft": draft, "token": token, "section": "security", "purpose": "coauthor", "row": 0, "form": "pdf"}
    values = {name: known.get(name, "security_certification.document_enclosed") for name in rule.arguments}
    with app.test_request_context():
        built = app.url_map.bind("localhost").build(rule.endpoint, values, append_unknown=False)
    return str(built)


def is_certified(app: Flask, draft: str) -> bool:
    parts = draft_of(app, draft).now.answers.get("security_certification", {})
    named = {name.rpartition(".")[2] for name in OFFICER.gives}
    return bool(named & set(parts)) or any(one.slot == OFFICER.name for one in given(app, draft))


@pytest.mark.parametrize("who", ["nobody", "the researcher", "a co-author", "somebody else"])
def test_no_route_certifies_for_who_was_not_asked(app: Flask, alex: Person, who: str) -> None:
    draft = asked(app, alex)
    token = link_to(app).rpartition("/")[2]
    guessed = token[:-4] + "aaaa"
    one = {"nobody": person(app), "the researcher": alex}.get(who) or person(app, NOOR if who == "a co-author" else KAI)
    if who == "a co-author":
        page = f"/drafts/{draft}/people"
        alex.press(page, [("email", NOOR), ("row", "all")], page)
    mark = one.token("/check")
    tried = 0
    destroys = {"drafts.delete", "people.leave", "drafts.begin"}
    for rule, method in routes(app):
        if rule.endpoint in destroys:
            continue
        for each in (guessed, token) if who == "the researcher" else (guessed,):
            one.client.open(place(app, rule, draft, each), method=method, data={**FORGED, "csrf_token": mark})
            tried += 1
    assert tried > 30
    assert not is_certified(app, draft)


def test_the_link_alone_signs_nothing_on_any_route(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    link = link_to(app)
    thief = person(app)
    go_on(thief, link)
    mark = thief.token("/check")
    for rule, method in routes(app):
        if "token" in rule.arguments:
            where = place(app, rule, draft, link.rpartition("/")[2])
            for do in ("sign", "continue", "send", ""):
                thief.client.open(where, method=method, data={**FORGED, "do": do, "csrf_token": mark})
    assert not is_certified(app, draft)
    assert all(mail["to"] == BLAKE for mail in mails_of(app) if "Your code" in mail["subject"])


def test_a_link_signs_its_own_document_and_no_other(app: Flask, alex: Person) -> None:
    first, second = asked(app, alex), alex.begin(BY_RESEARCHER)
    certified(app)
    assert is_certified(app, first)
    assert not is_certified(app, second)


def test_a_link_of_one_kind_opens_nothing_of_another(app: Flask, alex: Person) -> None:
    asked(app, alex)
    token = link_to(app).rpartition("/")[2]
    officer = person(app)
    for elsewhere in (f"/affirm/{token}", f"/links/coauthor/{token}", f"/links/mailbox/{token}"):
        refused = officer.open(elsewhere)
        assert refused.status_code == 410
        assert "not one of ours" in refused.text


def test_every_act_of_the_officer_needs_the_mark_of_its_page(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    link = link_to(app)
    for where in (link, f"{link}/sign"):
        for do in ("continue", "decline", "forward", "sign", "send"):
            answer = app.test_client().post(where, data={**FORGED, "do": do, "reason": "x"})
            assert answer.status_code == 400
    assert not is_certified(app, draft)

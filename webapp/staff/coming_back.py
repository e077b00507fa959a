"""A form that was sent after its session had ended: what was typed is kept on the page that asks who is there."""

from __future__ import annotations

from flask import abort, after_this_request, g, make_response, render_template, request

from webapp import clock
from webapp.kept import store
from webapp.staff import cookie, demo, proving
from webapp.staff.browsers import described
from webapp.storage import account_log, accounts, sessions
from webapp.storage.accounts import Account

FIELDS = (proving.PROOF, proving.CODE, "csrf_token")
"""What the page asks for; everything else on it is what was typed before."""


def come_back(token: str) -> bool:
    """Whether the person who sent this is signed in again by it; stops with the page that asks, where that can be."""
    account = _whose(token)
    if account is None or not request.form:
        return False
    wrong = _shows(account) if proving.PROOF in request.form else ""
    if wrong is not None:
        carried = [(name, text) for name, text in request.form.items(multi=True) if name not in FIELDS]
        page = render_template("staff/come_back.html", who=account, wrong=wrong, carried=carried)
        abort(make_response(page, 401))
    _begin(account)
    return True


def _whose(token: str) -> Account | None:
    """Whose session it was, if it ended by itself and the owner can show who they are on one page."""
    with store().reading() as tx:
        kept = sessions.find(tx, token)
        if kept is None or kept.ended_at:
            return None
        account = accounts.read(tx, kept.account)
    by_click = account.invented and demo.is_open()
    return account if not account.disabled_at and (by_click or account.password) else None


def _shows(account: Account) -> str | None:
    """None where the person has shown who they are, else why not."""
    if account.invented:
        return None
    found = proving.by_password(account.address, request.form.get(proving.PROOF, ""))
    return found if isinstance(found, str) else proving.by_code(account.id, request.form.get(proving.CODE, ""))


def _begin(account: Account) -> None:
    now, way = clock.now(), "demonstration" if account.invented else "password"
    with store().writing() as tx:
        token = sessions.begin(tx, account.id, way=way, browser=described(request.user_agent.string), at=now)
        account_log.note(tx, "sign_in", about=account.address, by=account.address, at=now, facts={"way": way})
    g.staff_token = token
    cookie.renew_mark()
    after_this_request(lambda answer: cookie.give(answer, token))

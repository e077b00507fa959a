"""People without accounts: an address is shown to be somebody's by a link and a code that are mailed to it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from validator.formats import is_email
from webapp import clock, rates
from webapp.kept import store
from webapp.mailing import mailed
from webapp.mailing.outbox import AddressError
from webapp.staff import demo
from webapp.staff.admission import Audience, admits
from webapp.storage import codes, links
from webapp.storage.codes import Entered
from webapp.storage.links import Link, Purpose
from webapp.storage.store import Transaction
from webapp.uploads import only
from webapp.visiting import visits
from webapp.visiting.access import COAUTHOR, MEMBER

bp = Blueprint("people", __name__)

_ASKED = "asked"
"""In the visitor's cookie: the link whose code they were sent a moment ago."""
PURPOSES = (mailed.MAILBOX, COAUTHOR, MEMBER)
WRONG = {
    Entered.WRONG: "This is not the code that we sent last. Look at the newest mail, and type its six digits.",
    Entered.OVER: "This code is over: it was used, its time has passed, or a newer one was sent. Ask for a new one.",
    Entered.TOO_OFTEN: "A wrong code was entered too often. Ask for a new one.",
}
TOO_MANY = "Too many mails were asked for. Wait until the next full hour, or use the last mail that you got."


class NotLetInError(Exception):
    """Somebody could not show that an address is theirs: what is the matter, in words."""

    def __init__(self, words: str, status: int = 422) -> None:
        super().__init__(words)
        self.words = words
        self.status = status


@bp.get("/begin")
def begin() -> ResponseReturnValue:
    """The page that asks for an e-mail address: for a new application, and for one that is continued."""
    if visits.current() and not request.args:
        return redirect(url_for("drafts.mine"), 303)
    return _begin()


@bp.post("/begin")
def ask() -> ResponseReturnValue:
    """Send a link and a code; the answer is the same whether or not anything is kept for that address."""
    try:
        send_to(only("email"))
    except NotLetInError as wrong:
        return _begin(wrong.words), wrong.status
    return redirect(url_for(".code"), 303)


def send_to(address: str) -> None:
    """Send a link and a code to an address.

    Raises:
        NotLetInError: No mail goes there, or too many went already.
    """
    now = clock.now()
    if not is_email(address):
        raise NotLetInError(f"“{address[:80]}” is not an e-mail address. Write it like name@example.edu.")
    with store().writing() as tx:
        if not _may_ask(tx, address):
            raise NotLetInError(TOO_MANY, 429)
        try:
            words = "Somebody, probably you, wants to fill in a Data Request Standard Application or to continue one."
            purpose = Purpose(mailed.MAILBOX, address)
            link = mailed.send_link(tx, purpose, subject="Your application", words=words, by=address, at=now)
        except AddressError:
            wrong = "No mail can be sent to this address. Look at it again, or use another one."
            raise NotLetInError(wrong) from None
    session[_ASKED] = {"link": link.id, "address": address}


def asked_address() -> str:
    """The address that a code was sent to a moment ago; empty where none was."""
    asked: dict[str, str] = session.get(_ASKED) or {}
    return asked.get("address", "")


def let_in(code: str) -> None:
    """Begin a visit with the code of the mail that was just sent.

    Raises:
        NotLetInError: It is not that code, or none was sent.
    """
    asked = session.get(_ASKED)
    if not asked:
        raise NotLetInError(WRONG[Entered.OVER])
    with store().writing() as tx:
        entered = codes.enter(tx, asked["link"], code, most_tries=mailed.MOST_TRIES, at=clock.now())
    if entered is not Entered.RIGHT:
        raise NotLetInError(WRONG[entered])
    visits.enter(asked["address"])


@bp.get("/code")
def code() -> ResponseReturnValue:
    """The page that asks for the code of the mail that was just sent."""
    asked = session.get(_ASKED)
    return _code(asked["address"]) if asked else redirect(url_for(".begin"), 303)


@bp.post("/code")
def enter_code() -> ResponseReturnValue:
    """Try the code."""
    address = asked_address()
    if not address:
        return redirect(url_for(".begin"), 303)
    try:
        let_in(only("code"))
    except NotLetInError as wrong:
        return _code(address, wrong.words), wrong.status
    return redirect(url_for("drafts.mine"), 303)


@bp.get("/links/<any(mailbox, coauthor, member):purpose>/<token>")
@admits(Audience.LINK)
def link(purpose: str, token: str) -> ResponseReturnValue:
    """What a link is for, and the field for its code; looking changes nothing, since mail programs look too."""
    with store().reading() as tx:
        return _link(links.find(tx, token, purpose=purpose, at=clock.now()), token)


@bp.post("/links/<any(mailbox, coauthor, member):purpose>/<token>")
@admits(Audience.LINK)
def use_link(purpose: str, token: str) -> ResponseReturnValue:
    """Try the code of a link, or send a new one."""
    now = clock.now()
    if only("do") == "send":
        return _send_again(purpose, token)
    with store().writing() as tx:
        found = links.find(tx, token, purpose=purpose, at=now)
        entered = codes.enter(tx, found.id, only("code"), most_tries=mailed.MOST_TRIES, at=now)
        if entered is Entered.RIGHT:
            links.use(tx, token, purpose=purpose, by=found.address, at=now)
    if entered is not Entered.RIGHT:
        return _link(found, token, WRONG[entered]), 422
    visits.enter(found.address)
    return redirect(url_for("form.tasks", draft=found.draft) if found.draft else url_for("drafts.mine"), 303)


@bp.post("/leave")
def leave() -> ResponseReturnValue:
    """End the visit."""
    visits.leave()
    return redirect(url_for("public.home"), 303)


def _send_again(purpose: str, token: str) -> ResponseReturnValue:
    with store().writing() as tx:
        found = links.find(tx, token, purpose=purpose, at=clock.now())
        if not _may_ask(tx, found.address):
            return _link(found, token, TOO_MANY), 429
        mailed.send_code(tx, found, at=clock.now())
    return redirect(url_for(".link", purpose=purpose, token=token, sent=1), 303)


def _may_ask(tx: Transaction, address: str) -> bool:
    """Whether another mail may go to that address, asked from that place; a refusal says nothing of what is kept."""
    now = clock.now()
    here = rates.allowed(tx, rates.MAILS_ASKED_FROM_ONE_PLACE, request.remote_addr or "", at=now)
    return here and rates.allowed(tx, rates.MAILS_TO_ONE_ADDRESS, address, at=now)


def _begin(wrong: str = "") -> str:
    return render_template("visiting/begin.html", wrong=wrong, typed=only("email"), ended="ended" in request.args)


def _code(address: str, wrong: str = "") -> str:
    return render_template(
        "visiting/code.html", address=address, wrong=wrong, link=None, minutes=20, is_demo=demo.is_open()
    )


def _link(found: Link, token: str, wrong: str = "") -> str:
    return render_template(
        "visiting/code.html", address=found.address, wrong=wrong, link=found, token=token, sent="sent" in request.args,
        minutes=20, is_demo=demo.is_open(),
    )  # fmt: skip

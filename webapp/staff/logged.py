"""The log of what was done with accounts and settings, in words."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.storage import account_log
from webapp.storage.account_log import Noted
from webapp.uploads import only

bp = Blueprint("account_log", __name__, url_prefix="/staff/log")

PAGE = 100
LAST = 2**31 - 1
WORDS = {
    "invite": "was invited",
    "join": "took the account",
    "administrator_by_printed_link": "became an administrator by the printed link",
    "sign_in": "signed in",
    "bind": "was bound to the person whom the agency confirms",
    "lock": "was locked out after five failures",
    "change_roles": "was given other roles",
    "close": "had their account closed",
    "reopen": "had their account opened again",
    "reset": "was sent a new link; password and authenticator are over",
    "sign_out": "was signed out",
    "end_session": "had a session ended",
    "change_password": "changed the password",
    "change_authenticator": "changed the authenticator",
    "add_closure": "was added to the closures",
    "take_back_closure": "was taken back from the closures",
    "set_letterhead": "was set anew",
    "new_recovery_codes": "made new recovery codes",
    "export": "took the list of applications away",
}


@bp.get("")
@allowed(Capability.SEE_LOG)
def shown() -> ResponseReturnValue:
    """The newest acts first, a page at a time."""
    before = min(int(only("before")), LAST) if only("before").isdecimal() else None
    with store().reading() as tx:
        found = account_log.newest(tx, most=PAGE, before=before)
    older = found[-1].seq if len(found) == PAGE else None
    return render_template("staff/log.html", log=[(one, in_words(one)) for one in found], older=older)


def in_words(noted: Noted) -> str:
    """What was done, after the name of whom it is about."""
    words = WORDS.get(noted.act, noted.act.replace("_", " "))
    facts = "; ".join(f"{name.replace('_', ' ')}: {_plain(value)}" for name, value in noted.facts.items())
    return f"{words} ({facts})" if facts else words


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)

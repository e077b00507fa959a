"""The pages of people who work here, as far as each of them may open them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from webapp.staff.admission import allowed
from webapp.staff.policy import Capability, may
from webapp.staff.signed_in import Staff, current, staff
from webapp.storage.troubles import StorageError

bp = Blueprint("staff", __name__, url_prefix="/staff")

HOME = "staff.home"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is led to."""

    endpoint: str
    words: str
    explained: str
    needs: Capability


C = Capability
MENU = (
    Entry("cases.work_list", "Work list", "What is due, and whose turn it is.", C.SEE_CASES),
    Entry(
        "reminding.due", "Due and not sent", "Every period that ends soon, and the letter that meets it.", C.SEE_CASES
    ),
    Entry("batches.month", "Renewal notices", "Those of a month, sent in one act.", C.SEND_BATCHES),
    Entry("notices.listed", "Notices", "Notices that fit no application.", C.SEE_CASES),
    Entry("calendars.of_staff", "Calendar", "The days of your cases, in your calendar program.", C.SEE_CASES),
    Entry("sight.overview", "Figures", "How many, in time or not, how long, and what is coming.", C.SEE_FIGURES),
    Entry("people_here.listed", "People", "Who works here, in which role and on which days.", C.MANAGE_PEOPLE),
    Entry("sessions.listed", "Sessions", "Who is signed in now.", C.MANAGE_PEOPLE),
    Entry("closing.listed", "Closures", "Days on which the office is closed, and the holidays.", C.MANAGE_SETTINGS),
    Entry("officials.listed", "Letterhead", "Letterhead and officials, each from its day on.", C.MANAGE_SETTINGS),
    Entry("wording.listed", "Templates", "What each letter says, its versions, and a sample.", C.SEE_TEMPLATES),
    Entry("settings_check.shown", "Settings", "Whether everything that the service needs is here.", C.SEE_SETTINGS),
    Entry("account_log.shown", "Account log", "What was done with accounts and settings.", C.SEE_LOG),
    Entry("own_account.shown", "Your account", "Password, authenticator, recovery codes, sessions.", C.OWN_ACCOUNT),
)


@bp.get("")
@allowed(Capability.OWN_ACCOUNT)
def home() -> ResponseReturnValue:
    """Who is here, and what is open to them."""
    who = staff()
    return render_template("staff/home.html", who=who, entries=list(entries(who)))


def entries(who: Staff) -> Iterator[Entry]:
    """What is open to somebody."""
    known = current_app.view_functions
    return (one for one in MENU if one.endpoint in known and may(who.roles, one.needs))


def for_pages() -> dict[str, object]:
    """What every page is given: who is signed in, and where they can go."""
    return {"signed_in": _current, "staff_entries": entries}


def _current() -> Staff | None:
    """Who is signed in; a page that says that nothing can be read now is shown without."""
    with suppress(StorageError):
        return current()
    return None

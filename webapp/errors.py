"""What a person reads when a page can't be shown: what is the matter, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from forms.fields import UnreadableFormError
from forms.limits import FORM_SIZE
from procedure.permission import NotPermittedError
from webapp.staff.signed_in import NotForYouError
from webapp.storage.links import LinkClosedError
from webapp.storage.replays import OtherBodyError
from webapp.storage.troubles import NotKeptError, OvertakenError, StorageError, StorageFullError, UnkeepableError


@dataclass(frozen=True, slots=True)
class Trouble:
    """A page that stands for another one."""

    title: str
    matter: str
    remedy: str


_UPLOAD_AGAIN = "Go back to the form, choose the file again and send it once more. Nothing you sent was kept."

TROUBLES = {
    400: Trouble(
        "That could not be understood", "What your browser sent is not what this page asks for.", _UPLOAD_AGAIN
    ),
    401: Trouble(
        "Your visit has ended",
        "Without a click a visit ends by itself. What you saved is still there.",
        "Begin it again with your e-mail address, and open your application from the list.",
    ),
    403: Trouble(
        "This is for the Bona Fide Researcher",
        "You were invited to a part of this application, and this page is not among it.",
        "Open the link in your invitation, or ask the researcher who invited you.",
    ),
    404: Trouble(
        "There is no such page",
        "The address is not one of ours: perhaps it was typed wrong, or cut off.",
        "Look at the address again, or begin on the first page.",
    ),
    405: Trouble(
        "This address is not opened that way",
        "It answers only to the button of its own page.",
        "Begin on the first page and use the buttons there.",
    ),
    413: Trouble(
        "That is too large",
        f"A filled form has at most {FORM_SIZE}; what was sent is more, and it was not read.",
        "Send only the form itself, without attachments. Save it from a PDF program; do not scan or photograph it.",
    ),
    500: Trouble(
        "Something went wrong here",
        "The fault is ours and not yours. What you sent was not kept.",
        "Try again in a few minutes. If it happens again, tell whoever runs this service what you did, and when.",
    ),
}
CUT_OFF = Trouble("Your file did not arrive whole", "The connection ended before the file did.", _UPLOAD_AGAIN)
TWICE = Trouble("That could not be understood", "One answer was sent twice, and only one can be right.", _UPLOAD_AGAIN)
NO_TOKEN = Trouble(
    "Your browser did not send the page’s mark",
    "Each page with a button carries a mark, and a cookie goes with it, so that no other site can press the button "
    "for you. One of the two is missing: the page was open for very long, or your browser keeps no cookies.",
    "Allow cookies for this site, open the page again, and send your file once more.",
)
NO_ROW = Trouble(
    "Your row is not here any more",
    "The researcher has taken it out of the application, or has changed the name in it.",
    "Ask the researcher to send you a new invitation. Nothing else of the application is open to you.",
)
NOT_FOR_EDITORS = Trouble(
    "This page is for who was asked to sign",
    "Your browser is here for somebody who edits this application, and who signs it by a link is another person.",
    "If you are who was asked, first end your visit, with the button below the list of your applications; or open the "
    "link in another browser.",
)
NO_ADDRESS = Trouble(
    "No mail can be sent from here",
    "This service has not been told the address under which people reach it, and a mail must not link elsewhere.",
    "Tell whoever runs this service to set DATAREQUEST_ADDRESS.",
)
UNDECLARED = Trouble(
    "This page is not open yet",
    "Nobody has said to whom it is open, so it is open to nobody. The fault is ours.",
    "Tell whoever runs this service which page it was.",
)
OF_STORAGE: dict[type[StorageError], int] = {
    NotKeptError: 404,
    OvertakenError: 409,
    OtherBodyError: 409,
    LinkClosedError: 410,
    UnkeepableError: 422,
    StorageFullError: 507,
}
"""What an error of keeping is in the words of the web; any other is for now, and may be tried again."""
_BY_DESCRIPTION = {
    "not_for_editors": NOT_FOR_EDITORS,
    "no_row": NO_ROW,
    "no_address": NO_ADDRESS,
    "cut_off": CUT_OFF,
    "twice": TWICE,
    "undeclared": UNDECLARED,
}


def init_app(app: Flask) -> None:
    """Answer every refusal in words."""
    app.register_error_handler(CSRFError, _no_token)
    app.register_error_handler(HTTPException, _in_words)
    app.register_error_handler(UnreadableFormError, _unreadable)
    app.register_error_handler(StorageError, _not_kept)
    app.register_error_handler(NotPermittedError, _not_permitted)
    app.register_error_handler(NotForYouError, _not_for_you)


def _no_token(error: CSRFError) -> ResponseReturnValue:
    return _page(NO_TOKEN, error.code), error.code


def _in_words(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    known = TROUBLES.get(code) or TROUBLES[400 if code < 500 else 500]
    trouble = _BY_DESCRIPTION.get(str(error.description), known)
    headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return _page(trouble, code), code, headers


def _unreadable(error: UnreadableFormError) -> ResponseReturnValue:
    code = 503 if error.kind == "not_reading" else 422
    return _page(Trouble("This form can’t be read now", error.message, error.remedy), code), code


def _not_kept(error: StorageError) -> ResponseReturnValue:
    code = next((code for kind, code in OF_STORAGE.items() if isinstance(error, kind)), 503)
    headers = {"Retry-After": "60"} if code == 503 else {}
    return _page(Trouble(error.matter.partition(":")[0].rstrip("."), error.matter, error.remedy), code), code, headers


def _not_permitted(error: NotPermittedError) -> ResponseReturnValue:
    remedy = "Nothing was done. Open the status page of the application to see what can be done now."
    return _page(Trouble("That can’t be done now", str(error), remedy), 409), 409


def _not_for_you(error: NotForYouError) -> ResponseReturnValue:
    remedy = "Open what your role lets you do from the first page of those who work here, or ask an administrator."
    return _page(Trouble("This is not open to you", str(error), remedy), 403), 403


def _page(trouble: Trouble, code: int) -> str:
    return render_template("trouble.html", trouble=trouble, code=code)

"""The official's page: a letter to put on letterhead, to sign, and to send back; by a link, without an account."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from forms.attaching.attachment_refusals import KINDS_IN_WORDS
from forms.fields import UnreadableFormError
from templates.problems import LetterError
from validator.dates import written
from webapp import clock
from webapp.attaching.attachments import ACCEPTED, LIMITS
from webapp.certifying.affirming import FIELD, FORMATS, letter_file, letter_of, take_in
from webapp.certifying.asking import OFFICIAL, decline, postman
from webapp.certifying.filled_in import LONGEST
from webapp.certifying.larger_bodies import take_documents
from webapp.certifying.officer import note_opened
from webapp.certifying.opening import Opened, opened_by
from webapp.checking.findings_page import clause_of
from webapp.kept import store
from webapp.storage import links
from webapp.uploads import only

bp = Blueprint("official", __name__)


@bp.get("/affirm/<token>")
def show(token: str) -> ResponseReturnValue:
    """Who asks, what the letter says, and how it comes back."""
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICIAL.name)
    note_opened(opened)
    return _page(token, opened)


@bp.get("/affirm/<token>/letter.<form>")
def letter(token: str, form: str) -> ResponseReturnValue:
    """The letter, as a file to print or to put on letterhead."""
    if form not in FORMATS:
        abort(404)
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICIAL.name)
    try:
        return letter_file(opened.draft.now.answers, form)
    except LetterError as failed:
        return _page(token, opened, {"letter": " ".join(str(one) for one in failed.problems)}), 422


@bp.post("/affirm/<token>")
def act(token: str) -> ResponseReturnValue:
    """Take the signed letter in, or the word that it is declined."""
    if only("do") == "decline":
        return _decline(token)
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICIAL.name)
    wrong = unnamed()
    if not only("consent"):
        wrong["consent"] = "Tick the box: it says that you are the official who signed the letter."
    if wrong:
        return _page(token, opened, wrong), 422
    try:
        signed = letter_of(only("name")[:LONGEST], only("title")[:LONGEST], OFFICIAL.consent)
        file = store().files.put(signed.looked.upload.content)
        with store().writing() as tx:
            opened, at = opened_by(tx, token, OFFICIAL.name), clock.now()
            links.use(tx, token, purpose=OFFICIAL.name, by=opened.asking.asked.address, at=at)
            take_in(tx, opened.draft, signed, file, by=opened.asking.asked.address, at=at)
    except UnreadableFormError as refused:
        return _page(token, opened, {FIELD: f"{refused.message} {refused.remedy}"}), 422
    return render_template("certifying/ended.html", what="affirmed", to=opened.draft.owner)


def unnamed() -> dict[str, str]:
    """What is missing of who signed the letter, by the field."""
    wrong = {}
    if not only("name"):
        wrong["name"] = "Type the name of the authorized official who signed the letter."
    if not only("title"):
        wrong["title"] = "Type the official’s title: it shows that they are authorized to speak for the institution."
    return wrong


def _decline(token: str) -> ResponseReturnValue:
    reason = only("reason")[:2000]
    with store().writing() as tx:
        opened = opened_by(tx, token, OFFICIAL.name)
        if not reason:
            wrong = {"reason": "Write why you decline: the researcher gets your words, and knows what to do."}
            return _page(token, opened, wrong), 422
        decline(tx, opened.draft, opened.asking, reason=reason, by=postman(), at=clock.now())
    return render_template("certifying/ended.html", what="declined", to=opened.draft.owner)


def _page(token: str, opened: Opened, wrong: dict[str, str] | None = None) -> str:
    return render_template(
        "certifying/official.html", token=token, asking=opened.asking, draft=opened.draft, slot=OFFICIAL,
        wrong=wrong or {}, accepted=ACCEPTED, field=FIELD, limits=LIMITS, kinds=KINDS_IN_WORDS, clause_of=clause_of,
        ends=written(opened.asking.expires_at.astimezone(clock.PACIFIC).date()),
    )  # fmt: skip


def _too_large(told: str, /, token: str) -> str:
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICIAL.name)
    return _page(token, opened, {FIELD: told})


take_documents(bp, _too_large)

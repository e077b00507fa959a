"""The researcher's page of signatures: who signs what, asking them, and the letter of the official."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.attaching.attachment_refusals import KINDS_IN_WORDS
from forms.fields import UnreadableFormError
from templates.problems import LetterError
from validator.formats import is_email
from validator.questions import edition_of
from webapp import clock, rates
from webapp.answers.shown import title_of
from webapp.attaching.attachments import ACCEPTED, LIMITS
from webapp.certifying.affirming import CONSENT_OF_OTHERS, FIELD, FORMATS, letter_file, letter_of, take_in
from webapp.certifying.asking import OFFICER, OFFICIAL, ask, ask_again, end, missing_to_ask, officer_of, postman
from webapp.certifying.filled_in import LONGEST
from webapp.certifying.larger_bodies import take_documents
from webapp.certifying.official import unnamed
from webapp.certifying.panel import panel_of
from webapp.certifying.settings import signing_settings
from webapp.checking.findings_page import clause_of
from webapp.kept import store
from webapp.mailing.outbox import AddressError
from webapp.people import TOO_MANY
from webapp.storage import askings
from webapp.storage.askings import Asked, Asking, Step
from webapp.storage.drafts import Draft
from webapp.storage.store import Transaction
from webapp.uploads import only
from webapp.visiting.access import Standing, opened

bp = Blueprint("signers", __name__)


@bp.get("/drafts/<draft>/signers")
def show(draft: str) -> ResponseReturnValue:
    """Who signs what."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        if not standing.edits_all:
            abort(403)
        return _page(tx, found, standing)


@bp.post("/drafts/<draft>/signers")
def act(draft: str) -> ResponseReturnValue:
    """Ask the officer or the official, ask again, or take it back; the button says which."""
    wrong: dict[str, str] = {}
    try:
        with store().writing() as tx:
            found, standing = opened(tx, draft)
            if not standing.is_owner or found.submitted:
                abort(403)
            wrong = _act(tx, found)
            if wrong:
                return _page(tx, found, standing, wrong), 422
    except AddressError:
        with store().reading() as tx:
            found, standing = opened(tx, draft)
            field = "officer" if only("do") == "ask" else "to_address"
            wrong = {field: "No mail can be sent to this address. Look at it again, or use another one."}
            return _page(tx, found, standing, wrong), 422
    return redirect(url_for(".show", draft=draft, sent=1), 303)


@bp.get("/drafts/<draft>/signers/letter.<form>")
def letter(draft: str, form: str) -> ResponseReturnValue:
    """The letter for the official, as a file."""
    if form not in FORMATS:
        abort(404)
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        if not standing.edits_all:
            abort(403)
        try:
            return letter_file(found.now.answers, form)
        except LetterError as failed:
            return _page(tx, found, standing, {"letter": " ".join(str(one) for one in failed.problems)}), 422


@bp.post("/drafts/<draft>/signers/letter")
def send_letter(draft: str) -> ResponseReturnValue:
    """Take in the letter that the official signed on paper, with who signed it."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        if not standing.edits_all or found.submitted:
            abort(403)
        if wrong := unnamed():
            return _page(tx, found, standing, wrong), 422
    try:
        signed = letter_of(only("name")[:LONGEST], only("title")[:LONGEST], CONSENT_OF_OTHERS)
        file = store().files.put(signed.looked.upload.content)
        with store().writing() as tx:
            found, standing = opened(tx, draft)
            take_in(tx, found, signed, file, by=standing.address, at=clock.now())
    except UnreadableFormError as refused:
        with store().reading() as tx:
            return _page(tx, found, standing, {FIELD: f"{refused.message} {refused.remedy}"}), 422
    return redirect(url_for(".show", draft=draft, kept=1), 303)


def _act(tx: Transaction, draft: Draft) -> dict[str, str]:
    """Do what the button says; why it can't be done, by the field."""
    match only("do"):
        case "ask":
            return _ask(tx, draft, OFFICER.name, *officer_of(draft.now.answers), field="officer")
        case "ask_official":
            return _ask(tx, draft, OFFICIAL.name, only("to_name"), only("to_address"), field="to_address")
    asking = _mine(tx, draft, only("asking"))
    if only("do") == "take_back":
        end(tx, asking, Step.TAKEN_BACK, by=draft.owner, at=clock.now())
        return {}
    if not rates.allowed(tx, rates.INVITATIONS, draft.owner, at=clock.now()):
        return {"officer": TOO_MANY}
    ask_again(tx, draft, asking, lasts=signing_settings().lasts, by=postman(), at=clock.now())
    return {}


def _ask(tx: Transaction, draft: Draft, slot: str, name: str, address: str, *, field: str) -> dict[str, str]:
    if missing := missing_to_ask(draft.now.answers, slot):
        form = edition_of(draft.now.answers)
        labels = "; ".join(form.by_name[one].label for one in missing)
        return {field: f"Write down first, so that it can be said who asks, and for what: {labels}."}
    if not name:
        return {"to_name": "Type the name of the official."}
    if not is_email(address):
        return {field: f"“{address[:80]}” is not an e-mail address. Write it like name@example.edu."}
    if not rates.allowed(tx, rates.INVITATIONS, draft.owner, at=clock.now()):
        return {field: TOO_MANY}
    by = postman()
    asked = Asked(slot, name[:LONGEST], address, address, by.service)
    ask(tx, draft, asked, lasts=signing_settings().lasts, by=by, who=draft.owner, at=clock.now())
    return {}


def _mine(tx: Transaction, draft: Draft, identity: str) -> Asking:
    """An asking of this draft that is open; any other does not exist."""
    found = next((one for one in askings.of_draft(tx, draft.id) if one.id == identity and not one.ended), None)
    return found or abort(404)


def _page(tx: Transaction, draft: Draft, standing: Standing, wrong: dict[str, str] | None = None) -> str:
    name, address = officer_of(draft.now.answers)
    return render_template(
        "certifying/signers.html", draft=draft, standing=standing, title=title_of(draft), rows=panel_of(tx, draft),
        officer=OFFICER.name, official=OFFICIAL.name, officer_name=name, officer_address=address, wrong=wrong or {},
        sent=only("sent") if request.method == "GET" else "", kept=only("kept") if request.method == "GET" else "",
        accepted=ACCEPTED, field=FIELD, limits=LIMITS, kinds=KINDS_IN_WORDS, clause_of=clause_of,
    )  # fmt: skip


def _too_large(told: str, /, draft: str) -> str:
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        return _page(tx, found, standing, {FIELD: told})


take_documents(bp, _too_large)

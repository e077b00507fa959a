"""The officer's page: one link, one certification; looking at it changes nothing, and a code makes it a signature."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from validator.answers import answer
from validator.dates import written
from validator.finding import Finding
from validator.formats import is_email
from validator.questions import edition_of
from webapp import clock, rates
from webapp.answers.asked import asked
from webapp.answers.shown import in_words
from webapp.attaching.attachments import ACCEPTED
from webapp.certifying import settings
from webapp.certifying.asking import OFFICER, decline, forward, postman
from webapp.certifying.filled_in import LONGEST, filled_in, unwritable
from webapp.certifying.larger_bodies import take_documents
from webapp.certifying.opening import Opened, opened_by
from webapp.certifying.prepared import Prepared, cloud_questions, findings_about, mark, problems
from webapp.certifying.settings import signing_settings
from webapp.certifying.statement import PROVISIONS
from webapp.checking import findings_page
from webapp.kept import store
from webapp.mailing import mailed
from webapp.mailing.outbox import AddressError
from webapp.people import TOO_MANY
from webapp.storage import askings, codes
from webapp.storage.askings import Step
from webapp.storage.store import Transaction
from webapp.storage.troubles import OvertakenError, StorageError
from webapp.uploads import only

bp = Blueprint("officer", __name__)
bp.record_once(settings.set_up)


AGAIN = "Look at it once more, and sign then. Nothing was signed yet."
ABOUT = (
    "bona_fide_researcher.name", "bona_fide_researcher.position_title", "research_institution.name", "project_title",
    "storage.location", "storage.segmented", "storage.access",
)  # fmt: skip
"""What the page shows of the application."""


@bp.get("/certify/<token>")
def show(token: str) -> ResponseReturnValue:
    """Who asks, for which project, what exactly is certified, and the fields to sign it."""
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICER.name)
    note_opened(opened)
    return _page(token, opened)


@bp.post("/certify/<token>")
def act(token: str) -> ResponseReturnValue:
    """Go on to signing, decline, or pass it on; the button says which."""
    match only("do"):
        case "decline":
            return _decline(token)
        case "forward":
            return _forward(token)
    return _go_on(token)


def _go_on(token: str) -> ResponseReturnValue:
    """Hold what was filled in, and send the code that signs it, unless one is on its way."""
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICER.name)
    answers = opened.draft.now.answers
    wrong: dict[str, str] = {}
    prepared = filled_in(opened, wrong)
    found = findings_about(prepared, answers, on=clock.today())
    wrong = {**problems(prepared, signing_settings().accepted(OFFICER), found), **wrong}
    if wrong := wrong or unwritable(opened, prepared):
        return _page(token, opened, prepared, wrong, found), 422
    with store().writing() as tx:
        opened = opened_by(tx, token, OFFICER.name)
        demand_same(opened, prepared)
        sent = codes.is_open(tx, opened.link.id, most_tries=mailed.MOST_TRIES, at=clock.now())
        if not sent and not may_mail(tx, opened):
            return _page(token, opened, prepared, {"name": TOO_MANY}), 429
        askings.prepare(tx, opened.asking.id, prepared.plain())
        if not sent:  # who goes back and forth keeps the code of the mail
            mailed.send_code(tx, opened.link, at=clock.now())
    return redirect(url_for("confirming.show", token=token), 303)


def _decline(token: str) -> ResponseReturnValue:
    reason = only("reason")[:2000]
    with store().writing() as tx:
        opened = opened_by(tx, token, OFFICER.name)
        if not reason:
            wrong = {"reason": "Write why you decline: the researcher gets your words, and knows what to do."}
            return _page(token, opened, wrong=wrong), 422
        decline(tx, opened.draft, opened.asking, reason=reason, by=postman(), at=clock.now())
    return render_template("certifying/ended.html", what="declined", to=opened.draft.owner)


def _forward(token: str) -> ResponseReturnValue:
    name, address = only("to_name")[:LONGEST], only("to_address")[:LONGEST]
    try:
        with store().writing() as tx:
            opened = opened_by(tx, token, OFFICER.name)
            if wrong := _not_forwarded(tx, opened, name, address):
                return _page(token, opened, wrong=wrong), 422
            lasts, by, at = signing_settings().lasts, postman(), clock.now()
            forward(tx, opened.draft, opened.asking, name=name, address=address, lasts=lasts, by=by, at=at)
    except AddressError:
        wrong = {"to_address": "No mail can be sent to this address. Look at it again, or use another one."}
        return _page(token, opened, wrong=wrong), 422
    return render_template("certifying/ended.html", what="forwarded", to=f"{name}, {address}")


def _not_forwarded(tx: Transaction, opened: Opened, name: str, address: str) -> dict[str, str]:
    """Why it can't be passed on, by the field; nothing: it can."""
    wrong = {} if name else {"to_name": "Type the name of your information security officer or IT manager."}
    if not is_email(address):
        wrong["to_address"] = f"“{address[:80]}” is not an e-mail address. Write it like name@example.edu."
    elif not wrong and not rates.allowed(tx, rates.INVITATIONS, opened.asking.asked.address, at=clock.now()):
        wrong["to_address"] = TOO_MANY
    return wrong


def note_opened(opened: Opened) -> None:
    """Write down the first time that a page was opened; it is shown whether or not that can be written."""
    if opened.asking.first(Step.OPENED):
        return
    with suppress(StorageError), store().writing() as tx:
        asking = askings.read(tx, opened.asking.id)
        if not asking.first(Step.OPENED) and not asking.ended:
            askings.take(tx, asking.id, Step.OPENED, by=asking.asked.address, at=clock.now())


def may_mail(tx: Transaction, opened: Opened) -> bool:
    """Whether another code may be sent there in this hour."""
    return rates.allowed(tx, rates.MAILS_TO_ONE_ADDRESS, opened.asking.asked.address, at=clock.now())


def demand_same(opened: Opened, prepared: Prepared) -> None:
    """What is signed is what was shown.

    Raises:
        OvertakenError: The researcher has changed it meanwhile.
    """
    if mark(opened.draft.now.answers) != prepared.mark:
        raise OvertakenError("The researcher changed the application after you opened this page.", AGAIN)


def _page(
    token: str, opened: Opened, prepared: Prepared | None = None, wrong: Mapping[str, str] | None = None,
    findings: list[Finding] | None = None,
) -> str:  # fmt: skip
    if prepared is None and opened.asking.prepared:
        prepared = Prepared.of(opened.asking.prepared)
    answers = opened.draft.now.answers
    said = prepared.said(answers) if prepared else answers
    form = edition_of(answers)
    about = [(form.by_name[name].label, in_words(answer(answers, name), form.by_name[name])) for name in ABOUT]
    return render_template(
        "certifying/officer.html", token=token, asking=opened.asking, draft=opened.draft, about=about,
        provisions=PROVISIONS, slot=OFFICER, accepted=ACCEPTED, prepared=prepared, wrong=wrong or {},
        cloud=asked(cloud_questions(answers), said, findings or ()), mark=mark(answers),
        methods=signing_settings().accepted(OFFICER), words=findings_page.WORDS, clause_of=findings_page.clause_of,
        today=written(clock.today()), ends=written(opened.asking.expires_at.astimezone(clock.PACIFIC).date()),
    )  # fmt: skip


def _too_large(told: str, /, token: str) -> str:
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICER.name)
    return _page(token, opened, wrong={"report": told})


take_documents(bp, _too_large)

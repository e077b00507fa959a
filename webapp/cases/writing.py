"""What people write beside the acts: notes, messages, answers to the check's questions, whose case it is, interests."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from forms.limits import ANSWER, PROSE
from webapp import clock
from webapp.cases.assigning import give
from webapp.cases.case import CaseView
from webapp.cases.colleagues import colleague
from webapp.cases.opening import opened
from webapp.cases.reaching import researcher_address
from webapp.cases.typed import demand_sound
from webapp.kept import store
from webapp.mailing import outbox
from webapp.mailing.outbox import AddressError, Note
from webapp.mailing.sending import mailing
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import conflicts, messages, notes, questions
from webapp.storage.assignments import NOBODY
from webapp.storage.messages import Message, To
from webapp.storage.store import Transaction
from webapp.uploads import only

bp = Blueprint("writing", __name__, url_prefix="/cases/<number>")

LONGEST_SUBJECT = 120


@bp.post("/note")
@allowed(Capability.WORK_ON_CASES)
def note(number: str) -> ResponseReturnValue:
    """Keep a note for staff."""
    words = _words("words", "Note", PROSE.most)
    with store().writing() as tx:
        opened(tx, number, Capability.WORK_ON_CASES)
        if words:
            notes.write(tx, number, words, name=staff().name, by=staff().address, at=clock.now())
    return _back(number, "notes")


@bp.post("/message")
@allowed(Capability.WORK_ON_CASES)
def message(number: str) -> ResponseReturnValue:
    """Write to the researcher: kept with the case, and sent by mail in the same transaction."""
    subject, words = _words("subject", "Subject", LONGEST_SUBJECT), _words("words", "Message", PROSE.most)
    who, now = staff(), clock.now()
    with store().writing() as tx:
        view = opened(tx, number, Capability.WORK_ON_CASES)
        if words:
            title = " ".join(subject.split()) or f"Application {number}"
            sent = messages.send(
                tx, number, words, to=To.RESEARCHER, subject=title, name=who.name, by=who.address, at=now
            )
            _mail(tx, view, sent)
    return _back(number, "messages")


@bp.post("/answer")
@allowed(Capability.WORK_ON_CASES)
def answer(number: str) -> ResponseReturnValue:
    """Answer a question of the check, in the words in which it was asked; or take the answer back."""
    words = "" if only("do") == "take_back" else _words("answer", "Your answer", ANSWER.most)
    with store().writing() as tx:
        view = opened(tx, number, Capability.WORK_ON_CASES)
        asked = next((each for each in view.rounds if str(each.round) == only("round")), view.last)
        question = next((one for one in view.questions(asked) if one.message == only("words")), None)
        if question is None:
            abort(409)
        if words or only("do") == "take_back":
            questions.answer(tx, number, question, words, by=staff().address, at=clock.now())
    return _back(number, "questions")


@bp.post("/assign")
@allowed(Capability.WORK_ON_CASES)
def assign(number: str) -> ResponseReturnValue:
    """Give the case into somebody's hands, or into nobody's."""
    why = _words("note", "Note", ANSWER.most)
    with store().writing() as tx:
        opened(tx, number, Capability.WORK_ON_CASES)
        owner = colleague(tx, only("owner"), on=clock.today()) if only("owner") else NOBODY
        if owner is None:
            abort(400)
        give(tx, [number], owner, note=why, by=staff().address, at=clock.now())
    return _back(number, "hands")


@bp.post("/interest")
@allowed(Capability.DECLARE_INTEREST)
def conflict(number: str) -> ResponseReturnValue:
    """Declare an interest of one's own in the case, or take that back."""
    reason = "" if only("do") == "take_back" else _words("reason", "Which interest", ANSWER.most)
    who = staff()
    with store().writing() as tx:
        opened(tx, number, Capability.DECLARE_INTEREST)
        if reason or only("do") == "take_back":
            conflicts.declare(tx, number, who.address, reason, by=who.address, at=clock.now())
    return _back(number, "hands")


def _mail(tx: Transaction, view: CaseView, sent: Message) -> None:
    """A case whose researcher can't be reached by mail keeps the message; the page of the researcher shows it."""
    address = researcher_address(tx, view)
    text = f"{sent.name}, Research Services, writes about application {view.number}:\n\n{sent.words}\n"
    mail = Note(f"message:{view.number}:{sent.seq}", address, sent.subject, text, application=view.number)
    try:
        outbox.post(tx, mail, sender=mailing().sender, by=sent.by, at=sent.at)
    except AddressError:
        notes.write(
            tx, view.number, f"The message “{sent.subject}” could not go out by mail: no address is known for it.",
            name="This service", by="service", at=sent.at,
        )  # fmt: skip


def _words(name: str, called: str, most: int) -> str:
    """What was typed; the browser holds people to the limits before, so that this is for what comes otherwise."""
    try:
        demand_sound(only(name), called, most=most)
    except ValueError:
        abort(400)
    return only(name).replace("\r\n", "\n")


def _back(number: str, place: str) -> ResponseReturnValue:
    return redirect(url_for("case.show", number=number, _anchor=place), 303)

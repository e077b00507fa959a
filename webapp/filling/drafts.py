"""The drafts of a visitor: begun, continued, shared, told apart where two windows differ, and deleted."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.webform import entered
from validator.answers import answer
from validator.questions import Answers, Question, edition, edition_of
from webapp import clock, rates
from webapp.answers.differing import differences
from webapp.answers.shown import in_words, title_of
from webapp.certifying.asking import postman
from webapp.certifying.settings import signing_settings
from webapp.certifying.telling import tell_voids
from webapp.certifying.voiding import keep
from webapp.filling.saving import chosen
from webapp.kept import store
from webapp.mailing import mailed
from webapp.mailing.outbox import AddressError
from webapp.signatures.slots import BY_LINK
from webapp.storage import drafts, holders, links, submissions
from webapp.storage.drafts import Disagreement, Draft
from webapp.storage.links import Purpose
from webapp.storage.store import Transaction
from webapp.uploads import only
from webapp.visiting import visits
from webapp.visiting.access import COAUTHOR, MEMBER, Standing, here, opened

bp = Blueprint("drafts", __name__)

NEW: Answers = {"data_system": "carpos", "edition": edition().number}


@bp.get("/drafts")
def mine() -> ResponseReturnValue:
    """What the visitor has begun, and what they have submitted."""
    visit = here()
    with store().reading() as tx:
        owned = drafts.of_owner(tx, visit.address)
        submitted = [submissions.read(tx, one)[-1] for one in holders.applications_of(tx, visit.address)]
    begun = [draft for draft in owned if not draft.submitted]
    return render_template("filling/drafts.html", visit=visit, begun=begun, submitted=submitted)


@bp.post("/drafts")
def begin() -> ResponseReturnValue:
    """Begin an application; who begins it is its Bona Fide Researcher."""
    visit = here()
    answers = {**NEW, "bona_fide_researcher": {"email": visit.address}}
    with store().writing() as tx:
        draft = drafts.begin(tx, owner=visit.address, answers=answers, by=visit.address, at=clock.now())
    return redirect(url_for("form.tasks", draft=draft.id), 303)


@bp.get("/drafts/<draft>/both")
def both(draft: str) -> ResponseReturnValue:
    """Two windows differ: both answers to each question, to choose from."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
    _demand(standing.edits_all)
    return _both(found)


@bp.post("/drafts/<draft>/both")
def choose(draft: str) -> ResponseReturnValue:
    """Keep the answers that a person chose of two."""
    with store().writing() as tx:
        found, standing = opened(tx, draft)
        _demand(standing.edits_all)
        picked = {name: value == "yours" for name, value in request.form.items()}
        answers = chosen(found, picked)
        version = int(only("version")) if only("version").isdecimal() else 0
        saved = keep(tx, found, answers, version=version, by=standing.address, at=clock.now())
        if isinstance(saved, Draft):
            tell_voids(tx, saved, signing_settings(), by=postman, at=clock.now())
    if isinstance(saved, Disagreement):
        return redirect(url_for(".both", draft=draft), 303)
    return redirect(url_for("form.tasks", draft=draft, saved=1), 303)


@bp.get("/drafts/<draft>/people")
def people(draft: str) -> ResponseReturnValue:
    """Who was invited, and to what."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        _demand(standing.is_owner)
        return _people(tx, found)


@bp.post("/drafts/<draft>/people")
def invite(draft: str) -> ResponseReturnValue:
    """Invite somebody to edit, or a Team Member to fill in their row; or take an invitation back."""
    now = clock.now()
    with store().writing() as tx:
        found, standing = opened(tx, draft)
        _demand(standing.is_owner)
        if revoked := only("revoke"):
            if revoked not in {link.id for link in links.of_draft(tx, draft)}:
                abort(404)
            links.revoke(tx, revoked, by=standing.address, at=now)
            return redirect(url_for(".people", draft=draft), 303)
        if not rates.allowed(tx, rates.INVITATIONS, standing.address, at=now):
            return _people(tx, found, "Too many people were invited. Wait until the next full hour."), 429
        if only("row") != "all" and only("row") not in {str(row) for row, _ in rows_to_invite(found.now.answers)}:
            return _people(tx, found, "Choose what they may do: a row that you chose may be gone by now."), 422
        try:
            _invite(tx, found, standing)
        except AddressError:
            wrong = f"No mail can be sent to “{only('email')[:80]}”. Write an address like name@example.edu."
            return _people(tx, found, wrong), 422
    return redirect(url_for(".people", draft=draft, invited=1), 303)


@bp.get("/drafts/<draft>/delete")
def ask_to_delete(draft: str) -> ResponseReturnValue:
    """What deleting destroys."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
    _demand(standing.is_owner and not found.submitted)
    return render_template("filling/delete.html", draft=found, title=title_of(found))


@bp.post("/drafts/<draft>/delete")
def delete(draft: str) -> ResponseReturnValue:
    """Delete a draft with everything that belongs to it."""
    with store().writing() as tx:
        _, standing = opened(tx, draft)
        _demand(standing.is_owner)
        drafts.discard(tx, draft)
    return redirect(url_for(".mine", deleted=1), 303)


def rows_to_invite(answers: Answers) -> list[tuple[int, str]]:
    """The Team Members that have a name, each with their row."""
    rows = answers.get("team_members")
    named = ((number, row.get("name")) for number, row in enumerate(rows if isinstance(rows, list) else ()))
    return [(number, name) for number, name in named if isinstance(name, str) and name]


def _invite(tx: Transaction, draft: Draft, standing: Standing) -> None:
    row = next((one for one in rows_to_invite(draft.now.answers) if str(one[0]) == only("row")), None)
    name = str(answer(draft.now.answers, "bona_fide_researcher.name") or draft.owner)
    about = f"the application “{title_of(draft)}”"
    if row:
        purpose = Purpose(MEMBER, only("email"), draft=draft.id, about={"row": row[0], "name": row[1]})
        words = f"{name} names you as a Team Member in {about} and asks you to fill in your part."
    else:
        purpose = Purpose(COAUTHOR, only("email"), draft=draft.id)
        words = f"{name} asks you to help with {about}. You can edit every answer; only {name} signs and submits."
    subject = "You are asked to fill in your part of an application"
    mailed.send_link(tx, purpose, subject=subject, words=words, by=standing.address, at=clock.now())


def _people(tx: Transaction, draft: Draft, wrong: str = "") -> str:
    now = clock.now()
    invited = [
        (link, link.closed(now) or f"Open until {link.expires_at.astimezone(clock.PACIFIC):%B %-d, %Y}")
        for link in links.of_draft(tx, draft.id)
        if link.purpose in (COAUTHOR, MEMBER)
    ]
    return render_template(
        "filling/people.html", draft=draft, title=title_of(draft), invited=invited, wrong=wrong, now=now,
        rows=rows_to_invite(draft.now.answers), typed=only("email"), sent="invited" in request.args,
    )  # fmt: skip


def _both(draft: Draft) -> ResponseReturnValue:
    if draft.aside is None:
        return redirect(url_for("form.tasks", draft=draft.id), 303)
    now, aside = draft.now.answers, draft.aside.answers
    differ = [
        (question, name, _in_words(now, name, question), _in_words(aside, name, question))
        for question, name in differences(now, aside, edition_of(now))
        if question.name not in BY_LINK
    ]
    return render_template("filling/both.html", draft=draft, differ=differ, time_of=visits.time_of)


def _in_words(answers: Answers, name: str, question: Question) -> str:
    value = answer(answers, name)
    return in_words(value, question) or "; ".join(entered(value, question)) or "no answer"


def _demand(may: bool) -> None:
    if not may:
        abort(403)

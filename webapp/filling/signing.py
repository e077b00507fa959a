"""Signing and submitting: once for the application, once for the restrictions of § 964, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.answers.shown import title_of
from webapp.attaching.scans import holding_up
from webapp.attaching.taking_in import scanner
from webapp.certifying.own import Given, given_for
from webapp.certifying.settings import signing_settings
from webapp.filling import submitting
from webapp.judging import blocking, evidence_of, findings_of
from webapp.kept import settings, store
from webapp.signatures.restrictions import restrictions, restrictions_edition
from webapp.signatures.slots import RESEARCHERS
from webapp.storage import attachments, drafts, signatures, submissions
from webapp.storage.drafts import Disagreement, Draft
from webapp.storage.files import Kept
from webapp.storage.naming import name_file
from webapp.storage.signatures import Signing
from webapp.storage.store import Transaction
from webapp.storage.troubles import OvertakenError
from webapp.uploads import only
from webapp.visiting.access import opened

bp = Blueprint("signing", __name__)


@bp.get("/drafts/<draft>/sign")
def sign(draft: str) -> ResponseReturnValue:
    """The two signatures, each with what it covers."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        evidence, held_up = evidence_of(tx, draft), _held_up(tx, draft)
    if found.submitted:
        return redirect(url_for("submissions.of_draft", draft=draft), 303)
    if not standing.is_owner:
        return redirect(url_for("form.review", draft=draft, _anchor="next"), 303)
    if blocking(findings_of(found.now.answers, evidence, on=clock.today())):
        return redirect(url_for("form.review", draft=draft), 303)
    return redirect(url_for("attachments.listed", draft=draft), 303) if held_up else _sign(found)


@bp.post("/drafts/<draft>/sign")
def submit(draft: str) -> ResponseReturnValue:
    """Sign twice and submit, all of it or nothing; sent again, it is answered with the same number."""
    given = [given_for(slot) for slot in RESEARCHERS]
    pictures = {one.slot.name: store().files.put(one.picture) for one in given if one.picture and not one.wrong}
    with store().writing() as tx:
        found, standing = opened(tx, draft)
        if not standing.is_owner:
            abort(403)
        if before := submissions.of_draft(tx, draft):
            return redirect(url_for("submissions.done", number=before.application), 303)
        _demand_unchanged(found)
        if _held_up(tx, draft):
            return redirect(url_for("attachments.listed", draft=draft), 303)
        if any(one.wrong for one in given):
            return _sign(found, given), 422
        now, today = clock.now(), clock.today()
        signed = _signed(tx, found, given, pictures, by=standing.address, at=now, on=today)
        evidence = evidence_of(tx, draft)
        findings = findings_of(signed.now.answers, evidence, on=today)
        done = submitting.submit(tx, signed, findings, by=standing.address, at=now, on=today)
    return redirect(url_for("submissions.done", number=done.application), 303)


def _held_up(tx: Transaction, draft: str) -> bool:
    """Whether a document is infected, or waits for the virus scanner where there is one; its page says which."""
    return bool(holding_up(attachments.of_draft(tx, draft), has_scanner=scanner() is not None))


def _demand_unchanged(draft: Draft) -> None:
    """What is signed is what was shown: the same version of the answers, the same text of the restrictions."""
    again = "Look everything over once more, and sign then. Nothing was submitted yet."
    if only("version") != str(draft.now.number):
        raise OvertakenError(f"The draft was changed by {draft.now.saved_by} after you opened this page.", again)
    if only("edition") != restrictions_edition():
        raise OvertakenError("The text of the restrictions was changed after you opened this page.", again)


def _signed(
    tx: Transaction, draft: Draft, given: Sequence[Given], pictures: Mapping[str, Kept], *,
    by: str, at: datetime, on: date,
) -> Draft:  # fmt: skip
    """The draft with both signatures among its answers, and each kept with what it covers."""
    answers = dict(draft.now.answers)
    for one in given:
        slot, picture = one.slot, pictures.get(one.slot.name)
        if picture:
            name_file(tx, picture, at=at)
        covers, document = slot.covers(draft.now.answers), picture.sha256 if picture else None
        signing = Signing(slot.name, one.name, slot.edition, slot.consent, covers, one.method, document=document)
        signatures.sign(tx, signing, draft=draft.id, by=by, at=at)
        answers[slot.name] = {"name": one.name, "signed_on": on.isoformat()}
    saved = drafts.save(tx, draft.id, answers, version=draft.now.number, by=by, at=at)
    if isinstance(saved, Disagreement):
        raise OvertakenError("The draft was changed meanwhile.", "Look everything over once more, and sign then.")
    return saved


def _sign(draft: Draft, given: Sequence[Given] = ()) -> str:
    wrong = {one.slot.name: one.wrong for one in given if one.wrong}
    return render_template(
        "filling/sign.html", draft=draft, title=title_of(draft), slots=RESEARCHERS, wrong=wrong,
        given={one.slot.name: one for one in given}, accepted=signing_settings().accepted,
        restrictions=restrictions(), edition=restrictions_edition(), is_the_way=settings().is_the_way,
        today=clock.today(),
    )  # fmt: skip

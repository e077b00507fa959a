"""Signing and submitting: the name typed with intent, once for the application, once for the restrictions of § 964."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from validator.clauses import CLAUSES, SECTIONS, Clause
from validator.questions import Answers
from webapp import clock, submitting
from webapp.access import opened
from webapp.attaching import scanner
from webapp.drafts import title_of
from webapp.judging import blocking, evidence_of, findings_of
from webapp.kept import settings, store
from webapp.scans import holding_up
from webapp.storage import attachments, drafts, signatures, submissions
from webapp.storage.canonical import canonical, sha256
from webapp.storage.drafts import Disagreement, Draft
from webapp.storage.signatures import Signing
from webapp.storage.store import Transaction
from webapp.storage.troubles import OvertakenError
from webapp.uploads import only

bp = Blueprint("signing", __name__)


@dataclass(frozen=True, slots=True)
class Slot:
    """One signature of the Bona Fide Researcher: what it is for, what it says, and what it covers."""

    name: str
    clause: str
    consent: str
    """The words agreed to, as they stand beside the box."""
    covers: Callable[[Answers], str]
    """What is signed, as a text; its hash is kept."""
    covers_in_words: str


EDITION = "signing words 1"
"""Of the words below; a change of them is a new edition."""


def restrictions() -> list[Clause]:
    """The restrictions of § 964 as they are shown: our summary of each paragraph."""
    return [clause for clause in CLAUSES.values() if clause.section == "964"]


def restrictions_edition() -> str:
    """Which text of § 964 was shown: the day of the regulation's last change, and the hash of our summaries."""
    law = files("validator.law").joinpath("964.toml").read_bytes()
    return f"964 as amended {SECTIONS['964'].amended}, summaries {sha256(law)[:16]}"


def _form(answers: Answers) -> str:
    """All answers but the signatures themselves."""
    return canonical({name: value for name, value in answers.items() if name not in {slot.name for slot in SLOTS}})


def _restrictions(_: Answers) -> str:
    shown = {clause.citation: clause.summary for clause in restrictions()}
    return canonical({"edition": restrictions_edition(), "restrictions": shown})


SLOTS = (
    Slot(
        "application_signature",
        "966(b)(11)",
        "I am the Bona Fide Researcher. I sign this application by typing my name, and I mean it as my signature.",
        _form,
        "the answers of the application",
    ),
    Slot(
        "restrictions_signature",
        "966(b)(12)(C)",
        "I have read the restrictions of § 964 above and acknowledge them. I mean my typed name as my signature.",
        _restrictions,
        "the text of the restrictions of § 964",
    ),
)
"""Nothing that happens later makes a signature void; neither is ever filled from the other."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed for one signature."""

    name: str
    agreed: bool

    @property
    def is_given(self) -> bool:
        """Whether it is a signature: a name, and the word that it is meant as one."""
        return bool(self.name.strip()) and self.agreed


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
    typed = {slot.name: Typed(only(f"{slot.name}.name")[:500], bool(only(f"{slot.name}.consent"))) for slot in SLOTS}
    with store().writing() as tx:
        found, standing = opened(tx, draft)
        if not standing.is_owner:
            abort(403)
        if before := submissions.of_draft(tx, draft):
            return redirect(url_for("submissions.done", number=before.application), 303)
        _demand_unchanged(found)
        if _held_up(tx, draft):
            return redirect(url_for("attachments.listed", draft=draft), 303)
        if not all(one.is_given for one in typed.values()):
            return _sign(found, typed), 422
        now, today = clock.now(), clock.today()
        signed = _signed(tx, found, typed, by=standing.address, at=now, on=today)
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


def _signed(tx: Transaction, draft: Draft, typed: Mapping[str, Typed], *, by: str, at: datetime, on: date) -> Draft:
    """The draft with both signatures among its answers, and each kept with what it covers."""
    answers = dict(draft.now.answers)
    for slot in SLOTS:
        covered = sha256(slot.covers(draft.now.answers))
        edition = f"{EDITION}; {restrictions_edition()}" if slot.covers is _restrictions else EDITION
        signing = Signing(slot.name, typed[slot.name].name.strip(), edition, slot.consent, covered)
        signatures.sign(tx, signing, draft=draft.id, by=by, at=at)
        answers[slot.name] = {"name": typed[slot.name].name.strip(), "signed_on": on.isoformat()}
    saved = drafts.save(tx, draft.id, answers, version=draft.now.number, by=by, at=at)
    if isinstance(saved, Disagreement):
        raise OvertakenError("The draft was changed meanwhile.", "Look everything over once more, and sign then.")
    return saved


def _sign(draft: Draft, typed: Mapping[str, Typed] | None = None) -> str:
    wrong: dict[str, Any] = {
        name: "Type your full name, and tick the box: both together are your signature."
        for name, one in (typed or {}).items()
        if not one.is_given
    }
    return render_template(
        "sign.html", draft=draft, title=title_of(draft), slots=SLOTS, typed=typed or {}, wrong=wrong,
        restrictions=restrictions(), edition=restrictions_edition(), is_the_way=settings().is_the_way,
        today=clock.today(),
    )  # fmt: skip

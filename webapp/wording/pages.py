"""The page of the templates of letters: their versions, what each needs, what of it may be edited, and a sample."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from templates.letters import LETTERS
from webapp.checking.findings_page import clause_of
from webapp.corresponding.pages import download
from webapp.kept import store
from webapp.letters.making import written_as
from webapp.letters.shown import preview
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.wording.declared import facts_of, signed_by
from webapp.wording.sample import sample
from webapp.wording.versions import versions

bp = Blueprint("wording", __name__, url_prefix="/staff/templates")

SIDES = {"Department": "Letters of the Department", "institution": "Letters of the researcher or the institution"}


@bp.get("")
@allowed(Capability.SEE_TEMPLATES)
def listed() -> ResponseReturnValue:
    """Every letter with its version, and how many were sent with it."""
    with store().reading() as tx:
        found = versions(tx)
    sides = [
        (title, [letter for letter in LETTERS.values() if letter.writer == writer]) for writer, title in SIDES.items()
    ]
    return render_template("wording/listed.html", sides=sides, versions=found, signed_by=signed_by)


@bp.get("/<kind>")
@allowed(Capability.SEE_TEMPLATES)
def shown(kind: str) -> ResponseReturnValue:
    """One letter: its versions, its facts, and how it looks."""
    letter = LETTERS.get(kind) or abort(404)
    with store().reading() as tx:
        found = versions(tx)[kind]
    return render_template(
        "wording/shown.html", letter=letter, versions=found, facts=facts_of(letter), signed_by=signed_by(letter),
        preview=preview(sample(kind)), clause_of=clause_of,
    )  # fmt: skip


@bp.get("/<kind>/sample.<form>")
@allowed(Capability.SEE_TEMPLATES)
def taken(kind: str, form: str) -> ResponseReturnValue:
    """The sample as a file."""
    if kind not in LETTERS or form not in ("pdf", "docx"):
        abort(404)
    return download(written_as(sample(kind), form), form, f"sample-{kind}.{form}")

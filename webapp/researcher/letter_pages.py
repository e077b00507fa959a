"""The researcher's letters from a case: asked left, the letter right, then taken away, or filed with its act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import UnreadableFormError
from procedure.permission import NotPermittedError
from templates.problems import LetterError, Problem
from webapp.cases.asked_act import seen_in
from webapp.certifying.larger_bodies import take_documents
from webapp.checking.findings_page import clause_of
from webapp.corresponding.pages import download
from webapp.kept import store
from webapp.letters.making import Made, written_as
from webapp.letters.questions import NO_CHANGE
from webapp.letters.shown import places, present, preview
from webapp.researcher.doing import Opened, about, case_of, record, what_follows
from webapp.researcher.drafting import Drafting, drafting
from webapp.researcher.enclosing import Enclosed
from webapp.researcher.signed_copy import FIELD, PDF, signed_copy
from webapp.researcher.table import find
from webapp.storage.store import Transaction
from webapp.storage.troubles import OvertakenError
from webapp.uploads import only
from webapp.visiting.access import here

bp = Blueprint("own_letters", __name__, url_prefix="/applications/<number>/letters/new/<kind>")

GO_BACK = "Go back with your browser, where your words still stand, and choose a smaller scan."
MOST_FIELDS = 400
"""A page of a letter that carries what was typed and takes a file has a part for each field."""


@bp.url_value_preprocessor
def _take_many_fields(_: str | None, __: dict[str, object] | None) -> None:
    request.max_form_parts = MOST_FIELDS


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands against the letter, or against filing it."""

    problems: tuple[Problem, ...] = ()
    refused: str = ""


@bp.get("")
def draft(number: str, kind: str) -> ResponseReturnValue:
    """The letter as the case proposes it."""
    with store().reading() as tx:
        one = _drafting(tx, number, kind, about())
    return _page(one, one.proposed)


@bp.post("")
def write(number: str, kind: str) -> ResponseReturnValue:
    """Look at it, take it away, see what filing it would do, or file it; the button says which."""
    with store().reading() as tx:
        one = _drafting(tx, number, kind, about())
    typed = _typed(one)
    try:
        made = one.make(typed)
        match only("do"):
            case "docx" | "pdf" as form:
                return download(written_as(made, form), form, f"{kind}-{number}.{form}")
            case "follows" | "record" as do if one.one.row.is_filed:
                return _record(one, made) if do == "record" else _follows(one, made)
        return _page(one, typed, made)
    except LetterError as error:
        return _page(one, typed, trouble=Trouble(problems=error.problems)), 422
    except NotPermittedError as refused:
        return _page(one, typed, made, Trouble(refused=str(refused))), 422
    except OvertakenError as overtaken:
        return _page(one, typed, made, Trouble(refused=f"{overtaken.matter} {overtaken.remedy}")), 409


def _too_large(told: str, /, number: str, kind: str) -> str:
    with store().reading() as tx:
        one = _drafting(tx, number, kind, about(request.args))
    return _page(one, one.proposed, trouble=Trouble(refused=f"{told} {GO_BACK}"))


take_documents(bp, _too_large)


def _drafting(tx: Transaction, number: str, kind: str, event: int | None) -> Drafting:
    """The letter, if it belongs in the case of who is here now; one that does not has no page."""
    view = case_of(tx, number)
    one = find(view, kind, event)
    if one is None:
        abort(404)
    return drafting(tx, view, one, mailbox=here().address)


def _typed(one: Drafting) -> dict[str, str]:
    names = (*(each.name for each in one.asked), NO_CHANGE)
    return {name: only(name).replace("\r\n", "\n") for name in names}


def _act(one: Drafting) -> Opened:
    if one.one.offered is None:
        abort(404)
    return Opened(one.view, one.one.offered)


def _follows(one: Drafting, made: Made, wrong: UnreadableFormError | None = None) -> str:
    """What filing it would do, with the letter as it would go out; nothing is kept."""
    act, row = _act(one), one.one.row
    facts = act.with_address(one.states(made))
    shown: dict[str, Any] = {"signing": one.signing, "accepted": PDF, "field": FIELD, "wrong": wrong}
    return what_follows(
        act, facts, request.form.to_dict(flat=False), action=_here(one), letter=row.letter, preview=preview(made),
        **shown,
    )  # fmt: skip


def _record(one: Drafting, made: Made) -> ResponseReturnValue:
    """File it: drawn, or as it came back signed; enclosed, kept and written down together, or not at all."""
    act = _act(one)
    try:
        signed = signed_copy(needed=one.signing == "must") if one.signing else None
    except UnreadableFormError as wrong:
        return _follows(one, made, wrong), 422
    pdf = signed or written_as(made, "pdf")
    facts = one.states(made)
    if signed and "on_letterhead" in facts:
        facts |= {"on_letterhead": True}
    with store().writing() as tx:
        return record(tx, act, act.with_address(facts), Enclosed(one.view.number, made, pdf))


def _page(
    one: Drafting, typed: Mapping[str, str], made: Made | None = None, trouble: Trouble | None = None
) -> str:  # fmt: skip
    told, questions = trouble or Trouble(), one.asked
    held: dict[str, Any] = {"preview": preview(made), "notes": made.notes, "present": present(made)} if made else {}
    return render_template(
        "researcher/letter.html", view=one.view, one=one.one, letter=one.one.row.letter, asked=questions, typed=typed,
        unchanged=bool(typed.get(NO_CHANGE)), problems=told.problems, refused=told.refused, clause_of=clause_of,
        places=places(told.problems, [each.name for each in questions]), action=_here(one),
        seen=one.view.seen if told.refused or request.method == "GET" else seen_in(request.form), **held,
    )  # fmt: skip


def _here(one: Drafting) -> str:
    return url_for("own_letters.write", number=one.view.number, kind=one.one.row.kind, about=one.one.about)

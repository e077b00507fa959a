"""The researcher's acts on a case of theirs: each on a page that says what it means, and what follows."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from procedure.permission import NotPermittedError
from webapp.cases.asked_act import seen_in
from webapp.cases.entering import Entered, Field, Posted, facts_of, fields
from webapp.cases.proposals import names, proposed
from webapp.corresponding.pages import download
from webapp.kept import store
from webapp.researcher import renewing
from webapp.researcher.doing import Opened, opened, record, what_follows
from webapp.researcher.offered import SERVICES_OWN
from webapp.researcher.table import of_act
from webapp.storage import letters
from webapp.storage.troubles import OvertakenError
from webapp.uploads import only
from webapp.visiting.access import mine

bp = Blueprint("researcher", __name__, url_prefix="/applications/<number>")


@bp.get("/do/<act>")
def form(number: str, act: str) -> ResponseReturnValue:
    """What the act asks."""
    with store().reading() as tx:
        return _form(opened(tx, number, act))


@bp.post("/do/<act>")
def do(number: str, act: str) -> ResponseReturnValue:
    """Show what follows; or, when that was seen, do it, and send to the Department what has to reach it."""
    with store().writing() as tx:
        one = opened(tx, number, act)
        posted = request.form.to_dict(flat=False)
        entered = _read(one, posted)
        if entered.wrong or only("do") == "change":
            return _form(one, posted, entered.wrong), 422 if entered.wrong else 200
        try:
            if only("do") == "record":
                return record(tx, one, entered.facts)
            return what_follows(one, entered.facts, posted, action=url_for(".do", number=number, act=act))
        except NotPermittedError as refused:
            return _form(one, posted, refused=str(refused)), 422
        except OvertakenError as overtaken:
            return _form(one, posted, refused=f"{overtaken.matter} {overtaken.remedy}"), 409


@bp.get("/letters/<identity>.pdf")
def letter(number: str, identity: str) -> ResponseReturnValue:
    """A letter of either side, byte for byte as it was sent."""
    with store().reading() as tx:
        mine(tx, number)
        found = letters.find(tx, number, identity) or abort(404)
        content = tx.files.read(found.pdf_sha256)
    return download(content, "pdf", f"{found.kind}-{number}.pdf")


def _read(one: Opened, posted: Posted) -> Entered:
    if one.is_renewal:
        return renewing.facts_of(posted)
    names = {field.name for field in _fields(one, posted, None)}
    entered = facts_of(one.offered.act, {name: each for name, each in posted.items() if name in names})
    return Entered(one.with_address(entered.facts), entered.wrong)


def _form(one: Opened, posted: Posted | None = None, wrong: dict[str, str] | None = None, refused: str = "") -> str:
    seen = seen_in(request.form) if posted is not None and not refused else one.view.seen
    return render_template(
        "researcher/act.html", **one.shown, fields=_fields(one, posted, wrong), wrong=wrong or {}, refused=refused,
        items=renewing.items(one.view, posted, wrong) if one.is_renewal else (), names=names(one.view), seen=seen,
        letter=of_act(one.view, one.offered.act),
    )  # fmt: skip


def _fields(one: Opened, posted: Posted | None, wrong: dict[str, str] | None) -> tuple[Field, ...]:
    if one.is_renewal:
        return ()
    act, about = one.offered.act, one.offered.about
    asked = fields(act, posted, wrong, proposed=proposed(one.view, act, about))
    return tuple(each for each in asked if each.name not in SERVICES_OWN or act == "confirm_filing")

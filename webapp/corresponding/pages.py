"""Writing and sending a letter of a case: what is asked on the left, the letter on the right, what it holds below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.limits import ANSWER
from procedure.acts import ACTS
from procedure.events import Role
from procedure.permission import NotPermittedError
from templates.letters import LETTERS
from templates.problems import LetterError, Problem
from validator.formats import is_email
from webapp import clock
from webapp.cases.asked_act import seen_in
from webapp.cases.opening import opened
from webapp.cases.reaching import researcher_address
from webapp.cases.typed import demand_sound, read_day
from webapp.checking.findings_page import clause_of
from webapp.corresponding import sending
from webapp.corresponding.sending import Way, Who, is_done, occasion_of
from webapp.corresponding.table import act_of, find, fitting
from webapp.corresponding.writing import Writing, present, writing
from webapp.kept import store
from webapp.letters.making import Made, written_as
from webapp.letters.pages import KINDS
from webapp.letters.shown import places, preview
from webapp.mailing.outbox import AddressError
from webapp.mailing.sending import mailing
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import letters
from webapp.storage.letters import MAIL, POST
from webapp.storage.store import Transaction
from webapp.storage.troubles import OvertakenError
from webapp.uploads import only

bp = Blueprint("corresponding", __name__, url_prefix="/cases/<number>/letters")

UNMAILABLE = "“{}” is no address that mail can go to. Write it like name@example.edu, or say that it was posted."


@dataclass(slots=True)
class Shown:
    """What the page of a letter shows besides its fields."""

    typed: Mapping[str, str]
    made: Made | None = None
    problems: tuple[Problem, ...] = ()
    wrong: dict[str, str] = field(default_factory=dict)
    """What is the matter with how it is sent."""
    refused: str = ""


@bp.get("/new")
@allowed(Capability.WRITE_LETTERS)
def choose(number: str) -> ResponseReturnValue:
    """The letters that can be written now, each with the act that it tells of."""
    with store().reading() as tx:
        view = opened(tx, number, Capability.WRITE_LETTERS)
        sent = {one.occasion for one in letters.of_application(tx, number)}
        found = [(one, occasion_of(view, one) in sent) for one in fitting(view)]
    return render_template("corresponding/choose.html", view=view, found=found)


@bp.get("/new/<kind>")
@allowed(Capability.WRITE_LETTERS)
def draft(number: str, kind: str) -> ResponseReturnValue:
    """A letter as it was left, or as the case proposes it."""
    with store().reading() as tx:
        one = _writing(tx, number, kind)
        kept = [each for each in letters.drafts_of(tx, number) if (each.kind, each.about) == (kind, _about())]
        typed = kept[-1].typed if kept else one.proposed
        return _page(tx, one, _look(one, Shown(typed)))


@bp.post("/new/<kind>")
@allowed(Capability.WRITE_LETTERS)
def write(number: str, kind: str) -> ResponseReturnValue:
    """Look at it, keep it for later, or take it away as a file; nothing is sent."""
    with store().writing() as tx:
        one = _writing(tx, number, kind)
        typed = _typed(one)
        shown = _look(one, Shown(typed))
        match only("do"):
            case "keep":
                letters.keep_draft(tx, number, kind, _about(), typed, by=staff().address, at=clock.now())
                return redirect(url_for("case.show", number=number, _anchor="letters"), 303)
            case "docx" | "pdf" as form if shown.made:
                return _file(one, shown, shown.made, form)
        return _page(tx, one, shown), 422 if shown.problems else 200


@bp.post("/new/<kind>/send")
@allowed(Capability.SEND_LETTERS)
def send(number: str, kind: str) -> ResponseReturnValue:
    """Send it by mail, or write down that it was posted, with the act that this is: all of it, or nothing."""
    with store().reading() as tx:
        one = _writing(tx, number, kind)
    shown = _look(one, Shown(_typed(one)))
    way = _way(shown)
    if shown.made is None or way is None:
        return _refused(one, shown, 422)
    try:
        with store().writing() as tx:
            _send(tx, _writing(tx, number, kind), shown.made, way)
    except LetterError as error:
        return _refused(one, Shown(shown.typed, problems=error.problems), 422)
    except NotPermittedError as refused:
        return _refused(one, Shown(shown.typed, shown.made, refused=str(refused)), 422)
    except OvertakenError as overtaken:
        return _refused(one, Shown(shown.typed, shown.made, refused=f"{overtaken.matter} {overtaken.remedy}"), 409)
    except AddressError:
        shown.wrong["to"] = UNMAILABLE.format(way.address[:60])
        return _refused(one, shown, 422)
    return redirect(url_for("case.show", number=number, _anchor="letters"), 303)


@bp.get("/<identity>.<form>")
@allowed(Capability.SEE_CASES)
def sent(number: str, identity: str, form: str) -> ResponseReturnValue:
    """A letter as it left the house, byte for byte."""
    with store().reading() as tx:
        opened(tx, number, Capability.SEE_CASES)
        found = letters.find(tx, number, identity)
        if found is None or form not in ("pdf", "docx"):
            abort(404)
        content = tx.files.read(found.pdf_sha256 if form == "pdf" else found.docx_sha256)
    return download(content, form, f"{found.kind}-{number}.{form}")


@bp.post("/<identity>/mail")
@allowed(Capability.SEND_LETTERS)
def mail_again(number: str, identity: str) -> ResponseReturnValue:
    """Mail a letter that was sent once more, to another address: sending too, though its act stays as it was."""
    address = only("to").strip()
    if not is_email(address):
        abort(400)
    with store().writing() as tx:
        opened(tx, number, Capability.SEND_LETTERS)
        found = letters.find(tx, number, identity)
        if found is None or LETTERS[found.kind].writer != "Department":
            abort(404)
        pdf = tx.files.read(found.pdf_sha256)
        try:
            sending.mail(tx, found, pdf, to=address, sender=mailing().sender, by=staff().address, at=clock.now())
        except AddressError:
            abort(400)
    return redirect(url_for("case.show", number=number, _anchor="letters"), 303)


def download(content: bytes, form: str, name: str) -> Response:
    """A letter as a file."""
    response = Response(content, mimetype=KINDS[form])
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _about() -> int:
    text = request.values.get("about", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def _writing(tx: Transaction, number: str, kind: str) -> Writing:
    """The letter, if something in the case can be told by it now."""
    view = opened(tx, number, Capability.WRITE_LETTERS)
    one = find(view, kind, _about())
    if one is None:
        abort(404)
    return writing(tx, view, one)


def _typed(one: Writing) -> dict[str, str]:
    return {each.name: request.form.get(each.name, "").replace("\r\n", "\n") for each in one.asked}


def _look(one: Writing, shown: Shown) -> Shown:
    """The letter, or what stands against it."""
    try:
        shown.made = one.make(shown.typed)
    except LetterError as error:
        shown.problems = error.problems
    return shown


def _file(one: Writing, shown: Shown, made: Made, form: str) -> ResponseReturnValue:
    try:
        return download(written_as(made, form), form, f"{made.kind}-{one.view.number}-draft.{form}")
    except LetterError as error:
        with store().reading() as tx:
            return _page(tx, one, Shown(shown.typed, problems=error.problems)), 422


def _way(shown: Shown) -> Way | None:
    """How it is sent; None where what was typed does not say."""
    if only("how") != POST:
        address = only("to").strip()
        if is_email(address) and len(address) <= ANSWER.most:
            return Way(MAIL, address, clock.today())
        shown.wrong["to"] = UNMAILABLE.format(address[:60])
        return None
    how = " ".join(only("posted_how").split())
    try:
        demand_sound(how, "How it was posted", most=ANSWER.most)
        day = read_day(only("posted_on"), "Day of posting")
    except ValueError as error:
        shown.wrong["posted_on"] = str(error)
        return None
    if not how or day > clock.today():
        shown.wrong["posted_on"] = "Say how and whereto it was posted, and on which day, which has come already."
        return None
    return Way(POST, how, day)


def _send(tx: Transaction, one: Writing, made: Made, way: Way) -> None:
    """Send it, drawn as a PDF that holds what a PDF of the Department must."""
    if act_of(one.one.row, one.one.event) and Role.RESEARCH_SERVICES not in staff().acts_as:
        raise NotPermittedError("Research Services send this letter: it is an act of theirs.")
    who = Who(staff().address, staff().name, seen_in(request.form), only("despite").strip())
    sending.send(
        tx, one, made, written_as(made, "pdf"), way, who, sender=mailing().sender, at=clock.now()
    )  # fmt: skip


def _refused(one: Writing, shown: Shown, code: int) -> ResponseReturnValue:
    """The page again, with what stands against sending."""
    with store().reading() as tx:
        return _page(tx, one, shown), code


def _page(tx: Transaction, one: Writing, shown: Shown) -> str:
    view, kind = one.view, one.one.row.kind
    questions = one.asked
    made = shown.made
    before = letters.of_occasion(tx, occasion_of(view, one.one))
    held: dict[str, Any] = {"preview": preview(made), "notes": made.notes, "present": present(made)} if made else {}
    return render_template(
        "corresponding/letter.html", view=view, one=one.one, letter=one.one.row.letter, asked=questions,
        typed=shown.typed, problems=shown.problems, places=places(shown.problems, [each.name for each in questions]),
        wrong=shown.wrong, refused=shown.refused, clause_of=clause_of, about=_about(), kind=kind, before=before,
        act=_words_of_act(one), to=researcher_address(tx, view),
        how=only("how") or MAIL, **held,
    )  # fmt: skip


def _words_of_act(one: Writing) -> str:
    """What the sending is, in words; "" where the letter only tells, or the act was done before."""
    act = act_of(one.one.row, one.one.event)
    return ACTS[act].words if act and not is_done(one.view, one.one) else ""

"""The last step of the officer: the whole certification as it will be signed, and the code that signs it."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.fields import UnreadableFormError
from templates.problems import LetterError, Problem
from validator.finding import Severity
from validator.questions import Answers
from webapp import clock
from webapp.certifying import papers, statement
from webapp.certifying.asking import OFFICER, postman
from webapp.certifying.digital import DigitallySigned, digitally_signed
from webapp.certifying.giving import Paper, drawn_up, give
from webapp.certifying.officer import demand_same, may_mail
from webapp.certifying.opening import Opened, opened_by
from webapp.certifying.prepared import Prepared, findings_about
from webapp.certifying.statement import Signer
from webapp.checking import findings_page
from webapp.kept import store
from webapp.mailing import mailed
from webapp.people import TOO_MANY, WRONG
from webapp.signatures.slots import Method
from webapp.staff import demo
from webapp.storage import codes, links
from webapp.storage.codes import Entered
from webapp.storage.seals import shown
from webapp.storage.troubles import OvertakenError
from webapp.uploads import only

bp = Blueprint("confirming", __name__)


@bp.get("/certify/<token>/sign")
def show(token: str) -> ResponseReturnValue:
    """What will be signed, whole."""
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICER.name)
    if not opened.asking.prepared:
        return redirect(url_for("officer.show", token=token), 303)
    return _page(token, opened, Prepared.of(opened.asking.prepared))


@bp.post("/certify/<token>/sign")
def sign(token: str) -> ResponseReturnValue:
    """Sign with the code, or send a new one."""
    if only("do") == "send":
        return _send_again(token)
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICER.name)
    prepared = _demand_prepared(opened)
    try:
        digital = _digital(opened, prepared) if prepared.method is Method.DIGITAL else None
        paper = drawn_up(opened, prepared, digital)
    except UnreadableFormError as refused:
        return _page(token, opened, prepared, {"signed": f"{refused.message} {refused.remedy}"}), 422
    except LetterError:
        return _page(token, opened, prepared), 422
    entered = _give(token, prepared, paper)
    if entered is not Entered.RIGHT:
        return _page(token, opened, prepared, {"code": WRONG[entered]}), 422
    return render_template("certifying/signed.html", opened=opened, slot=OFFICER, code=shown(paper.sealed.code))


@bp.get("/certify/<token>/certification.pdf")
def unsigned(token: str) -> ResponseReturnValue:
    """The certification to be signed with a certificate in the officer's own program."""
    with store().reading() as tx:
        opened = opened_by(tx, token, OFFICER.name)
    prepared = _demand_prepared(opened)
    response = Response(
        statement.pdf(prepared.said(opened.draft.now.answers), _signer(opened, prepared)), mimetype=papers.PDF
    )
    response.headers.set("Content-Disposition", "attachment", filename=papers.NAME)
    return response


def _give(token: str, prepared: Prepared, paper: Paper) -> Entered:
    """All of it or nothing; a wrong code counts."""
    file = store().files.put(paper.pdf)
    with store().writing() as tx:
        opened = opened_by(tx, token, OFFICER.name)
        if _demand_prepared(opened) != prepared:
            raise OvertakenError("This was filled in differently in another window.", "Look at it once more.")
        at = clock.now()
        entered = codes.enter(tx, opened.link.id, only("code"), most_tries=mailed.MOST_TRIES, at=at)
        if entered is Entered.RIGHT:
            links.use(tx, token, purpose=OFFICER.name, by=opened.asking.asked.address, at=at)
            give(tx, opened, prepared, paper, file, by=postman())
    return entered


def _send_again(token: str) -> ResponseReturnValue:
    with store().writing() as tx:
        opened = opened_by(tx, token, OFFICER.name)
        prepared = _demand_prepared(opened)
        if not may_mail(tx, opened):
            return _page(token, opened, prepared, {"code": TOO_MANY}), 429
        mailed.send_code(tx, opened.link, at=clock.now())
    return redirect(url_for(".show", token=token, sent=1), 303)


def _demand_prepared(opened: Opened) -> Prepared:
    if not opened.asking.prepared:
        raise OvertakenError("Nothing is prepared to be signed.", "Open the link from your mail once more.")
    prepared = Prepared.of(opened.asking.prepared)
    demand_same(opened, prepared)
    return prepared


def _digital(opened: Opened, prepared: Prepared) -> DigitallySigned:
    said = prepared.said(opened.draft.now.answers)
    return digitally_signed("signed", _own_words(said))


def _own_words(answers: Answers) -> tuple[str, ...]:
    """What the paper of this project alone says: its project, its researcher, and where the data are stored."""
    cloud = answers.get("security_certification", {})
    stored = "will be stored" if cloud.get("cloud_storage") else "will not be stored"
    words = [
        answers.get("project_title"),
        answers.get("bona_fide_researcher", {}).get("name"),
        f"For this project, data {stored} in a data server",
        cloud.get("cloud_provider") if cloud.get("cloud_storage") else None,
    ]
    return tuple(str(one) for one in words if one)


def _signer(opened: Opened, prepared: Prepared) -> Signer:
    return Signer(prepared.name, prepared.title, opened.asking.asked.address, prepared.method)


def _page(token: str, opened: Opened, prepared: Prepared, wrong: dict[str, str] | None = None) -> str:
    answers = opened.draft.now.answers
    problems: tuple[Problem, ...] = ()
    preview = None
    try:
        preview = statement.preview(statement.paper(prepared.said(answers), _signer(opened, prepared)))
    except LetterError as failed:
        problems = failed.problems
    found = findings_about(prepared, answers, on=clock.today())
    for_staff = [one for one in found if one.severity is not Severity.ERROR and not one.pointer.endswith("_enclosed")]
    return render_template(
        "certifying/confirm.html", token=token, opened=opened, prepared=prepared, slot=OFFICER, preview=preview,
        problems=problems, for_staff=for_staff, wrong=wrong or {}, minutes=mailed.CODE_LASTS.seconds // 60,
        sent=only("sent"), is_demo=demo.is_open(), words=findings_page.WORDS,
        is_digital=prepared.method is Method.DIGITAL,
    )  # fmt: skip

"""Checking a filled form: upload it, or take a sample, and see every finding with its clause. Nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import UnreadableFormError
from forms.limits import FORM_FIELDS, FORM_PAGES, FORM_SIZE, MEBIBYTE, PACKAGE_SIZE
from validator.dates import read_date
from validator.finding import Stage
from webapp import clock
from webapp.checking import findings_page, report
from webapp.checking.checked import Checked, FormReader, Gate, look_again, look_at, with_documents
from webapp.checking.places import places_of
from webapp.kept import maps
from webapp.samples import CHECKED_ON, SAMPLES, Sample
from webapp.unpacking.enclosed import in_chosen_places
from webapp.uploads import NoUploadError, Upload, chosen_file, only

bp = Blueprint("checking", __name__)

STAGES = {
    Stage.SUBMIT: ("Submit", "what must be there before the application is sent"),
    Stage.APPROVE: ("Approve", "also what must be there before it can be approved"),
    Stage.RELEASE: ("Release", "also what must be there before data are released"),
}


class NoDayError(UnreadableFormError):
    """The day of the check is no date."""


@bp.url_value_preprocessor
def _take_larger_bodies(_: str | None, __: dict[str, object] | None) -> None:
    """A package may be larger than a form; set before anything reads the body."""
    if request.endpoint == "checking.upload":
        request.max_content_length = PACKAGE_SIZE.most + MEBIBYTE // 4


@bp.get("/check")
def form() -> ResponseReturnValue:
    """The page that asks for the filled form."""
    return _form()


@bp.post("/check")
def upload() -> ResponseReturnValue:
    """Read the form that was sent, and show what was found; or say why it can't be read, and what to do."""
    try:
        gate = _gate()
        sent = chosen_file("application")
    except (NoDayError, NoUploadError) as refused:
        return _form(refused), 400
    try:
        checked = look_at(sent, gate, _reader(), maps())
        return _places(checked) if checked.documents else _page(checked)
    except UnreadableFormError as refused:
        return _form(refused, sent.name), 422


@bp.get("/check/again")
@bp.get("/check/places")
@bp.get("/check/report.txt")
@bp.get("/check/report.json")
def begin() -> ResponseReturnValue:
    """Nothing is kept that could be shown again: begin with the form."""
    return redirect(url_for(".form"), 303)


@bp.post("/check/again")
def again() -> ResponseReturnValue:
    """The same answers at another stage, or on another day."""
    return _again(_page)


@bp.post("/check/places")
def places() -> ResponseReturnValue:
    """Where each document of the package belongs, to be said anew."""
    return _again(_places)


@bp.post("/check/report.txt")
def as_text() -> ResponseReturnValue:
    """The report to print, or to send to the team."""
    return _again(
        lambda one: _download(
            report.as_text(one.taken, one.findings, one.gate.stage, on=one.gate.on, colour=False),
            "text/plain",
            "findings.txt",
        )
    )


@bp.post("/check/report.json")
def as_json() -> ResponseReturnValue:
    """The answers and findings for another program."""
    return _again(
        lambda one: _download(
            json.dumps(report.as_json(one.taken, one.findings), ensure_ascii=False, indent=2) + "\n",
            "application/json",
            "findings.json",
        )
    )


@bp.get("/samples/<name>")
def sample(name: str) -> ResponseReturnValue:
    """What a check says of the form of an invented person."""
    if name not in SAMPLES:
        abort(404)
    chosen = SAMPLES[name]
    sent = Upload(f"{name}.pdf", chosen.pdf())
    return _page(look_at(sent, Gate(Stage.SUBMIT, CHECKED_ON), _reader()), sample=chosen)


@bp.get("/samples/<name>.pdf")
def sample_form(name: str) -> ResponseReturnValue:
    """The filled form of an invented person."""
    if name not in SAMPLES:
        abort(404)
    return _download(SAMPLES[name].pdf(), "application/pdf", f"sample-{name}.pdf")


def _gate() -> Gate:
    """The stage and the day that were chosen."""
    stage = only("stage", Stage.SUBMIT)
    if stage not in set(Stage):
        abort(400)
    return Gate(Stage(stage), _day(only("on")))


def _day(text: str) -> date:
    day = read_date(text) if text else clock.today()
    if day is None:
        raise NoDayError(
            "no_day", f"“{text[:40]}” is not a date.", "Write month, day and year, for example 11/22/2026."
        )
    return day


def _reader() -> FormReader:
    read: FormReader = current_app.extensions["reader"]
    return read


def _form(refused: UnreadableFormError | None = None, name: str = "") -> str:
    return render_template(
        "checking/check.html",
        refused=refused,
        refused_name=name,
        wrong_field="on" if isinstance(refused, NoDayError) else "application",
        stages=STAGES,
        chosen_stage=only("stage", Stage.SUBMIT),
        typed_day=only("on"),
        today=clock.today(),
        limits=(FORM_SIZE, FORM_PAGES, FORM_FIELDS),
        largest=PACKAGE_SIZE,
        samples=SAMPLES.values(),
    )


def _again(answer: Callable[[Checked], ResponseReturnValue]) -> ResponseReturnValue:
    """Check again what the page carried, and answer; a day that is none costs nobody the answers."""
    carried = only("carried")
    try:
        return answer(_placed(look_again(carried, _gate())))
    except NoDayError as refused:
        return _page(_placed(look_again(carried, Gate(Stage.SUBMIT, clock.today()))), refused=refused), 400
    except UnreadableFormError as refused:
        return _form(refused), 400


def _placed(checked: Checked) -> Checked:
    """The application with its documents where the person wants them."""
    if not any(name.startswith("place.") for name in request.form):
        return checked
    return with_documents(checked, in_chosen_places(checked.documents, request.form))


def _places(checked: Checked) -> str:
    return render_template("unpacking/checked_places.html", checked=checked, places=places_of(checked))


def _page(checked: Checked, sample: Sample | None = None, refused: NoDayError | None = None) -> str:
    return render_template(
        "checking/findings.html",
        checked=checked,
        sample=sample,
        refused=refused,
        typed_day=only("on") if refused else checked.gate.on.strftime("%m/%d/%Y"),
        headline=report.headline_of(checked.taken, checked.findings, checked.gate.stage),
        parts=findings_page.parts(checked),
        checklist=findings_page.checklist(checked.findings),
        words=findings_page.WORDS,
        bar=findings_page.BAR,
        clause_of=findings_page.clause_of,
        picture=findings_page.picture,
        stages=STAGES,
        places=places_of(checked),
    )


def _download(content: str | bytes, kind: str, name: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response

"""Going on from a page of findings with its answers; a stranger comes in first, and loses none of them."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import UnreadableFormError
from validator.finding import Stage
from webapp import clock, people
from webapp.bringing.pages import into, shown_to_confirm
from webapp.bringing.values import values
from webapp.checking.checked import Checked, Gate, look_again
from webapp.people import NotLetInError
from webapp.staff import demo
from webapp.staff.admission import Audience, admits
from webapp.uploads import only
from webapp.visiting import visits

bp = Blueprint("continuing", __name__)


@bp.post("/from-a-file/continue")
@admits(Audience.EVERYBODY)
def go_on() -> ResponseReturnValue:
    """The answers that a page carried, for a new draft or the one that was chosen."""
    checked = _carried()
    if checked is None:
        return redirect(url_for("checking.form"), 303)
    if visits.current() is None:
        return _come_in(checked)
    return shown_to_confirm(checked, into(only("into")), package=only("package"))


@bp.post("/from-a-file/come-in")
@admits(Audience.EVERYBODY)
def come_in() -> ResponseReturnValue:
    """Show that an address is one's own without losing the answers, which are kept by nobody meanwhile."""
    checked = _carried()
    if checked is None:
        return redirect(url_for("checking.form"), 303)
    if visits.current() is None:
        try:
            if "code" not in request.form:
                people.send_to(only("email"))
                return _come_in(checked)
            people.let_in(only("code"))
        except NotLetInError as wrong:
            return _come_in(checked, wrong.words), wrong.status
    return shown_to_confirm(checked, None)


def _carried() -> Checked | None:
    try:
        return look_again(only("carried"), Gate(Stage.SUBMIT, clock.today()))
    except UnreadableFormError:
        return None


def _come_in(checked: Checked, wrong: str = "") -> str:
    return render_template(
        "bringing/come_in.html", checked=checked, wrong=wrong, address=people.asked_address(), is_demo=demo.is_open(),
        again="again" in request.form, typed=only("email"), count=len(values(checked)),
    )  # fmt: skip

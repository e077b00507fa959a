"""The first page, the blank form, what one needs before beginning, and what the service promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from forms.fields import UnreadableFormError
from forms.limits import LIMITS
from validator.clauses import SECTIONS
from validator.questions import Question, Section, edition
from webapp.samples import SAMPLES
from webapp.sweeping import KEPT

bp = Blueprint("public", __name__)


@dataclass(frozen=True, slots=True)
class Need:
    """What to have at hand for one section: facts to know, papers to enclose."""

    section: Section
    papers: tuple[Question, ...]
    always: tuple[Question, ...]
    sometimes: tuple[Question, ...]


@bp.get("/")
def home() -> ResponseReturnValue:
    """The doors."""
    return render_template("home.html", samples=SAMPLES.values(), sections=SECTIONS.values())


@bp.get("/form.pdf")
def blank_form() -> ResponseReturnValue:
    """The form to fill in."""
    from forms.fill import blank

    response = Response(blank(), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename="data-request-standard-application.pdf")
    return response


@bp.get("/before-you-begin")
def before_you_begin() -> ResponseReturnValue:
    """A checklist of what the application asks for, to print."""
    return render_template("before_you_begin.html", needs=list(_needs()), form=edition())


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What happens to what people send."""
    return render_template("privacy.html", kept=KEPT, limits=LIMITS, isolation=_isolation())


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """How the pages are made for everybody, and what is known to be lacking."""
    return render_template("accessibility.html")


def _isolation() -> str:
    """What the process that reads files is kept from on this machine, as it is and not as it should be."""
    try:
        return str(current_app.extensions["reader"].isolation)
    except UnreadableFormError:
        return "It does not run now, so no file is read."


def _needs() -> Iterator[Need]:
    for section in edition().sections:
        papers = tuple(question for question in section.questions if question.enclosure)
        facts = [q for q in section.questions if not q.enclosure and q.kind not in {"box", "digital_signature"}]
        always = tuple(q for q in facts if q.required and not q.conditions)
        yield Need(section, papers, always, tuple(q for q in facts if q not in always))

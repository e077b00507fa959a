"""964 and 966 clause by clause: our summary, who owes it, and what in this service states it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from validator.clauses import CLAUSES, OFFICIAL_TEXT, PERSONS, SECTIONS, children, in_full, parent
from validator.questions import NEWEST, edition
from webapp.law.coverage import Coverage, coverage

bp = Blueprint("law", __name__, url_prefix="/clauses")

STATUS = {
    "stated": "stated by this service",
    "left": "left to a person",
    "not yet": "not stated yet",
}
_PLACES = {
    "validator/schema": "A question of the form",
    "validator.checks": "A check",
    "procedure.workflow": "An act of the procedure",
    "procedure.deadlines": "A deadline",
    "templates.letters": "A letter",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One object of the software that states a clause, in words, and where a programmer finds it."""

    what: str
    where: str


@bp.get("")
def contents() -> ResponseReturnValue:
    """Every clause, in the regulation's order."""
    return render_template("law/clauses.html", sections=SECTIONS.values(), covered=_covered().values(), status=STATUS)


@bp.get("/<path:name>")
def clause(name: str) -> ResponseReturnValue:
    """One clause."""
    citation = name.replace("-item-", " item ")
    if citation not in CLAUSES:
        abort(404)
    order = list(CLAUSES)
    place = order.index(citation)
    one = _covered()[citation]
    return render_template(
        "law/clause.html",
        one=one,
        clause=one.clause,
        in_full=in_full(citation),
        section=SECTIONS[one.clause.section],
        above=_line_above(citation),
        below=[CLAUSES[each] for each in children(citation)],
        owed_by=[PERSONS[person] for person in one.clause.owed_by],
        places=[Place(_in_words(where), where) for where in one.stated_in if where not in CLAUSES],
        status=STATUS[one.status],
        previous=order[place - 1] if place else None,
        following=order[place + 1] if place + 1 < len(order) else None,
        official=OFFICIAL_TEXT,
    )


def slug(citation: str) -> str:
    """A citation as it stands in an address."""
    return citation.replace(" item ", "-item-")


@cache
def _covered() -> dict[str, Coverage]:
    return {one.clause.citation: one for one in coverage()}


def _line_above(citation: str) -> list[str]:
    """The clauses that a clause stands under, the topmost first."""
    above = parent(citation)
    return [*_line_above(above), above] if above else []


def _in_words(where: str) -> str:
    """What kind of object a place is; a question by its label."""
    kind = next((words for start, words in _PLACES.items() if where.startswith(start)), "A part of this service")
    label = _labels().get(where.partition("#/properties/")[2])
    return f"{kind}: {label}" if label else kind


@cache
def _labels() -> dict[str, str]:
    """The labels of the newest questions by their place in the schema."""
    return {
        "/properties/".join(question.path).replace("/properties/*/properties/", "/items/properties/"): question.label
        for system in NEWEST
        for question in edition(system).questions
    }

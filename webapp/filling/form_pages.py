"""The form on the web: a list of its sections, each on a page of its own, and a page to look everything over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from validator.finding import Finding
from validator.questions import Section, edition_of
from webapp import clock
from webapp.answers.asked import SIGNED_AT_THE_END, Asked, asked, name_of, of_section, rows_asked, rows_of
from webapp.answers.shown import Shown, shown, title_of
from webapp.certifying.asking import postman
from webapp.certifying.panel import panel_of
from webapp.certifying.settings import signing_settings
from webapp.certifying.telling import tell_voids
from webapp.certifying.voiding import keep
from webapp.checking import findings_page
from webapp.filling.drafts import rows_to_invite
from webapp.filling.saving import FIXED_FOR_MEMBERS, Scope
from webapp.filling.saving import save as save_page
from webapp.judging import blocking, evidence_of, findings_of
from webapp.judging import tasks as tasks_of
from webapp.kept import store
from webapp.signatures.slots import BY_LINK
from webapp.storage.drafts import Disagreement, Draft
from webapp.storage.store import Transaction
from webapp.uploads import only
from webapp.visiting import visits
from webapp.visiting.access import Standing, opened

bp = Blueprint("form", __name__)

TEAM = "team"


@bp.get("/drafts/<draft>")
def tasks(draft: str) -> ResponseReturnValue:
    """The sections, each with its state in words."""
    found, standing, findings = _look(draft)
    if found.submitted:
        return redirect(url_for("submissions.of_draft", draft=draft), 303)
    if not standing.edits_all:
        return redirect(url_for(".section", draft=draft, section=TEAM), 303)
    listed = tasks_of(found.now.answers, findings)
    return render_template(
        "filling/tasks.html", draft=found, standing=standing, tasks=listed, title=title_of(found),
        visit=visits.current(), done=sum(task.is_done for task in listed), saved=visits.time_of(found.now.saved_at),
    )  # fmt: skip


@bp.get("/drafts/<draft>/sections/<section>")
def section(draft: str, section: str) -> ResponseReturnValue:
    """One section."""
    found, standing, findings = _look(draft)
    return _section(found, standing, _named(found, section), findings)


@bp.post("/drafts/<draft>/sections/<section>")
def save(draft: str, section: str) -> ResponseReturnValue:
    """Save what was typed, whatever is wrong with it, and go where the button leads."""
    saved, scope = _save(draft, section, only("seen"), is_done=True)
    if isinstance(saved, Disagreement):
        if scope.row is not None:
            return redirect(url_for(".section", draft=draft, section=section, overtaken=1), 303)
        return redirect(url_for("drafts.both", draft=draft), 303)
    return redirect(_after(saved, section, only("do", "next")), 303)


@bp.post("/drafts/<draft>/sections/<section>/autosave")
def autosave(draft: str, section: str) -> ResponseReturnValue:
    """Save while somebody types; If-Match is what their window shows."""
    saved, scope = _save(draft, section, request.headers.get("If-Match", "").strip('"'))
    if isinstance(saved, Disagreement):
        return jsonify(both=url_for("drafts.both", draft=draft)), 412
    answer = jsonify(saved=visits.time_of(saved.now.saved_at))
    answer.headers["ETag"] = f'"{scope.mark(saved)}"'
    return answer


@bp.get("/drafts/<draft>/team/<int:row>/remove")
def ask_to_remove(draft: str, row: int) -> ResponseReturnValue:
    """What removing a Team Member takes out."""
    found, standing, _ = _look(draft)
    if not standing.edits_all or row >= rows_of(_named(found, TEAM), found.now.answers):
        abort(404)
    names = dict(rows_to_invite(found.now.answers))
    return render_template(
        "filling/team_remove.html", draft=found, row=row, name=names.get(row, f"Team Member {row + 1}"),
        version=found.now.number,
    )  # fmt: skip


@bp.post("/drafts/<draft>/team/<int:row>/remove")
def remove(draft: str, row: int) -> ResponseReturnValue:
    """Take a Team Member out, if the list is still the one that was looked at."""
    with store().writing() as tx:
        found, standing = opened(tx, draft)
        rows = found.now.answers.get("team_members")
        if not standing.edits_all or not isinstance(rows, list) or row >= len(rows):
            abort(404)
        if only("version") == str(found.now.number):
            answers = {**found.now.answers, "team_members": [*rows[:row], *rows[row + 1 :]]}
            saved = keep(tx, found, answers, version=found.now.number, by=standing.address, at=clock.now())
            _tell(tx, saved)
    return redirect(url_for(".section", draft=draft, section=TEAM), 303)


@bp.get("/drafts/<draft>/review")
def review(draft: str) -> ResponseReturnValue:
    """Every answer with what was found about it, and the way to change it."""
    found, standing, findings = _look(draft)
    if not standing.edits_all or found.submitted:
        return redirect(url_for(".tasks", draft=draft), 303)
    with store().reading() as tx:
        rows = panel_of(tx, found)
    form = edition_of(found.now.answers)
    parts = [
        (part, _by_row(shown(part, found.now.answers, {})), of_section(findings, part, form))
        for part in form.sections
        if part.id not in SIGNED_AT_THE_END
    ]
    return render_template(
        "filling/review.html", draft=found, standing=standing, title=title_of(found), parts=parts,
        blocking=blocking(findings), rows=rows, words=findings_page.WORDS, clause_of=findings_page.clause_of,
        name_of=name_of,
    )  # fmt: skip


def _by_row(answers: Sequence[Shown]) -> list[tuple[str, list[Shown]]]:
    """The answers by the row that they stand in, in the order of the form; first those that stand in none."""
    return [(row, list(group)) for row, group in groupby(answers, lambda one: one.row)]


def _look(draft: str) -> tuple[Draft, Standing, list[Finding]]:
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        evidence = evidence_of(tx, draft)
    return found, standing, findings_of(found.now.answers, evidence, on=clock.today())


def _save(draft: str, name: str, seen: str, *, is_done: bool = False) -> tuple[Draft | Disagreement, Scope]:
    """Save; who is done with a page lets those know at once whose signature no longer fits."""
    with store().writing() as tx:
        found, standing = opened(tx, draft)
        scope = _scope(standing, _named(found, name))
        pairs = list(request.form.items(multi=True))
        saved = save_page(tx, found, scope, pairs, seen=seen, by=standing.address, at=clock.now())
        if is_done:
            _tell(tx, saved)
        return saved, scope


def _tell(tx: Transaction, saved: Draft | Disagreement) -> None:
    """Tell those whose signature no longer fits."""
    if isinstance(saved, Draft):
        tell_voids(tx, saved, signing_settings(), by=postman, at=clock.now())


def _named(draft: Draft, name: str) -> Section:
    sections = edition_of(draft.now.answers).sections
    return next((one for one in sections if one.id == name and name not in SIGNED_AT_THE_END), None) or abort(404)


def _scope(standing: Standing, part: Section) -> Scope:
    """What this person may write in a section."""
    if standing.edits_all:
        return Scope(tuple(question for question in part.questions if question.name not in BY_LINK))
    if part.id != TEAM or standing.row is None:
        abort(403, description="no_row")
    return Scope(tuple(question for question in part.questions if question.row), standing.row)


def _section(draft: Draft, standing: Standing, part: Section, findings: Sequence[Finding]) -> ResponseReturnValue:
    if draft.submitted:
        return redirect(url_for("submissions.of_draft", draft=draft.id), 303)
    scope = _scope(standing, part)
    form = edition_of(draft.now.answers)
    state = next(task.state for task in tasks_of(draft.now.answers, findings) if task.section.id == part.id)
    begun = state not in ("Not started", "Nothing needed to submit")
    told = of_section(findings, part, form) if begun or "checked" in request.args else []
    plain, rows = _inputs(draft, scope, part, told)
    return render_template(
        "filling/section.html", draft=draft, standing=standing, part=part, title=title_of(draft), plain=plain,
        rows=rows,
        findings=told if scope.row is None else [one for row in rows for asks in row for one in asks.findings],
        by_link=_by_link(draft, part, told), mark=scope.mark(draft), visit=visits.current(),
        saved=visits.time_of(draft.now.saved_at),
        checked="checked" in request.args, overtaken="overtaken" in request.args, name_of=name_of,
        words=findings_page.WORDS, place=form.sections.index(part) + 1, of=len(form.sections),
        more="more" in request.args,
    )  # fmt: skip


def _inputs(
    draft: Draft, scope: Scope, part: Section, findings: Sequence[Finding]
) -> tuple[list[Asked], list[list[Asked]]]:
    answers = draft.now.answers
    if scope.row is not None:
        row = asked(scope.questions, answers, findings, scope.row)
        return [], [[replace(one, is_fixed=one.question.name == FIXED_FOR_MEMBERS) for one in row]]
    plain = [question for question in scope.questions if not question.row]
    more = 1 if "more" in request.args or not rows_of(part, answers) else 0
    return asked(plain, answers, findings), list(rows_asked(part, answers, findings, more))


def _by_link(draft: Draft, part: Section, findings: Sequence[Finding]) -> list[Asked]:
    """What nobody types here: who was asked by a link answers it by signing."""
    questions = [question for question in part.questions if question.name in BY_LINK]
    return asked(questions, draft.now.answers, findings)


def _after(draft: Draft, name: str, do: str) -> str:
    """Where a button leads; a button that is none leads on."""
    here: dict[str, Any] = {"draft": draft.id, "section": name}
    match do.split():
        case ["check"]:
            return url_for(".section", **here, checked=1)
        case ["later"]:
            return url_for(".tasks", draft=draft.id, saved=1)
        case ["add"]:
            return url_for(".section", **here, more=1, _anchor="new")
        case ["remove", row] if row.isascii() and row.isdecimal():
            return url_for(".ask_to_remove", draft=draft.id, row=int(row))
    sections = [one.id for one in edition_of(draft.now.answers).sections if one.id not in SIGNED_AT_THE_END]
    following = sections[sections.index(name) + 1 :]
    if not following:
        return url_for(".review", draft=draft.id)
    return url_for(".section", draft=draft.id, section=following[0])

"""Absence and handing over: who is away and who stands in, and all of a person's cases given to somebody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.limits import PROSE
from webapp import clock
from webapp.cases.assigning import hand_over
from webapp.cases.colleagues import colleague, colleagues
from webapp.cases.typed import demand_sound, read_day
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import absences, work_list
from webapp.storage.assignments import Owner
from webapp.storage.store import Transaction
from webapp.uploads import only

bp = Blueprint("desk", __name__, url_prefix="/cases")


@dataclass(slots=True)
class Sent:
    """What was posted, read field by field."""

    wrong: dict[str, str] = field(default_factory=dict)

    def colleague(self, tx: Transaction, name: str, called: str) -> Owner:
        """Somebody who may look after cases."""
        found = colleague(tx, only(name), on=clock.today()) if only(name) else None
        if found is None:
            self.wrong[name] = f"{called}: choose somebody from the list."
        return found or Owner("", "")

    def owner(self, tx: Transaction, name: str, called: str) -> Owner:
        """Somebody who has cases, and may have left."""
        found = next((one for one in work_list.owners(tx) if one.address == only(name)), None)
        if found is None:
            self.wrong[name] = f"{called}: choose somebody from the list."
        return found or Owner("", "")

    def day(self, name: str, called: str) -> date:
        """A day."""
        try:
            return read_day(only(name), called)
        except ValueError as wrong:
            self.wrong[name] = str(wrong)
            return clock.today()

    def note(self) -> str:
        """Words that may be left out."""
        try:
            demand_sound(only("note"), "Note", most=PROSE.most)
        except ValueError as wrong:
            self.wrong["note"] = str(wrong)
        return only("note")


@bp.get("/away")
@allowed(Capability.WORK_ON_CASES)
def away() -> ResponseReturnValue:
    """Who is away, and two forms: to say that somebody will be, and to hand cases over."""
    return _page({})


@bp.post("/away")
@allowed(Capability.WORK_ON_CASES)
def say_away() -> ResponseReturnValue:
    """Write down when somebody is away and who stands in, or that they are here."""
    sent, now = Sent(), clock.now()
    with store().writing() as tx:
        person = sent.colleague(tx, "person", "Who")
        if only("do") == "back":
            if not sent.wrong:
                absences.take_back(tx, person, by=staff().address, at=now)
        else:
            _say_away(tx, sent, person)
    return redirect(url_for(".away"), 303) if not sent.wrong else (_page(sent.wrong), 422)


def _say_away(tx: Transaction, sent: Sent, person: Owner) -> None:
    begins_on, ends_on = sent.day("begins_on", "First day"), sent.day("ends_on", "Last day")
    stand_in = sent.colleague(tx, "stand_in", "Who stands in")
    if not sent.wrong and ends_on < begins_on:
        sent.wrong["ends_on"] = "Last day: it is before the first day. Look at both again."
    if not sent.wrong and stand_in == person:
        sent.wrong["stand_in"] = "Who stands in: choose somebody else than who is away."
    if not sent.wrong:
        by, at = staff().address, clock.now()
        absences.tell(tx, person, begins_on=begins_on, ends_on=ends_on, stand_in=stand_in, by=by, at=at)


@bp.post("/hand-over")
@allowed(Capability.WORK_ON_CASES)
def give_all() -> ResponseReturnValue:
    """Ask whether all of a person's cases are to go to somebody else, and then do it."""
    sent = Sent()
    with store().writing() as tx:
        former, owner = sent.owner(tx, "former", "Whose cases"), sent.colleague(tx, "to", "To whom")
        note = sent.note()
        if not sent.wrong and former.address == owner.address:
            sent.wrong["to"] = "To whom: choose somebody else than whose cases they are."
        count = len(work_list.owned_by(tx, former)) if not sent.wrong else 0
        if not sent.wrong and only("do") == "sure":
            given = hand_over(tx, former, owner, note=note, by=staff().address, at=clock.now())
            return redirect(url_for(".away", given=given, to=owner.name), 303)
    if sent.wrong:
        return _page(sent.wrong), 422
    return render_template("cases/hand_over.html", former=former, to=owner, note=note, count=count)


def _page(wrong: dict[str, str]) -> str:
    with store().reading() as tx:
        people, owners = colleagues(tx, on=clock.today()), work_list.owners(tx)
        said = [one for one in absences.absences(tx) if one.ends_on >= clock.today()]
    return render_template(
        "cases/away.html", who=staff(), people=people, owners=owners, said=said, wrong=wrong, typed=request.form,
        given=request.args.get("given", ""), to=request.args.get("to", ""),
    )  # fmt: skip

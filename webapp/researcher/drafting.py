"""A letter of the researcher or the institution that is being written from a case, on their own letterhead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from templates.facts import unwanted
from templates.letterhead import Stationery
from templates.needed import Facts
from webapp.administration.stationery import stationery_on
from webapp.cases.case import CaseView
from webapp.corresponding.case_facts import in_one, reasons_of
from webapp.corresponding.writing import answers_today
from webapp.letters.case import Case
from webapp.letters.making import Made, make
from webapp.letters.prefilled import Prefilled
from webapp.letters.questions import Asked
from webapp.researcher.knowing import SETTLED, Asking, known
from webapp.researcher.renewing import standing
from webapp.researcher.stating import ITEM_OF, stated
from webapp.researcher.table import Possible
from webapp.storage import letterheads
from webapp.storage.store import Transaction

_CHANGES = "changes."


@dataclass(frozen=True, slots=True)
class Drafting:
    """A letter that belongs in the case now, with what the case knows of it."""

    view: CaseView
    one: Possible
    facts: Facts
    addresses: Stationery | None
    """Where the Department's address stands; the institution's letterhead comes from the application."""

    @property
    def prefilled(self) -> Prefilled:
        """What its page asks."""
        return Prefilled(self.one.row.kind, self.facts, frozenset(self.facts) - SETTLED)

    @property
    def asked(self) -> list[Asked]:
        """What a person is asked, but for what has no place in this letter as the case stands."""
        found = self.prefilled.asked
        idle = unwanted(self.one.row.kind, {**{each.name: "x" for each in found}, **self.facts})
        return [self._with_hint(each) for each in found if each.name not in idle]

    @property
    def proposed(self) -> dict[str, str]:
        """What stands in the fields before anybody has typed."""
        return self.prefilled.proposed

    @property
    def signing(self) -> Literal["", "may", "must"]:
        """Whether it comes back signed before it is filed: its clause asks for signatures, or for letterhead."""
        if self.one.row.leaves == "signed first":
            return "must"
        return "may" if self.one.row.letter.official_letterhead else ""

    def make(self, typed: Mapping[str, str]) -> Made:
        """The letter, read back; LetterError with every problem, in words, when it can't be made."""
        row, view = self.one.row, self.view
        facts, as_it_is = self.prefilled.with_typed(typed), row.leaves == "filed"
        case = Case(answers_today(view), self.addresses, view.on, facts, policy=view.policy, goes_as_it_is=as_it_is)
        return make(row.kind, case)

    def states(self, made: Made) -> dict[str, Any]:
        """What its act states when it is filed; LetterError where the letter holds what the act can't state."""
        return stated(self.one.row.act, made.facts)

    def _with_hint(self, one: Asked) -> Asked:
        """What the case holds against what a person says of it: the item as it is now, the reasons that were given."""
        if one.name.startswith(_CHANGES):
            now = standing(self.view)[ITEM_OF[one.name.removeprefix(_CHANGES)]]
            return replace(one, hint=f"“No change.”, or what changes. Now: {now}")
        if one.name == "grounds" and (reasons := self._reasons):
            return replace(one, hint=f"{one.hint}. {reasons}")
        return one

    @property
    def _reasons(self) -> str:
        """The reasons of the decision that is appealed, numbered; "" where none were given."""
        event = self.view.case.event(self.one.about)
        given = reasons_of(self.view, event) if event else []
        return " ".join(f"{number}. {in_one(reason)}" for number, reason in enumerate(given, 1))


def drafting(tx: Transaction, view: CaseView, one: Possible, *, mailbox: str) -> Drafting:
    """A letter that is being written by the researcher of a mailbox."""
    event = view.case.event(one.about)
    facts = known(Asking(view, event, mailbox), one.row.kind, filed=one.row.leaves == "filed")
    return Drafting(view, one, facts, _addresses(tx, view))


def _addresses(tx: Transaction, view: CaseView) -> Stationery | None:
    """Where letters to the Department go; None where only sample names are set, which no letter may be sent to."""
    if letterheads.in_force(tx, on=view.on) is None:
        return None
    found = stationery_on(tx, view.on)
    return Stationery({"department": found.entries["department"]}, found.read)

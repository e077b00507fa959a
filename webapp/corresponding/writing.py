"""A letter made from a case: what the case knows, then what a person typed, held against what the letter must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from procedure.persons import researcher_of
from templates.letterhead import Stationery, stationery
from templates.letters import LETTERS
from templates.needed import Facts
from templates.rendering import template_bytes
from validator.dates import read_date, written
from validator.names import same_person
from validator.questions import Answers
from webapp.cases.case import CaseView, with_researcher
from webapp.corresponding.case_facts import known
from webapp.corresponding.table import Fitting
from webapp.letters.case import Case
from webapp.letters.making import Made, make
from webapp.letters.prefilled import Prefilled
from webapp.letters.questions import Asked
from webapp.storage import letterheads
from webapp.storage.letterheads import Kept
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Writing:
    """A letter that is being written."""

    view: CaseView
    one: Fitting
    facts: Facts
    """What the case knows of it."""
    stationery: Stationery | None

    @property
    def prefilled(self) -> Prefilled:
        """What its page asks, beside what the history says and no letter about it may say otherwise."""
        return Prefilled(self.one.row.kind, self.facts, EDITED)

    @property
    def asked(self) -> list[Asked]:
        """What a person is asked."""
        return self.prefilled.asked

    @property
    def proposed(self) -> dict[str, str]:
        """What stands in the fields before anybody has typed: what the case proposes for them."""
        return self.prefilled.proposed

    def make(self, typed: Mapping[str, str]) -> Made:
        """The letter, read back; LetterError with every problem, in words, when it can't be made."""
        facts = self.prefilled.with_typed(typed)
        answers = answers_today(self.view)
        return make(self.one.row.kind, Case(answers, self.stationery, self.view.on, facts, policy=self.view.policy))


EDITED = frozenset(
    {
        "reasons", "conditions", "considered", "balance_of_harms", "what_follows", "comments_on_confidentiality",
        "comments_on_purpose", "what", "requirements", "why", "risks", "times", "addressee", "signer", "notified_on",
        "findings_received_on", "received_how", "agreed", "given_by",
    }
)  # fmt: skip
"""Facts that the case proposes, and whose words a person may still choose."""


def writing(tx: Transaction, view: CaseView, one: Fitting) -> Writing:
    """A letter about an event of a case, on the letterhead that is in force on its day."""
    kept = letterheads.in_force(tx, on=view.on)
    return Writing(view, one, known(view, one), _stationery(kept) if kept else None)


def template_hash(kind: str) -> str:
    """Which edition of the Word template a letter was made with."""
    return sha256(template_bytes(kind)).hexdigest()


def present(made: Made) -> list[str]:
    """What stands in the letter, for who looks it over before it goes out; it was read back, so all of it does."""
    letter, facts = LETTERS[made.kind], made.facts
    found = [f"what it rests on: § {letter.clause}" if letter.clause else "that it is a courtesy"]
    if letter.writer == "Department":
        found.append("telephone, address for inquiries, contact")
    if facts.get("reasons"):
        reasons = len(facts["reasons"])
        found.append(
            "one specific reason with its ground" if reasons == 1 else f"{reasons} reasons, each with its ground"
        )
    if last_day := read_date(str(facts.get("last_day_to_appeal", ""))):
        found.append(f"the last day to appeal, {written(last_day)}, with how it was counted")
    elif letter.appeal is None:
        found.append("no paragraph on appeals: nothing in it can be appealed")
    return found


def answers_today(view: CaseView) -> Answers:
    """The last answers with the researcher of today, who does not take over the title of the one before."""
    former, now = view.last.answers.get("bona_fide_researcher"), researcher_of(view.case).name
    answers = with_researcher(view.last.answers, now)
    if not isinstance(former, Mapping) or same_person(str(former.get("name", "")), now):
        return answers
    own = ("position_title", "phone", "email")
    kept = {name: one for name, one in answers["bona_fide_researcher"].items() if name not in own}
    return {**answers, "bona_fide_researcher": kept}


def _stationery(kept: Kept) -> Stationery:
    return stationery(kept.toml, lambda name: kept.pictures[name])

"""A letter made from a case: what the case knows, then what a person typed, held against what the letter must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

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
from webapp.letters.questions import ROWS, Asked, asked, given
from webapp.storage import letterheads
from webapp.storage.letterheads import Kept
from webapp.storage.store import Transaction

FREE_ROWS = 3
"""Rows of a table that stand empty below those that the case fills."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A letter that is being written."""

    view: CaseView
    one: Fitting
    facts: Facts
    """What the case knows of it."""
    stationery: Stationery | None

    @property
    def rows(self) -> int:
        """How many rows of a table its page offers."""
        return max([ROWS, *(len(fact) + FREE_ROWS for fact in self.facts.values() if _is_table(fact))])

    @property
    def asked(self) -> list[Asked]:
        """What a person is asked: not what the history says and a letter can't say otherwise."""
        return [each for each in asked(self.one.row.kind, rows=self.rows) if not self._is_settled(each.name)]

    @property
    def proposed(self) -> dict[str, str]:
        """What stands in the fields before anybody has typed: what the case proposes for them."""
        names = {each.name for each in self.asked}
        return {name: text for name, text in _flat(self.facts) if name in names}

    def make(self, typed: Mapping[str, str]) -> Made:
        """The letter, read back; LetterError with every problem, in words, when it can't be made."""
        settled = {name: fact for name, fact in self.facts.items() if self._is_settled(name)}
        said = given(self.one.row.kind, typed, rows=self.rows)
        facts = {**settled, **{name: fact for name, fact in said.items() if not self._is_settled(name)}}
        answers = _answers(self.view)
        return make(self.one.row.kind, Case(answers, self.stationery, self.view.on, facts, policy=self.view.policy))

    def _is_settled(self, name: str) -> bool:
        """Whether the history says a fact that no letter about it may say otherwise: its days, names and answers."""
        first = name.partition(".")[0]
        return first in self.facts and first not in EDITED


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


def _answers(view: CaseView) -> Answers:
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


def _is_table(fact: Any) -> bool:
    return isinstance(fact, list) and bool(fact) and isinstance(fact[0], Mapping)


def _flat(facts: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Facts as the fields of a page hold them."""
    if isinstance(facts, Mapping):
        for key, value in facts.items():
            yield from _flat(value, f"{name}.{key}" if name else key)
    elif _is_table(facts):
        for number, row in enumerate(facts):
            yield from _flat(row, f"{name}.{number}")
    elif isinstance(facts, list):
        yield name, "\n".join(map(str, facts))
    else:
        yield name, str(facts)

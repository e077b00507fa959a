"""Saving what somebody typed in one section: whatever is wrong with it, and never over what they have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.webform import Pair, application_of, entered, names, over
from validator.answers import answer
from validator.questions import Answers, Edition, Question, edition_of
from webapp.answers.differing import rows_of
from webapp.certifying.voiding import keep
from webapp.signatures.slots import BY_LINK
from webapp.storage.canonical import canonical, sha256
from webapp.storage.drafts import Disagreement, Draft
from webapp.storage.store import Transaction
from webapp.storage.troubles import NotKeptError

FIXED_FOR_MEMBERS = "team_members.*.name"
"""A Team Member's row is found by their name, so that only who invited them writes it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one page asks: questions of one section, and for a Team Member those of their row alone."""

    questions: tuple[Question, ...]
    row: int | None = None

    def part_of(self, answers: Answers) -> dict[str, Any]:
        """The answers that the page is about."""
        if self.row is not None:
            return {"row": answer(answers, f"team_members.{self.row}")}
        names = dict.fromkeys(question.path[0] if question.row else question.name for question in self.questions)
        return {name: answer(answers, name) for name in names}

    def mark(self, draft: Draft) -> str:
        """The version that a window shows, and what it shows of it; a window sends it back with what was typed."""
        return f"{draft.now.number}.{self._hash(draft.now.answers)}"

    def has_seen(self, mark: str, answers: Answers) -> bool:
        """Whether a window shows these answers as they are, whatever was changed in other sections."""
        return mark.partition(".")[2] == self._hash(answers)

    def put(self, pairs: Iterable[Pair], answers: Answers) -> dict[str, Any]:
        """The answers with what was typed on this page in place of the former."""
        form = edition_of(answers)
        if self.row is None:
            return over(answers, application_of(pairs, form), self.questions)
        return _in_row(answers, self.row, pairs, form)

    def _hash(self, answers: Answers) -> str:
        return sha256(canonical(self.part_of(answers)))[:32]


def save(
    tx: Transaction, draft: Draft, scope: Scope, pairs: Sequence[Pair], *, seen: str, by: str, at: datetime
) -> Draft | Disagreement:
    """Save a page. Where its section was changed since the window showed it, both stay, and a person chooses.

    Raises:
        NotKeptError: The application is submitted and stays as it was.
    """
    if draft.submitted:
        raise NotKeptError("This application is submitted and can't be changed.", "Open its status page.")
    answers = scope.put(pairs, draft.now.answers)
    if answers == draft.now.answers:
        return draft
    version = draft.now.number if scope.has_seen(seen, draft.now.answers) else _number(seen, draft)
    return keep(tx, draft, answers, version=version, by=by, at=at)


def _in_row(answers: Answers, row: int, pairs: Iterable[Pair], form: Edition) -> dict[str, Any]:
    prefix = f"team_members.{row}."
    mine = [(name, text) for name, text in pairs if name.startswith(prefix) and name != f"{prefix}name"]
    typed = application_of(mine, form).get("team_members", [{}])[0]
    rows = list(answers["team_members"])
    rows[row] = {**({"name": rows[row]["name"]} if "name" in rows[row] else {}), **typed}
    return {**answers, "team_members": rows}


def _number(seen: str, draft: Draft) -> int:
    """The version that a window showed: an earlier one than now, since its section has changed."""
    digits = seen.partition(".")[0]
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
    return number if number != draft.now.number else 0


def chosen(draft: Draft, mine: Mapping[str, bool]) -> dict[str, Any]:
    """One version out of two: for each question that they answer differently, the one that a person chose."""
    if draft.aside is None:
        return dict(draft.now.answers)
    form = edition_of(draft.now.answers)
    pairs: list[Pair] = []
    asked = tuple(question for question in form.questions if question.name not in BY_LINK)
    for question in asked:
        longer = max(draft.now.answers, draft.aside.answers, key=lambda one: rows_of(one, question))
        for name in names(longer, question):
            source = draft.aside.answers if mine.get(name) else draft.now.answers
            pairs += [(name, text) for text in entered(answer(source, name), question)]
    return over(draft.now.answers, application_of(pairs, form), asked)

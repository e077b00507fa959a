"""Whether a signature stands: derived from what it covers and what is there now, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from forms.webform import entered
from validator.answers import answer
from validator.questions import Answers, Question, edition_of
from webapp.answers.differing import differences
from webapp.answers.shown import in_words
from webapp.signatures.slots import OF, put
from webapp.storage.canonical import canonical, sha256
from webapp.storage.signatures import Signature


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that a signature covers, and that is another one now."""

    label: str
    was: str
    now: str


def stands(signature: Signature, answers: Answers) -> bool:
    """Whether what a signature covers is there, unchanged."""
    slot = OF[signature.slot]
    return not slot.is_voided or sha256(canonical(slot.covers(answers))) == signature.covers_sha256


def changes(signature: Signature, answers: Answers) -> tuple[Change, ...]:
    """Which answers made a signature void; none of one that stands, or whose values were not kept."""
    if signature.covers is None or stands(signature, answers):
        return ()
    was, now = signature.covers, OF[signature.slot].covers(answers)
    form = edition_of(answers)
    return tuple(
        Change(question.label, _words(was, name, question), _words(now, name, question))
        for question, name in differences(was, now, form)
    )


def newest(signatures: Iterable[Signature]) -> dict[str, Signature]:
    """The last signature of each slot."""
    return {one.slot: one for one in sorted(signatures, key=lambda one: one.signed_at)}


def settled(answers: Answers, signatures: Mapping[str, Signature]) -> dict[str, Any]:
    """The answers, with what each signature gives as long as it stands, and without it once it is void."""
    kept = deepcopy(dict(answers))
    for signature in signatures.values():
        valid = stands(signature, answers)
        for name in OF[signature.slot].gives:
            put(kept, name, signature.given.get(name) if valid else None)
    return kept


def _words(answers: Answers, name: str, question: Question) -> str:
    value = answer(answers, name)
    return in_words(value, question) or "; ".join(entered(value, question)) or "no answer"

"""What a person made of the answers of a file: confirmed, corrected or left out, and the draft that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from werkzeug.datastructures import MultiDict

from forms.webform import Pair, application_of, entered, names, over
from validator.answers import answer
from validator.questions import Answers, Edition
from webapp.bringing.values import Value
from webapp.storage.confirmations import Confirmation

PREFIX = "value."
"""Begins the name of an input that holds what was read, or was corrected."""


def confirmations(values: Iterable[Value], posted: MultiDict[str, str]) -> Iterator[Confirmation]:
    """What became of each value; what somebody typed over is taken, ticked or not, so that no correction is lost."""
    ticked = set(posted.getlist("take"))
    for value in values:
        origin = value.origin
        yield Confirmation(
            name=value.name,
            read=value.read,
            source=origin.source if origin else "json",
            confidence=origin.confidence if origin else 1.0,
            doubt=value.doubt,
            before=value.kept or None,
            given=_given(value, posted, ticked),
        )


def answers_with(kept: Answers, confirmed: Iterable[Confirmation], form: Edition) -> dict[str, Any]:
    """The answers of a draft with those that were confirmed or corrected in their places."""
    given = {one.name: one.given for one in confirmed if one.given is not None}
    named = {**kept, **_with_rows(kept, given)}
    pairs: list[Pair] = []
    for question in form.questions:
        for name in names(named, question):
            texts = given.get(name, tuple(entered(answer(dict(kept), name), question)))
            pairs += [(name, text) for text in texts]
    return over(kept, application_of(pairs, form), form.questions)


def _given(value: Value, posted: MultiDict[str, str], ticked: set[str]) -> tuple[str, ...] | None:
    if value.question.kind == "box":
        return value.read if value.name in ticked else None
    sent = posted.getlist(PREFIX + value.name)
    typed = tuple(text for one in sent if (text := one.replace("\r\n", "\n").strip()))
    if not typed:
        return None if sent or value.name not in ticked else value.read
    if typed == tuple(text.strip() for text in value.read):
        return value.read if value.name in ticked else None
    return typed


def _with_rows(kept: Answers, given: Iterable[str]) -> dict[str, Any]:
    """Lists that are as long as the answers in them want."""
    longest: dict[str, int] = {}
    for name in given:
        first, _, rest = name.partition(".")
        number = rest.partition(".")[0]
        if number.isdecimal():
            longest[first] = max(longest.get(first, 0), int(number) + 1)
    lists = {}
    for first, most in longest.items():
        rows = kept.get(first)
        rows = list(rows) if isinstance(rows, list) else []
        lists[first] = rows + [{} for _ in range(most - len(rows))]
    return lists

"""Answers made ready to be held against the schema: blanks are no answers, and what is enclosed is known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from validator.evidence import Evidence
from validator.names import same_person
from validator.questions import Answers, Condition, Edition, Question, path_of

_TICKED = frozenset(("box", "digital_signature"))
"""Kinds of question where no is the same as no answer."""


def prepared(application: Answers, edition: Edition, evidence: Sequence[Evidence] = ()) -> dict[str, Any]:
    """A copy without blank answers and unticked boxes, with every group present, and ticked where a document is here.

    A group that is absent then lacks each of its answers by name, instead of lacking one group.
    """
    held = _without_blanks(application)
    for group in edition.groups:
        held.setdefault(group, {})
    for question in edition.questions:
        for row, place in places(held, question):
            if question.kind in _TICKED and place.get(question.path[-1]) is False:
                del place[question.path[-1]]
            elif question.enclosure and _is_here(question, row, held, evidence):
                place[question.path[-1]] = True
    return held


def places(held: Mapping[str, Any], question: Question) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """The objects of an application that the answers to a question stand in, with the row of each."""
    first, *rest = question.path
    if not question.row:
        parent = held.get(first) if rest else held
        if isinstance(parent, dict):
            yield None, parent
        return
    rows = held.get(first)
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        inner = _inside(row, rest[1:-1])
        if inner is not None:
            yield number, inner


def _inside(row: Any, steps: Sequence[str]) -> dict[str, Any] | None:
    """The object inside a row, made where it is missing; None where something else stands in its place."""
    for step in steps:
        row = row.setdefault(step, {}) if isinstance(row, dict) else None
    return row if isinstance(row, dict) else None


def answer(held: Mapping[str, Any], name: str) -> Any:
    """The answer at a dotted name; None where there is none."""
    value: Any = held
    for step in path_of(name):
        if isinstance(value, list):
            value = value[step] if isinstance(step, int) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def applies(held: Mapping[str, Any], question: Question, row: int | None = None) -> bool:
    """Whether a question is asked, after what else was answered: not when its condition was answered otherwise."""
    return all(_holds(held, condition, row) for condition in question.conditions)


def _holds(held: Mapping[str, Any], condition: Condition, row: int | None) -> bool:
    given = answer(held, condition.question.replace("*", str(row)))
    if given is None:
        return True
    return any(one in condition.values for one in (given if isinstance(given, list) else [given]))


def _is_here(question: Question, row: int | None, held: Mapping[str, Any], evidence: Sequence[Evidence]) -> bool:
    """Whether the document of a box was attached; a document of one person counts for that person only."""
    fitting = [one for one in evidence if one.slot == question.enclosure]
    if question.enclosure != "training":
        return bool(fitting)
    whose = answer(held, "bona_fide_researcher.name" if row is None else f"{question.path[0]}.{row}.name")
    return isinstance(whose, str) and any(same_person(one.person, whose) for one in fitting)


def _without_blanks(answers: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: _trimmed(value) for key, value in answers.items()}
    return {key: value for key, value in kept.items() if value is not None and value != "" and value != []}


def _trimmed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _without_blanks(value)
    if isinstance(value, list):
        return [_trimmed(item) for item in value]
    return _said(value) if isinstance(value, str) else value


def _said(text: str) -> str:
    """A text without the blanks around it; empty where nobody said anything: dashes, dots, marks that don't show."""
    silent = all(unicodedata.category(char)[0] in "PZCM" for char in text)
    return "" if silent else text.strip()

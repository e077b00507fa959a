"""One foreign form as a table: the name of each of its fields, and the answer of ours that it gives."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.fields import UnreadableFormError
from validator.questions import Edition, Question, edition, path_of

ENCLOSED = "enclosed:"
"""Begins the place of a box that says that a document is enclosed for which our form has no question."""
SLOTS = frozenset({"project_outline"})
_KEYS = {"title", "edition", "fields", "values"}
_PLACE = re.compile(r"(?P<name>[\w.]+)(?:\s*=\s*(?P<value>\w+))?", re.ASCII)


class MapError(UnreadableFormError):
    """A map that can't be used: which line is the matter, and what is expected there."""

    def __init__(self, message: str) -> None:
        super().__init__("map", message, "Mend the map; `datarequest map BLANK.pdf` drafts one that is well formed.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the value of a field belongs."""

    name: str
    """The dotted name of an answer; empty: the field holds no answer."""
    value: str = ""
    """The answer that a tick gives, for a box of its own; empty: the field's value is the answer."""
    slot: str = ""
    """The document that a tick says is enclosed."""


@dataclass(frozen=True, slots=True)
class EditionMap:
    """What the fields of one foreign form are called here."""

    title: str
    system: str
    number: str
    """The edition of our form whose questions the fields answer."""
    places: Mapping[str, Place]
    """The full name of a field in the foreign form -> where its value belongs."""
    values: Mapping[str, Mapping[str, str]]
    """For a field that is chosen from: what it holds -> the answer of ours."""

    @property
    def form(self) -> Edition:
        """The edition of our form."""
        return edition(self.system, self.number)


def read_map(text: str) -> EditionMap:
    """The map that a TOML file holds.

    Raises:
        MapError: It is none.
    """
    try:
        held = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as wrong:
        raise MapError(f"The map is not well formed TOML: {wrong}.") from None
    if unknown := sorted(set(held) - _KEYS):
        raise MapError(f"The map holds “{unknown[0]}”, which no map has. It may hold: {', '.join(sorted(_KEYS))}.")
    form = _edition(held.get("edition"))
    fields = held.get("fields")
    if not isinstance(fields, dict) or not fields:
        raise MapError("The map has no table [fields], or an empty one.")
    title = held.get("title")
    if not isinstance(title, str) or not title.strip():
        raise MapError("The map has no title: say what the form is called, and of which year it is.")
    places = {name: _place(name, place, form) for name, place in fields.items()}
    return EditionMap(title.strip(), form.data_system, form.number, places, dict(_values(held, places, form)))


def _edition(mark: Any) -> Edition:
    system, _, number = str(mark).partition("/")
    try:
        return edition(system, number)
    except KeyError:
        raise MapError(f"The edition of our form is “{mark}”. Write it like carpos/1.") from None


def _place(field: str, words: Any, form: Edition) -> Place:
    """Where a field belongs; everything that is said of it must exist in our form."""
    if words == "":
        return Place("")
    if isinstance(words, str) and words.startswith(ENCLOSED):
        slot = words.removeprefix(ENCLOSED).strip()
        if slot not in SLOTS:
            raise MapError(f"“{field}”: no document is called “{slot}”. Known: {', '.join(sorted(SLOTS))}.")
        return Place("", slot=slot)
    found = _PLACE.fullmatch(words) if isinstance(words, str) else None
    question = form.question_at(path_of(found["name"])) if found else None
    if found is None or question is None:
        raise MapError(
            f"“{field}” belongs to “{words}”, which is no answer of the form {form.data_system}/{form.number}."
        )
    value = found["value"] or ""
    if value and value not in answers_of(question):
        raise MapError(f"“{field}”: “{value}” is no answer to {question.name}. {_choices(question)}")
    return Place(found["name"], value)


def _values(
    held: Mapping[str, Any], places: Mapping[str, Place], form: Edition
) -> Iterator[tuple[str, dict[str, str]]]:
    tables = held.get("values", {})
    if not isinstance(tables, dict):
        raise MapError('[values] is no table. Write [values."NAME OF THE FIELD"].')
    for field, table in tables.items():
        place = places.get(field)
        if place is None or not place.name:
            raise MapError(f'[values."{field}"]: [fields] does not say where this field belongs.')
        question = form.by_name[re.sub(r"\.\d+\.", ".*.", place.name)]
        if not isinstance(table, dict):
            raise MapError(f'[values."{field}"] is no table of what the field holds and what that means.')
        for value in table.values():
            if value not in answers_of(question):
                raise MapError(f'[values."{field}"]: “{value}” is no answer to {question.name}. {_choices(question)}')
        yield field, table


def answers_of(question: Question) -> tuple[str, ...]:
    """The answers to a question that can be ticked, by their values."""
    if question.kind == "yes_no":
        return ("yes", "no")
    return tuple(option.value for option in question.options)


def _choices(question: Question) -> str:
    known = answers_of(question)
    return f"Known: {', '.join(known)}." if known else "It is not chosen from several: leave the value out."

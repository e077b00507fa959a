"""The facts of a letter: cleaned, held against what the letter needs, completed. What doesn't fit is told by label."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from templates.letters import LETTERS

Facts = dict[str, Any]

_OPENERS, _OVERRIDES, _CLOSERS = "\u202a\u202b\u2066\u2067\u2068", "\u202d\u202e", "\u202c\u2069"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a letter from being made: where, what is the matter, what to do."""

    pointer: str
    """JSON Pointer into the facts."""
    label: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.label}: {self.message} {self.remedy}"


class LetterError(Exception):
    """A letter that can't be made as asked: every problem at once, each a sentence for people."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@cache
def needs(kind: str) -> Facts:
    """The JSON Schema of the facts that a kind of letter needs."""
    folder = files("templates") / "needs"
    schema: Facts = json.loads((folder / "common.json").read_text("utf-8"))
    own: Facts = json.loads((folder / f"{kind}.json").read_text("utf-8"))
    return {
        **schema,
        "title": LETTERS[kind].title,
        "type": "object",
        "properties": {**schema["properties"], **own["properties"]},
        "required": list(dict.fromkeys(schema["required"] + own["required"])),
        "allOf": own.get("allOf", []),
        "additionalProperties": False,
    }


def accept(kind: str, facts: Mapping[str, Any]) -> Facts:
    """The facts as the letter takes them: cleaned, and every optional one there, empty.

    Raises:
        LetterError: with a problem for each fact that is missing or doesn't fit.
    """
    schema = needs(kind)
    cleaned = _clean(facts, schema, schema)
    problems = list(_unwritable(cleaned, schema, schema, ""))
    if not problems:
        problems = [_told(error, schema) for error in _validator(kind).iter_errors(cleaned)]
    if problems:
        raise LetterError(problems)
    completed: Facts = _complete(cleaned, schema, schema)
    return completed


def texts(facts: Any, schema: Facts, root: Facts, pointer: str = "") -> Iterator[tuple[str, str, Facts]]:
    """Every text among the facts: its JSON Pointer, the text, its schema."""
    schema = _resolved(schema, root)
    if isinstance(facts, str):
        yield pointer, facts, schema
    elif isinstance(facts, Mapping):
        for name, value in facts.items():
            yield from texts(value, schema.get("properties", {}).get(name, {}), root, f"{pointer}/{name}")
    elif isinstance(facts, list):
        for index, value in enumerate(facts):
            yield from texts(value, schema.get("items", {}), root, f"{pointer}/{index}")


def label(pointer: str, schema: Facts) -> str:
    """The label of a fact, for people: "Team Members, 2: Name"."""
    words, place = "", schema
    for step in pointer.split("/")[1:]:
        place = _resolved(place, schema)
        if step.isdigit() and "items" in place:
            words, place = f"{words}, {int(step) + 1}", place["items"]
        else:
            place = place.get("properties", {}).get(step, {})
            name = place.get("title", step)
            words = f"{words}: {name}" if words else name
    return words or "The facts"


def _resolved(schema: Facts, root: Facts) -> Facts:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    target: Facts = root["$defs"][reference.rpartition("/")[2]]
    return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}


def _clean(value: Any, schema: Facts, root: Facts) -> Any:
    """Text in composed form, without blanks around it; one line where a line is wanted; nothing that is empty."""
    schema = _resolved(schema, root)
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
        return text if schema.get("x-lines") else " ".join(text.split("\n"))
    if isinstance(value, Mapping):
        properties = schema.get("properties", {})
        cleaned = {str(name): _clean(item, properties.get(name, {}), root) for name, item in value.items()}
        return {name: item for name, item in cleaned.items() if item not in (None, "")}
    if isinstance(value, list | tuple):
        return [_clean(item, schema.get("items", {}), root) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _unwritable(facts: Facts, schema: Facts, root: Facts, pointer: str) -> Iterator[Problem]:
    for place, text, _ in texts(facts, schema, root, pointer):
        bad = next((character for character in text if _is_unwritable(character)), None)
        if bad is not None:
            message = f"it holds a character that cannot be written in a letter (U+{ord(bad):04X})."
            yield Problem(place, label(place, root), message, "Delete it, or type the words again.")
        elif not _is_balanced(text):
            message = "it holds a hidden character that turns the direction of the words around it."
            yield Problem(place, label(place, root), message, "Delete the words and type them again.")


def _is_unwritable(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cs" or (category == "Cc" and character != "\n") or ord(character) & 0xFFFE == 0xFFFE


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        if character in _OVERRIDES:
            return False
        depth += (character in _OPENERS) - (character in _CLOSERS)
        if depth < 0:
            return False
    return depth == 0


@cache
def _validator(kind: str) -> Draft202012Validator:
    checker = FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(lambda value: isinstance(value, str) and _is_date(value))
    return Draft202012Validator(needs(kind), format_checker=checker)


def _is_date(value: str) -> bool:
    return len(value) == len("2026-11-25") and bool(date.fromisoformat(value))


def _told(error: ValidationError, schema: Facts) -> Problem:
    pointer = "".join(f"/{step}" for step in error.absolute_path)
    rule: Any = error.validator_value
    given: Any = error.instance
    if error.validator == "required":
        absent = next(name for name in rule if name not in given)
        pointer = f"{pointer}/{absent}"
        return Problem(pointer, label(pointer, schema), "this letter needs it.", f"Give it as {_spoken(pointer)}.")
    if error.validator == "additionalProperties":
        place: Any = error.schema
        extra = ", ".join(f"“{name}”" for name in given if name not in place["properties"])
        message = f"this letter has no place for {extra}."
        return Problem(pointer, label(pointer, schema), message, "Leave it out, or look at the names with --needs.")
    message, remedy = _SENTENCES.get(str(error.validator), _OTHERWISE)
    words = {
        "value": "" if isinstance(given, dict | list) else str(given)[:60],
        "limit": rule,
        "wanted": _WANTED.get(str(rule), "another kind of value"),
        "choice": " or ".join(map(str, rule)) if error.validator == "enum" else "",
    }
    return Problem(pointer, label(pointer, schema), message.format_map(words), remedy.format_map(words))


_SENTENCES = {
    "format": ("“{value}” is not a date.", "Write year, month and day, for example 2026-11-25."),
    "maxLength": ("it is longer than {limit} characters.", "Shorten it."),
    "minLength": ("it is empty.", "Write it, or leave it out."),
    "maxItems": ("it has more than {limit} entries.", "Give fewer."),
    "enum": ("“{value}” is not one of the answers.", "Answer {choice}."),
    "type": ("it is not {wanted}.", "Look at what is wanted with --needs."),
}
_OTHERWISE = ("it does not fit this letter.", "Look at what is wanted with --needs.")
_WANTED = {
    "string": "a text",
    "array": "a list",
    "object": "a group of named facts",
    "boolean": "true or false",
}


def _spoken(pointer: str) -> str:
    return ".".join(pointer.split("/")[1:])


def _complete(value: Any, schema: Facts, root: Facts) -> Any:
    """Every property there, since a template may ask for any: what nobody gave is empty, and prints nothing."""
    schema = _resolved(schema, root)
    if "properties" in schema:
        given = value or {}
        return {name: _complete(given.get(name), part, root) for name, part in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_complete(item, schema["items"], root) for item in value or []]
    return value if value is not None else ""

"""The facts of a letter: cleaned, held against what it needs, completed. What doesn't fit is told by its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from templates.cleaning import clean, unwritable
from templates.needed import Facts, label, needs, resolved
from templates.problems import LetterError, Problem

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def accept(kind: str, facts: Mapping[str, Any]) -> Facts:
    """The facts as the letter takes them: cleaned, and every optional one there, empty.

    Raises:
        LetterError: with a problem for each fact that is missing or doesn't fit.
    """
    schema = needs(kind)
    try:
        cleaned = clean(facts, schema, schema)
        problems = list(unwritable(cleaned, schema)) or list(dict.fromkeys(_unfit(kind, cleaned, schema)))
    except RecursionError:
        too_deep = Problem("", "The facts", "they are nested too deeply.", "Look at what is wanted with --needs.")
        raise LetterError([too_deep]) from None
    if problems:
        raise LetterError(problems)
    completed: Facts = _complete(cleaned, schema, schema)
    return completed


def _unfit(kind: str, cleaned: Facts, schema: Facts) -> Iterator[Problem]:
    for error in _validator(kind).iter_errors(cleaned):
        yield from _told(error, schema)


@cache
def _validator(kind: str) -> Draft202012Validator:
    checker = FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(lambda value: isinstance(value, str) and _is_date(value))
    return Draft202012Validator(needs(kind), format_checker=checker)


def _is_date(value: str) -> bool:
    return bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))


def _told(error: ValidationError, schema: Facts) -> Iterator[Problem]:
    pointer = "".join(f"/{step}" for step in error.absolute_path)
    rule: Any = error.validator_value
    given: Any = error.instance
    if error.validator == "required":
        for absent in (f"{pointer}/{name}" for name in rule if name not in given):
            yield Problem(absent, label(absent, schema), "this letter needs it.", f"Give it as {_spoken(absent)}.")
        return
    if error.validator == "additionalProperties":
        place: Any = error.schema
        extra = ", ".join(f"“{name}”" for name in given if name not in place["properties"])
        message = f"this letter has no place for {extra}."
        yield Problem(pointer, label(pointer, schema), message, "Leave it out, or look at the names with --needs.")
        return
    message, remedy = _SENTENCES.get(str(error.validator), _OTHERWISE)
    words = {
        "value": "" if isinstance(given, dict | list) else str(given)[:60],
        "limit": rule,
        "wanted": _WANTED.get(str(rule), "another kind of value"),
        "choice": " or ".join(map(str, rule)) if error.validator == "enum" else "",
    }
    yield Problem(pointer, label(pointer, schema), message.format_map(words), remedy.format_map(words))


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
    schema = resolved(schema, root)
    if "properties" in schema:
        given = value or {}
        return {name: _complete(given.get(name), part, root) for name, part in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_complete(item, schema["items"], root) for item in value or []]
    return value if value is not None else ""

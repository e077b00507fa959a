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
from validator.clauses import CLAUSES
from validator.dates import written

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OTHER_CLAUSE = re.compile(r"96[0-35789](\([A-Za-z0-9]+\))*")
"""A section of the same chapter of title 11 of which only the shape of a citation is known."""


def accept(kind: str, facts: Mapping[str, Any]) -> Facts:
    """The facts as the letter takes them: cleaned, and every optional one there, empty.

    Raises:
        LetterError: with a problem for each fact that is missing or doesn't fit.
    """
    schema = needs(kind)
    try:
        cleaned = clean(facts, schema, schema)
        problems = (
            list(unwritable(cleaned, schema))
            or list(dict.fromkeys(_unfit(kind, cleaned, schema)))
            or list(_too_early(cleaned, schema))
        )
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


def unwanted(kind: str, facts: Mapping[str, Any]) -> frozenset[str]:
    """The facts that have no place in the letter as the others stand: no last day to appeal where nothing is denied."""
    schema = needs(kind)
    try:
        errors = list(_validator(kind).iter_errors(clean(facts, schema, schema)))
    except RecursionError:
        return frozenset()
    return frozenset(str(error.absolute_path[0]) for error in errors if error.validator == "not")


def _too_early(facts: Facts, schema: Facts) -> Iterator[Problem]:
    """A day that lies closer to another than the law lets it: a period that a letter prints is never too short."""
    for name, fact in schema["properties"].items():
        for other, least in fact.get("x-days-after", {}).items():
            if {name, other} <= facts.keys() and _days(facts[other], facts[name]) < least:
                far = "before" if not least else f"less than {least} days after" if least > 1 else "not after"
                message = f"it is {far} “{label(f'/{other}', schema)}”, {written(date.fromisoformat(facts[other]))}."
                yield Problem(f"/{name}", label(f"/{name}", schema), message, "Correct the one that is wrong.")


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


@cache
def _validator(kind: str) -> Draft202012Validator:
    checker = FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(lambda value: isinstance(value, str) and _is_date(value))
    checker.checks("clause")(lambda value: isinstance(value, str) and _is_clause(value))
    return Draft202012Validator(needs(kind), format_checker=checker)


def _is_date(value: str) -> bool:
    return bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))


def _is_clause(value: str) -> bool:
    """A place in the chapter; of 964 and 966 one that exists, since those are known paragraph by paragraph."""
    return value in CLAUSES or bool(_OTHER_CLAUSE.fullmatch(value))


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
    message, remedy = _SENTENCES.get(_rule(error), _OTHERWISE)
    words = {
        "value": "" if isinstance(given, dict | list) else str(given)[:60],
        "limit": rule,
        "wanted": _WANTED.get(str(rule), "another kind of value"),
        "choice": " or ".join(map(str, rule)) if error.validator == "enum" else "",
    }
    yield Problem(pointer, label(pointer, schema), message.format_map(words), remedy.format_map(words))


def _rule(error: ValidationError) -> str:
    """The name of the rule that a fact breaks; of what may not be there at all, "absent"."""
    if error.validator == "not":
        return "absent"
    return "clause" if error.validator == "format" and error.validator_value == "clause" else str(error.validator)


_SENTENCES = {
    "absent": ("it has no place in this letter as the other facts stand.", "Leave it out."),
    "clause": ("“{value}” is not a clause of these regulations.", "Write it like 966(b)(5)."),
    "minItems": ("it has fewer than {limit} entries.", "Give more."),
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

"""A schema error becomes the sentence that a researcher reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from validator.answers import answer, applies
from validator.finding import Finding, Severity, Stage
from validator.formats import FORMATS
from validator.questions import Answers, Edition, Path, Question

MISSING = {
    "date": "{label}: no date is entered.",
    "yes_no": "{label}: neither yes nor no is marked.",
    "box": "{label}: the box is not ticked.",
    "choice": "{label}: nothing is marked.",
    "choices": "{label}: nothing is marked.",
}
"""How a question that was not answered is spoken of, by its kind."""

WRONG = {
    "required": ("{label}: nothing is entered.", "Answer this question."),
    "format": ("{label}: “{value}” is not {expected}.", "Write {form}."),
    "maxLength": (
        "{label} has {length} characters; the form keeps {limit}.",
        "Shorten it, or enclose the rest with the research materials.",
    ),
    "type": ("{label}: “{value}” is not {expected}.", "Answer it again as {expected}."),
    "enum": ("{label}: “{value}” is not one of the choices.", "Choose among: {options}."),
    "const": ("{label}: “{value}” is not {expected}.", "Tick the box or leave it."),
    "minItems": ("{label}: nothing is marked.", "Choose among: {options}."),
    "uniqueItems": ("{label}: one answer is marked twice.", "Mark each answer once."),
    "additionalProperties": (
        "The application holds an answer that this form does not ask for: “{label}”.",
        "Look where it belongs; nothing was done with it.",
    ),
}
"""Keyword of the schema -> message and remedy, where the question has no words of its own."""

EXPECTED = {
    "text": ("text", "text"),
    "prose": ("text", "text"),
    "date": ("a date", "month, day and year, for example {example}"),
    "email": ("an e-mail address", "an address like {example}"),
    "phone": ("a telephone number", "the number with area code, for example {example}"),
    "yes_no": ("yes or no", "yes or no"),
    "box": ("a tick", "a tick"),
    "choice": ("one of the choices", "one of the choices"),
    "choices": ("a list of choices", "a list of choices"),
    "digital_signature": ("a digital signature", "a digital signature"),
}
"""Kind of question -> what is expected, and how it is written."""

WARNINGS = frozenset({"maxLength", "additionalProperties", "uniqueItems"})
"""Keywords whose errors no clause speaks of: they never block."""


def schema_findings(held: Answers, edition: Edition) -> Iterator[Finding]:
    """What the schema finds in prepared answers, in sentences; a question that does not apply is left out."""
    seen: set[tuple[Path, str]] = set()
    for error in engine(edition.data_system, edition.number).iter_errors(held):
        for path in _paths(error):
            key = (path, "kind" if error.validator in {"type", "enum", "const"} else str(error.validator))
            if key not in seen:
                seen.add(key)
                finding = _finding(error, path, held, edition)
                if finding:
                    yield finding


@cache
def engine(data_system: str, number: str) -> Draft202012Validator:
    """The validator of one edition, made once; formats are really checked."""
    from validator.questions import edition

    return Draft202012Validator(edition(data_system, number).rules, format_checker=FORMATS)


def pointer(path: Path) -> str:
    """The JSON Pointer of a place in an application."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def label_of(question: Question, path: Path, held: Answers) -> str:
    """The field as the form names it; of a row also its number and the person's name."""
    if not question.row:
        return question.label
    row = next(step for step in path if isinstance(step, int))
    name = answer(held, f"{path[0]}.{row}.name")
    person = f" ({quoted(name, 60)})" if isinstance(name, str) else ""
    return f"{question.row} {row + 1}{person}: {question.label}"


def quoted(value: object, most: int = 80) -> str:
    """A value as it may stand in a sentence: one line, visible characters, not too long."""
    text = _spoken(value)
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _spoken(value: object) -> str:
    """A value in plain words: what is no text, no number and no yes or no is named by what it is."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case list():
            return f"a list: {', '.join(map(_spoken, value))}" if value else "an empty list"
        case Mapping():
            return "a group of answers"
        case _:
            return str(value)


def _paths(error: ValidationError) -> Iterator[Path]:
    """The places that an error is about: of `required` each property that is missing, else where it happened."""
    path, schema, instance = tuple(error.absolute_path), _schema(error), error.instance
    if error.validator == "required" and isinstance(instance, dict):
        yield from ((*path, name) for name in schema["required"] if name not in instance)
    elif error.validator == "additionalProperties" and isinstance(instance, dict):
        yield from ((*path, name) for name in instance if name not in schema["properties"])
    else:
        yield path


def _schema(error: ValidationError) -> Mapping[str, Any]:
    """The part of the schema that was not met."""
    return error.schema if isinstance(error.schema, dict) else {}


def _finding(error: ValidationError, path: Path, held: Answers, edition: Edition) -> Finding | None:
    keyword = str(error.validator)
    question = edition.question_at(path) or edition.question_at(path[:-1])
    if question is None:
        return _about_a_place(error, keyword, path, edition)
    row = next((step for step in path if isinstance(step, int)), None)
    if not applies(held, question, row):
        return None
    own = (question.messages or {}).get(keyword, {})
    message, remedy = WRONG[keyword]
    if keyword == "required":
        message = MISSING.get(question.kind, message)
    words = _words(question, error, label_of(question, path, held))
    weight = own.get("severity", Severity.WARNING if keyword in WARNINGS else question.severity)
    return Finding(
        clause=question.clause,
        pointer=pointer(path),
        label=words["label"],
        severity=Severity(weight),
        stage=Stage(own.get("stage", question.stage)),
        message=own.get("message", message).format_map(words),
        remedy=own.get("remedy", remedy).format_map(words),
    )


def _words(question: Question, error: ValidationError, label: str) -> Mapping[str, str]:
    """What the sentences about a question may speak of."""
    expected, form = EXPECTED[question.kind]
    return {
        "label": label,
        "value": "" if error.validator == "required" else quoted(error.instance),
        "expected": expected,
        "form": form.format(example=question.example),
        "options": "; ".join(option.label for option in question.options),
        "length": f"{len(error.instance):,}" if isinstance(error.instance, str) else "",
        "limit": f"{question.max_length or 0:,}",
    }


def _about_a_place(error: ValidationError, keyword: str, path: Path, edition: Edition) -> Finding:
    """A finding about something that is no question: a group that is no group, or an answer nobody asked for."""
    schema, whole = _schema(error), edition.schema["properties"].get(path[0] if path else "", {})
    label = quoted(path[-1] if keyword == "additionalProperties" or not path else schema.get("title", path[-1]))
    if not label:
        label = "(without a name)"
    elif path and isinstance(path[-1], int):
        label = f"{whole['x-row']} {path[-1] + 1}"
    own = schema.get("x-messages", {}).get(keyword, {})
    message, remedy = WRONG[keyword]
    expected = "a list of rows" if schema.get("type") == "array" else "a group of answers"
    words = {"label": label, "value": quoted(error.instance), "expected": expected}
    return Finding(
        clause=str(schema.get("x-clause", whole.get("x-clause", "966(b)"))),
        pointer=pointer(path),
        label=label,
        severity=Severity.WARNING if keyword in WARNINGS else Severity.ERROR,
        stage=Stage.SUBMIT,
        message=own.get("message", message).format_map(words),
        remedy=own.get("remedy", remedy).format_map(words),
    )

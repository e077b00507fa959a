"""Fields become an application, and an application becomes fields: the full name of a field is its place.

Of several choices each has a box of its own on paper, `project_outline.purpose_kinds.research`; a long answer goes on
in a pair of fields, `continuation.3.of` (the name of the question) and `continuation.3.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.fields import Field, Note, Reading, UnreadableFormError, Value
from validator.dates import read_date
from validator.questions import NEWEST, Answers, Edition, Path, Question, edition, path_of

NO_BREAK = "\u2060"
"""Ends a part of an answer that goes on without a space (WORD JOINER)."""

_MARK = ("data_system", "edition")
_CONTINUATION = re.compile(r"continuation\.(\d{1,4})\.(of|text)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Assembled:
    """An application made from a form, with what a person should know about the reading."""

    application: dict[str, Any]
    notes: tuple[Note, ...]


def edition_mark(reading: Reading) -> str | None:
    """The edition that a form says it is, for example carpos/1; None for a form of somebody else."""
    system, number = reading.value("data_system"), reading.value("edition")
    return f"{system}/{number}" if system and number else None


def assemble(reading: Reading) -> Assembled:
    """The application that the fields of our form hold; UnreadableFormError for another form."""
    form = _edition_of(reading)
    application: dict[str, Any] = {"data_system": form.data_system, "edition": form.number}
    unknown: list[str] = []
    chosen: dict[Path, set[str | int]] = {}
    for field in _joined(reading.fields, form):
        path = path_of(field.name)
        question = form.question_at(path)
        if question is None and _is_ticked_choice(field, path, form):
            chosen.setdefault(path[:-1], set()).add(path[-1])
        elif question is None:
            if field.name not in _MARK and field.value:
                unknown.append(field.name)
        elif (value := _answer(field.value, question)) is not None:
            _put(application, path, value)
    for path, values in chosen.items():
        options = form.by_name[".".join(map(str, path))].options
        _put(application, path, [option.value for option in options if option.value in values])
    moved = tuple(_close_rows(application, form))
    return Assembled(application, (*_notes(form, reading), *moved, *map(_unknown, unknown)))


def flattened(application: Answers, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Each answer of an application with its dotted name."""
    for key, value in application.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from flattened(value, f"{name}.")
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            for number, item in enumerate(value):
                yield from flattened(item if isinstance(item, Mapping) else {}, f"{name}.{number}.")
        else:
            yield name, value


def _edition_of(reading: Reading) -> Edition:
    mark = edition_mark(reading)
    if mark is None:
        raise UnreadableFormError(
            "another_form",
            "This PDF is a form, but not our edition of the Data Request Standard Application.",
            "Fill in the form that this service offers. Whoever runs the service can let another form be read: "
            "`datarequest map BLANK.pdf` drafts the table that it takes.",
        )
    system, _, number = mark.partition("/")
    try:
        return edition(system, number)
    except KeyError:
        raise UnreadableFormError(
            "unknown_edition",
            f"This form says that it is edition “{mark[:40]}”, which is not known here.",
            "Fill in the form that this service offers, or ask for a newer version of this program.",
        ) from None


def _joined(fields: tuple[Field, ...], form: Edition) -> Iterator[Field]:
    """The fields, with each long answer joined to its continuations; of one name only the first counts."""
    first = {field.name: field for field in reversed(fields)}
    further: dict[str, list[tuple[int, str]]] = {}
    for name, field in first.items():
        found = _CONTINUATION.fullmatch(name)
        if found and found[2] == "text" and field.value:
            of = first.get(f"continuation.{found[1]}.of")
            if of and isinstance(of.value, str) and _is_prose(of.value, form):
                further.setdefault(of.value, []).append((int(found[1]), str(field.value)))
            else:
                yield Field(name, field.value)
    for name in dict.fromkeys([field.name for field in fields] + list(further)):
        if _CONTINUATION.fullmatch(name):
            continue
        field = first.get(name, Field(name, ""))
        for _, text in sorted(further.get(name, ())):
            field = Field(name, _glued(str(field.value or ""), text), field.source, field.doubt)
        yield field


def box_of(question: Question, value: str) -> str:
    """The name of the box of one of several choices, on paper: the question's name, then the choice."""
    return f"{question.name}.{value}"


def _is_ticked_choice(field: Field, path: Path, form: Edition) -> bool:
    question = form.question_at(path[:-1])
    known = question is not None and question.kind == "choices" and path[-1] in {o.value for o in question.options}
    return known and field.value is True


def _is_prose(name: str, form: Edition) -> bool:
    question = form.by_name.get(name)
    return question is not None and question.kind == "prose"


def _glued(before: str, after: str) -> str:
    """Two parts of one answer; a space comes between when neither side of the joint has one."""
    if before.endswith(NO_BREAK):
        return before.removesuffix(NO_BREAK) + after
    apart = not before or before[-1].isspace() or after[:1].isspace()
    return before + ("" if apart else " ") + after


def _answer(value: Value, question: Question) -> Any:
    """A field's value as the schema wants it; None when nothing was answered."""
    if value is None or value is False or value == () or (isinstance(value, str) and not value.strip()):
        return False if value is False and question.kind == "yes_no" else None
    if question.kind == "yes_no":
        return {"yes": True, "no": False}.get(str(value).casefold(), list(value) if isinstance(value, tuple) else value)
    if question.kind == "choices":
        return list(value) if isinstance(value, tuple) else [value]
    if isinstance(value, tuple):
        return list(value)
    if question.kind == "date" and (day := read_date(str(value))):
        return day.isoformat()
    return value.strip() if isinstance(value, str) else value


def _put(application: dict[str, Any], path: Path, value: Any) -> None:
    """Set an answer at its place; rows are gathered by number first and become a list at the end."""
    place: Any = application
    for step in path[:-1]:
        place = place.setdefault(step, {})
    place[path[-1]] = value


def _close_rows(application: dict[str, Any], form: Edition) -> Iterator[Note]:
    """Put rows in their order, without the empty ones between them; tell which row is counted as which."""
    for name, called in {question.path[0]: question.row for question in form.questions if question.row}.items():
        numbers = sorted(application.get(name, ()))
        if numbers:
            application[name] = [application[name][number] for number in numbers]
        for counted, number in enumerate(numbers):
            if counted != number:
                yield Note(
                    "row", f"{called} {counted + 1} here is row {number + 1} of the form: a row before it is empty."
                )


def _notes(form: Edition, reading: Reading) -> Iterator[Note]:
    yield from reading.notes
    newest = NEWEST[form.data_system]
    if form.number != newest:
        yield Note(
            "older_edition",
            f"The form is edition {form.number}; it was read by that edition's rules. The newest is edition {newest}.",
        )


def _unknown(name: str) -> Note:
    if name.startswith("continuation."):
        return Note(
            "continuation",
            f"The continuation box “{name}” holds text, but does not say which answer it continues; it was not used.",
        )
    return Note("unknown_field", f"The form holds a field that is not in this edition: “{name[:80]}”. It was not used.")

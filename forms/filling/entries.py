"""What an application writes into each field of the form; what no field can hold is told, never left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.document import flattened
from forms.drawing.controls import Control, controls, mark, named
from forms.fields import UnreadableFormError
from validator.dates import read_date
from validator.questions import Answers, Edition, Path, Question, path_of

_NOT_ASKED = "“{name}” is not a question of this form."
_ANOTHER_FORM = "The answers are for {label} “{value}”, and this form is for “{own}”."
_NO_CHOICE = "{label}: “{value}” is not one of its choices."
_NOT_TEXT = "{label}: the answer is not text."
_NOT_YES_OR_NO = "{label}: the answer is neither true nor false."
_NO_ROWS = "{label}: the answer is not a list of rows."
_SIGNED = "{label}: a digital signature belongs to the file it was made in and cannot be copied into another."

_MEND = "Correct this answer, or leave it out, and fill in the form again."
_SIGN = "Leave it out of the answers, and sign the new form."


class UnfillableAnswerError(UnreadableFormError):
    """An answer that no field of the form can hold; says which, why, and what to do."""

    def __init__(self, message: str, remedy: str = _MEND) -> None:
        super().__init__("unfillable_answer", message, remedy)


@dataclass(frozen=True, slots=True)
class Entry:
    """One field and what goes into it: a text, the value of a button, or True for a ticked box."""

    control: Control
    value: str | bool


def entries(application: Answers, form: Edition) -> Iterator[Entry]:
    """Each field that an application fills, in its order; UnfillableAnswerError for what has no field."""
    _hold_mark(application, form)
    _hold_rows(application, form)
    for name, value in flattened(application):
        path = path_of(name)
        question = form.question_at(path)
        if question is not None and named(question, _row(path)) == name:
            yield from _written(question, _row(path), value)
        elif value not in (None, []) and name not in ("data_system", "edition"):
            raise UnfillableAnswerError(_NOT_ASKED.format(name=name[:80]))


def rows_of(application: Answers, form: Edition) -> int:
    """How many rows the longest list of an application has."""
    return max((len(application.get(name) or ()) for name in _lists(form)), default=0)


def _written(question: Question, row: int | None, value: Any) -> Iterator[Entry]:
    fields = controls(question, row)
    label = fields[0].label
    if value is None:
        return
    if question.kind == "choices":
        yield from _ticked(question, fields, value)
    elif question.kind in {"box", "digital_signature", "yes_no"}:
        if not isinstance(value, bool):
            raise UnfillableAnswerError(_NOT_YES_OR_NO.format(label=label))
        yield from _decided(question, fields[0], value=value)
    elif not isinstance(value, str):
        raise UnfillableAnswerError(_NOT_TEXT.format(label=label))
    elif question.kind == "choice" and value not in {option.value for option in question.options}:
        raise UnfillableAnswerError(_NO_CHOICE.format(label=label, value=value[:80]))
    elif value:
        yield Entry(fields[0], _as_people_write(value) if question.kind == "date" else value)


def _ticked(question: Question, boxes: tuple[Control, ...], value: Any) -> Iterator[Entry]:
    known = {option.value: box for option, box in zip(question.options, boxes, strict=True)}
    for chosen in value if isinstance(value, list) else [value]:
        if not isinstance(chosen, str) or chosen not in known:
            raise UnfillableAnswerError(_NO_CHOICE.format(label=question.label, value=str(chosen)[:80]))
        yield Entry(known[chosen], True)


def _decided(question: Question, field: Control, *, value: bool) -> Iterator[Entry]:
    if question.kind == "yes_no":
        yield Entry(field, "yes" if value else "no")
    elif value and question.kind == "digital_signature":
        raise UnfillableAnswerError(_SIGNED.format(label=field.label), _SIGN)
    elif value:
        yield Entry(field, True)


def _as_people_write(text: str) -> str:
    """A date as month, day and year; what is no date stays as it is."""
    day = read_date(text)
    return f"{day:%m/%d}/{day.year:04}" if day and text == day.isoformat() else text


def _row(path: Path) -> int | None:
    return next((step for step in path if isinstance(step, int)), None)


def _lists(form: Edition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(question.path[0] for question in form.questions if question.row))


def _hold_mark(application: Answers, form: Edition) -> None:
    for control, own in mark(form):
        value = application.get(control.name, own)
        if value != own:
            label = control.label[0].lower() + control.label[1:]
            raise UnfillableAnswerError(_ANOTHER_FORM.format(label=label, value=str(value)[:40], own=own))


def _hold_rows(application: Answers, form: Edition) -> None:
    """Rows are a list of groups of answers; anything else would be passed over in silence."""
    for name in _lists(form):
        rows = application.get(name, [])
        label = next(question.row for question in form.questions if question.path[0] == name)
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            raise UnfillableAnswerError(_NO_ROWS.format(label=f"{label}s"))

"""What a question is filled in with: the fields that a person types in, ticks or signs, by their full names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from forms.document import box_of
from validator.questions import Edition, Kind, Option, Question

ControlKind = Literal["line", "prose", "box", "radio", "signature", "list"]

_DRAWN_AS: dict[Kind, ControlKind] = {
    "text": "line",
    "date": "line",
    "email": "line",
    "phone": "line",
    "prose": "prose",
    "yes_no": "radio",
    "choice": "radio",
    "box": "box",
    "digital_signature": "signature",
}

YES_NO = (Option("yes", "Yes"), Option("no", "No"))


@dataclass(frozen=True, slots=True)
class Control:
    """One field: its name is a place in the application, its words are those of its question."""

    name: str
    kind: ControlKind
    label: str
    """What the field is called in a message; of a row with the row's number."""
    hint: str
    """What a screen reader says, and a viewer shows on pointing."""
    options: tuple[Option, ...] = ()
    """Of a radio: what each button stands for. Of a list: what can be chosen."""
    required: bool = False


def controls(question: Question, row: int | None = None) -> tuple[Control, ...]:
    """The fields of a question, in a row counted from 0; several choices have a box each."""
    label = question.label if row is None else f"{question.row} {row + 1}: {question.label}"
    name = named(question, row)
    hint = f"{label}. {question.help} {cited(question.clause)}"
    required = question.required and row is None
    if question.kind == "choices":
        boxes = [(name + box_of(question, o.value).removeprefix(question.name), o.label) for o in question.options]
        return tuple(Control(box, "box", label, f"{label}: {chosen}. {question.help}") for box, chosen in boxes)
    options = YES_NO if question.kind == "yes_no" else question.options
    return (Control(name, _DRAWN_AS[question.kind], label, hint, options, required),)


def continuation(form: Edition, number: int) -> tuple[Control, Control]:
    """The pair of fields that a long answer goes on in: which answer it is, and the text."""
    prose = tuple(Option(q.name, q.label) for q in form.questions if q.kind == "prose" and not q.row)
    name, label = f"continuation.{number}", f"Continuation {number + 1}"
    return (
        Control(f"{name}.of", "list", label, f"{label}: the answer that goes on here. Choose one.", prose),
        Control(f"{name}.text", "prose", label, f"{label}: text. It goes on where the chosen answer ends."),
    )


def mark(form: Edition) -> tuple[tuple[Control, str], ...]:
    """The fields that say which form this is, with what they hold; nobody fills them in."""
    return (
        (Control("data_system", "line", "Data system", "The data system of this form."), form.data_system),
        (Control("edition", "line", "Edition", "The edition of this form."), form.number),
    )


def named(question: Question, row: int | None = None) -> str:
    """The full name of a question's field."""
    return question.name if row is None else question.name.replace("*", str(row))


def cited(clause: str) -> str:
    """A clause as it is printed."""
    return f"11 CCR {clause}"


def all_controls(form: Edition, rows: int, continuations: int) -> Iterator[Control]:
    """Every field of a form with so many rows of each list and so many continuation boxes."""
    yield from (control for control, _ in mark(form))
    for is_row, group in groupby(form.questions, key=lambda question: bool(question.row)):
        questions = tuple(group)
        for row in range(rows) if is_row else (None,):
            for question in questions:
                yield from controls(question, row)
    for number in range(continuations):
        yield from continuation(form, number)

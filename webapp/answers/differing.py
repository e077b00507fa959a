"""Where two versions of the answers differ, question by question."""

from __future__ import annotations

from typing import Any

from validator.answers import answer
from validator.questions import Answers, Edition, Question


def differences(one: Answers, other: Answers, form: Edition) -> list[tuple[Question, str]]:
    """The questions that two versions answer differently, each with its name as an input."""
    found: list[tuple[Question, str]] = []
    for question in form.questions:
        rows = max(rows_of(one, question), rows_of(other, question)) if question.row else 1
        for number in range(rows):
            name = question.name.replace("*", str(number))
            if answer(one, name) != answer(other, name):
                found.append((question, name))
    return found


def rows_of(answers: Answers, question: Question) -> int:
    """How many rows the list holds that a question stands in."""
    rows: Any = answers.get(question.path[0])
    return len(rows) if isinstance(rows, list) else 0

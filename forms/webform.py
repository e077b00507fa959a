"""Answers as a browser sends them: they become the same fields that a filled PDF holds, and the same application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from forms.document import assemble
from forms.fields import Field, Reading, Value
from forms.json_answers import is_no_text
from validator.answers import answer
from validator.dates import read_date
from validator.questions import Answers, Edition, Question, path_of

Pair = tuple[str, str]
"""The name of an input, and what was entered there."""
NOT_TYPED = {"digital_signature"}
"""Kinds of questions that no page can ask: the answer is made inside a PDF."""


def fields_of(pairs: Iterable[Pair], form: Edition) -> tuple[Field, ...]:
    """The fields of what was posted; buttons and marks of the page, which are no questions, are left out."""
    sent: dict[str, list[str]] = {}
    for name, text in pairs:
        sent.setdefault(name, []).append(_text(text))
    known = ((name, form.question_at(path_of(name)), texts) for name, texts in sent.items())
    return tuple(
        Field(name, _value(texts, question), "web")
        for name, question, texts in known
        if question is not None and question.kind not in NOT_TYPED
    )


def application_of(pairs: Iterable[Pair], form: Edition) -> dict[str, Any]:
    """The application that was posted."""
    marks = (Field("data_system", form.data_system, "web"), Field("edition", form.number, "web"))
    return assemble(Reading((*marks, *fields_of(pairs, form)))).application


def posted(application: Answers, form: Edition) -> Iterator[Pair]:
    """What a browser sends when somebody gives these answers on the page."""
    for question in form.questions:
        for name in names(application, question):
            for text in entered(answer(application, name), question):
                yield name, text


def names(application: Answers, question: Question) -> Iterator[str]:
    """The name of a question as an input; one for each row, where it stands in rows."""
    if not question.row:
        yield question.name
        return
    rows = application.get(question.path[0])
    for number in range(len(rows) if isinstance(rows, list) else 0):
        yield question.name.replace("*", str(number))


def entered(value: Any, question: Question) -> Iterator[str]:
    """What stands in the inputs of a question that was answered so; nothing where a browser would send nothing."""
    if question.kind in NOT_TYPED or value is None:
        return
    if isinstance(value, bool):
        yield from ("yes",) if value else ("no",) if question.kind == "yes_no" else ()
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, str))
    elif isinstance(value, str):
        day = read_date(value) if question.kind == "date" else None
        yield f"{day:%m/%d}/{day.year:04}" if day else value


def over(kept: Answers, typed: Answers, questions: Iterable[Question]) -> dict[str, Any]:
    """The answers that are kept, with what was typed in place of the former answers to these questions."""
    answers = deepcopy(dict(kept))
    for question in questions:
        if question.row:
            _put(answers, (question.path[0],), typed.get(question.path[0]))
        elif question.kind not in NOT_TYPED:
            _put(answers, question.path, answer(typed, question.name))
    return answers


def _put(answers: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set an answer, or take it away where there is none; a group without answers goes too."""
    first, *rest = path
    if rest:
        group = answers.get(first)
        group = dict(group) if isinstance(group, Mapping) else {}
        _put(group, tuple(rest), value)
        value = group
    if value in (None, {}, []):
        answers.pop(first, None)
    else:
        answers[first] = value


def _value(texts: list[str], question: Question) -> Value:
    if question.kind == "box":
        return any(texts)
    if question.kind == "choices":
        order = [option.value for option in question.options]
        return tuple(sorted(filter(None, dict.fromkeys(texts)), key=lambda one: _place(one, order)))
    return texts[0]


def _place(value: str, order: list[str]) -> int:
    return order.index(value) if value in order else len(order)


def _text(text: str) -> str:
    """As people typed it: browsers send line ends their own way, and what can't be text becomes a mark."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\ufffd" if is_no_text(sign) else sign for sign in lines)

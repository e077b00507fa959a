"""The answers of an application as a person reads them, question by question in the order of the form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from validator.answers import answer, applies
from validator.dates import read_date, written
from validator.questions import Answers, Question, Section
from webapp.storage.drafts import Draft


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer: what was asked, what was read (empty: nothing), and why to look at it twice."""

    label: str
    value: str
    doubt: str | None = None
    row: str = ""
    """The row of a list that it stands in, such as Team Member 2."""


def shown(section: Section, application: Answers, doubts: Mapping[str, str]) -> list[Shown]:
    """What was read in one section; a question that another answer makes needless stands there only if answered."""
    plain = [question for question in section.questions if not question.row]
    answers = [one for question in plain for one in _one(question, None, application, doubts)]
    for name in dict.fromkeys(question.path[0] for question in section.questions if question.row):
        rows = application.get(name)
        asked = [question for question in section.questions if question.row and question.path[0] == name]
        for number in range(len(rows) if isinstance(rows, list) else 0):
            answers += [one for question in asked for one in _one(question, number, application, doubts)]
    return answers


def _one(question: Question, row: int | None, application: Answers, doubts: Mapping[str, str]) -> Iterator[Shown]:
    name = question.name.replace("*", str(row))
    value = in_words(answer(application, name), question)
    doubt = doubts.get(name) or next((why for of, why in doubts.items() if of.startswith(f"{name}.")), None)
    if value or doubt or applies(application, question, row):
        yield Shown(question.label, value, doubt, f"{question.row} {row + 1}" if row is not None else "")


def in_words(value: Any, question: Question) -> str:
    """An answer in words; empty where nothing was answered."""
    labels = {option.value: option.label for option in question.options}
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        yes, no = ("Ticked", "") if question.kind == "box" else ("Yes", "No")
        return yes if value else no
    if isinstance(value, list):
        return "; ".join(str(labels.get(one, one)) if isinstance(one, str) else _odd(one) for one in value)
    if not isinstance(value, str):
        return _odd(value)
    day = read_date(value) if question.kind == "date" else None
    return written(day) if isinstance(day, date) else labels.get(value, value)


def _odd(value: Any) -> str:
    """What no question expects, as it was written."""
    return json.dumps(value, ensure_ascii=False)


def title_of(draft: Draft) -> str:
    """What a draft is called: by its project, as long as it has one."""
    return str(draft.now.answers.get("project_title") or "Application without a title")

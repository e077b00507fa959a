"""Whatever can be answered, on the whole form, with the signs that go wrong most easily."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from typefaces import missing
from validator.questions import Question, edition

LETTERS = st.sampled_from("aZ é,ễʻ\t\n\u2028\u00a0\u200d\u2060\u0301שאمبहि็ำ①\u1680“”\u202e\ufffd()\\")
TEXT = st.text(LETTERS, min_size=1, max_size=60).map(str.strip).filter(lambda text: text and not missing(text))


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    values = [option.value for option in question.options]
    match question.kind:
        case "yes_no":
            return st.booleans()
        case "box":
            return st.just(True)
        case "choice":
            return st.sampled_from(values)
        case "choices":
            return st.sets(st.sampled_from(values), min_size=1).map(lambda chosen: [v for v in values if v in chosen])
        case "date":
            return st.dates().map(str) | st.just("13/40/2026")
        case "prose":
            return TEXT | TEXT.map(lambda text: f"{text} " * 90 + "end")
    return TEXT.map(lambda text: " ".join(text.split()) or "x")


@st.composite
def applications(draw: st.DrawFn) -> dict[str, Any]:
    form = edition()
    application: dict[str, Any] = {"data_system": "carpos", "edition": form.number}
    rows = draw(st.integers(0, 3))
    for question in form.questions:
        if question.kind == "digital_signature":
            continue
        for row in range(rows) if question.row else (None,):
            if question.name == "team_members.*.name" or draw(st.booleans()):
                _put(application, question, row, draw(answers_to(question)))
    return application


def _put(application: dict[str, Any], question: Question, row: int | None, value: Any) -> None:
    place: Any = application
    steps = list(question.path)
    if row is not None:
        listed = place.setdefault(steps[0], [])
        listed.extend({} for _ in range(row + 1 - len(listed)))
        place, steps = listed[row], steps[2:]
    for step in steps[:-1]:
        place = place.setdefault(step, {})
    place[steps[-1]] = value

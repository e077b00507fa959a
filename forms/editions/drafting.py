"""Writes the draft of a map: what was placed, what a person should look at, and what no place was found for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from forms.editions.placing import Placed
from validator.questions import Edition

_HEAD = """\
# A map of the form “{source}”, drafted by a program from the names, tooltips and printed labels of its fields.
# Look at every line: a wrong place is a wrong answer. Then put this file into the folder “editions” of the service.
#
# NAME OF THE FIELD = "an.answer"                  what is entered there is the answer
#                   = "an.answer = value"          a tick there gives this answer
#                   = "enclosed: project_outline"  a tick there says that the outline is a document of its own
#                   = ""                           it holds no answer
"""


def draft(placed: Sequence[Placed], form: Edition, source: str) -> str:
    """The map as TOML; fields without a place stand in it as comments, so that they are told of when a form is read."""
    return "\n".join(_lines(placed, form, source)) + "\n"


def unplaced(placed: Sequence[Placed]) -> list[Placed]:
    """The fields that no place was found for."""
    return [one for one in placed if not one.place]


def unanswered(placed: Sequence[Placed], form: Edition) -> list[str]:
    """The answers that every application must give and no field of this form was placed at."""
    names = {one.place.partition(" = ")[0] for one in placed}
    return [
        question.name
        for question in form.questions
        if question.required and question.name not in names and not question.row
    ]


def _lines(placed: Sequence[Placed], form: Edition, source: str) -> Iterator[str]:
    yield _HEAD.format(source=_plain(source))
    yield f"title = {_text('What this form is called, and of which year it is')}"
    yield f"edition = {_text(f'{form.data_system}/{form.number}')}"
    yield "\n[fields]"
    page = 0
    for one in placed:
        if one.asked.page != page:
            page = one.asked.page
            yield f"# page {page}"
        yield _line(one)
    for one in placed:
        if one.values:
            yield f"\n[values.{_text(one.asked.name)}]"
            for value, meant in one.values.items():
                yield (
                    f"{_text(value)} = {_text(meant)}"
                    if meant
                    else f'# {_text(value)} = ""  # look: what does it mean?'
                )
    if lacking := unanswered(placed, form):
        yield "\n# No field was found for: " + ", ".join(lacking)


def _line(one: Placed) -> str:
    beside = " · ".join(dict.fromkeys([words for words in (one.asked.tooltip, *one.asked.labels[:1]) if words]))
    if not one.place:
        why = f"not placed ({one.asked.kind}): {_plain(beside) or 'nothing is printed near it'}"
        return f'# {_text(one.asked.name)} = ""  # {why}'
    line = f"{_text(one.asked.name)} = {_text(one.place)}"
    return line if one.is_sure else f"{line}  # look: {_plain(beside) or 'only its name says so'}"


def _text(words: str) -> str:
    """A string as TOML writes it: like JSON, all in visible signs."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(words: str) -> str:
    """Words as they may stand in a comment."""
    return "".join(sign if sign.isprintable() else " " for sign in words)[:100]

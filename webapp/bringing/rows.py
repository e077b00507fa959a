"""The rows of a file beside those of a draft: the same person is the same row, whatever its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from validator.names import same_person
from validator.questions import Answers, edition_of

Places = Mapping[str, Mapping[int, int]]
"""Name of a list -> the number of a row in the file -> its number in the draft."""


def places_of(read: Answers, kept: Answers) -> Places:
    """Where the rows of a file stand in a draft; those of persons whom it does not have yet come after the others."""
    lists = dict.fromkeys(question.path[0] for question in edition_of(read).questions if question.row)
    return {name: _places(_rows(read, name), _rows(kept, name)) for name in lists}


def in_place(read: Answers, places: Places) -> dict[str, Any]:
    """The answers of a file with their rows where the draft has them; empty rows stand for those that it lacks."""
    moved = dict(read)
    for name, numbers in places.items():
        if numbers:
            rows: list[Any] = [{} for _ in range(max(numbers.values()) + 1)]
            for number, row in enumerate(_rows(read, name)):
                rows[numbers[number]] = row
            moved[name] = rows
    return moved


def renamed(name: str, places: Places) -> str:
    """The name of an answer of the file as the draft has it."""
    first, *rest = name.split(".")
    if rest and rest[0].isdecimal() and int(rest[0]) in places.get(first, {}):
        rest[0] = str(places[first][int(rest[0])])
    return ".".join([first, *rest])


def _places(read: list[Any], kept: list[Any]) -> dict[int, int]:
    free = dict(enumerate(map(_name, kept)))
    places: dict[int, int] = {}
    for number, row in enumerate(read):
        name = _name(row)
        found = next((place for place, other in free.items() if name and same_person(name, other)), None)
        if found is not None:
            del free[found]
            places[number] = found
    further = iter(range(len(kept), len(kept) + len(read)))
    return {number: places[number] if number in places else next(further) for number in range(len(read))}


def _rows(answers: Answers, name: str) -> list[Any]:
    rows: Any = answers.get(name)
    return rows if isinstance(rows, list) else []


def _name(row: Any) -> str:
    name = row.get("name") if isinstance(row, dict) else None
    return name if isinstance(name, str) else ""

"""Facts for each kind of letter, from `letters/KIND.toml`, and from them the longest and the worst words it can hold.

In such a file stand the words that the letter must hold, the facts it can't do without (`minimal`), those it can hold
besides (`full`), what differs where it ends in another way (`endings`), and what each of them says and never says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from templates.letterhead import Letterhead, neutral, stationery
from templates.letters import LETTERS
from templates.needed import needs, resolved
from tests.templates.people import DEPARTMENT, INSTITUTION, LONG, MORE, NASTY, ON, Facts

FOLDER = Path(__file__).parent / "letters"
PAPERS = {kind: tomllib.loads((FOLDER / f"{kind}.toml").read_text("utf-8")) for kind in LETTERS}

_NARROW = ("project_title", "access_location", "violation", "remedy", "step")


def _minimal(kind: str) -> Facts:
    paper = DEPARTMENT if LETTERS[kind].writer == "Department" else INSTITUTION
    return {**paper, **PAPERS[kind]["minimal"]}


def _changed(facts: Facts, change: Facts) -> Facts:
    left_out = {"without", *change.get("without", ())}
    return {name: fact for name, fact in (facts | change).items() if name not in left_out}


def _nasty(narrow: bool, _lines: bool) -> str:
    return LONG[:300].strip() if narrow else NASTY


def _long(narrow: bool, lines: bool) -> str:
    return ("A sentence that says more.\n\n" * 60 if lines else "Words and words " * (9 if narrow else 31)).strip()


def _replaced(words: Callable[[bool, bool], str], value: Any, schema: Facts, root: Facts, name: str = "") -> Any:
    """The same facts with other words; dates, codes and citations stay."""
    schema = resolved(schema, root)
    if isinstance(value, dict):
        parts = schema.get("properties", {})
        return {key: _replaced(words, item, parts.get(key, {}), root, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(words, item, schema["items"], root, name) for item in value]
    if not isinstance(value, str) or "enum" in schema or "format" in schema or name == "citation":
        return value
    return words(name in _NARROW, bool(schema.get("x-lines")))


def _each(words: Callable[[bool, bool], str]) -> dict[str, Facts]:
    return {kind: _replaced(words, facts, needs(kind), needs(kind)) for kind, facts in FULL.items()}


MINIMAL = {kind: _minimal(kind) for kind in LETTERS}
FULL = {kind: _changed(facts | MORE, PAPERS[kind]["full"]) for kind, facts in MINIMAL.items()}
NASTIEST, LONGEST = _each(_nasty), _each(_long)
ENDINGS = {
    (kind, name): _changed(FULL[kind], change)
    for kind, paper in PAPERS.items()
    for name, change in paper.get("endings", {}).items()
}
SAMPLES: dict[tuple[str, str], Facts] = ENDINGS | {
    (kind, name): facts
    for name, each in (("minimal", MINIMAL), ("full", FULL), ("nasty", NASTIEST), ("long", LONGEST))
    for kind, facts in each.items()
}
"""Every sample letter, by its kind and what is special about it."""

OURS = stationery(
    """
    [[department]]
    since = 2022-07-01
    state = "STATE OF CALIFORNIA"
    name = "DEPARTMENT OF JUSTICE"
    unit = "Research Center · Data Requests"
    address = ["1300 Sample Street, Suite 1000", "Sacramento, CA 95814"]
    phone = "(916) 555-0142"
    email = "datarequests@doj.ca.gov"

    [[institution]]
    since = 2020-01-01
    name = "Example State University"
    unit = "Center for Violence Prevention"
    address = ["1 Campus Drive", "Davis, CA 95616"]
    phone = "(530) 555-0100"
    """,
    lambda _name: b"",
)


def letterhead(kind: str, *, draft: bool = False) -> Letterhead:
    """The letterhead of who writes this kind of letter."""
    found = (neutral() if draft else OURS).letterhead(LETTERS[kind].writer, on=ON)
    assert found is not None
    return found

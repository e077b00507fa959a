"""What a page asks for a letter: the facts that come from a person, and how they are typed into fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from templates.needed import Facts, label, needs, resolved, sometimes

Form = Literal["line", "date", "prose", "lines", "choice"]

NO_CHANGE = "no_change"
"""The box that says "no change" of all six items of a renewal."""
ROWS = 5
"""How many rows of a table a page offers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact that is asked for; its name is the field's, dotted like its place in the facts."""

    name: str
    label: str
    hint: str
    required: bool
    form: Form
    choices: tuple[str, ...] = ()


def asked(kind: str, *, rows: int = ROWS) -> list[Asked]:
    """The facts that a person gives for a letter: first those that it cannot do without; of a table so many rows."""
    schema = needs(kind)
    needed = {*schema["required"], *sometimes(schema)}
    found = [
        one
        for name, fact in schema["properties"].items()
        if "you" in fact.get("x-source", "")
        for one in _asked(f"/{name}", fact, schema, required=name in needed, rows=rows)
    ]
    return sorted(found, key=lambda one: one.name.partition(".")[0] not in needed)


def given(kind: str, typed: Mapping[str, str], *, rows: int = ROWS) -> Facts:
    """What was typed, as facts; an empty field is no fact."""
    facts: Facts = {}
    for one in asked(kind, rows=rows):
        words = typed.get(one.name, "").strip()
        if words:
            _put(facts, one.name.split("."), words.splitlines() if one.form == "lines" else words)
    if typed.get(NO_CHANGE) and "changes" in needs(kind)["properties"]:
        facts["changes"] = "no change"
    return {name: _in_rows(fact) for name, fact in facts.items()}


def _asked(pointer: str, fact: Facts, schema: Facts, *, required: bool, rows: int) -> Iterator[Asked]:
    whole = resolved(fact, schema)
    row = resolved(whole["items"], schema) if "items" in whole else {}
    if "properties" in row:
        for number in range(rows):
            yield from _asked(f"{pointer}/{number}", row, schema, required=required and not number, rows=rows)
    elif "properties" in whole:
        for name, part in whole["properties"].items():
            needed = required and name in whole.get("required", ())
            yield from _asked(f"{pointer}/{name}", part, schema, required=needed, rows=rows)
    elif whole.get("type") != "boolean":
        name = pointer.strip("/").replace("/", ".")
        yield Asked(
            name,
            label(pointer, schema),
            _hint(whole, schema),
            required,
            _form(whole),
            tuple(whole.get("enum", ())),
        )


def _form(fact: Facts) -> Form:
    if "enum" in fact:
        return "choice"
    if fact.get("type") == "array":
        return "lines"
    if fact.get("format") == "date":
        return "date"
    return "prose" if fact.get("x-lines") else "line"


def _hint(fact: Facts, schema: Facts) -> str:
    """What is said beside the field; how a file writes a day is nothing for a page, which reads any way."""
    words: str = fact.get("description", "")
    return "" if words == schema["$defs"]["date"]["description"] else words


def _put(facts: Any, steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        facts = facts.setdefault(step, {})
    facts[steps[-1]] = value


def _in_rows(fact: Any) -> Any:
    """What was typed in numbered rows is a list."""
    if isinstance(fact, dict) and all(name.isdigit() for name in fact):
        return [fact[name] for name in sorted(fact, key=int)]
    return fact

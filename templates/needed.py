"""The facts that each kind of letter needs, as a JSON Schema; the only place that walks it.

`needs/common.json` is what every letter takes, `needs/shared.json` groups of facts that several take, `needs/KIND.json`
the rest. Beside JSON Schema's own words stand four of ours:

`x-source` says where a fact comes from. "you" in it: a person is asked, where nothing else has it. "the case": what a
history of events knows. "counted": a clock counts it, as `x-counted` says; it is never asked for.
`x-counted` names a period of the law and the facts that it is counted from, the latest of those that are there.
`x-days-after` says how many days at least a day lies after others.
`x-lines` lets a text have several lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from templates.letters import LETTERS

Facts = dict[str, Any]


@cache
def needs(kind: str) -> Facts:
    """The JSON Schema of the facts that a kind of letter needs."""
    schema, shared, own = _read("common"), _read("shared"), _read(kind)
    groups = (["contact"] if LETTERS[kind].writer == "Department" else []) + own.get("shared", [])
    parts = (schema, *(shared[group] for group in groups), own)
    return {
        **schema,
        "title": LETTERS[kind].title,
        "type": "object",
        "properties": dict(chain(*(part["properties"].items() for part in parts))),
        "required": list(dict.fromkeys(chain(*(part.get("required", ()) for part in parts)))),
        **{keyword: own[keyword] for keyword in ("allOf",) if keyword in own},
        "additionalProperties": False,
    }


def _read(name: str) -> Facts:
    schema: Facts = json.loads((files("templates") / "needs" / f"{name}.json").read_text("utf-8"))
    return schema


def texts(facts: Any, schema: Facts, root: Facts, pointer: str = "") -> Iterator[tuple[str, str, Facts]]:
    """Every text among the facts: its JSON Pointer, the text, its schema."""
    schema = resolved(schema, root)
    if isinstance(facts, str):
        yield pointer, facts, schema
    elif isinstance(facts, Mapping):
        for name, value in facts.items():
            yield from texts(value, schema.get("properties", {}).get(name, {}), root, f"{pointer}/{name}")
    elif isinstance(facts, list):
        for index, value in enumerate(facts):
            yield from texts(value, schema.get("items", {}), root, f"{pointer}/{index}")


def sometimes(schema: Facts) -> frozenset[str]:
    """The facts that a letter cannot do without as some of its other facts stand."""
    branches = (rule.get(branch, {}) for rule in schema.get("allOf", ()) for branch in ("then", "else"))
    return frozenset(name for branch in branches for name in branch.get("required", ()))


def label(pointer: str, schema: Facts) -> str:
    """The label of a fact, for people: "Team Members, 2: Name"."""
    words, place = "", schema
    for step in pointer.split("/")[1:]:
        place = resolved(place, schema)
        if step.isdigit() and "items" in place:
            words, place = f"{words}, {int(step) + 1}", place["items"]
        else:
            place = place.get("properties", {}).get(step, {})
            name = place.get("title", step)
            words = f"{words}: {name}" if words else name
    return words or "The facts"


def resolved(schema: Facts, root: Facts) -> Facts:
    """A schema with its reference followed; what stands beside the reference comes first."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    target: Facts = root["$defs"][reference.rpartition("/")[2]]
    return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}

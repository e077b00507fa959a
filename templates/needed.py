"""The facts that each kind of letter needs, as a JSON Schema; the only place that walks it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from templates.letters import LETTERS

Facts = dict[str, Any]


@cache
def needs(kind: str) -> Facts:
    """The JSON Schema of the facts that a kind of letter needs."""
    folder = files("templates") / "needs"
    schema: Facts = json.loads((folder / "common.json").read_text("utf-8"))
    own: Facts = json.loads((folder / f"{kind}.json").read_text("utf-8"))
    return {
        **schema,
        "title": LETTERS[kind].title,
        "type": "object",
        "properties": {**schema["properties"], **own["properties"]},
        "required": list(dict.fromkeys(schema["required"] + own["required"])),
        **{keyword: own[keyword] for keyword in ("allOf",) if keyword in own},
        "additionalProperties": False,
    }


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

"""The questions of an application, read from its schema: the only place that walks the schema.

The PDF form, the web form, the findings and the reports are all drawn from what stands here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Literal

Kind = Literal["text", "prose", "date", "email", "phone", "yes_no", "box", "choice", "choices", "digital_signature"]
Answers = Mapping[str, Any]
"""An application as plain JSON, in the shape of its schema."""

NEWEST = {"carpos": "1"}
"""The edition of the form that is offered for each data system."""


Path = tuple[str | int, ...]
"""A place in an application, taken apart; the number of a row is a number."""


@lru_cache(1024)
def path_of(name: str) -> Path:
    """A place from its dotted name; only plain digits, and few, number a row."""
    return tuple(
        int(step) if step.isascii() and step.isdecimal() and len(step) < 6 else step for step in name.split(".")
    )


@lru_cache(1024)
def name_of(path: Path) -> str:
    """The name of the question that a place belongs to: `*` stands for the number of a row."""
    return ".".join("*" if isinstance(step, int) else step for step in path)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only when another was answered with one of these values."""

    question: str
    """Dotted name of the other question."""
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that the form asks, with the clause that it comes from."""

    name: str
    """Dotted place in the application; `*` stands for the number of a row."""
    label: str
    help: str
    example: str
    clause: str
    """The paragraph that asks it."""
    item: str
    """The numbered item inside the paragraph, where it has one: item 1."""
    kind: Kind
    section: str
    options: tuple[Option, ...] = ()
    conditions: tuple[Condition, ...] = ()
    required: bool = False
    """Asked of every application, whatever else was answered."""
    severity: str = "error"
    stage: str = "submit"
    messages: Mapping[str, Mapping[str, str]] | None = None
    """Keyword of the schema -> message, remedy, severity, stage, as far as the schema words them."""
    max_length: int | None = None
    enclosure: str = ""
    """The slot of the document that this box says is enclosed."""
    row: str = ""
    """What a row of the list is called, for example Team Member."""

    @property
    def path(self) -> tuple[str, ...]:
        """The name, taken apart."""
        return tuple(self.name.split("."))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form, in the order of the regulation."""

    id: str
    title: str
    clause: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Edition:
    """One published edition of the form of one data system."""

    data_system: str
    number: str
    title: str
    schema: Mapping[str, Any]
    sections: tuple[Section, ...]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order of the form."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_name(self) -> Mapping[str, Question]:
        """The questions by dotted name, with `*` for rows."""
        return {question.name: question for question in self.questions}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where in the form a question stands."""
        return {question.name: place for place, question in enumerate(self.questions)}

    @cached_property
    def rules(self) -> Mapping[str, Any]:
        """The schema with all that it refers to in its place, so that holding answers against it looks nothing up."""
        return {key: _in_place(part, self.schema["$defs"]) for key, part in self.schema.items() if key != "$defs"}

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The objects of the application that hold questions, one level deep."""
        return tuple(dict.fromkeys(q.path[0] for q in self.questions if len(q.path) > 1 and not q.row))

    def question_at(self, path: Path) -> Question | None:
        """The question of a place in an application, whatever its row."""
        return self.by_name.get(name_of(path))


def edition(data_system: str = "carpos", number: str = "") -> Edition:
    """One edition of a form, the newest where none is named; KeyError for one that is not known."""
    return _published(data_system, number or NEWEST[data_system])


@cache
def _published(data_system: str, number: str) -> Edition:
    resource = files("validator.schema") / data_system / f"{number}.json"
    if data_system not in NEWEST or not number.isdigit() or not resource.is_file():
        raise KeyError(number)
    schema = json.loads(resource.read_text(encoding="utf-8"))
    questions = tuple(_Walk(schema).questions())
    sections = tuple(
        Section(s["id"], s["title"], s["clause"], tuple(q for q in questions if q.section == s["id"]))
        for s in schema["x-sections"]
    )
    return Edition(data_system, number, schema["title"], schema, sections)


def edition_of(application: Answers) -> Edition:
    """The edition that an application names; the newest where it names none that is known."""
    system, number = application.get("data_system"), application.get("edition")
    try:
        return edition(system if isinstance(system, str) else "carpos", number if isinstance(number, str) else "")
    except KeyError:
        return edition()


def clauses_stated() -> Iterator[tuple[str, str]]:
    """Each clause that a question states, with the question's place in the schema."""
    for system in NEWEST:
        form = edition(system)
        for question in form.questions:
            place = (
                question.name.replace(".*.", ".items.")
                .replace(".", "/properties/")
                .replace("/properties/items", "/items")
            )
            yield (
                f"{question.clause} {question.item}".strip(),
                f"validator/schema/{system}/{form.number}.json#/properties/{place}",
            )


class _Walk:
    """A walk through a schema that gathers its questions, in order."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.definitions: Mapping[str, Any] = schema["$defs"]
        self.schema = schema

    def questions(self) -> Iterator[Question]:
        """All questions below the root."""
        yield from self._group(self.schema, "", "", "", ())

    def _group(
        self, node: Mapping[str, Any], prefix: str, section: str, row: str, conditions: tuple[Condition, ...]
    ) -> Iterator[Question]:
        required = set(node.get("required", ()))
        conditional = dict(_conditions(node, prefix))
        for key, child in node["properties"].items():
            name = f"{prefix}{key}"
            if child.get("x-hidden"):
                continue
            asked_when = conditions + conditional.get(key, ()) + _stated_condition(child, prefix)
            place = child.get("x-section", section)
            if child.get("type") == "object":
                yield from self._group(child, f"{name}.", place, row, asked_when)
            elif "properties" in child.get("items", {}):
                yield from self._group(child["items"], f"{name}.*.", place, child["x-row"], asked_when)
            else:
                asked = _resolved(child, self.definitions)
                yield self._question(asked, name, place, row, asked_when, required=key in required)

    def _question(
        self,
        node: Mapping[str, Any],
        name: str,
        section: str,
        row: str,
        conditions: tuple[Condition, ...],
        *,
        required: bool,
    ) -> Question:
        return Question(
            name=name,
            label=node["title"],
            help=node["description"],
            example=(node.get("examples") or [""])[0],
            clause=node["x-clause"],
            item=node.get("x-item", ""),
            kind=_kind(node),
            section=section,
            options=tuple(Option(value, label) for value, label in node.get("x-options", {}).items()),
            conditions=conditions,
            required=required,
            severity=node.get("x-severity", "error"),
            stage=node.get("x-stage", "submit"),
            messages=node.get("x-messages", {}),
            max_length=node.get("maxLength"),
            enclosure=node.get("x-enclosure", ""),
            row=row,
        )


def _resolved(node: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """A property with what it refers to; the property's own words come last and win."""
    reference = node.get("$ref")
    return node if reference is None else {**definitions[reference.rpartition("/")[2]], **node}


def _in_place(part: Any, definitions: Mapping[str, Any]) -> Any:
    """A part of the schema that refers to nothing outside of it."""
    if isinstance(part, list):
        return [_in_place(child, definitions) for child in part]
    if not isinstance(part, dict):
        return part
    whole = _resolved(part, definitions)
    return {key: _in_place(child, definitions) for key, child in whole.items() if key != "$ref"}


def _kind(node: Mapping[str, Any]) -> Kind:
    if "x-kind" in node:
        kind: Kind = node["x-kind"]
        return kind
    return "choices" if node["type"] == "array" else "choice"


def _stated_condition(node: Mapping[str, Any], prefix: str) -> tuple[Condition, ...]:
    """The condition of a question that may stay empty, so that no `then` requires it."""
    return tuple(_beside(prefix, other, tuple(values)) for other, values in node.get("x-when", {}).items())


def _conditions(node: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """What a `then` requires, with the plain `if` that it hangs on."""
    for rule in node.get("allOf", ()):
        tested = rule["if"].get("properties", {})
        hangs_on = tuple(_beside(prefix, other, _values(test)) for other, test in tested.items())
        for name in rule["then"].get("required", ()):
            if hangs_on:
                yield name, hangs_on


def _beside(prefix: str, other: str, values: tuple[Any, ...]) -> Condition:
    """A condition on a question of the same group."""
    return Condition(f"{prefix}{other}", values)


def _values(test: Mapping[str, Any]) -> tuple[Any, ...]:
    test = test.get("contains", test)
    return (test["const"],) if "const" in test else tuple(test["enum"])

"""The fields of a form as its tree has them, and those that hang on a page only: a walk that always ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from forms.limits import FORM_FIELDS
from forms.objects import Objects, is_reference
from forms.page_annotations import Pages
from forms.refusals import TOO_DEEP, TOO_MANY_FIELDS, refusal

_DEEPEST = 32
_MOST_NODES = 20 * FORM_FIELDS.most
"""Groups, fields and their boxes together: a radio has some boxes, a form few groups."""

_INHERITED = ("/FT", "/Ff", "/V", "/DV", "/Opt", "/TU")


@dataclass(frozen=True, slots=True)
class Widget:
    """One box that a field has on a page."""

    entries: dict[str, Any]
    reference: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A field of the tree: its full dotted name, and its entries with what it inherits."""

    name: str
    entries: dict[str, Any]
    reference: str | None
    value_at: str | None
    """The dictionary that holds the value: the field itself, or what it inherits from."""
    widgets: tuple[Widget, ...]

    @property
    def flags(self) -> int:
        """The field's flags (ISO 32000-2, 12.7.4.1)."""
        flags = self.entries.get("/Ff")
        return flags if isinstance(flags, int) else 0


class _Step(NamedTuple):
    """What the walk still has to look at."""

    item: Any
    prefix: str
    inherited: dict[str, Any]
    value_at: str | None
    depth: int


class FieldTree:
    """Walks every field once, however the tree loops, repeats or nests."""

    def __init__(self, objects: Objects, pages: Pages) -> None:
        self._objects = objects
        self._pages = pages
        self._seen: set[str] = set()
        self._nodes = 0

    def fields(self) -> Iterator[Node]:
        """Each field in the order of the form, then those that only a page knows; refuses a tree beyond all measure."""
        form = self._objects.dictionary(self._objects.root.get("/AcroForm"))
        yield from self._walk(self._objects.array(form.get("/Fields")))
        for item in self._pages.boxes:
            if not (is_reference(item) and item in self._seen):
                yield from self._walk([self._topmost(item)])

    def _topmost(self, item: Any) -> Any:
        """The root of the tree that a widget hangs in."""
        for _ in range(_DEEPEST):
            parent = self._objects.dictionary(item).get("/Parent")
            if not is_reference(parent):
                break
            item = parent
        return item

    def _walk(self, roots: list[Any]) -> Iterator[Node]:
        stack = [_Step(root, "", {}, None, 0) for root in reversed(roots[: _MOST_NODES + 1])]
        while stack:
            step = stack.pop()
            entries = self._enter(step.item, step.depth)
            if not entries:
                continue
            name = self._full_name(step, entries)
            merged = {**step.inherited, **entries} if step.inherited else entries
            own = step.item if isinstance(step.item, str) else None
            value_at = own if "/V" in entries else step.value_at
            named, widgets = self._kids(entries, own) if "/Kids" in entries else ([], _own_box(entries, own))
            if named:
                inherited = {key: merged[key] for key in _INHERITED if key in merged}
                stack.extend(_Step(kid, name, inherited, value_at, step.depth + 1) for kid in reversed(named))
            if widgets or not named:
                yield Node(name, merged, own, value_at, widgets)

    def _enter(self, item: Any, depth: int) -> dict[str, Any]:
        """The entries of a node that was not met before."""
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise refusal("too_large", what=TOO_MANY_FIELDS)
        if depth > _DEEPEST:
            raise refusal("too_large", what=TOO_DEEP)
        if isinstance(item, str):
            if item in self._seen:
                return {}
            self._seen.add(item)
        return self._objects.dictionary(item)

    def _full_name(self, step: _Step, entries: dict[str, Any]) -> str:
        own = self._objects.text(entries.get("/T"))
        if own is None:
            return step.prefix
        return f"{step.prefix}.{own.text}" if step.prefix else own.text

    def _kids(self, entries: dict[str, Any], own: str | None) -> tuple[list[Any], tuple[Widget, ...]]:
        """The fields below a node, and the boxes that are its own."""
        named: list[Any] = []
        widgets: list[Widget] = []
        for kid in self._objects.array(entries.get("/Kids")):
            below = self._objects.dictionary(kid)
            if "/T" in below or "/Kids" in below:
                named.append(kid)
            elif below and self._enter(kid, 0):
                widgets.append(Widget(below, kid if is_reference(kid) else None))
        return named, tuple(widgets) if named or widgets else _own_box(entries, own)


def _own_box(entries: dict[str, Any], own: str | None) -> tuple[Widget, ...]:
    """The box of a field that is its own: the usual case of one box."""
    return (Widget(entries, own),) if entries.get("/Subtype") == "/Widget" else ()

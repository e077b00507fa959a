"""The fields of a form as its tree has them, and those that hang on a page only: a walk that always ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from forms.limits import FORM_FIELDS
from forms.reading.objects import UNNUMBERED, Entries, Identity, identity, items, text
from forms.reading.page_annotations import Pages
from forms.refusals import TOO_DEEP, TOO_MANY_FIELDS, refusal

_DEEPEST = 32
_MOST_NODES = 20 * FORM_FIELDS.most
"""Groups, fields and their boxes together: a radio has some boxes, a form few groups."""

_INHERITED = ("/FT", "/Ff", "/V", "/DV", "/Opt", "/TU")


class Widget(NamedTuple):
    """One box that a field has on a page."""

    entries: Entries
    identity: Identity


class Node(NamedTuple):
    """A field of the tree: its full dotted name, its entries, and those that it inherits."""

    name: str
    entries: Entries
    inherited: Entries
    widgets: tuple[Widget, ...]

    def get(self, key: str) -> Any:
        """What stands under a key: in the field itself, else in what it inherits from."""
        found = self.entries.get(key)
        return self.inherited.get(key) if found is None else found

    @property
    def flags(self) -> int:
        """The field's flags (ISO 32000-2, 12.7.4.1)."""
        flags = self.get("/Ff")
        return flags if isinstance(flags, int) else 0


class _Step(NamedTuple):
    """What the walk still has to look at."""

    item: Any
    prefix: str
    inherited: Entries
    depth: int


class FieldTree:
    """Walks every field once, however the tree loops, repeats or nests."""

    def __init__(self, form: Entries, pages: Pages) -> None:
        self._form = form
        self._pages = pages
        self._seen: set[Identity] = set()
        self._nodes = 0

    def fields(self) -> Iterator[Node]:
        """Each field in the order of the form, then those that only a page knows; refuses a tree beyond all measure."""
        yield from self._walk(items(self._form.get("/Fields")))
        for box in self._pages.boxes:
            if identity(box) not in self._seen:
                yield from self._walk([self._topmost(box)])

    def _topmost(self, item: Any) -> Any:
        """The root of the tree that a box hangs in."""
        for _ in range(_DEEPEST):
            parent = self._pages.read(item, identity(item)).get("/Parent")
            if identity(parent) == UNNUMBERED:
                break
            item = parent
        return item

    def _walk(self, roots: list[Any]) -> Iterator[Node]:
        stack = [_Step(root, "", {}, 0) for root in reversed(roots[: _MOST_NODES + 1])]
        while stack:
            item, prefix, inherited, depth = stack.pop()
            known = identity(item)
            found = self._enter(item, known, depth)
            if not found:
                continue
            own = text(found.get("/T"))
            name = prefix if own is None else f"{prefix}.{own.text}" if prefix else own.text
            named, widgets = self._kids(found, known)
            if named:
                passed = {**inherited, **{key: found[key] for key in _INHERITED if key in found}}
                stack.extend(_Step(kid, name, passed, depth + 1) for kid in reversed(named))
            if widgets or not named:
                yield Node(name, found, inherited, tuple(widgets))

    def _enter(self, item: Any, known: Identity, depth: int) -> Entries:
        """The entries of a node that was not met before."""
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise refusal("too_large", what=TOO_MANY_FIELDS)
        if depth > _DEEPEST:
            raise refusal("too_large", what=TOO_DEEP)
        if known in self._seen:
            return {}
        if known != UNNUMBERED:
            self._seen.add(known)
        return self._pages.read(item, known)

    def _kids(self, found: Entries, known: Identity) -> tuple[list[Any], list[Widget]]:
        """The fields below a node, and the boxes that are its own: it is often one itself."""
        if "/Kids" not in found:
            return [], [Widget(found, known)] if "/Subtype" in found else []
        named: list[Any] = []
        widgets: list[Widget] = []
        for kid in items(found["/Kids"]):
            kid_known = identity(kid)
            below = self._pages.read(kid, kid_known)
            if "/T" in below or "/Kids" in below:
                if kid_known not in self._seen:
                    named.append(kid)
            elif below and self._enter(kid, kid_known, 0):
                widgets.append(Widget(below, kid_known))
        return named, widgets

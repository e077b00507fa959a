"""What each field of a form held and how it was drawn in one saved version of the file, to compare with another."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from forms.limits import FORM_FIELDS

_DEEPEST = 32
_MOST_NODES = 20 * FORM_FIELDS.most
_MOST_PARTS = 200_000
"""Parts of all drawings together; a form has some thousands."""

_ELSEWHERE = frozenset({"/Parent", "/P", "/StructParent", "/StructParents", "/Length", "/Filter", "/DecodeParms"})
"""Where a drawing would lead away from itself, and how it is packed."""

_EMPTY = frozenset({"", "Off"})


class TooMuchToCompareError(Exception):
    """The form holds more than can be compared."""


@dataclass(frozen=True, slots=True)
class Held:
    """A field in one version: its label, its kind, its value as text, and the mark of how its boxes are drawn."""

    label: str
    kind: str
    value: str
    drawing: str
    boxes: str
    """The mark of where its boxes stand, and of what hides them."""
    is_seen: bool
    """Whether one of its boxes takes any room on a page."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody had filled it in."""
        return self.value in _EMPTY


def snapshot(pdf: bytes) -> dict[str, Held]:
    """Every field by its full dotted name; of several of one name, the values and drawings of all.

    Raises:
        TooMuchToCompareError: It cannot be walked within bounds.
        pikepdf.PdfError: The bytes are no PDF.
    """
    with pikepdf.open(io.BytesIO(pdf)) as form:
        parts = _Parts()
        found: dict[str, Held] = {}
        for name, entries, boxes in _Walk().fields(form.Root.get("/AcroForm")):
            held = _held(name, entries, boxes, parts)
            before = found.get(name)
            found[name] = held if before is None else _joined(before, held)
        return found


def _held(name: str, entries: dict[str, Any], boxes: list[Any], parts: _Parts) -> Held:
    kind = str(entries.get("/FT", ""))
    value = "" if kind == "/Sig" and "/V" not in entries else _text(entries.get("/V"))
    drawn = [parts.mark([box.get("/AP"), box.get("/AS")]) for box in boxes]
    placed = [parts.mark([box.get("/Rect"), box.get("/F"), box.get("/OC")]) for box in boxes]
    label = " ".join(_text(entries.get("/TU")).split()).split(". ")[0]
    return Held(label or name, kind, value, "".join(drawn), "".join(placed), any(map(_takes_room, boxes)))


def _joined(one: Held, other: Held) -> Held:
    return Held(
        label=one.label,
        kind=one.kind,
        value=f"{one.value} {other.value}".strip(),
        drawing=one.drawing + other.drawing,
        boxes=one.boxes + other.boxes,
        is_seen=one.is_seen or other.is_seen,
    )


def _takes_room(box: Any) -> bool:
    try:
        left, bottom, right, top = (float(edge) for edge in _items(box, "/Rect"))
    except (ValueError, TypeError):
        return "/Rect" in box
    return left != right and bottom != top


def _text(value: Any) -> str:
    """A value as text that can be compared and shown; a signature or a list by its parts."""
    if value is None:
        return ""
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.String):
        return str(value)
    if isinstance(value, pikepdf.Array):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    return "signed" if isinstance(value, pikepdf.Dictionary) else str(value)


class _Walk:
    """The field tree, each node once."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()
        self._nodes = 0

    def fields(self, form: Any) -> Iterator[tuple[str, dict[str, Any], list[Any]]]:
        stack: list[tuple[Any, str, dict[str, Any], int]] = [(item, "", {}, 0) for item in _items(form, "/Fields")]
        while stack:
            node, prefix, inherited, depth = stack.pop()
            self._count(depth)
            if not isinstance(node, pikepdf.Dictionary) or not self._first_time(node):
                continue
            own = _text(node.get("/T"))
            name = ".".join(filter(None, (prefix, own)))
            entries = {**inherited, **{key: node[key] for key in ("/FT", "/V", "/TU") if key in node}}
            kids = _items(node, "/Kids")
            named = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and ("/T" in kid or "/Kids" in kid)]
            stack.extend((kid, name, entries, depth + 1) for kid in named)
            if not named:
                yield name, entries, [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)] or [node]

    def _count(self, depth: int) -> None:
        self._nodes += 1
        if self._nodes > _MOST_NODES or depth > _DEEPEST:
            raise TooMuchToCompareError

    def _first_time(self, node: Any) -> bool:
        number = node.objgen
        if number != (0, 0) and number in self._seen:
            return False
        self._seen.add(number)
        return True


class _Parts:
    """Marks of what is drawn: equal when all that a drawing rests on is equal, fonts and pictures too."""

    def __init__(self) -> None:
        self._parts = 0
        self._known: dict[tuple[int, int], str] = {}

    def mark(self, parts: list[Any]) -> str:
        """The mark of several parts together."""
        return hashlib.sha256(" ".join(self._mark(part, 0) for part in parts).encode()).hexdigest()

    def _mark(self, part: Any, depth: int) -> str:
        self._parts += 1
        if self._parts > _MOST_PARTS or depth > _DEEPEST:
            raise TooMuchToCompareError
        if not isinstance(part, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            return repr(part)
        number = part.objgen
        if number in self._known:
            return self._known[number]
        if number != (0, 0):
            self._known[number] = "around"  # whatever leads back here
        mark = hashlib.sha256(self._inner(part, depth).encode()).hexdigest()
        if number != (0, 0):
            self._known[number] = mark
        return mark

    def _inner(self, part: Any, depth: int) -> str:
        if isinstance(part, pikepdf.Array):
            return "[" + " ".join(self._mark(item, depth + 1) for item in part) + "]"
        content = hashlib.sha256(_content(part)).hexdigest() if isinstance(part, pikepdf.Stream) else ""
        keys = sorted(key for key in part.keys() if key not in _ELSEWHERE)  # noqa: SIM118 - a PDF object is no mapping
        return content + " ".join(f"{key} {self._mark(part.get(key), depth + 1)}" for key in keys)


def _content(stream: Any) -> bytes:
    """What a stream holds unpacked: it may be packed anew without being changed."""
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


def _items(holder: Any, key: str) -> list[Any]:
    found = holder.get(key) if isinstance(holder, pikepdf.Dictionary) else None
    return list(found) if isinstance(found, pikepdf.Array) else []

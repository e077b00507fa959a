"""Reads the fields of a PDF form: own exact, bounded walk, and everything about a value that a person should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

import pikepdf

from forms.fields import Field, Note, Reading, UnreadableFormError, Value
from forms.limits import FORM_FIELDS, PROSE
from forms.reading import active_content
from forms.reading.doubts import FORM_MARKS, Doubter, quoted
from forms.reading.field_tree import FieldTree, Node
from forms.reading.formless import without_fields
from forms.reading.held import Held
from forms.reading.objects import Entries, entries
from forms.reading.opening import opened, was_repaired
from forms.reading.page_annotations import Pages
from forms.reading.revisions import revisions, signed_parts
from forms.reading.values import held
from forms.refusals import TOO_MANY_FIELDS, refusal, too_long

_SEVERAL = "Its name is used by {count} fields, which hold {values}; the first is taken."
_DOUBLED = "{many} used by several fields that hold the same; if two forms were put together, send one."
_CHANGED = "It was {before} when the file was signed, and was changed afterwards to {after}."

_ENCRYPTED = Note("encrypted", "This file is encrypted with an empty password, so that anyone can read it.")
_REPAIRED = Note(
    "repaired",
    "This file is not well formed; it was repaired to read it. If it was cut short, fields may be missing: "
    "compare the answers with the form as you see it.",
)


def read_fields(pdf: bytes, *, source: BinaryIO | None = None) -> Reading:
    """All fields of a form, with doubts and notes; nothing of them refuses by itself.

    Args:
        pdf: The file.
        source: The same bytes as a file in memory, where the caller has one.

    Raises:
        UnreadableFormError: There is nothing to read, or more than a form holds.
    """
    with opened(pdf, source) as form:
        root = entries(form.Root)
        pages = Pages(form)
        nodes = _fields_of(root, pages)
        found = [(node, value) for node in nodes if (value := held(node)) is not None and (node.name or value.value)]
        if not found:
            raise refusal("too_hungry") if _over_limit(form.get_warnings()) else without_fields(pdf, root, pages)
        doubter = Doubter(entries(root.get("/AcroForm")), pages)
        for node, value in found:
            doubter.look(node, value)
        signatures = [node for node, value in found if value.kind == "signature"]
        earlier = _earlier(pdf, signed_parts(pdf, signatures))
        fields = tuple(_fields(found, doubter, earlier))
        bare = pages.without_boxes() if _is_ours(nodes) else ()
        return Reading(fields, (*_notes(pdf, form, pages, nodes), *_doubled(found)), bare)


def _is_ours(nodes: list[Node]) -> bool:
    """Whether a form is ours, even where the page is gone that says so."""
    return any(node.name in FORM_MARKS or node.name.startswith("bona_fide_researcher.") for node in nodes)


def _fields_of(root: Entries, pages: Pages) -> list[Node]:
    """The fields of the tree; refuses more than a form may have before it looks at any value."""
    nodes: list[Node] = []
    for node in FieldTree(entries(root.get("/AcroForm")), pages).fields():
        nodes.append(node)
        if len(nodes) > FORM_FIELDS.most:
            raise refusal("too_large", what=TOO_MANY_FIELDS)
    return nodes


def _fields(found: list[tuple[Node, Held]], doubter: Doubter, earlier: dict[str, Value]) -> Iterator[Field]:
    """One field for each name, with its doubts in one text."""
    by_name: dict[str, list[tuple[Node, Held]]] = {}
    for node, value in found:
        by_name.setdefault(node.name, []).append((node, value))
    for name, same in by_name.items():
        node, first = same[0]
        _refuse_too_long(first.value, node, doubter)
        doubts = list(dict.fromkeys(doubt for _, value in same for doubt in value.doubts))
        if len({value.value for _, value in same}) > 1:
            values = " and ".join(f"“{quoted(value.value)}”" for _, value in same)
            doubts.append(_SEVERAL.format(count=len(same), values=values))
        if name in earlier and earlier[name] != first.value and first.kind != "signature":
            doubts.append(_CHANGED.format(before=_named(earlier[name]), after=_named(first.value)))
        doubt = f"{doubter.label(node)}: {' '.join(doubts)}" if doubts else None
        yield Field(name, first.value, "field", doubt)


def _doubled(found: list[tuple[Node, Held]]) -> Iterator[Note]:
    """One note on all the names that several fields share which hold the same: nothing had to be chosen there."""
    times = Counter(node.name for node, _ in found)
    held_once = Counter(name for name, _ in {(node.name, value.value) for node, value in found})
    many = sum(times[name] > 1 and held_once[name] == 1 for name in times)
    if many:
        yield Note("doubled", _DOUBLED.format(many="1 name is" if many == 1 else f"{many} names are"))


def _refuse_too_long(value: Value, node: Node, doubter: Doubter) -> None:
    texts = value if isinstance(value, tuple) else (value,)
    if any(isinstance(text, str) and len(text) > PROSE.most for text in texts):
        raise refusal("too_large", what=too_long(doubter.label(node).strip("“”")))


def _named(value: Value) -> str:
    return "empty" if value in {None, ""} else f"“{quoted(value)}”"


def _earlier(pdf: bytes, lengths: list[int]) -> dict[str, Value]:
    """What the fields held when the file was last signed, where it was saved again after that."""
    if not lengths:
        return {}
    with suppress(UnreadableFormError), opened(pdf[: lengths[-1]]) as form:
        nodes = _fields_of(entries(form.Root), Pages(form))
        return {node.name: value.value for node in reversed(nodes) if (value := held(node)) is not None}
    return {}


def _over_limit(warnings: list[Any]) -> bool:
    """Whether something was left out because it unpacks to too much; qpdf then reads it as if it were not there."""
    return any("limit" in str(warning) and "exceed" in str(warning) for warning in warnings)


def _notes(pdf: bytes, form: pikepdf.Pdf, pages: Pages, nodes: list[Node]) -> Iterator[Note]:
    if form.is_encrypted:
        yield _ENCRYPTED
    boxes = [box.entries for node in nodes for box in node.widgets]
    yield from active_content.notes(entries(form.Root), pages, [*boxes, *(node.entries for node in nodes)])
    saved = revisions(pdf)
    if saved > 1:
        times = "once" if saved == 2 else f"{saved - 1} times"
        yield Note("revised", f"This file was added to {times} after it was first saved; the last version was read.")
    warnings = form.get_warnings()
    if _over_limit(warnings):
        raise refusal("too_hungry")
    if was_repaired(warnings):
        yield _REPAIRED

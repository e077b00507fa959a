"""What a list holds: the choice, or the choices, by the value that each exports."""

from __future__ import annotations

from collections.abc import Iterator

from forms.fields import Value
from forms.reading.field_tree import Node
from forms.reading.held import Held
from forms.reading.objects import items, text
from forms.reading.strings import Decoded

_EDITABLE, _SEVERAL = 1 << 18, 1 << 21
_NOT_LISTED = "“{held}” is not one of the choices of its list."


def choice(node: Node) -> Held:
    """The chosen value; of a list that takes several, all of them; None where nothing is chosen."""
    labels = dict(options_of(node))
    exports = {label: export for export, label in labels.items()}
    chosen = list(_chosen(node))
    values = [one.text if one.text in labels else exports.get(one.text, one.text) for one in chosen]
    result = Held("list", _one_or_several(node, values), [one.doubt for one in chosen if one.doubt])
    if labels and not node.flags & _EDITABLE:
        result.doubts.extend(_NOT_LISTED.format(held=value) for value in values if value not in labels)
    if len(values) == 1:
        result.shown = labels.get(values[0], values[0])
    return result


def _one_or_several(node: Node, values: list[str]) -> Value:
    if node.flags & _SEVERAL or len(values) > 1:
        return tuple(values)
    return values[0] if values else None


def _chosen(node: Node) -> Iterator[Decoded]:
    value = node.get("/V")
    for one in items(value) or [value]:
        decoded = text(one)
        if decoded and decoded.text:
            yield decoded


def options_of(node: Node) -> Iterator[tuple[str, str]]:
    """Each choice of a list: the value it exports, and the label it shows."""
    for option in items(node.get("/Opt")):
        export, label = (map(text, items(option)[:2])) if len(items(option)) > 1 else (text(option), text(option))
        yield export.text if export else "", label.text if label else ""

"""What a field holds: text exactly, True or False for a box, the chosen value of a radio or list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from forms.field_tree import Node
from forms.fields import Value
from forms.objects import Objects, name_of
from forms.strings import Decoded

Kind = Literal["text", "box", "radio", "list", "signature"]

_RADIO, _PUSH_BUTTON = 1 << 15, 1 << 16
_EDITABLE, _SEVERAL = 1 << 18, 1 << 21

_NOT_RECORDED = "It is drawn as {drawn}, but the file does not record that as its answer."
_DRAWN_OTHERWISE = "The file records {held}, but it is drawn as {drawn}."
_NO_SUCH_BOX = "The file records {held}, but no box of it stands for that."
_NOT_LISTED = "“{held}” is not one of the choices of its list."


@dataclass(slots=True)
class Held:
    """What a field holds, what kind of field it is, and the sentences that doubt it."""

    kind: Kind
    value: Value
    doubts: list[str] = field(default_factory=list)
    shown: str | None = None
    """What its box shows where that is not the value itself: the label of a choice."""


def held(node: Node, objects: Objects) -> Held | None:
    """What a field holds; None for a button that is only pressed, and for what is no field."""
    match node.entries.get("/FT"):
        case "/Tx":
            return _text(node, objects)
        case "/Btn" if not node.flags & _PUSH_BUTTON:
            return _button(node, objects)
        case "/Ch":
            return _choice(node, objects)
        case "/Sig":
            return _signature(node, objects)
        case None if "/V" in node.entries:
            return _text(node, objects)
    return None


def _text(node: Node, objects: Objects) -> Held:
    value = node.entries.get("/V")
    decoded = objects.text(value, node.value_at, "/V")
    if decoded is None:
        return Held("text", name_of(objects.get(value)))
    return Held("text", decoded.text, [decoded.doubt] if decoded.doubt else [])


def _signature(node: Node, objects: Objects) -> Held:
    signature = objects.dictionary(node.entries.get("/V"))
    signed = bool(objects.array(signature.get("/ByteRange"))) and "/Contents" in signature
    return Held("signature", True if signed else None)


def _button(node: Node, objects: Objects) -> Held:
    """A box is on or off; several boxes that stand for different things are a choice between them."""
    names = _names(node, objects)
    states = set().union(*(_on_states(widget.entries, objects) for widget in node.widgets))
    drawn = [state for widget in node.widgets if (state := name_of(objects.get(widget.entries.get("/AS"))))]
    ticked = list(dict.fromkeys(state for state in drawn if state != "Off"))
    choice = bool(node.flags & _RADIO) or len(states) > 1
    recorded = _recorded(node, objects)
    state = recorded if recorded is not None else (ticked[0] if ticked else None)
    on = state if state not in {None, "Off", ""} else None
    result = Held("radio", names.get(on, on) if on else None) if choice else Held("box", on is not None)
    result.doubts.extend(_told_of_button(recorded, ticked, drawn, states, names, choice))
    return result


def _told_of_button(
    recorded: str | None, ticked: list[str], drawn: list[str], states: set[str], names: dict[str, str], choice: bool
) -> Iterator[str]:
    def words(on: list[str]) -> str:
        if not choice:
            return "ticked" if on else "not ticked"
        return " and ".join(f"“{names.get(state, state)}”" for state in on) if on else "not chosen"

    chosen = [] if recorded in {None, "Off", ""} else [str(recorded)]
    if recorded is None:
        if ticked:
            yield _NOT_RECORDED.format(drawn=words(ticked))
    elif drawn and ticked != chosen:
        yield _DRAWN_OTHERWISE.format(held=words(chosen), drawn=words(ticked))
    elif chosen and states and not states.intersection(chosen):
        yield _NO_SUCH_BOX.format(held=words(chosen))


def _recorded(node: Node, objects: Objects) -> str | None:
    """The state that /V names; some programs write it as a string."""
    value = objects.get(node.entries.get("/V"))
    name = name_of(value)
    if name is not None:
        return name
    decoded = objects.text(value)
    return decoded.text if decoded else None


def _on_states(entries: dict[str, Any], objects: Objects) -> set[str]:
    """The states, other than Off, that a box can be drawn in."""
    normal = objects.dictionary(objects.dictionary(entries.get("/AP")).get("/N"))
    states = {name_of(key) for key in normal} if "/Length" not in normal else set()
    return {state for state in states if state not in {None, "Off"}}


def _names(node: Node, objects: Objects) -> dict[str, str]:
    """What each state stands for where the boxes are numbered and /Opt names them."""
    options = [objects.text(option) for option in objects.array(node.entries.get("/Opt"))]
    return {str(number): name.text for number, name in enumerate(options) if name}


def _choice(node: Node, objects: Objects) -> Held:
    labels = dict(_options(node, objects))
    chosen = list(_chosen(node, objects))
    exports = {label: export for export, label in labels.items()}
    values = [text if text in labels else exports.get(text, text) for text, _ in chosen]
    result = Held("list", _one_or_several(node, values), [doubt for _, doubt in chosen if doubt])
    if not node.flags & _EDITABLE:
        result.doubts.extend(_NOT_LISTED.format(held=value) for value in values if labels and value not in labels)
    if len(values) == 1:
        result.shown = labels.get(values[0], values[0])
    return result


def _one_or_several(node: Node, values: list[str]) -> Value:
    if node.flags & _SEVERAL or len(values) > 1:
        return tuple(values)
    return values[0] if values else None


def _chosen(node: Node, objects: Objects) -> Iterator[Decoded]:
    value = node.entries.get("/V")
    found = objects.get(value)
    several = isinstance(found, list)
    texts = map(objects.text, found) if several else [objects.text(value, node.value_at, "/V")]
    yield from (decoded for decoded in texts if decoded and decoded.text)


def _options(node: Node, objects: Objects) -> Iterator[tuple[str, str]]:
    """Each choice of a list: the value it exports, and the label it shows."""
    for option in objects.array(node.entries.get("/Opt")):
        pair = objects.get(option)
        export, label = pair[:2] if isinstance(pair, list) and len(pair) >= 2 else (option, option)
        texts = objects.text(export), objects.text(label)
        yield texts[0].text if texts[0] else "", texts[1].text if texts[1] else ""

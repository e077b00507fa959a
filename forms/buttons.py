"""What boxes and radios hold: whether a box is ticked, or which of several boxes is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.field_tree import Node
from forms.held import Held
from forms.objects import entries, items, keys, name, text

_RADIO = 1 << 15
_OFF = (None, "", "Off")

_NOT_RECORDED = "It is drawn as {drawn}, but the file does not record that as its answer."
_DRAWN_OTHERWISE = "The file records it as {held}, but it is drawn as {drawn}."
_NO_SUCH_BOX = "The file records it as {held}, but no box of it stands for that."


@dataclass(frozen=True, slots=True)
class _Boxes:
    """The boxes of one field: what is recorded of them, and how they are drawn."""

    recorded: str | None
    drawn: list[str]
    """The state that each box is drawn in, where it says one."""
    states: set[str]
    """The states, other than Off, that they can be drawn in."""
    names: dict[str, str]
    """What each state stands for where the boxes are numbered and a list names them."""
    choice: bool
    """Whether they stand for different things, so that one of them is chosen."""

    @property
    def ticked(self) -> list[str]:
        return list(dict.fromkeys(state for state in self.drawn if state != "Off"))

    def words(self, states: list[str]) -> str:
        if not self.choice:
            return "ticked" if states else "not ticked"
        return " and ".join(f"“{self.names.get(state, state)}”" for state in states) if states else "not chosen"


def button(node: Node) -> Held:
    """True or False for a box; several boxes that stand for different things are a choice between them, or None."""
    boxes = _boxes(node)
    ticked = boxes.ticked
    state = boxes.recorded if boxes.recorded is not None else (ticked[0] if ticked else None)
    on = None if state in _OFF else state
    doubts = list(_doubts(boxes, ticked))
    if boxes.choice:
        return Held("radio", boxes.names.get(on, on) if on else None, doubts)
    return Held("box", on is not None, doubts)


def _boxes(node: Node) -> _Boxes:
    found = [entries(box.entries.get("/AP")).get("/N") for box in node.widgets]
    states = {state for normal in found for state in keys(normal) if state != "Off"}
    drawn = [state for box in node.widgets if (state := name(box.entries.get("/AS"))) is not None]
    options = [text(option) for option in items(node.get("/Opt"))]
    names = {str(number): option.text for number, option in enumerate(options) if option}
    return _Boxes(_recorded(node), drawn, states, names, bool(node.flags & _RADIO) or len(states) > 1)


def _recorded(node: Node) -> str | None:
    """The state that the value names; some programs write it as a string, with or without the slash of a name."""
    value = node.get("/V")
    found = name(value)
    if found is None and (decoded := text(value)):
        return decoded.text.removeprefix("/")
    return found


def _doubts(boxes: _Boxes, ticked: list[str]) -> Iterator[str]:
    chosen = [] if boxes.recorded in _OFF else [str(boxes.recorded)]
    if boxes.recorded is None:
        if ticked:
            yield _NOT_RECORDED.format(drawn=boxes.words(ticked))
    elif boxes.drawn and ticked != chosen:
        yield _DRAWN_OTHERWISE.format(held=boxes.words(chosen), drawn=boxes.words(ticked))
    elif chosen and boxes.states and not boxes.states.intersection(chosen):
        yield _NO_SUCH_BOX.format(held=boxes.words(chosen))

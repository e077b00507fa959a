"""What boxes and radios hold: whether a box is ticked, or which of several boxes is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.reading.field_tree import Node
from forms.reading.held import Held
from forms.reading.objects import entry, items, keys, name, text

_RADIO = 1 << 15
_OFF = (None, "", "Off")

_NOT_RECORDED = "It is drawn as {drawn}, but the file does not record that as its answer."
_DRAWN_OTHERWISE = "The file records it as {held}, but it is drawn as {drawn}."
_NO_SUCH_BOX = "The file records it as {held}, but no box of it stands for that."


@dataclass(frozen=True, slots=True)
class _Boxes:
    """The boxes of one field: what is recorded of them, and how they are drawn."""

    node: Node
    recorded: str | None
    drawn: list[str]
    """The state that each box is drawn in, where it says one."""
    choice: bool
    """Whether they stand for different things, so that one of them is chosen."""

    @property
    def ticked(self) -> list[str]:
        return list(dict.fromkeys(state for state in self.drawn if state != "Off"))

    def meaning(self, state: str) -> str:
        """What a state stands for: where the boxes are numbered, a list may name them."""
        options = items(self.node.get("/Opt"))
        if options and state.isdecimal() and int(state) < len(options) and (named := text(options[int(state)])):
            return named.text
        return state

    def words(self, states: list[str]) -> str:
        if not self.choice:
            return "ticked" if states else "not ticked"
        return " and ".join(f"“{self.meaning(state)}”" for state in states) if states else "not chosen"


def button(node: Node) -> Held:
    """True or False for a box; several boxes that stand for different things are a choice between them, or None."""
    drawn = [state for box in node.widgets if (state := name(box.entries.get("/AS"))) is not None]
    choice = bool(node.flags & _RADIO) or (len(node.widgets) > 1 and len(_states(node)) > 1)
    boxes = _Boxes(node, _recorded(node), drawn, choice)
    ticked = boxes.ticked
    state = boxes.recorded if boxes.recorded is not None else (ticked[0] if ticked else None)
    on = None if state in _OFF else state
    doubts = list(_doubts(boxes, ticked))
    if choice:
        return Held("radio", boxes.meaning(on) if on else None, doubts)
    return Held("box", on is not None, doubts)


def _states(node: Node) -> set[str]:
    """The states, other than Off, that the boxes can be drawn in."""
    drawings = [entry(box.entries.get("/AP"), "/N") for box in node.widgets]
    return {state for drawing in drawings for state in keys(drawing) if state != "Off"}


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
    elif chosen and not boxes.drawn and (states := _states(boxes.node)) and not states.intersection(chosen):
        yield _NO_SUCH_BOX.format(held=boxes.words(chosen))

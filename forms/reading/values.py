"""What a field holds, by its type: text exactly, whether it is signed, a box or choice (ISO 32000-2, 12.7.5)."""

from __future__ import annotations

from forms.reading.buttons import button
from forms.reading.choices import choice
from forms.reading.field_tree import Node
from forms.reading.held import Held
from forms.reading.objects import entries, items, name, text

_PUSH_BUTTON = 1 << 16


def held(node: Node) -> Held | None:
    """What a field holds; None for a button that is only pressed, and for what is no field."""
    match name(node.get("/FT")):
        case "Tx":
            return _text(node)
        case "Btn" if not node.flags & _PUSH_BUTTON:
            return button(node)
        case "Ch":
            return choice(node)
        case "Sig":
            return _signature(node)
        case None if "/V" in node.entries:
            return _text(node)
    return None


def _text(node: Node) -> Held:
    value = node.get("/V")
    decoded = text(value)
    if decoded is None:
        return Held("text", name(value))
    return Held("text", decoded.text, [decoded.doubt] if decoded.doubt else [])


def _signature(node: Node) -> Held:
    signature = entries(node.get("/V"))
    signed = bool(items(signature.get("/ByteRange"))) and "/Contents" in signature
    return Held("signature", True if signed else None)

"""The text that a box of a form is drawn with: read from its appearance, through its fonts, without rendering."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from forms.reading.glyphs import Reading, reading
from forms.reading.objects import UNNUMBERED, Entries, Identity, entries, entry, identity, name, unpacked
from forms.reading.strings import decode

_LARGEST = 300_000  # bytes; a box that is drawn with more is no box of text
_DEEPEST = 3
_UNDRAWN = [b"/Tx", b"BMC", b"EMC"]
"""What PDFium saves of a text that it drew with a font of the system: nothing, though it showed the text."""

_INNER = rb"\([^()\\]*+(?:\\.[^()\\]*+)*+\)"
_STRING = rb"\([^()\\]*+(?:(?:\\.|" + _INNER + rb")[^()\\]*+)*+\)|<[0-9A-Fa-f\s]*+>"
_TOKEN = re.compile(
    rb"/ActualText\s*+(" + _STRING + rb")"
    rb"|(" + _STRING + rb")"
    rb"|/([^\s()<>\[\]{}/%]*+)"
    rb"|%[^\r\n]*+|<<"
    rb"|(?<![A-Za-z0-9*])(T[jJf]|BDC|BMC|EMC|Do|BI|['\"])(?![A-Za-z0-9*])",
    re.DOTALL,
)
"""What a stretch says of itself, a string, a name, or one of the operators that matter; numbers and others do not."""

_ESCAPE = re.compile(rb"\\(?:[0-7]{1,3}|\r\n|.)", re.DOTALL)
_UNUSUAL = re.compile(rb"\\(?:[^0-7nrtbf()\\]|[4-7][0-7]{2})")
_LINE_ENDS = (b"\r\n", b"\r", b"\n")
_OCTAL = tuple(b"%d" % digit for digit in range(8))
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SHOWING = (b"Tj", b"TJ", b"'", b'"')
_OPENING = (b"BDC", b"BMC")


class DrawnText:
    """Reads appearances of one PDF; each font is understood once."""

    def __init__(self, form: Entries) -> None:
        self._readings: dict[Identity, Reading] = {}
        self._inner: dict[Identity, str | None] = {}
        self._shared = entries(entries(form.get("/DR")).get("/Font"))

    def of(self, box: Entries) -> str | None:
        """The text that a box shows; None where it has no appearance, or one that cannot be read with certainty."""
        drawing = entry(box.get("/AP"), "/N")
        return self._read(drawing, 0) if drawing is not None else None

    def _read(self, drawing: Any, depth: int) -> str | None:
        content = unpacked(drawing)
        if content is None or len(content) > _LARGEST or depth > _DEEPEST:
            return None
        if not any(sign in content for sign in (b"Tj", b"TJ", b"'", b'"', b"Do")):
            return None if content.split() == _UNDRAWN else ""
        return _Interpreter(self, entries(drawing.stream_dict.get("/Resources")), depth).run(content)

    def font(self, called: str, resources: Entries) -> Reading | None:
        """How to read the font that the resources, or else the form's own, call by that name."""
        font = entries(resources.get("/Font")).get(f"/{called}") or self._shared.get(f"/{called}")
        if font is None:
            return None
        known = identity(font)
        if known == UNNUMBERED:
            return reading(font)
        if known not in self._readings:
            self._readings[known] = reading(font)
        return self._readings[known]

    def inner(self, called: str, resources: Entries, depth: int) -> str | None:
        """The text of a drawing within a drawing; a picture has none."""
        drawing = entries(resources.get("/XObject")).get(f"/{called}")
        known = identity(drawing)
        if known not in self._inner:
            self._inner[known] = None  # a drawing within itself has no text that could be read
            form = name(entries(drawing).get("/Subtype")) == "Form"
            self._inner[known] = self._read(drawing, depth + 1) if form else ""
        return self._inner[known]


@dataclass(slots=True)
class _Interpreter:
    """Follows the operators that choose a font, show text, or say what text a stretch stands for."""

    drawn: DrawnText
    resources: Entries
    depth: int
    shown: list[str] = field(default_factory=list)
    font: Reading | None = None
    stretches: list[bool] = field(default_factory=list)
    """The marked stretches that are open: whether each says its own text, so that its glyphs are not read."""

    def run(self, content: bytes) -> str | None:
        """The text shown by a content stream; None where some of it cannot be read."""
        strings: list[bytes] = []
        said = called = b""
        for instead, text, name_token, operator in _TOKEN.findall(content):
            if text:
                strings.append(text)
            elif operator:
                if not self._operate(operator, strings, called, said):
                    return None
                strings.clear()
                said = b""
            else:
                said, called = instead or said, name_token or called
        return "".join(self.shown)

    def _operate(self, operator: bytes, strings: list[bytes], called: bytes, said: bytes) -> bool:
        """Whether what the operator shows, if anything, could be read."""
        if operator in _SHOWING:
            return any(self.stretches) or all(self._show(self.font and self.font(_bytes(text))) for text in strings)
        if operator == b"Tf":
            self.font = self.drawn.font(called.decode("latin-1"), self.resources)
        elif operator in _OPENING:
            if said and not any(self.stretches):
                self._show(decode(_bytes(said)).text)
            self.stretches.append(bool(said))
        elif operator == b"EMC" and self.stretches:
            self.stretches.pop()
        elif operator == b"Do" and not any(self.stretches):
            return self._show(self.drawn.inner(called.decode("latin-1"), self.resources, self.depth))
        return operator != b"BI"  # the bytes of a picture look like anything

    def _show(self, text: str | None) -> bool:
        if text is not None:
            self.shown.append(text)
        return text is not None


def _bytes(token: bytes) -> bytes:
    """The bytes that a string of a content stream stands for."""
    if token[:1] == b"<":
        digits = b"".join(token[1:-1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return unescaped(token[1:-1]) if b"\\" in token else token[1:-1]


def unescaped(text: bytes) -> bytes:
    """The bytes that a string with escapes stands for; Python's own codec knows all but a few of them."""
    if _UNUSUAL.search(text):
        return _ESCAPE.sub(_one_unescaped, text)
    known = text.replace(rb"\\", rb"\134").replace(rb"\(", rb"\050").replace(rb"\)", rb"\051")
    return known.decode("unicode_escape").encode("latin-1")


def _one_unescaped(found: re.Match[bytes]) -> bytes:
    escaped = found[0][1:]
    if escaped[:1] in _OCTAL:
        return bytes([int(escaped, 8) & 0xFF])
    return b"" if escaped in _LINE_ENDS else _LETTERS.get(escaped, escaped)

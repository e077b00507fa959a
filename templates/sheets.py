"""The sheets of a record, as PDF: a cover that says what it is, and parts with what was signed, found and enclosed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files

from templates.typesetting import compiled
from typefaces import families, missing


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what it is called, and what it is."""

    label: str
    value: str
    strong: bool = False
    """Whether it is what people look for first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Facts that belong together: one signature, one finding, one file."""

    title: str
    rows: Sequence[Row]
    open: bool = False
    """Whether a person has to look at it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Entries of a kind, on sheets of their own."""

    title: str
    introduction: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Sheets:
    """All that is drawn."""

    kind: str
    """What such files are, above the title."""
    title: str
    subtitle: str
    footer: str
    """At the foot of each sheet."""
    cover: Sequence[Row]
    seal: Sequence[str]
    """How to find out whether the file is as it was sealed, in paragraphs."""
    parts: Sequence[Part]


def draw(sheets: Sheets, *, created: datetime) -> bytes:
    """The sheets as a tagged PDF; the same sheets are the same bytes.

    A character that no typeface here has is written as its number: a record has to be drawn whatever it holds.

    Args:
        sheets: What stands on them.
        created: When the PDF says that it was made.
    """
    shown = {**asdict(sheets), "families": families()}
    sources = {
        "main.typ": (files("templates") / "sheets.typ").read_bytes(),
        "sheets.json": json.dumps(_drawable(shown)).encode(),
        # The typesetter takes text files only, so a picture goes in as the list of its bytes.
        "mark.json": json.dumps(list((files("templates") / "neutral-mark.svg").read_bytes())).encode(),
    }
    return compiled(sources, created=created)


def _drawable(value: object) -> object:
    """The same, with every character that can't be drawn as its number."""
    match value:
        case str():
            unfit = {*missing(value), *(character for character in value if _has_no_shape(character))}
            return value.translate({ord(character): f"[U+{ord(character):04X}]" for character in unfit})
        case dict():
            return {name: _drawable(one) for name, one in value.items()}
        case list() | tuple():
            return [_drawable(one) for one in value]
        case _:
            return value


def _has_no_shape(character: str) -> bool:
    """Controls, halves of characters, and those that nobody has defined; a PDF that is read aloud may hold none."""
    return character == "\ufeff" or (unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} and character != "\n")

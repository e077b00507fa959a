"""Whose paper a letter is on: the Department's or the institution's, and the officials in office on its day.

Names, addresses and marks are settings with a first day, in TOML, never part of a template. An entry is in force from
its `since` until the next of its kind. Without the Department's own file, its letters are drafts and say so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from templates.cleaning import unwritable
from templates.letter import Writer
from templates.problems import LetterError, Problem

DRAFT = "DRAFT. This is not on the letterhead of the Department and is not its letter."
_PNG = b"\x89PNG\r\n\x1a\n"
_SQUARE = 1.05
"""A mark's longer side may be this many times the shorter: it is drawn square."""

ReadFile = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the top of a letter."""

    writer: Writer
    name: str
    state: str = ""
    unit: str = ""
    lines: tuple[str, ...] = ()
    mark: bytes | None = field(default=None, repr=False)
    """A square PNG picture."""
    mark_alternative: str = ""
    note: str = ""
    """A line on every page: that it is a draft, or where the letter is to be put."""


@dataclass(frozen=True, slots=True)
class Stationery:
    """The settings of one file: letterheads and officials, each from its first day on."""

    entries: Mapping[str, list[dict[str, Any]]]
    read: ReadFile
    note: str = ""

    def letterhead(self, writer: Writer, *, on: date) -> Letterhead | None:
        """The letterhead in force on that day; None where the file has none for this writer."""
        kind = writer.lower()
        if kind not in self.entries:
            return None
        entry = self._in_force(kind, on)
        mark = _picture(entry["mark"], self.read) if "mark" in entry else None
        names = {name: entry[name] for name in ("name", "state", "unit") if name in entry}
        lines = (*entry.get("address", ()), *(entry[name] for name in ("phone", "email") if name in entry))
        alternative = entry.get("mark_alternative", "")
        return Letterhead(writer, lines=lines, mark=mark, mark_alternative=alternative, note=self.note, **names)

    def official(self, role: str, *, on: date) -> dict[str, Any]:
        """Who holds a role on that day: `signer`, `contact`, `attorney_general`; empty when the file names nobody."""
        held = [entry for entry in self.entries.get("official", ()) if entry["role"] == role]
        return _latest(held, on) or {}

    def _in_force(self, kind: str, on: date) -> dict[str, Any]:
        entry = _latest(self.entries[kind], on)
        if entry is None:
            raise _unusable(kind, f"no [[{kind}]] entry is in force on {on}.", "Add one with an earlier since.")
        return entry


def stationery(toml: str, read: ReadFile, *, note: str = "") -> Stationery:
    """The settings of a letterhead file; `read` gives the bytes of a picture it names.

    Raises:
        LetterError: when the file can't be understood, with the entry and what is missing.
    """
    try:
        entries = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as wrong:
        line = re.search(r"at line (\d+)", str(wrong))
        where = f"Look at line {line[1]}, and compare" if line else "Compare"
        raise _unusable("file", "it is not TOML.", f"{where} it with the example in the manual.") from wrong
    for kind, rows in entries.items():
        if kind not in _NEEDED:
            raise _unusable(kind, f"there is no entry [[{kind}]].", f"The entries are: {', '.join(_NEEDED)}.")
        for row in rows if isinstance(rows, list) else [{}]:
            _hold(kind, row)
    return Stationery(entries, read, note)


@cache
def neutral() -> Stationery:
    """The shipped settings: a neutral mark and sample names, good for drafts only."""
    room = files("templates")
    return stationery(
        (room / "letterhead.toml").read_text("utf-8"), lambda name: (room / name).read_bytes(), note=DRAFT
    )


_NEEDED = {
    "department": ("name", "address", "phone", "email"),
    "institution": ("name",),
    "official": ("role", "name"),
}
_ROLES = ("signer", "contact", "attorney_general", "authorized_official")
_LISTS = ("address", "lines")
_OPTIONAL = ("state", "unit", "mark", "mark_alternative", "phone", "email", "address", "title", "lines")


def _hold(kind: str, row: Any) -> None:
    absent = [name for name in ("since", *_NEEDED[kind]) if not isinstance(row, dict) or not row.get(name)]
    if absent:
        raise _unusable(kind, f"an entry lacks {', '.join(absent)}.", "Add it.")
    if type(row["since"]) is not date:
        raise _unusable(kind, "since is not a day.", "Write it without quotation marks, for example 2026-11-25.")
    if "mark" in row and not row.get("mark_alternative"):
        raise _unusable(kind, "the mark has no mark_alternative.", "Say in words what it shows, for who cannot see it.")
    for name, value in row.items():
        if name not in ("since", *_NEEDED[kind], *_OPTIONAL):
            raise _unusable(kind, f"an entry has no place for “{name}”.", "Leave it out.")
        if name != "since":
            _hold_text(kind, name, value)
    if row.get("role", "signer") not in _ROLES:
        raise _unusable(kind, f"no letter knows the role “{row['role']}”.", f"The roles are: {', '.join(_ROLES)}.")


def _hold_text(kind: str, name: str, value: Any) -> None:
    texts = value if name in _LISTS and isinstance(value, list) else [value]
    if (name in _LISTS) != isinstance(value, list) or not all(isinstance(text, str) for text in texts):
        raise _unusable(kind, f"{name} is not {'a list of lines' if name in _LISTS else 'a text'}.", "Correct it.")
    if list(unwritable({name: texts}, {})):
        raise _unusable(kind, f"{name} holds a character that cannot be written in a letter.", "Type it again.")


def _latest(rows: list[dict[str, Any]], on: date) -> dict[str, Any] | None:
    return max((row for row in rows if row["since"] <= on), key=lambda row: row["since"], default=None)


def _picture(name: str, read: ReadFile) -> bytes:
    """A PNG that is square: its width and height stand in its first chunk."""
    try:
        picture = read(name)
    except OSError as absent:
        raise _unusable("mark", f"the picture {name} cannot be opened.", "Put it beside the file.") from absent
    width, height = (int.from_bytes(picture[start : start + 4]) for start in (16, 20))
    if not picture.startswith(_PNG) or not width or not height:
        raise _unusable("mark", f"the picture {name} is not a PNG.", "Save it as PNG.")
    if max(width, height) > _SQUARE * min(width, height):
        raise _unusable("mark", f"the picture {name} is not square.", "Give it as much height as width.")
    return picture


def _unusable(kind: str, message: str, remedy: str) -> LetterError:
    return LetterError([Problem(f"/{kind}", f"Letterhead, {kind}", message, remedy)])

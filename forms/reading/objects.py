"""Asks for what an open PDF holds: a wrong kind of object counts as an empty one, and nothing is raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

import pikepdf
from pikepdf import as_bytes, as_dict, as_list

from forms.reading.strings import Decoded, decode

Entries = Mapping[str, Any]
"""A dictionary of the PDF: names with their slash to what stands there; references are followed."""

Identity = tuple[int, int]
"""Number and generation of an object; of one that has no number of its own (0, 0)."""

UNNUMBERED: Identity = (0, 0)
_NOTHING: Entries = {}
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def entries(value: Any) -> Entries:
    """The entries of a dictionary or stream; none for anything else."""
    found = as_dict(value, None)
    if found is None:
        found = as_dict(value.stream_dict, None) if isinstance(value, pikepdf.Stream) else None
    return cast(Entries, found) if found is not None else _NOTHING


def entry(value: Any, key: str) -> Any:
    """One entry of a dictionary, where the others are not wanted; None for anything else."""
    return value.get(key) if isinstance(value, pikepdf.Dictionary) else None


def items(value: Any) -> list[Any]:
    """The items of an array; none for anything else."""
    found = as_list(value, None)
    return [] if found is None else list(found)


def identity(value: Any) -> Identity:
    """The number of an object, by which it is known again."""
    return value.objgen if isinstance(value, pikepdf.Object) else UNNUMBERED


def text(value: Any) -> Decoded | None:
    """The text of a string, or of a stream used as one; None for anything else."""
    raw = as_bytes(value, None)
    if raw is None:
        raw = unpacked(value)
    return None if raw is None else decode(raw)


def unpacked(value: Any) -> bytes | None:
    """The bytes of a stream; None for anything else, and where they cannot be unpacked."""
    if not isinstance(value, pikepdf.Stream):
        return None
    try:
        return value.read_bytes()
    except (pikepdf.PdfError, RuntimeError):
        return None


def name(value: Any) -> str | None:
    """A name without its slash, the bytes of one that is no UTF-8 taken as Latin-1; None for anything else."""
    if not isinstance(value, pikepdf.Name):
        return None
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        raw = _ESCAPED.sub(lambda digits: bytes.fromhex(digits[1].decode()), value.unparse()[1:])
        return raw.decode("latin-1")


def keys(value: Any) -> list[str]:
    """The names that a dictionary has entries for, without their slashes."""
    found = as_dict(value, None)
    if found is None:
        return []
    try:
        return [key[1:] for key in found]
    except UnicodeDecodeError:
        return [_key(key[1:]) for key in value.keys()]  # noqa: SIM118  # a PDF's dictionary has no other iterator


def _key(key: str) -> str:
    raw = key.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")

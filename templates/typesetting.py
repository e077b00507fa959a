"""`Writing` -> PDF/A-2b and PDF/UA-1, set by Typst: no program to install, and no font but those we ship."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from templates.blocks import Writing
from templates.problems import LetterError, Problem
from typefaces import folders

_STANDARDS: list[Any] = ["a-2b", "ua-1"]
_local = threading.local()


def typeset(writing: Writing) -> bytes:
    """The letter as PDF; the same letter is the same bytes.

    Raises:
        LetterError: when it can't be set, for instance because a picture has no words beside it.
    """
    shown = {name: getattr(writing, name) for name in _SHOWN}
    sources = {
        "main.typ": _program(),
        "letter.json": json.dumps(shown, default=_named, ensure_ascii=False).encode(),
        # The typesetter takes text files only, so a picture goes in as the list of its bytes.
        "pictures.json": json.dumps({name: list(data) for name, data in writing.pictures.items()}).encode(),
    }
    created = datetime.fromisoformat(writing.created) if writing.created else datetime(2000, 1, 1, tzinfo=UTC)
    try:
        return compiled(sources, created=created)
    except RuntimeError as refused:
        without_words = "alt text" in str(refused)
        message = (
            "a picture in it has no words that say what it shows." if without_words else "it cannot be set as PDF."
        )
        raise LetterError(
            [Problem("", "The letter", message, "Look at its picture, or use the Word file.")]
        ) from refused


def compiled(sources: dict[str, bytes], *, created: datetime) -> bytes:
    """What a Typst program sets, as PDF/A-2b and PDF/UA-1; the same sources are the same bytes.

    Args:
        sources: `main.typ`, and the files that it reads.
        created: When the PDF says that it was made.

    Raises:
        RuntimeError: The program can't set it.
    """
    stamp = int(created.timestamp())
    return bytes(_compiler().compile(input=sources, format="pdf", pdf_standards=_STANDARDS, timestamp=stamp))


_SHOWN = ("title", "language", "sheet", "first_header", "header", "footer", "body")


def _compiler() -> Any:
    """One typesetter a thread: it keeps the fonts open, and two letters at once must not meet in it."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    return _local.compiler


@cache
def _fonts() -> Any:
    paths = [str(folder) for folder in folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


@cache
def _program() -> bytes:
    return (files("templates") / "letter.typ").read_bytes()


def _named(block: Any) -> dict[str, Any]:
    """A value as JSON: its kind, and its parts by name."""
    return {"kind": type(block).__name__} | {name: getattr(block, name) for name in block.__slots__}

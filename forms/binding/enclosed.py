"""Files inside a PDF: those that belong to it, each with what it is to the whole (PDF/A-3 calls them associated)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pikepdf
from pikepdf import Array, AttachedFileSpec, Name


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that is bound in, byte for byte; nobody reads it for that."""

    name: str
    """Under which it is found in the PDF; each has another."""
    content: Path | bytes = field(repr=False)
    """The file, or where it lies."""
    type: str
    """Its media type."""
    description: str
    relation: Literal["Source", "Data", "Supplement"] = "Supplement"
    """What it is to the whole: what that was made from, its data, or what goes with it."""


def enclose(book: pikepdf.Pdf, enclosures: Sequence[Enclosure]) -> None:
    """Put files into a PDF, in their order."""
    for one in enclosures:
        book.attachments[one.name] = AttachedFileSpec(
            book,
            one.content.read_bytes() if isinstance(one.content, Path) else one.content,
            filename=one.name,
            mime_type=one.type,
            description=one.description,
            relationship=Name(f"/{one.relation}"),
        )
    book.Root.AF = Array([book.attachments[one.name].obj for one in enclosures])

"""How often a file was saved on top of itself, and what was changed after it was signed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forms.reading.field_tree import Node
from forms.reading.objects import entries, items

_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*(?:xref\s|\d+\s+\d+\s+obj\b.{0,500}?/XRef\b)", re.DOTALL)


def revisions(pdf: bytes) -> int:
    """How many times the file was saved, the first included, as far as it was saved by adding to its end."""
    shift = max(pdf.find(b"%PDF-", 0, 1024), 0)
    offsets = {int(found[1]) for found in _END.finditer(pdf)}
    return max(1, sum(1 for offset in offsets if offset and _TABLE.match(pdf, offset + shift)))


def signed_parts(pdf: bytes, signatures: Iterable[Node]) -> list[int]:
    """The lengths of the earlier files that a signature covers, where something was added afterwards."""
    lengths = set()
    for node in signatures:
        covered = items(entries(node.get("/V")).get("/ByteRange"))
        if len(covered) == 4 and all(isinstance(part, int) for part in covered):
            lengths.add(covered[2] + covered[3])
    whole = len(pdf.rstrip())
    return sorted(length for length in lengths if 0 < length < whole and pdf[length:].strip())

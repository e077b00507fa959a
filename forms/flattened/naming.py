"""How pages are called in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def pages_named(numbers: Sequence[int], one: str = "is", several: str = "are") -> str:
    """Some pages as the subject of a sentence."""
    if len(numbers) == 1:
        return f"Page {numbers[0]} {one}"
    ordered = sorted(numbers)
    if ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"Pages {ordered[0]} to {ordered[-1]} {several}"
    return f"Pages {', '.join(map(str, ordered[:-1]))} and {ordered[-1]} {several}"

"""How few words may stand beside a picture of a page that says everything else."""

from __future__ import annotations

_FEW = 150
"""Letters that a scanner or a fax machine writes over a page: its name, the day, the number of the page."""


def hardly_any(words: str) -> bool:
    """Whether words are so few that a picture beside them may be what the page says."""
    return sum(sign.isalnum() for sign in words) <= _FEW

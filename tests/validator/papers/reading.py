"""A paper from a few words, as the tests of its reading use it."""

from __future__ import annotations

from validator.evidence import Evidence
from validator.papers.paper import Paper


def paper(*pages: str, name: str = "paper.pdf", paged: bool = True) -> Paper:
    return Paper.of(Evidence("irb_approval", name=name, pages=pages, paged=paged))

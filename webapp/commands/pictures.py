"""Pictures among the documents that a command reads: how far it has come is said where that takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence

from forms.reader import Reader

_LONG = 5.0
"""Seconds without a word after which somebody who waits is told."""


class Pictures:
    """Reads the letters in pictures of documents, one page after the other."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._pages = 0
        self._told_at: float | None = None

    def __call__(self, content: bytes, pages: Sequence[int]) -> Mapping[int, str]:
        """The words seen on some pages of a document."""
        return self._read.recognise(content, pages, before=self._begins)

    def _begins(self, _: int) -> None:
        now = time.monotonic()
        self._told_at = self._told_at or now
        self._pages += 1
        if now - self._told_at > _LONG:
            self._told_at = now
            sys.stderr.write(f"Reading letters in pictures among the documents: page {self._pages}\n")
            sys.stderr.flush()

"""Whose turn it is with the program that reads letters in pictures: forms, which people wait for, before documents."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from forms.limits import SCAN_WAIT
from forms.refusals import refusal


class Turns:
    """So few at once that other files need not wait for them; a page of a document lets every form go before."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._forms = 0
        """How many forms wait."""
        self._changed = threading.Condition()

    @contextmanager
    def of_form(self) -> Iterator[None]:
        """A turn for a whole form.

        Raises:
            UnreadableFormError: There was none for too long.
        """
        with self._changed:
            self._forms += 1
            try:
                self._take(lambda: self._free > 0)
            finally:
                self._forms -= 1
        try:
            yield
        finally:
            self._give_back()

    @contextmanager
    def of_page(self) -> Iterator[None]:
        """A turn for one page of a document.

        Raises:
            UnreadableFormError: There was none for too long.
        """
        with self._changed:
            self._take(lambda: self._free > 0 and not self._forms)
        try:
            yield
        finally:
            self._give_back()

    def _take(self, is_mine: Callable[[], bool]) -> None:
        if not self._changed.wait_for(is_mine, timeout=SCAN_WAIT.most):
            self._changed.notify_all()  # who waits no longer keeps nobody waiting
            raise refusal("scan_busy")
        self._free -= 1

    def _give_back(self) -> None:
        with self._changed:
            self._free += 1
            self._changed.notify_all()

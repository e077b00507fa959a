from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from forms.fields import UnreadableFormError
from forms.limits import SCAN_WAIT
from forms.scanned.turns import Turns


def test_a_form_goes_before_the_pages_of_documents_that_wait_longer() -> None:
    turns, order, held = Turns(1), list[str](), threading.Event()

    def form() -> None:
        with turns.of_form():
            order.append("form")

    def page() -> None:
        with turns.of_page():
            order.append("page")

    with ThreadPoolExecutor(5) as pool:
        with turns.of_page():
            waiting = [pool.submit(page) for _ in range(3)]
            while len(turns._changed._waiters) < 3:  # type: ignore[attr-defined]  # who waits is known to nobody else
                held.wait(0.005)
            waiting.append(pool.submit(form))
            while len(turns._changed._waiters) < 4:  # type: ignore[attr-defined]
                held.wait(0.005)
        for one in waiting:
            one.result(timeout=5)
    assert order == ["form", "page", "page", "page"]


def test_no_more_go_at_once_than_may() -> None:
    turns, here, most = Turns(2), list[int](), list[int]()
    counting = threading.Lock()

    def page() -> None:
        with turns.of_page():
            with counting:
                here.append(1)
                most.append(len(here))
            threading.Event().wait(0.005)
            with counting:
                here.pop()

    with ThreadPoolExecutor(8) as pool:
        for one in [pool.submit(page) for _ in range(24)]:
            one.result(timeout=10)
    assert max(most) == 2


def test_who_waits_for_too_long_is_told_and_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forms.scanned.turns.SCAN_WAIT", type(SCAN_WAIT)("", 0, "seconds"))
    turns = Turns(1)
    with turns.of_page(), pytest.raises(UnreadableFormError) as busy, turns.of_form():
        pass
    assert busy.value.kind == "scan_busy"
    with turns.of_page():
        pass


def test_a_turn_ends_with_an_error_too() -> None:
    turns = Turns(1)
    for turn in (turns.of_form, turns.of_page):
        with pytest.raises(ValueError, match="broken"), turn():
            raise ValueError("broken")
    with turns.of_form():
        pass

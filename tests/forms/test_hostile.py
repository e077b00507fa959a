from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from forms.fields import UnreadableFormError
from forms.limits import READING_WAIT
from forms.reader import Reader
from tests.forms.hostile import Pair, pairs
from tests.forms.hostile_rows import READ

PAIRS = pairs()


@pytest.fixture(scope="module")
def read() -> Iterator[Reader]:
    with Reader(hosts=2) as reader:
        yield reader


def ending(read: Reader, document: bytes) -> tuple[str, float]:
    """How reading ends, and after how many seconds."""
    start = time.monotonic()
    try:
        read(document)
    except UnreadableFormError as refused:
        return refused.kind, time.monotonic() - start
    return READ, time.monotonic() - start


def test_there_are_at_least_forty_classes() -> None:
    assert len(PAIRS) >= 40


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_a_hostile_file_ends_in_time_and_its_twin_is_accepted(read: Reader, pair: Pair) -> None:
    with ThreadPoolExecutor(2) as both:
        hostile = both.submit(ending, read, pair.hostile)
        twin = both.submit(ending, read, pair.twin)
        (how, seconds), (twins, _) = hostile.result(), twin.result()
    assert how in pair.ends
    assert seconds < READING_WAIT.most + 1
    assert twins == READ

"""Whether an answer that fills its box goes on in a box for what does not fit, or was cut before it came there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from forms.document import NO_BREAK
from forms.flattened.answers import FULL, Answer

JUMPS = (
    "It ends where its box ends, in the middle of a sentence, and what goes on elsewhere begins with another: "
    "what stood between may not be on the page."
)
_PLACE = re.compile(r"(continuation\.\d+\.)of")
_ENDED = re.compile(r"[.!?:;…\-\u2010][\"'”’»)\]]*$")


def settle_ends(answers: Sequence[Answer]) -> None:
    """Take the doubt of its end from each answer that goes on, and say it where what follows does not fit."""
    for parts in _chains(answers):
        for before, after in pairwise(parts):
            if FULL in before.doubts and after.value:
                before.doubts.remove(FULL)
                before.doubts.extend([] if _follows(str(before.value), str(after.value)) else [JUMPS])


def _chains(answers: Sequence[Answer]) -> Iterator[list[Answer]]:
    """Each answer that goes on, with its further parts."""
    named = {answer.control.name: answer for answer in answers}
    chains: dict[str, list[Answer]] = {}
    for name, answer in named.items():
        of = str(answer.value)
        if (place := _PLACE.fullmatch(name)) and of in named and f"{place[1]}text" in named:
            chains.setdefault(of, [named[of]]).append(named[f"{place[1]}text"])
    yield from chains.values()


def _follows(before: str, after: str) -> bool:
    """Whether a text may go on so: a sentence that was not ended goes on with no capital."""
    return before.endswith(NO_BREAK) or bool(_ENDED.search(before)) or not after[0].isupper()

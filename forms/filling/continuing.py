"""Lets a long answer go on in further boxes where its own does not hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from forms.document import NO_BREAK
from forms.drawing.appearance import Box, room

Part = str


def parts(boxes: Mapping[str, Box], further: Box, most: int) -> dict[str, list[Part]]:
    """Each prose answer by name, cut to what its box holds; what is left goes on in boxes like `further`.

    Parts put together again give the answer: see `forms.document`. Once there are more than `most` parts that go on,
    no more are cut: the form has no room for them.
    """
    cut: dict[str, list[Part]] = {name: [] for name in boxes}
    pending = dict(boxes)
    while pending and sum(len(found) - 1 for found in cut.values()) <= most:
        held = room(list(pending.values()))
        rest: dict[str, Box] = {}
        for (name, box), count in zip(pending.items(), held, strict=True):
            first, after = _cut(box.text, count)
            cut[name].append(first)
            if after:
                rest[name] = Box(after, further.width, further.height, prose=True)
        pending = rest
    return cut


def numbered(cut: Mapping[str, Sequence[Part]]) -> Iterable[tuple[int, str, Part]]:
    """The parts that go on, with the number of their box and the answer they belong to, answer by answer."""
    further = ((name, part) for name, found in cut.items() for part in found[1:])
    return ((number, name, part) for number, (name, part) in enumerate(further))


def _cut(text: str, count: int) -> tuple[Part, Part]:
    """Cut after a number of characters, at least one; a cut inside a word is marked."""
    if count >= len(text):
        return text, ""
    first, after = text[: max(count, 1)], text[max(count, 1) :]
    if not after.strip():
        return text, ""
    within = not first[-1].isspace() and not after[0].isspace()
    return (first + NO_BREAK if within else first), after

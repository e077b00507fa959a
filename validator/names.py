"""Whether two names may be one person's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import merge
from itertools import pairwise, takewhile

_TITLES = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "hon", "rev"))
_AFTER_A_NAME = frozenset(
    ("phd", "md", "mph", "jd", "dphil", "edd", "rn", "esq", "jr", "sr", "ii", "iii", "iv", "cpa", "cissp", "cism")
)
_REACH = 4
"""Words within which the first and the last part of a name stand; of longer names as many as they have."""
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i"}
    | dict.fromkeys("ʻʼ’‘'`", "")
)


def same_person(one: str, other: str, *, initials: bool = True) -> bool:
    """Whether two names may be one person's, whatever their case, accents, initials, order and titles.

    "Reyes, Alexandra M., PhD" and "Dr. alexandra reyes" may; "Kai Lindqvist" and "Kim Lindqvist" may not. Without
    `initials` both names must have the same words.
    """
    if not initials:
        return sorted(_parts(one)) == sorted(_parts(other)) != []
    return _may_be_one(_parts(one), _parts(other))


def repeated(names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Each name that may be an earlier person's again, after the first such name: both by their places."""
    all_parts = [_parts(name) for name in names]
    holders: dict[str, list[int]] = {}
    for place, parts in enumerate(all_parts):
        earlier = merge(*(holders[part] for part in parts if part in holders))
        first = next((holder for holder in earlier if _may_be_one(all_parts[holder], parts)), None)
        if first is not None:
            yield first, place
        for part in parts:
            holders.setdefault(part, []).append(place)


def _may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, taken apart, may be one person's; they always share a whole part then."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    if len(shorter) == 1:
        return shorter == longer
    rest = list(longer)
    whole = 0
    for part in sorted(shorter, key=len, reverse=True):
        match = next((word for word in rest if word == part), None) or next(
            (word for word in rest if _abbreviates(part, word)), None
        )
        if match is None:
            return False
        whole += match == part and len(part) > 1
        rest.remove(match)
    return whole > 0


def mentions(text: str, name: str, *, initials: bool = True) -> bool:
    """Whether a text contains a name: its first and last part within a few words of each other, in any order.

    With `initials` one letter may stand for the first part, as in a list of authors.
    """
    parts, words = _parts(name), _words(text)
    if not parts:
        return False
    first, last = parts[0], parts[-1]
    reach = max(_REACH, len(parts))
    for place, word in enumerate(words):
        if word == last:
            near = words[max(0, place - reach) : place + reach + 1]
            if any(other == first or (initials and _abbreviates(first, other)) for other in near):
                return True
    return False


def mentions_in_a_column(text: str, name: str) -> bool:
    """Whether a name stands on two lines of a table, the other cells of its row between its parts."""
    parts = _parts(name)
    rows = ([word for word in _words(line) if word not in _TITLES] for line in text.splitlines())
    return len(parts) > 1 and any(_goes_on(row, below, parts) for row, below in pairwise(rows))


def _goes_on(row: list[str], below: list[str], parts: tuple[str, ...]) -> bool:
    """Whether a name begins in a row and the line below with its rest: in the first cells, or that rest alone."""
    rest = list(takewhile(parts.__contains__, below))
    begun = [word for word in row if word in parts] if rest == below else list(takewhile(parts.__contains__, row))
    return bool(rest and begun) and {parts[0], parts[-1]} <= {*begun, *rest}


@lru_cache(256)
def _parts(name: str) -> tuple[str, ...]:
    """The words of a name in the order given name first, without titles."""
    family, comma, given = name.partition(",")
    words = _words(f"{given} {family}") if comma and not _only_titles(given) else _words(name)
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    kept = tuple(word for word in words if word not in _AFTER_A_NAME)
    return kept if len(kept) > 1 or not words else tuple(words)


def _only_titles(text: str) -> bool:
    return all(word in _AFTER_A_NAME or len(word) == 1 for word in _words(text))


def _words(text: str) -> list[str]:
    """Folded words: no case, no accents, no punctuation; degrees written with dots become one word."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"\bph\.? ?d\b\.?", "phd", text)
    text = re.sub(r"\bm\.d\b\.?", "md", text)
    return re.findall(r"[^\W_]+", text)


def _abbreviates(one: str, other: str) -> bool:
    return one[0] == other[0] and 1 in {len(one), len(other)}

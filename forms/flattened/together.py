"""Whether the pages of a file that were printed or scanned name one researcher, or may be of several applications."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from textwrap import shorten

from forms.fields import Note, Reading

_NAMES = ("bona_fide_researcher.name", "application_signature.name", "restrictions_signature.name")
"""The same person, each time on another page."""
_LEGIBLE = 0.5
"""How sure a name must be: what was made out of handwriting is not."""
_LONGEST = 60
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOTE = (
    "One page names “{one}” as the Bona Fide Researcher, another “{other}”: the pages of this file may not belong to "
    "one application. Look whether they do."
)


def apart(reading: Reading) -> Iterator[Note]:
    """One note where two pages name the researcher with no word in common; none of a form that was saved whole."""
    legible = [one for one in reading.fields if one.name in _NAMES and one.confidence >= _LEGIBLE]
    named = [one for one in legible if isinstance(one.value, str) and _words(one.value)]
    if all(one.source == "field" for one in named):
        return
    for one, other in combinations(sorted(named, key=lambda field: _NAMES.index(field.name)), 2):
        if _words(str(one.value)).isdisjoint(_words(str(other.value))):
            first, second = (shorten(str(field.value), _LONGEST, placeholder="…") for field in (one, other))
            yield Note("pages_apart", _NOTE.format(one=first, other=second))
            return


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))

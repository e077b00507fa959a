"""Where each answer of an application came from, how sure its reading is, and why a person should look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from forms.fields import Reading, Source

SOURCES: Mapping[str, str] = {
    "field": "a field of the form",
    "printed": "what is printed on the form",
    "scan": "a picture of the form",
    "web": "the form on the web",
    "json": "a file of answers",
}
"""The sources of an answer, in words."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one answer came from."""

    field: str
    """The name of the field in the file, whatever answer it gives."""
    source: Source = "field"
    confidence: float = 1.0
    doubt: str = ""

    @property
    def in_words(self) -> str:
        """The source, and how sure its reading is where it was read off a page."""
        sure = f", {round(100 * self.confidence)}% sure" if self.confidence < 1 else ""
        return SOURCES[self.source] + sure

    @classmethod
    def of(cls, plain: Any) -> Origin | None:
        """The origin out of what a page carried; None where it is none."""
        match plain:
            case [str(name), str(source), float() | int() as confidence, str(doubt)] if source in get_args(Source):
                return cls(name, source, min(1.0, max(0.0, float(confidence))), doubt)  # type: ignore[arg-type]  # looked at in the guard
        return None


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of the answers of one application."""

    by_name: Mapping[str, Origin] = field(default_factory=dict)

    def of(self, name: str) -> Origin | None:
        """Where the answer of a dotted name came from; a choice has a box of its own for each answer on paper."""
        if name in self.by_name:
            return self.by_name[name]
        parts = [one for of, one in self.by_name.items() if of.startswith(f"{name}.")]
        return min(parts, key=lambda one: (not one.doubt, one.confidence), default=None)

    def field_of(self, name: str) -> str:
        """What the field of an answer is called in the file; boxes that have names of their own are one group."""
        return self.by_name[name].field if name in self.by_name else name

    def is_printed(self, name: str) -> bool:
        """Whether an answer was read off a page that has no fields any more."""
        origin = self.of(name)
        return origin is not None and origin.source == "printed"

    @property
    def doubts(self) -> dict[str, str]:
        """The doubts by the names of their answers."""
        return {name: one.doubt for name, one in self.by_name.items() if one.doubt}


NOTHING_KNOWN = Origins()
"""Of answers whose reading says nothing about them."""


def origins_of(reading: Reading) -> Origins:
    """The origin of each field of our form; an empty row between others is closed up, as it is in the application."""
    filled: dict[str, set[int]] = {}
    for one in reading.fields:
        first, _, rest = one.name.partition(".")
        number = rest.partition(".")[0]
        if number.isdigit() and one.value not in {None, "", False, ()}:
            filled.setdefault(first, set()).add(int(number))
    places = {name: sorted(numbers) for name, numbers in filled.items()}
    return Origins(
        {
            _renumbered(one.name, places): Origin(one.called or one.name, one.source, one.confidence, one.doubt or "")
            for one in reversed(reading.fields)
        }
    )


def _renumbered(name: str, places: Mapping[str, list[int]]) -> str:
    first, *rest = name.split(".")
    if rest and rest[0].isdigit() and int(rest[0]) in places.get(first, ()):
        rest[0] = str(places[first].index(int(rest[0])))
    return ".".join([first, *rest])

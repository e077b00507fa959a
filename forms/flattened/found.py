"""The pages of a printed file, sorted by what they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms.flattened.answers import Page


@dataclass(slots=True)
class Found:
    """The pages of a file, sorted by what they are."""

    pages: dict[int, Page] = field(default_factory=dict)
    """Number of the sheet -> the page that shows it."""
    repeated: list[Page] = field(default_factory=list)
    """Those that show a sheet again."""
    pictures: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)

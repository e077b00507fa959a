"""What was attached, as values."""

from __future__ import annotations

from dataclasses import dataclass

INSTEAD = {"project_outline": "project_outline"}
"""A document that may stand in the place of answers -> their group; whether it says them is for a person to read."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One attached document: the slot that it fills, whose it is, its file's name, and the words of its pages."""

    slot: str
    """The enclosure that a question names: curriculum_vitae, irb_approval, training …"""
    person: str = ""
    name: str = ""
    """Empty where the form says that it is enclosed, and nobody has seen it."""
    pages: tuple[str, ...] = ()
    """Empty where nobody has read it; a page without words that can be read is an empty text."""
    paged: bool = True
    """Whether its pages are known: those of a Word document are not, and all its words are one."""
    recognised: frozenset[int] = frozenset()
    """The places of the pages, counted from 0, whose words a program read off a picture: letters may be mistaken."""

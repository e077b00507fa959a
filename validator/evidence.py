"""What was attached, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One attached document: the slot that it fills, whose it is, its file's name, and the words of its pages."""

    slot: str
    """The enclosure that a question names: curriculum_vitae, irb_approval, training …"""
    person: str = ""
    name: str = ""
    pages: tuple[str, ...] = ()

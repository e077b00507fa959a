"""The fields of a form that nobody has filled in yet, as far as a program can tell what each is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen in a field."""

    value: str
    """What the file records when it is chosen."""
    label: str
    """What is shown for it, or printed beside its box."""


@dataclass(frozen=True, slots=True)
class BlankField:
    """One field of a blank form."""

    name: str
    kind: str
    """text, box, radio, list or signature."""
    tooltip: str
    labels: tuple[str, ...]
    """Words printed near it, the nearest first."""
    page: int
    """Counted from 1; 0 where no page shows it."""
    options: tuple[Option, ...] = ()

    @classmethod
    def of(cls, plain: dict[str, Any]) -> BlankField:
        """The field out of what the guarded process answers."""
        options = tuple(Option(**one) for one in plain["options"])
        return cls(**{**plain, "labels": tuple(plain["labels"]), "options": options})

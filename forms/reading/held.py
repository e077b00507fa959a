"""What one field holds, while it is being looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from forms.fields import Value

Kind = Literal["text", "box", "radio", "list", "signature"]


@dataclass(slots=True)
class Held:
    """What a field holds, what kind of field it is, and the sentences that doubt it."""

    kind: Kind
    value: Value
    doubts: list[str] = field(default_factory=list)
    shown: str | None = None
    """What its box shows where that is not the value itself: the label of a choice."""

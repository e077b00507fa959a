"""A kind of letter: who writes it, to whom, what it rests on, and what must stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Writer = Literal["Department", "institution"]
Ground = Literal["clause", "other law", "process page", "courtesy"]
Appealable = Literal[
    "a denied application",
    "a failed background check",
    "a denied letter of support",
    "a transfer that is not permitted",
    "a risk to somebody's identity",
    "data not used for their purpose",
]
"""The six things that 966(i) and 964(h) open an appeal against: nothing else carries the paragraph on appeals."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One row of the table."""

    kind: str
    title: str
    writer: Writer
    to: str
    ground: Ground
    clause: str
    """What it rests on, cited; "" for a courtesy."""
    must: tuple[str, ...]
    """Words without which it is not this letter, whatever the facts."""
    appeal: Appealable | None = None
    """What its paragraph on appeals is about; None where it never carries one."""
    instead: str = ""
    """The clause that it rests on where the appeal it is about is one under 964(h)."""
    official_letterhead: bool = False
    """Whether its clause asks for the institution's official letterhead."""
    cosigned: bool = False
    """Whether the institution signs beside the Bona Fide Researcher."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that it may rest on."""
        return tuple(clause for clause in (self.clause, self.instead) if clause)

    @property
    def cite(self) -> str:
        """The clause as the list of letters prints it."""
        return " or ".join(map(in_heading, self.clauses))


def in_heading(clause: str) -> str:
    """A clause as the heading of a letter prints it."""
    return f"California Code of Regulations, title 11, § {clause}"

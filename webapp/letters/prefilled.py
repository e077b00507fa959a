"""What a page asks for a letter when a case knows part of it: what is settled, what is proposed, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from templates.needed import Facts
from webapp.letters.questions import ROWS, Asked, asked, given

FREE_ROWS = 3
"""Rows of a table that stand empty below those that the case fills."""


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A letter as its page begins."""

    kind: str
    facts: Facts
    """What the case knows of it."""
    edited: frozenset[str]
    """Facts that the case only proposes: a person may still choose the words."""

    @property
    def rows(self) -> int:
        """How many rows of a table its page offers."""
        return max([ROWS, *(len(fact) + FREE_ROWS for fact in self.facts.values() if _is_table(fact))])

    @property
    def asked(self) -> list[Asked]:
        """What a person is asked: not what the case says and the letter can't say otherwise."""
        return [each for each in asked(self.kind, rows=self.rows) if not self._is_settled(each.name)]

    @property
    def proposed(self) -> dict[str, str]:
        """What stands in the fields before anybody has typed."""
        names = {each.name for each in self.asked}
        return {name: text for name, text in _flat(self.facts) if name in names}

    def with_typed(self, typed: Mapping[str, str]) -> Facts:
        """What the case settles, with what was typed beside it."""
        settled = {name: fact for name, fact in self.facts.items() if self._is_settled(name)}
        said = given(self.kind, typed, rows=self.rows)
        return {**settled, **{name: fact for name, fact in said.items() if not self._is_settled(name)}}

    def _is_settled(self, name: str) -> bool:
        first = name.partition(".")[0]
        return first in self.facts and first not in self.edited


def _is_table(fact: Any) -> bool:
    return isinstance(fact, list) and bool(fact) and isinstance(fact[0], Mapping)


def _flat(facts: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Facts as the fields of a page hold them."""
    if isinstance(facts, Mapping):
        for key, value in facts.items():
            yield from _flat(value, f"{name}.{key}" if name else key)
    elif _is_table(facts):
        for number, row in enumerate(facts):
            yield from _flat(row, f"{name}.{number}")
    elif isinstance(facts, list):
        yield name, "\n".join(map(str, facts))
    else:
        yield name, str(facts)

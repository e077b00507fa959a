"""What keeps a letter from being made, told to people: every problem at once, each by its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a letter from being made: where, what is the matter, what to do."""

    pointer: str
    """JSON Pointer into the facts."""
    label: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.label}: {self.message} {self.remedy}"


class LetterError(Exception):
    """A letter that can't be made as asked: every problem at once, each a sentence for people."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class NothingToWriteError(LetterError):
    """There is no letter to write, and nothing is wrong with that."""

"""What the Department wrote down beside an application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from validator.dates import read_date

Kind = Literal["background_check", "background_check_verified", "approval_verification", "answer"]


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that was recorded.

    A background check, the researcher's verification of it, a verification of approval that came later, or staff's
    answer to a question.
    """

    kind: Kind
    on: str = ""
    by: str = ""
    person: str = ""
    passed: bool = False
    """Of a background check: passed or failed; nothing else is ever kept of it."""
    body: str = ""
    review_determined: bool = False
    data_security_determined: bool = False
    clause: str = ""
    pointer: str = ""
    """Of an answer: the question of staff that was answered."""

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Record:
        """One record from JSON; ValueError, in words for people, when it is not one."""
        known = {field.name: field.type for field in fields(cls)}
        if entry.get("kind") not in get_args(Kind):
            raise ValueError(f"A record needs a kind: one of {', '.join(get_args(Kind))}.")
        if unknown := sorted(set(entry) - set(known)):
            raise ValueError(f"A record has no place for “{unknown[0]}”; it may hold {', '.join(known)}.")
        for key, value in entry.items():
            if not isinstance(value, bool if known[key] == "bool" else str):
                raise ValueError(f"“{key}” of a record is {'true or false' if known[key] == 'bool' else 'text'}.")
        if entry.get("on") and read_date(entry["on"]) is None:
            raise ValueError("“on” of a record is a date, for example 2026-11-22.")
        return cls(**entry)

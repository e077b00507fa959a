"""A measured figure, and what it is held to."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Figure(TypedDict):
    """One figure as it is printed and written down."""

    name: str
    value: float | None
    """None where it could not be measured here."""
    unit: str
    target: float | None
    """The most that it may be; None for a figure that is only reported."""
    holds: bool | None
    """Whether the value keeps to its target; None where one of them is missing."""
    reason: NotRequired[str]
    """Why it was not measured."""


def measured(name: str, value: float, unit: str, target: float | None = None) -> Figure:
    """A figure that was measured here."""
    holds = None if target is None else value <= target
    return Figure(name=name, value=round(value, 3), unit=unit, target=target, holds=holds)


def unmeasured(name: str, unit: str, target: float | None, *, reason: str) -> Figure:
    """A figure that this machine cannot measure, and why."""
    return Figure(name=name, value=None, unit=unit, target=target, holds=None, reason=reason)

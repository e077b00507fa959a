"""The timeframe and the system: 964(b), (k)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.case import Case, Told
from validator.dates import written


def timeframe_backwards(case: Case) -> Iterator[Told]:
    """The timeframe in which data are obtained ends before it begins."""
    first, last = case.day("timeframe.from_on"), case.day("timeframe.to_on")
    if first and last and last < first:
        yield Told(
            "timeframe.to_on",
            f"{{label}}: {written(last)} is before the first day, {written(first)}.",
            "Look whether both days of the timeframe are right.",
        )


def system_not_segmented(case: Case) -> Iterator[Told]:
    """The system is said not to be secure and segmented."""
    if case.value("storage.segmented") is False:
        yield Told(
            "storage.segmented",
            "{label}: no is marked, and the system must be secure and segmented before it holds data.",
            "Arrange for a segmented system before data are received, or explain with Research Services.",
        )

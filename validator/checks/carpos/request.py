"""The request, and when the project will be complete: 966(b)(1), (2), (9)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.case import Case, Told
from validator.dates import written


def number_with_a_new_request(case: Case) -> Iterator[Told]:
    """A project number belongs to a modified request only."""
    if case.value("request_kind") == "new" and case.text("project_number"):
        yield Told(
            "project_number",
            "{label}: a number is given, but this is marked as a new request.",
            "Mark the request as modified, or take the project number out.",
        )


def request_in_the_future(case: Case) -> Iterator[Told]:
    """The date of request lies after today."""
    day = case.day("requested_on")
    if day and day > case.on:
        yield Told(
            "requested_on",
            f"{{label}}: {written(day)} is still to come.",
            "Look whether the date of request is right.",
        )


def completion_before_the_request(case: Case) -> Iterator[Told]:
    """The anticipated completion lies before the date of request."""
    completion, request = case.day("anticipated_completion_on"), case.day("requested_on")
    if completion and request and completion < request:
        yield Told(
            "anticipated_completion_on",
            f"{{label}}: {written(completion)} is before the date of request, {written(request)}.",
            "Look whether the date of completion is right.",
        )

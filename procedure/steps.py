"""How long the steps of a case take: from an act that opens one to the act that ends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from procedure.case import Case
from procedure.events import Event


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a case that people wait in."""

    name: str
    words: str
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    about: bool
    """Whether the act that ends it names the act that began it; else it is the first of its kind after it."""


STEPS: tuple[Step, ...] = tuple(
    Step(*row)
    for row in (
        # name         what people wait for                                  begins with              ends with
        ("decision",   "from receipt to the first decision",                 ("submit",),
         ("approve", "deny", "withdraw"), False),
        ("completion", "from asking for completion to the completed form",   ("ask_for_completion",),
         ("resubmit", "withdraw"), False),
        ("modified",   "from a modified request to its decision",            ("modify",),
         ("approve", "deny", "withdraw"), True),
        ("support",    "from the request for a letter of support to the answer", ("request_support",),
         ("send_support", "deny_support"), True),
        ("appeal",     "from an appeal to its decision",                     ("file_appeal",),
         ("decide_appeal",), True),
        ("renewal",    "from a renewal request to its decision",             ("request_renewal",),
         ("decide_renewal",), True),
        ("transfer",   "from a transfer request to the answer",              ("request_transfer",),
         ("decide_transfer",), True),
        ("draft",      "from a draft to the comments",                       ("submit_draft",),
         ("comment",), True),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Walked:
    """A step of one case, ended."""

    step: Step
    event: int
    """The number of the event that began it."""
    from_on: date
    to_on: date

    @property
    def days(self) -> int:
        """How many calendar days it took; a paper that was entered late with an earlier day took none."""
        return max(0, (self.to_on - self.from_on).days)


def steps_of(case: Case) -> Iterator[Walked]:
    """Every step of a case that was walked to its end, in the order of the table."""
    for step in STEPS:
        for begun in case.acts(*step.begins):
            end = next((event for event in case.acts(*step.ends) if _ends(step, begun, event)), None)
            if end:
                yield Walked(step, begun.number, begun.on, end.on)


def _ends(step: Step, begun: Event, event: Event) -> bool:
    if step.about:
        return event.about == begun.number
    return event.number > begun.number and event.about in (None, begun.about)

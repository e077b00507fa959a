"""How long the guarded process may take for each job: most files are read in a moment, printed pages are not."""

from __future__ import annotations

from typing import NamedTuple

from forms.limits import PRINTED_WAIT, PRINTED_WORK, READING_WAIT, READING_WORK, SCAN_WAIT, SCAN_WORK, Limit


class Allowance(NamedTuple):
    """Processor time, and time by the clock."""

    work: Limit
    wait: Limit


USUAL = Allowance(READING_WORK, READING_WAIT)
_SCAN = Allowance(SCAN_WORK, SCAN_WAIT)
_ALLOWANCES = {
    "printed": Allowance(PRINTED_WORK, PRINTED_WAIT),
    "scan_page": _SCAN,
    "free_page": _SCAN,
    "scan_upright": _SCAN,
    "scan_crops": _SCAN,
    "recognise": _SCAN,
}


def allowance(job: str) -> Allowance:
    """What a job may take."""
    return _ALLOWANCES.get(job, USUAL)


LONGEST_WAIT = max(each.wait.most for each in (USUAL, *_ALLOWANCES.values()))
"""Seconds that any job may take."""

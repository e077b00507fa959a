"""The clocks of an inspection (968(b)): its findings, and the remedy of what was found."""

from __future__ import annotations

from collections.abc import Iterator

from procedure.case import Case
from procedure.clock import Clock, ended, met, open_clock, waiting_clock
from procedure.events import Event
from procedure.policy import Policy
from validator.dates import written


def clocks(case: Case, policy: Policy) -> Iterator[Clock]:
    """For each inspection the findings, for findings that name a violation the remedy."""
    for inspection in case.acts("inspect"):
        clock = open_clock("inspection_findings", inspection, inspection.on, policy)
        yield met(clock, case.about(inspection.number, "send_findings"))
    for findings in case.acts("send_findings"):
        if findings.facts["findings"]:
            yield _remedy(case, findings, policy)


def _remedy(case: Case, findings: Event, policy: Policy) -> Clock:
    receipts = case.about(findings.number, "record_receipt")
    clock = (
        open_clock("remedy", findings, min(receipt.on for receipt in receipts), policy)
        if receipts
        else waiting_clock(
            "remedy", findings, "No receipt of the findings is shown; the 30 days run from receiving them."
        )
    )
    plans = case.about(findings.number, "send_remedial_plan")
    until = f"a remedial plan names {written(plans[-1].facts['until'])}" if plans else ""
    return ended(met(clock, case.about(findings.number, "certify_remedy")), until)

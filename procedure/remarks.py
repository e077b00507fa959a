"""Every remark on a case: what people should see beside its state and its clocks."""

from __future__ import annotations

from datetime import date

from procedure.appeal_remarks import appeal_remarks
from procedure.approved_remarks import approved_remarks
from procedure.case import case_of
from procedure.clocks import due
from procedure.events import History
from procedure.policy import POLICY, Policy
from procedure.remark import Remark
from procedure.review_remarks import review_remarks


def remarks_of(history: History, *, on: date, policy: Policy = POLICY) -> tuple[Remark, ...]:
    """Every remark on a case as it stands on a day."""
    case, clocks = case_of(history), due(history, policy=policy)
    return (
        *review_remarks(case),
        *appeal_remarks(case, clocks, policy),
        *approved_remarks(case, clocks, on),
    )

"""Where an application stands, as a word; everything else about a case hangs on its single events."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an application stands. Appeals, renewals, drafts and notices run beside it and change nothing here."""

    NOT_SUBMITTED = "not submitted"
    UNDER_REVIEW = "under review"
    COMPLETION_ASKED = "completion asked"
    WITHDRAWN = "withdrawn"
    DENIED = "denied"
    APPROVED = "approved"
    EXPIRED = "expired"
    COMPLETED = "completed"
    CLOSED = "closed"


PENDING = (State.UNDER_REVIEW, State.COMPLETION_ASKED)
OPEN = (State.APPROVED, State.EXPIRED, State.COMPLETED)
AFTER_APPROVAL = (*OPEN, State.CLOSED)
"""Approved once: here the acts of 964 stay possible, and its restrictions survive (964(l))."""
ANY = (*PENDING, State.WITHDRAWN, State.DENIED, *AFTER_APPROVAL)

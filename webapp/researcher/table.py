"""Which letter of the researcher or the institution belongs where in a case, and with which act it is filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from procedure.states import ANY, OPEN, PENDING, State
from templates.letter import Letter
from templates.letters import LETTERS
from webapp.cases.case import CaseView
from webapp.researcher.offered import Offered, offered

Leaves = Literal["filed", "signed first", "beside"]
"""How it reaches the Department: it is filed with its act as it is; filed once it was signed by hand; or it goes there
on its own, beside the act or without one, so that it is taken away."""


@dataclass(frozen=True, slots=True)
class Row:
    """One letter of the researcher or the institution."""

    kind: str
    act: str
    """The act that it is, or goes with; "" where it belongs to no act."""
    leaves: Leaves
    states: tuple[State, ...] = ANY
    """Where it belongs; with an act, only while that is open too."""

    @property
    def letter(self) -> Letter:
        """What is written."""
        return LETTERS[self.kind]

    @property
    def is_filed(self) -> bool:
        """Whether it goes to the Department's address with its act."""
        return self.leaves != "beside"


R = Row
TABLE = (
    #  letter                     its act               how it leaves    where it belongs
    R("affiliation",             "",                   "beside",        PENDING),
    R("security-certification",  "",                   "beside",        PENDING),
    R("appeal",                  "file_appeal",        "filed"),
    R("support-request",         "request_support",    "filed",         OPEN),
    R("renewal-request",         "request_renewal",    "filed"),
    R("transfer-request",        "request_transfer",   "filed"),
    R("draft-submission",        "submit_draft",       "beside"),
    R("completion-notice",       "notify_completion",  "filed"),
    R("breach-notice",           "report_breach",      "filed"),
    R("breach-publication",      "send_breach_letter", "filed"),
    R("subpoena-notice",         "report_subpoena",    "filed"),
    R("remediation-certificate", "certify_remedy",     "signed first"),
    R("remedial-plan",           "send_remedial_plan", "signed first"),
)  # fmt: skip
"""A letter of support can be requested by letter once the project is approved: the letter says on which day it was."""
OF_ACT: Mapping[str, Row] = {row.act: row for row in TABLE if row.act}


@dataclass(frozen=True, slots=True)
class Possible:
    """A letter that can be written in a case now."""

    row: Row
    offered: Offered | None
    """The act that it belongs to; None where it belongs to none."""

    @property
    def about(self) -> int | None:
        """The event that its act answers."""
        return self.offered.about if self.offered else None


def possible(view: CaseView) -> tuple[Possible, ...]:
    """Every letter that belongs here now: those with a last day first, as their acts stand."""
    with_act = [Possible(row, one) for one in offered(view) if (row := of_act(view, one.act))]
    without = [Possible(row, None) for row in TABLE if not row.act and view.state in row.states]
    return (*with_act, *without)


def find(view: CaseView, kind: str, about: int | None) -> Possible | None:
    """A letter about an event, if it belongs here now."""
    return next((one for one in possible(view) if (one.row.kind, one.about) == (kind, about)), None)


def of_act(view: CaseView, act: str) -> Row | None:
    """The letter of an act, where it belongs to the state of the case."""
    row = OF_ACT.get(act)
    return row if row and view.state in row.states else None

"""Where the researcher of a case is reached by mail."""

from __future__ import annotations

from validator.answers import answer
from webapp.cases.case import CaseView
from webapp.storage import drafts, holders
from webapp.storage.store import Transaction


def researcher_address(tx: Transaction, view: CaseView) -> str:
    """The mailbox that staff gave it into; else that of the last round on the web, or named on paper; "" for none."""
    if given := holders.given(tx, view.number):
        return given[-1].address
    for each in reversed(view.rounds):
        if each.draft:
            return drafts.read(tx, each.draft).owner
        named = answer(each.answers, "bona_fide_researcher.email")
        if isinstance(named, str) and named.strip():
            return named.strip()
    return ""

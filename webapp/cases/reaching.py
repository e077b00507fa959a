"""Where the researcher of a case is reached by mail."""

from __future__ import annotations

from validator.answers import answer
from webapp.cases.case import CaseView
from webapp.storage import drafts
from webapp.storage.store import Transaction


def researcher_address(tx: Transaction, view: CaseView) -> str:
    """The address under which the last round was submitted on the web, or that it names on paper; "" for none."""
    for each in reversed(view.rounds):
        if each.draft:
            return drafts.read(tx, each.draft).owner
        named = answer(each.answers, "bona_fide_researcher.email")
        if isinstance(named, str) and named.strip():
            return named.strip()
    return ""

"""Who may do what with a draft: its owner, those who were invited to edit it, and each Team Member in one row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flask import abort, redirect, request, url_for

from validator.names import same_person
from validator.questions import Answers
from webapp import clock
from webapp.storage import drafts, holders, links, submissions
from webapp.storage.drafts import Draft
from webapp.storage.links import Link
from webapp.storage.store import Transaction
from webapp.storage.submissions import Submission
from webapp.storage.troubles import NotKeptError
from webapp.visiting import visits
from webapp.visiting.visits import Visit

Part = Literal["owner", "coauthor", "member"]
COAUTHOR, MEMBER = "coauthor", "member"
"""What an invitation is for; the purpose of its link."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to a draft."""

    address: str
    part: Part
    row: int | None = None
    """Of a Team Member: their row; None where the draft has no such row any more."""

    @property
    def is_owner(self) -> bool:
        """Whether this is the Bona Fide Researcher: the only one who signs, submits, invites and deletes."""
        return self.part == "owner"

    @property
    def edits_all(self) -> bool:
        """Whether every section is open."""
        return self.part in ("owner", COAUTHOR)


def standing_of(tx: Transaction, draft: Draft, address: str, *, at: datetime) -> Standing | None:
    """What the person of an address is to a draft; an invitation counts while its link is open."""
    if visits.same_mailbox(draft.owner, address):
        return Standing(address, "owner")
    invited = [one for one in links.of_draft(tx, draft.id) if one.closed(at) is None]
    mine = {one.purpose: one for one in invited if visits.same_mailbox(one.address, address)}
    if COAUTHOR in mine:
        return Standing(address, "coauthor")
    if MEMBER in mine:
        return Standing(address, "member", row_of(draft.now.answers, mine[MEMBER]))
    return None


def row_of(answers: Answers, invitation: Link) -> int | None:
    """The row that an invitation is for: the one of that name, wherever it stands by now."""
    rows, name = answers.get("team_members"), str(invitation.about.get("name", ""))
    named = [
        number
        for number, row in enumerate(rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and same_person(str(row.get("name", "")), name)
    ]
    row = invitation.about.get("row")
    return row if row in named else next(iter(named), None)


def here() -> Visit:
    """The visit of who is here; a stranger is led to where a visit begins, a script is told."""
    visit = visits.current()
    if visit is None:
        abort(401 if "If-Match" in request.headers else redirect(url_for("people.begin", ended=1), 303))
    return visit


def opened(tx: Transaction, draft: str) -> tuple[Draft, Standing]:
    """A draft for the visitor who is here; for anybody else it does not exist."""
    visit = here()
    try:
        found = drafts.read(tx, draft)
    except NotKeptError:
        abort(404)
    standing = standing_of(tx, found, visit.address, at=clock.now())
    if standing is None:
        abort(404)
    return found, standing


def mine(tx: Transaction, number: str) -> tuple[Submission, ...]:
    """The rounds of an application, for its Bona Fide Researcher; for anybody else it does not exist."""
    visit = here()
    try:
        rounds = submissions.read(tx, number)
    except NotKeptError:
        abort(404)
    if not any(visits.same_mailbox(holder, visit.address) for holder in holders.holders_of(tx, number)):
        abort(404)
    return rounds

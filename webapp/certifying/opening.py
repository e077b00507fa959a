"""A link to sign, opened: it leads to one asking of one draft, and says in words when it leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort

from webapp import clock
from webapp.certifying.asking import closed, draft_of
from webapp.storage import askings, links
from webapp.storage.askings import Asking
from webapp.storage.drafts import Draft
from webapp.storage.links import Link, LinkClosedError
from webapp.storage.store import Transaction
from webapp.visiting import visits
from webapp.visiting.access import standing_of


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens."""

    link: Link
    asking: Asking
    draft: Draft


def opened_by(tx: Transaction, token: str, slot: str) -> Opened:
    """What the link of a token opens; looking changes nothing.

    The visit of somebody who edits the application opens nothing: who signs is another person, or signs as one.

    Raises:
        LinkClosedError: Nothing can be signed by it; its words say why.
    """
    at = clock.now()
    link = links.find(tx, token, purpose=slot, at=at)
    asking = askings.read(tx, str(link.about["asking"]))
    draft = draft_of(tx, asking)
    visit = visits.current()
    standing = standing_of(tx, draft, visit.address, at=at) if visit else None
    if standing and standing.edits_all:
        abort(403, description="not_for_editors")
    if why := closed(asking, draft, at=at):
        raise LinkClosedError(*why)
    return Opened(link, asking, draft)

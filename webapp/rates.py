"""How often something may be asked: counted in what is kept, so that every process counts the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.storage import replays
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times an hour for each who asks."""

    act: str
    most: int


MAILS_TO_ONE_ADDRESS = Rate("mail to an address", 6)
MAILS_ASKED_FROM_ONE_PLACE = Rate("mail asked from a place", 60)
INVITATIONS = Rate("invitation", 40)
MESSAGES = Rate("message to Research Services", 40)
NOTICES_FROM_ONE_PLACE = Rate("notice from a place", 30)
NOTICES_BY_ONE_ADDRESS = Rate("notice by an address", 10)


def allowed(tx: Transaction, rate: Rate, who: str, *, at: datetime) -> bool:
    """Take one of this hour's turns; False when all are taken."""
    who = who.strip().casefold()
    for turn in range(rate.most):
        key = f"{at:%Y-%m-%dT%H} {turn}"
        if replays.answered(tx, key, act=rate.act, body=None, by=who) is None:
            replays.answer(tx, key, True, act=rate.act, body=None, by=who, at=at)
            return True
    return False

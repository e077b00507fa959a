"""The letters of a case as its pages list them, each with what became of its mails."""

from __future__ import annotations

from typing import Any

from templates.letters import LETTERS
from webapp.storage import letters, mails
from webapp.storage.letters import Sent
from webapp.storage.mails import Mail
from webapp.storage.store import Transaction


def listed(tx: Transaction, number: str) -> list[tuple[Sent, str, list[Mail]]]:
    """Every letter that was sent, with its title and its mails."""
    posted = mails.of_application(tx, number)
    return [
        (one, LETTERS[one.kind].title, [mail for mail in posted if mail.key.startswith(f"letter:{one.id}:")])
        for one in letters.of_application(tx, number)
    ]


def for_case(tx: Transaction, number: str) -> dict[str, Any]:
    """What the page of a case needs to list its letters."""
    begun = [(one, LETTERS[one.kind].title) for one in letters.drafts_of(tx, number)]
    return {"letters_sent": listed(tx, number), "letters_begun": begun}

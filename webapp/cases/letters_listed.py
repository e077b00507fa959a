"""The letters of a case as its pages list them, each with what became of its mails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from templates.letter import Writer
from templates.letters import LETTERS
from webapp.storage import letters, mails
from webapp.storage.letters import Sent
from webapp.storage.mails import Mail
from webapp.storage.store import Transaction

Listed = tuple[Sent, str, list[Mail]]
"""A letter with its title and its mails."""


def by_writer(tx: Transaction, number: str) -> Mapping[Writer, list[Listed]]:
    """Every letter that went out: those of the Department, and those that the researcher filed."""
    posted = mails.of_application(tx, number)
    found: Mapping[Writer, list[Listed]] = {"Department": [], "institution": []}
    for one in letters.of_application(tx, number):
        letter = LETTERS[one.kind]
        found[letter.writer].append((one, letter.title, [mail for mail in posted if _carries(mail, one)]))
    return found


def for_case(tx: Transaction, number: str) -> dict[str, Any]:
    """What the page of a case needs to list its letters."""
    begun, sent = [(one, LETTERS[one.kind].title) for one in letters.drafts_of(tx, number)], by_writer(tx, number)
    return {"letters_sent": sent["Department"], "letters_filed": sent["institution"], "letters_begun": begun}


def _carries(mail: Mail, one: Sent) -> bool:
    """Whether a mail carried a letter: each of its own, or that of the filing."""
    return mail.key.startswith(f"letter:{one.id}:") or mail.key == f"filing:{one.application}:{one.event}"

"""The mails about signatures, and why a link opens nothing, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from validator.answers import answer
from validator.dates import written
from webapp import clock
from webapp.signatures.slots import OF, Slot
from webapp.signatures.standing import Change
from webapp.storage.askings import Asking, Step
from webapp.storage.drafts import Draft

LONGEST = 300
"""Characters of what a person typed that a mail quotes."""
ASK_THE_RESEARCHER = "Ask the researcher who wrote to you; nothing that was signed before is lost."
ENDED = {
    Step.SIGNED: "You signed this on {day}: the link was for one signature.",
    Step.DECLINED: "You declined on {day}.",
    Step.FORWARDED: "You passed this on to somebody else on {day}.",
    Step.TAKEN_BACK: "The researcher took this back on {day}.",
}
_TO_DO = {
    "security_certification": (
        "certify the security of the information system",
        "You read what you certify, answer whether a cloud provider stores the data, and sign. You need no account. "
        "You can also decline, or pass it on to your IT manager.",
    ),
    "affiliation_letter": (
        "verify an affiliation in a letter",
        "A letter is ready: you put it on your official letterhead, sign it, and send it back on the same page. "
        "You need no account.",
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A mail: its subject and its text."""

    subject: str
    text: str


def asked(draft: Draft, asking: Asking, link: str) -> Told:
    """To who is asked."""
    what, how = _TO_DO[asking.asked.slot]
    text = (
        f"{_researcher(draft)} of {_institution(draft)} asks you to {what} for the research project "
        f"“{_project(draft)}”. The Department of Justice asks for it before it gives data "
        f"(11 CCR § {_slot(asking).clause}).\n\n{how}\n\n{_open(asking, link)}"
    )
    return Told(f"You are asked to {what}", text)


def reminded(draft: Draft, asking: Asking, link: str) -> Told:
    """To who was asked some time ago."""
    what, _ = _TO_DO[asking.asked.slot]
    text = (
        f"On {day_of(asking.asked_at)} {_researcher(draft)} asked you to {what} for the research project "
        f"“{_project(draft)}” (11 CCR § {_slot(asking).clause}). It is not signed yet.\n\n{_open(asking, link)}"
    )
    return Told(f"Reminder: you are asked to {what}", text)


def voided(draft: Draft, asking: Asking, link: str, changed: Sequence[Change]) -> Told:
    """To who signed what was changed afterwards."""
    listed = "".join(f"- {one.label}: “{_line(one.was)}” is now “{_line(one.now)}”\n" for one in changed)
    text = (
        f"You signed {_slot(asking).what.lower()} for the research project “{_project(draft)}” of "
        f"{_researcher(draft)}. Answers that your signature covers were changed afterwards, so it no longer counts:\n\n"
        f"{listed}\nLook at the new answers, and sign anew if you can.\n\n{_open(asking, link)}"
    )
    return Told("Your signature no longer fits the application", text)


def declined(draft: Draft, asking: Asking, reason: str) -> Told:
    """To the researcher."""
    what, _ = _TO_DO[asking.asked.slot]
    who, quoted = _line(asking.asked.name), "\n".join(f"> {line}" for line in reason.splitlines())
    text = (
        f"You asked {who} to {what} for “{_project(draft)}”. {who} declines, and writes:\n\n"
        f"{quoted}\n\nOpen your application to ask again, or to ask somebody else.\n"
    )
    return Told("Your request to sign was declined", text)


def forwarded(draft: Draft, asking: Asking, to: str) -> Told:
    """To the researcher."""
    text = (
        f"What you asked for “{_project(draft)}” was passed on.\n\n{_line(to)}.\n\n"
        f"{_line(asking.asked.name)} got a link. Both names stay in the application; Research Services see them.\n"
    )
    return Told("Your request to sign was passed on", text)


def signed(draft: Draft, asking: Asking, code: str) -> Told:
    """To both, with the signed paper."""
    slot = _slot(asking)
    text = (
        f"{slot.what} for “{_project(draft)}” was signed by {_line(asking.asked.name)} on {day_of(clock.now())}. It is "
        f"enclosed. Anybody can ask whether the file is as it was sealed, at {asking.asked.service}/verify, with the "
        f"file or with its code: {code}.\n\nThe signature covers {slot.covers_in_words}. If the researcher changes "
        "one of them, it no longer counts, and you are told.\n"
    )
    return Told(f"{slot.what} is signed", text)


def day_of(at: datetime) -> str:
    """The day of an instant in California, in words."""
    return written(at.astimezone(clock.PACIFIC).date())


def _open(asking: Asking, link: str) -> str:
    return (
        f"Open this page:\n\n{link}\n\nThe link is for you alone and holds until {day_of(asking.expires_at)}. "
        "When you sign, a code is sent to this address.\n\nIf you did not expect this mail, do nothing.\n"
    )


def _slot(asking: Asking) -> Slot:
    return OF[asking.asked.slot]


def _researcher(draft: Draft) -> str:
    return _line(answer(draft.now.answers, "bona_fide_researcher.name") or draft.owner)


def _institution(draft: Draft) -> str:
    return _line(answer(draft.now.answers, "research_institution.name") or "an institution that is not named yet")


def _project(draft: Draft) -> str:
    return _line(answer(draft.now.answers, "project_title") or "without a title")


def _line(said: object) -> str:
    """What a person typed, as one line: nobody writes paragraphs into our mails to somebody else."""
    return " ".join(str(said).split())[:LONGEST]

"""A certification that came back signed with a certificate: whether it is ours, and whether the signature holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from flask import current_app

from forms.fields import UnreadableFormError
from forms.reader import Reader
from forms.signing.signature import Identity, Signature, Standing
from forms.signing.signature_words import IDENTITY, STANDING, who
from templates.letters import LETTERS
from webapp import clock
from webapp.attaching.taking_in import chosen
from webapp.certifying.statement import KIND
from webapp.kept import settings
from webapp.roots import FOLDER, roots_in

_HOLD = frozenset({Standing.GOOD, Standing.UNCONFIRMED})
_FOR_STAFF = frozenset({Identity.TRUSTED, Identity.UNKNOWN_ROOT, Identity.SELF_SIGNED})
"""A certificate that nobody here vouches for is a question to staff; one that has ended, or was revoked, is none."""
_AGAIN = "Download the certification once more, sign that file in your PDF program, save it, and send it here."
_BY_HAND = frozenset({"Date of signature"})
"""Words that a paper signed with a certificate may do without."""


@dataclass(frozen=True, slots=True)
class DigitallySigned:
    """A paper with a signature that holds."""

    pdf: bytes
    pages: tuple[str, ...]
    told: str
    """Whose certificate it is, and whether somebody vouches for it."""


def digitally_signed(field: str, says: tuple[str, ...]) -> DigitallySigned:
    """The signed certification that somebody chose in a field.

    Args:
        field: Of the page.
        says: Words that must stand in it besides those of every certification: the project, the cloud.

    Raises:
        UnreadableFormError: It is none, or its signature does not hold; in words.
    """
    looked = chosen(field)
    if looked.attached.type != "application/pdf":
        raise UnreadableFormError("not_pdf", "This is no PDF, so it holds no digital signature.", _AGAIN)
    _demand_ours(looked.attached.pages, says)
    signature = _held(looked.upload.content)
    told = f"Certificate of {who(signature)}. Confirmed? {IDENTITY[signature.identity]}"
    return DigitallySigned(looked.upload.content, looked.attached.pages, told)


def _held(pdf: bytes) -> Signature:
    reader: Any = current_app.extensions["reader"]
    if not isinstance(reader, Reader):
        raise UnreadableFormError("not_reading", "This service reads no files at the moment.", "Sign by typing.")
    roots = roots_in(settings().home / FOLDER)
    at = datetime.combine(clock.today(), time.max, clock.PACIFIC)
    found = [one for one in reader.signatures(pdf, roots, at=at) if not one.is_timestamp]
    if not found:
        raise UnreadableFormError("unsigned", "This file holds no digital signature.", _AGAIN)
    last = found[-1]
    if last.standing not in _HOLD:
        raise UnreadableFormError("not_held", STANDING[last.standing], _AGAIN)
    if last.identity not in _FOR_STAFF:
        remedy = "Sign with another certificate, or go back and sign by typing your name."
        raise UnreadableFormError("not_held", f"Confirmed by its certificate? {IDENTITY[last.identity]}", remedy)
    return last


def _demand_ours(pages: tuple[str, ...], says: tuple[str, ...]) -> None:
    text = "".join("".join(pages).split()).casefold()
    wanted = [words for words in (*LETTERS[KIND].must, *says) if words not in _BY_HAND]
    lacking = [words for words in wanted if "".join(words.split()).casefold() not in text]
    if lacking:
        message = f"This is not the certification that stands here: “{lacking[0]}” is not in it."
        raise UnreadableFormError("not_ours", message, _AGAIN)

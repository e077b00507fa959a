"""The letter that verifies the affiliation: written for the official, and taken in signed, with who signed it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from flask import Response

from forms.fields import UnreadableFormError
from forms.reader import Reader
from forms.signing.signature import Standing
from validator.questions import Answers
from webapp import clock
from webapp.answers.slots import Slot, slot_of
from webapp.attaching import taking_in
from webapp.attaching.taking_in import Looked
from webapp.certifying.asking import OFFICIAL, end, open_askings
from webapp.certifying.settings import signing_settings
from webapp.letters.case import Case
from webapp.letters.making import make, written_as
from webapp.signatures.slots import Method, put
from webapp.storage import drafts, signatures
from webapp.storage.askings import Step
from webapp.storage.drafts import Draft
from webapp.storage.files import Kept
from webapp.storage.signatures import Signature, Signing
from webapp.storage.store import Transaction

KIND = "affiliation"
FIELD = "document"
FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
CONSENT_OF_OTHERS = "The letter that is sent here is signed by the authorized official who is named."
"""Agreed to by a researcher who sends the letter of an official."""
_PLACE = "affiliation_letter.enclosed"
_OFFICIAL = "affiliation_letter.official"
_HOLD = frozenset({Standing.GOOD, Standing.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Letter:
    """A signed letter as somebody sends it."""

    looked: Looked
    name: str
    """Of the official who signed."""
    title: str
    consent: str
    method: Method


def letter_file(answers: Answers, form: str) -> Response:
    """The letter, ready for the letterhead and the signature.

    Raises:
        LetterError: It can't be written; each problem in words.
    """
    content = written_as(make(KIND, Case(answers, None, clock.today())), form)
    response = Response(content, mimetype=FORMATS[form])
    response.headers.set("Content-Disposition", "attachment", filename=f"affiliation-letter.{form}")
    return response


def letter_of(name: str, title: str, consent: str) -> Letter:
    """The letter that somebody chose in the field of the page.

    Raises:
        UnreadableFormError: There is none, it can't be attached, or it is signed in a way that is not accepted here.
    """
    looked = taking_in.chosen(FIELD)
    method = _method(looked)
    if method not in signing_settings().accepted(OFFICIAL):
        by_hand = method is Method.DRAWN
        message = f"This letter is signed {'by hand' if by_hand else 'digitally'}, and that is not accepted here."
        remedy = f"Have it signed {'as a PDF, with a certificate' if by_hand else 'by hand, and scan it'}."
        raise UnreadableFormError("method", message, remedy)
    return Letter(looked, name, title, consent, method)


def take_in(tx: Transaction, draft: Draft, letter: Letter, file: Kept, *, by: str, at: datetime) -> Signature:
    """Keep the letter in its place, with who signed it; who was asked for it is asked no more.

    Raises:
        NotKeptError: The application is submitted and stays as it was.
        UnreadableFormError: The application would hold more than it may.
    """
    taking_in.keep(tx, draft, place(draft.now.answers), letter.looked, file, by=by, at=at)
    answers = deepcopy(dict(draft.now.answers))
    put(answers, _PLACE, True)
    put(answers, _OFFICIAL, ", ".join(filter(None, (letter.name, letter.title))))
    drafts.amend(tx, draft.id, answers, by=by, at=at)
    signing = Signing(
        OFFICIAL.name, letter.name, OFFICIAL.edition, letter.consent, OFFICIAL.covers(answers), letter.method,
        title=letter.title, document=file.sha256,
    )  # fmt: skip
    for asking in open_askings(tx, draft.id, OFFICIAL.name):
        step = Step.SIGNED if asking.asked.address == by else Step.TAKEN_BACK
        end(tx, asking, step, by=by, at=at, words="" if step is Step.SIGNED else "The signed letter came in otherwise.")
    return signatures.sign(tx, signing, draft=draft.id, by=by, at=at)


def place(answers: Answers) -> Slot:
    """Where the letter is kept among the documents."""
    found = slot_of(answers, _PLACE)
    if found is None:
        raise LookupError(_PLACE)
    return found


def _method(looked: Looked) -> Method:
    reader = taking_in.reader()
    if looked.attached.type != "application/pdf" or not isinstance(reader, Reader):
        return Method.DRAWN
    found = reader.signatures(looked.upload.content, ())
    holds = any(one.standing in _HOLD and not one.is_timestamp for one in found)
    return Method.DIGITAL if holds else Method.DRAWN

"""What the record says of each signature: who gave it, how, in which words, what it covers, and whether it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from templates.sheets import Entry, Part, Row
from validator.answers import answer
from validator.questions import Answers
from webapp.signatures.slots import SLOTS, Method, Slot
from webapp.signatures.standing import changes, newest, stands
from webapp.storage.signatures import Signature
from webapp.visiting.visits import day_and_time_of

METHODS = {
    Method.TYPED: "The name was typed, with the word that it is meant as a signature",
    Method.DRAWN: "Drawn, or a picture of a signature by hand",
    Method.DIGITAL: "Made with a certificate, inside a PDF",
}
_INTRODUCTION = (
    "Each signature that § 966 asks for, as it stood when the application was submitted. None is ever filled from "
    "another one. SHA-256 is the hash of what the signature covers."
)
_NOT_HERE = "Not given in this service"
_STANDS = "It stands: what it covers is as it was signed."


def signatures_part(answers: Answers, given: Sequence[Signature]) -> Part:
    """One entry for each slot, signed or not."""
    last = newest(given)
    return Part("Signatures", _INTRODUCTION, [_entry(slot, answers, last) for slot in SLOTS])


def _entry(slot: Slot, answers: Answers, given: Mapping[str, Signature]) -> Entry:
    title = f"{slot.what} (§ {slot.clause})"
    signature = given.get(slot.name)
    if signature is None:
        return Entry(title, list(_stated(slot, answers)), open=True)
    rows = [
        Row("Signed by", " · ".join(filter(None, (signature.name, signature.title, signature.signed_by)))),
        Row("As", slot.signer),
        Row("When", day_and_time_of(signature.signed_at).removeprefix("on ")),
        Row("How", METHODS[Method(signature.method)]),
        Row("In these words", signature.consent),
        Row("Their edition", signature.text_edition),
        Row("It covers", slot.covers_in_words),
        Row("SHA-256", signature.covers_sha256),
    ]
    if signature.document:
        rows.append(Row("Signed paper", f"SHA-256 {signature.document}"))
    standing = stands(signature, answers)
    rows.append(Row("Standing", _STANDS if standing else _void(signature, answers)))
    return Entry(title, rows, open=not standing)


def _void(signature: Signature, answers: Answers) -> str:
    made = [f"{one.label}: was “{one.was}”, is “{one.now}”" for one in changes(signature, answers)]
    return "\n".join(["Void: what it covers was changed after it was signed.", *made])


def _stated(slot: Slot, answers: Answers) -> list[Row]:
    """A form that came filled in may say that it was signed: that is an answer, and proves nothing by itself."""
    said = [answer(answers, f"{slot.name}.{name}") for name in ("name", "signature", "signed_on")]
    words = ", ".join(str(one) for one in said if one)
    return [
        Row("Signed by", _NOT_HERE),
        Row("As", slot.signer),
        Row("The form says", words or "Nothing"),
    ]

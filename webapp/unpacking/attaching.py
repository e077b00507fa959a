"""Documents that are named on the command line, each with its place: SLOT=FILE."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from forms.attaching.attachment_refusals import TOO_MANY_BYTES
from forms.fields import Note, UnreadableFormError
from forms.limits import ATTACHMENT_SIZE
from forms.packages.proposing import PERSONAL, SLOTS, whose
from forms.packages.unpacking import Packed
from forms.text import Recogniser, as_evidence
from validator.evidence import Evidence
from validator.names import same_person
from webapp.unpacking.application import Opener
from webapp.unpacking.intake import Taken, bytes_of
from webapp.unpacking.package import look_into, people_of

NOT_ATTACHED = "not_attached"
"""The note of a document that somebody named and that does not count, for which the check can't be called well."""


class Named(NamedTuple):
    """A document with the place that somebody named for it."""

    slot: str
    person: str
    """Empty: it is not said whose it is."""
    path: Path


def named_document(text: str) -> Named:
    """What SLOT=FILE or training:NAME=FILE names; the file is there and can be opened.

    Raises:
        UnreadableFormError: The place or the file is none.
    """
    place, _, file = text.partition("=")
    slot, _, person = (part.strip() for part in place.partition(":"))
    if slot not in SLOTS or not file:
        raise _refused(f"“{text}” names no place.", f"Write SLOT=FILE; the places are: {', '.join(SLOTS)}.")
    path = Path(file)
    try:
        bytes_of(path, 1)
    except UnreadableFormError as none:
        raise _refused(f"“{file}”, named with --attach: {none.message}", none.remedy) from None
    return Named(slot, person, path)


def attached(
    every: Sequence[Named], held: Taken, read: Opener, *, ocr: Recogniser | None = None
) -> tuple[tuple[Evidence, ...], tuple[Note, ...]]:
    """The documents in the places that were named, and a note on each that can't be taken, by its own name.

    With a recogniser what is in pictures is read at once.
    """
    evidence: list[Evidence] = []
    notes: list[Note] = []
    for one in every:
        try:
            evidence += _evidence(one, held, read, ocr)
        except UnreadableFormError as refused:
            why = f"“{one.path.name}” was not taken as a document. {refused.message} {refused.remedy}"
            notes.append(Note(NOT_ATTACHED, why))
    return tuple(evidence), tuple(notes)


def _evidence(one: Named, held: Taken, read: Opener, ocr: Recogniser | None) -> Iterator[Evidence]:
    content = bytes_of(one.path, ATTACHMENT_SIZE.most + 1)
    if len(content) > ATTACHMENT_SIZE.most:
        raise _refused(f"It is larger than a document can be: {TOO_MANY_BYTES}.", "Attach it in parts.")
    everybody = people_of(held.application)
    document = look_into(Packed(one.path.name, content), read, everybody, ocr=ocr)
    people: Sequence[str] = ("",)
    if one.slot == PERSONAL:
        words = document.attached.pages
        people = _named_so(one.person, everybody) if one.person else whose(one.path.name, words, everybody)
        if not people:
            raise _refused(
                "Neither its name nor its words say whose certificate it is.",
                "Write training:NAME=FILE, with the name as the application has it.",
            )
    for person in people:
        yield as_evidence(document.attached, slot=one.slot, person=person, name=document.name)


def _named_so(person: str, everybody: Sequence[str]) -> tuple[str, ...]:
    """The person of the application who is called so, in the spelling that the application has."""
    if person in everybody:
        return (person,)
    so = tuple(one for one in everybody if same_person(one, person.replace("_", " ")))
    if len(so) == 1:
        return so
    if not everybody:
        raise _refused(f"The application names nobody yet, and so not “{person}”.", "Enter the persons first.")
    raise _refused(
        f"The application names {'several who may be' if so else 'nobody called'} “{person}”.",
        f"Write a name as it stands there: {', '.join(everybody)}.",
    )


def _refused(message: str, remedy: str) -> UnreadableFormError:
    return UnreadableFormError("attach", message, remedy)

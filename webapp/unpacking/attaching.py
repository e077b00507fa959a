"""Documents that are named on the command line, each with its place: SLOT=FILE."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from forms.attaching.attachment_refusals import TOO_MANY_BYTES
from forms.fields import UnreadableFormError
from forms.limits import ATTACHMENT_SIZE
from forms.packages.proposing import PERSONAL, SLOTS, whose
from forms.packages.unpacking import Packed
from forms.text import Recogniser, as_evidence
from validator.evidence import Evidence
from webapp.unpacking.application import Opener
from webapp.unpacking.intake import Taken, bytes_of
from webapp.unpacking.package import look_into, people_of


def attached(named: Sequence[str], held: Taken, read: Opener, *, ocr: Recogniser | None = None) -> Iterator[Evidence]:
    """The documents in the places that were named; with a recogniser what is in pictures is read at once.

    Raises:
        UnreadableFormError: A place or a file is none, or it is not said whose certificate it is.
    """
    for one in named:
        place, _, file = one.partition("=")
        slot, _, person = (part.strip() for part in place.partition(":"))
        if slot not in SLOTS or not file:
            raise _refused(f"“{one}” names no place.", f"Write SLOT=FILE; the places are: {', '.join(SLOTS)}.")
        yield from _evidence(slot, person, Path(file), held, read, ocr)


def _evidence(
    slot: str, person: str, path: Path, held: Taken, read: Opener, ocr: Recogniser | None
) -> Iterator[Evidence]:
    content = bytes_of(path, ATTACHMENT_SIZE.most + 1)
    if len(content) > ATTACHMENT_SIZE.most:
        raise _refused(f"“{path.name}” is larger than a document can be: {TOO_MANY_BYTES}.", "Attach it in parts.")
    everybody = people_of(held.application)
    document = look_into(Packed(path.name, content), read, everybody, ocr=ocr)
    people: Sequence[str] = (person,)
    if slot == PERSONAL and not person:
        people = whose(path.name, document.attached.pages, everybody)
        if not people:
            raise _refused(
                f"Neither the name nor the words of “{path.name}” say whose certificate it is.",
                "Write training:NAME=FILE, with the name as the application has it.",
            )
    for one in people:
        yield as_evidence(document.attached, slot=slot, person=one, name=document.name)


def _refused(message: str, remedy: str) -> UnreadableFormError:
    return UnreadableFormError("attach", message, remedy)

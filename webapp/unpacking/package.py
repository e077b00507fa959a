"""Finds the application among the files of a package, and proposes a place for each of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from forms.editions.edition_map import EditionMap
from forms.fields import Note, UnreadableFormError
from forms.packages.proposing import SLOTS, Proposal, propose
from forms.packages.unpacking import Package, Packed
from forms.reader import Attached
from forms.text import Recogniser, as_evidence, read_document
from validator.answers import answer
from validator.evidence import Evidence
from validator.questions import Answers
from webapp.unpacking.application import Opener, application_among
from webapp.unpacking.intake import Taken

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a ZIP file begins; the second one holds nothing."""
_OURS = ("manifest.json", "findings.json")
"""What our own packages hold that is neither the application nor a document."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a package: what is in it, and where it may belong."""

    name: str
    content: bytes
    attached: Attached
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that was taken apart: the application in it, its form, its documents, and what was left out."""

    taken: Taken
    form: Packed
    documents: tuple[Document, ...]
    notes: tuple[Note, ...]

    @property
    def whole(self) -> Taken:
        """The application with its documents in the places that were proposed."""
        told = (*self.taken.notes, *self.notes, *(_told(one) for one in self.documents))
        return replace(self.taken, notes=told, evidence=(*self.taken.evidence, *evidence_of(self.documents)))


def carried(pdf: bytes, read: Opener) -> Package | None:
    """The files that a PDF carries; None where it carries none that could be taken, and no word is lost on that."""
    try:
        package = read.package(pdf)
    except UnreadableFormError:
        return None
    return package if package.files or package.left_out else None


def open_package(
    source: str, package: Package, read: Opener, maps: Sequence[EditionMap] = (), *, ocr: Recogniser | None = None
) -> Opened:
    """The application and the documents of a package; with a recogniser what is in pictures is read at once.

    Raises:
        UnreadableFormError: There is no application in it, or more than one.
    """
    files = [one for one in package.files if one.name not in _OURS]
    held, forms = application_among(source, package._replace(files=tuple(files)), read, maps)
    documents, notes = documents_of(package, [one for one in files if one not in forms], read, held, ocr=ocr)
    return Opened(held, forms[0], documents, notes)


def documents_of(
    package: Package, files: Iterable[Packed], read: Opener, held: Taken, *, ocr: Recogniser | None = None
) -> tuple[tuple[Document, ...], tuple[Note, ...]]:
    """The files that are no application as documents, and what was not taken, by name."""
    people = people_of(held.application)
    documents, notes = [], [Note("not_taken", f"“{name}” was not taken: {why}.") for name, why in package.left_out]
    for one in files:
        try:
            documents.append(look_into(one, read, people, ocr=ocr))
        except UnreadableFormError as refused:
            notes.append(Note("not_taken", f"“{one.name}” was not taken as a document. {refused.message}"))
    return tuple(documents), tuple(notes)


def look_into(file: Packed, read: Opener, people: Iterable[str], *, ocr: Recogniser | None = None) -> Document:
    """One document with the place that is proposed for it.

    Raises:
        UnreadableFormError: It can't be attached.
    """
    attached = read_document(file.content, read=read, ocr=ocr)
    return Document(file.name, file.content, attached, propose(file.name, attached.pages, people))


def evidence_of(documents: Iterable[Document]) -> Iterator[Evidence]:
    """What stands in the places that were proposed: one document may be several persons' certificate."""
    for one in documents:
        if one.proposal.is_placed:
            for person in one.proposal.people or ("",):
                yield as_evidence(one.attached, slot=one.proposal.slot, person=person, name=one.name)


def people_of(application: Answers) -> list[str]:
    """The Bona Fide Researcher and the Team Members, by their names."""
    rows: Any = application.get("team_members")
    named = [answer(application, "bona_fide_researcher.name")]
    named += [row.get("name") for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict)]
    return [name.strip() for name in named if isinstance(name, str) and name.strip()]


def _told(document: Document) -> Note:
    """Where a document was put, and why; or that it stands nowhere."""
    proposal = document.proposal
    if not proposal.is_placed:
        return Note("unplaced", f"“{document.name}” was put nowhere: {proposal.why}.")
    whose = f" of {', '.join(proposal.people)}" if proposal.people else ""
    return Note("document", f"“{document.name}” is taken as {SLOTS[proposal.slot]}{whose}: {proposal.why}.")

"""Finds the application among the files of a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from forms.attaching.kinds import JPEG, PDF, PNG, TIFF
from forms.editions.edition_map import EditionMap
from forms.fields import Note, Reading, UnreadableFormError
from forms.json_answers import read_answers
from forms.limits import FORM_SIZE
from forms.packages.package_refusals import LEFT_OUT, refuse
from forms.packages.unpacking import Package, Packed
from forms.reader import Attached
from webapp.unpacking.intake import Taken, refuse_foreign, taken

_PICTURES = tuple(beginning for kind in (PNG, JPEG, TIFF) for beginning in kind.beginnings)

_OF_ITSELF = frozenset({"data_system", "edition"})
"""What a form says of itself, whether or not it is filled in."""


class Opener(Protocol):
    """What reads forms and documents in the guarded process, and takes packages apart there."""

    def __call__(self, pdf: bytes) -> Reading:
        """The answers of a form."""

    def package(self, content: bytes) -> Package:
        """The files of a package."""

    def attachment(self, content: bytes) -> Attached:
        """What is in a document."""


def application_among(
    source: str, package: Package, read: Opener, maps: Sequence[EditionMap]
) -> tuple[Taken, list[Packed]]:
    """The one application of a package, and the files that hold it or a blank form beside it, its own first.

    Our own packages have it as PDF and as JSON. A blank form and a second copy are set aside, and a note says so.

    Raises:
        UnreadableFormError: There is none, or more than one.
    """
    files = package.files
    found = _Found(source, read, maps)
    pictures = [one for one in files if _is_picture(one, read)]
    for one in sorted(files, key=_unlikely):
        if one not in pictures:
            found.look(one)
    for one in pictures:  # reading letters in pictures takes seconds a page: only where no form is left to find
        if not found.applications:
            found.look(one)
    if not found.applications:
        raise _no_application(package, found.refusals)
    filled = [one for one in found.applications if not _is_blank(one[0])] or found.applications
    if len(filled) > 1:
        raise _several(same[0].name for _, same in filled)
    ((held, holding),) = filled
    blanks = [file for other, same in found.applications if other is not held for file in same]
    notes = (*_copies(holding), *(_aside(one, "it is a blank form, beside one that is filled in") for one in blanks))
    return replace(held, notes=(*held.notes, *notes)), [*holding, *blanks]


def _is_blank(taken: Taken) -> bool:
    """Whether nothing is answered: what a form says of itself is no answer, nor is a box that is not ticked."""
    return not any(_says(value) for name, value in taken.application.items() if name not in _OF_ITSELF)


def _says(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(_says(one) for one in (value.values() if isinstance(value, dict) else value))
    return bool(value)


def _copies(holding: Sequence[Packed]) -> Iterator[Note]:
    """A note on each further copy of the form of one kind; the answers of a PDF in JSON are no copy."""
    first: dict[bool, Packed] = {}
    for one in holding:
        before = first.setdefault(_is_json(one), one)
        if before is not one:
            yield _aside(one, f"it holds the same answers as “{before.name}”")


def _aside(file: Packed, why: str) -> Note:
    return Note("set_aside", f"“{file.name}” was set aside: {why}.")


@dataclass(slots=True)
class _Found:
    """The applications that were found so far, each with the files that hold it, and why others hold none."""

    source: str
    read: Opener
    maps: Sequence[EditionMap]
    applications: list[tuple[Taken, list[Packed]]] = field(default_factory=list)
    refusals: list[tuple[Packed, UnreadableFormError]] = field(default_factory=list)

    def look(self, file: Packed) -> None:
        """Look for an application in a file; the same answers twice are one."""
        try:
            held = _read(f"{self.source}: {file.name}", file, self.read, self.maps)
        except UnreadableFormError as refused:
            self.refusals.append((file, refused))
            return
        if held is None:
            return
        same = next((files for other, files in self.applications if held.application == other.application), None)
        if same is None:
            self.applications.append((held, [file]))
        else:
            same.append(file)


def _unlikely(file: Packed) -> tuple[bool, bool]:
    """PDFs first, so that their doubts are told; what lies deep in folders last."""
    return (not _is_pdf(file), "/" in file.name)


def _is_json(file: Packed) -> bool:
    return file.content.lstrip()[:1] == b"{"


def _is_pdf(file: Packed) -> bool:
    return PDF.beginnings[0] in file.content[:1024]


def _is_picture(file: Packed, read: Opener) -> bool:
    """Whether every page of a file is a picture, as in a scan."""
    if file.content.startswith(_PICTURES):
        return True
    try:
        if not _is_pdf(file):
            return False
        attached = read.attachment(file.content)
        return len(attached.pictures) == len(attached.pages)
    except UnreadableFormError:
        return False


def _read(source: str, file: Packed, read: Opener, maps: Sequence[EditionMap]) -> Taken | None:
    """The application in a file; None where it is of a kind that holds none."""
    if _is_json(file):
        application, notes = read_answers(file.content)
        refuse_foreign(application)
        return Taken(source, application, notes)
    if (_is_pdf(file) or file.content.startswith(_PICTURES)) and len(file.content) <= FORM_SIZE.most:
        return taken(source, read(file.content), maps)
    return None


def _no_application(package: Package, refusals: Sequence[tuple[Packed, UnreadableFormError]]) -> UnreadableFormError:
    files = package.files
    left_out = [(name, why) for name, why in package.left_out if why != LEFT_OUT["system"]]
    reasons = {why for _, why in left_out}
    if not files and reasons == {LEFT_OUT["locked"]}:
        return refuse("password")
    if not files and reasons == {LEFT_OUT["odd_packing"]}:
        return refuse("odd_packing")
    telling = [(name, f"{why}.") for name, why in left_out]
    telling += [
        (one.name, refused.message)
        for one, refused in refusals
        if refused.kind not in {"no_form", "letterless", "not_json", "another_form"}
    ]
    why = "".join(f" “{name}”: {words}" for name, words in telling[:3])
    if not files:
        return UnreadableFormError(
            "empty",
            f"This package holds no file that could be taken.{why}",
            "Put the filled form and the documents into it.",
        )
    return UnreadableFormError(
        "no_application",
        f"Among the {len(files)} files of this package there is no filled Data Request Standard Application.{why}",
        "Put the filled form, as PDF or JSON, beside the documents.",
    )


def _several(names: Iterable[str]) -> UnreadableFormError:
    listed = ", ".join(f"“{name}”" for name in names)
    return UnreadableFormError(
        "several_applications",
        f"This package holds several applications that differ: {listed}.",
        "Leave the one that is meant, and send each other with its own documents.",
    )

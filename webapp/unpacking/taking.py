"""Takes one application in with whatever comes with it: a form, a form that carries files, a ZIP file, a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from forms.editions.edition_map import EditionMap
from forms.fields import UnreadableFormError
from forms.limits import PACKAGE_SIZE
from forms.packages.inside import ends_as_zip
from forms.packages.unpacking import Packed
from forms.text import Recogniser
from webapp.unpacking import intake
from webapp.unpacking.application import Opener
from webapp.unpacking.folders import folder_as_package
from webapp.unpacking.intake import Taken, bytes_of, is_folder, taken
from webapp.unpacking.package import ZIP, Opened, carried, documents_of, open_package

_CARRIES = "attached_files"
"""The note of a form that carries files, as long as nobody has looked into them."""


def take_in(path: Path, read: Opener, maps: Sequence[EditionMap] = (), *, ocr: Recogniser | None = None) -> Taken:
    """The application in a file, with the documents that the file carries; a recogniser reads pictures among them.

    Raises:
        UnreadableFormError: There is none; the words say what to do.
    """
    if path.suffix.casefold() == ".json":
        return intake.take_in(path, read, maps)
    content = bytes_of(path, PACKAGE_SIZE.most + 1)
    if content.startswith(ZIP) or b"%PDF-" in content[:1024] or ends_as_zip(content):
        found = open_file(str(path), content, read, maps, ocr=ocr)
        return found.whole if isinstance(found, Opened) else found
    return intake.take_in(path, read, maps)


def take_in_package(
    path: Path, read: Opener, maps: Sequence[EditionMap] = (), *, ocr: Recogniser | None = None
) -> Taken:
    """The one application in a folder, a ZIP file or a PDF, with its documents; a recogniser reads pictures.

    Raises:
        UnreadableFormError: There is none, or more than one; the words say what to do.
    """
    if is_folder(path):
        return open_package(str(path), folder_as_package(path), read, maps, ocr=ocr).whole
    return take_in(path, read, maps, ocr=ocr)


def open_file(
    source: str, content: bytes, read: Opener, maps: Sequence[EditionMap] = (), *, ocr: Recogniser | None = None
) -> Opened | Taken:
    """A package taken apart, or the application in a form that carries nothing.

    Raises:
        UnreadableFormError: There is no application in it, or more than one.
    """
    if content.startswith(ZIP):
        return open_package(source, read.package(content), read, maps, ocr=ocr)
    try:
        held = taken(source, read(content), maps)
    except UnreadableFormError as unreadable:
        if unreadable.kind == "not_pdf" and ends_as_zip(content):
            return open_package(source, read.package(content), read, maps, ocr=ocr)
        package = carried(content, read)
        if package is None or not package.files:
            raise
        return open_package(source, package, read, maps, ocr=ocr)
    if all(note.kind != _CARRIES for note in held.notes):
        return held
    package = carried(content, read)
    if package is None:
        return held
    held = replace(held, notes=tuple(note for note in held.notes if note.kind != _CARRIES))
    documents, notes = documents_of(package, package.files, read, held, ocr=ocr)
    return Opened(held, Packed(source, content), documents, notes)

"""What a PDF would do or carry besides its form; nothing of it is ever run or opened here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from forms.fields import Note
from forms.reading.objects import Entries, entries, items, name
from forms.reading.page_annotations import Pages

_DOES = {
    "JavaScript": "runs a program (JavaScript)",
    "Launch": "starts another program",
    "SubmitForm": "sends the form to an address",
    "ImportData": "fills itself from another file",
    "GoToE": "opens an attached file",
    "Rendition": "plays a film or sound",
    "RichMediaExecute": "plays a film or sound",
    "Movie": "plays a film or sound",
    "Sound": "plays a film or sound",
    "RichMedia": "plays a film or sound",
    "Screen": "plays a film or sound",
    "3D": "shows a model",
    "FileAttachment": "carries other files",
}
_MOST_LINKS = 20
_XFA = Note("xfa", "This file holds its form a second time in XFA, a format few programs read; that was not read.")


def notes(root: Entries, pages: Pages, fields: Iterable[Entries]) -> Iterator[Note]:
    """One note for each thing that the file would do or carry."""
    for what in dict.fromkeys(_found(root, pages, fields)):
        kind = "attached_files" if what == _DOES["FileAttachment"] else "active_content"
        yield Note(kind, f"This file {what}. Nothing of that was run or opened here; only its fields were read.")
    if "/XFA" in entries(root.get("/AcroForm")):
        yield _XFA


def _found(root: Entries, pages: Pages, fields: Iterable[Entries]) -> Iterator[str]:
    names = entries(root.get("/Names"))
    if "/JavaScript" in names:
        yield _DOES["JavaScript"]
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield _DOES["FileAttachment"]
    yield from _actions(root.get("/OpenAction"))
    for one in (root, *pages.entries, *fields, *pages.others):
        if "/A" in one:
            yield from _actions(one["/A"])
        if "/AA" in one:
            for trigger in entries(one["/AA"]).values():
                yield from _actions(trigger)
    for annotation in pages.others:
        kind = name(annotation.get("/Subtype"))
        if kind in _DOES:
            yield _DOES[kind]


def _actions(first: Any) -> Iterator[str]:
    """What an action does, and those that follow it."""
    waiting = [first]
    for _ in range(_MOST_LINKS):
        if not waiting:
            break
        action = waiting.pop()
        waiting.extend(items(action)[:_MOST_LINKS])
        found = entries(action)
        does = name(found.get("/S"))
        if does in _DOES:
            yield _DOES[does]
        waiting.extend([found["/Next"]] if "/Next" in found else [])

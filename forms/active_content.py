"""What a PDF would do or carry besides its form; nothing of it is ever run or opened here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from forms.fields import Note
from forms.objects import Objects, name_of
from forms.page_annotations import Pages

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

Entries = dict[str, Any]


def notes(objects: Objects, pages: Pages, boxes: Iterable[Entries]) -> Iterator[Note]:
    """One note for each thing that the file would do or carry."""
    found = dict.fromkeys(_found(objects, pages, boxes))
    for what in found:
        kind = "attached_files" if what == _DOES["FileAttachment"] else "active_content"
        yield Note(kind, f"This file {what}. Nothing of that was run or opened here; only its fields were read.")
    form = objects.dictionary(objects.root.get("/AcroForm"))
    if "/XFA" in form:
        yield _XFA


def _found(objects: Objects, pages: Pages, boxes: Iterable[Entries]) -> Iterator[str]:
    names = objects.dictionary(objects.root.get("/Names"))
    if "/JavaScript" in names:
        yield _DOES["JavaScript"]
    if "/EmbeddedFiles" in names or "/AF" in objects.root:
        yield _DOES["FileAttachment"]
    yield from _actions(objects, objects.root, "/OpenAction")
    for entries in (objects.root, *pages.entries, *boxes):
        if "/AA" in entries or "/A" in entries:
            yield from _actions(objects, entries, "/A")
            for trigger in objects.dictionary(entries.get("/AA")).values():
                yield from _actions(objects, {"/A": trigger}, "/A")
    for annotation in pages.others:
        subtype = name_of(annotation.get("/Subtype"))
        if subtype in _DOES:
            yield _DOES[subtype]
        yield from _actions(objects, annotation, "/A")


def _actions(objects: Objects, entries: Entries, key: str) -> Iterator[str]:
    """What an action does, and those that follow it."""
    waiting = [entries.get(key)]
    for _ in range(_MOST_LINKS):
        if not waiting:
            break
        action = objects.get(waiting.pop())
        if isinstance(action, list):
            waiting.extend(action[:_MOST_LINKS])
        elif isinstance(action, dict):
            does = name_of(action.get("/S"))
            if does in _DOES:
                yield _DOES[does]
            waiting.append(action.get("/Next"))

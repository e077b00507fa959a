"""One application that was checked, and how it travels with its page so that nothing has to be kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Protocol

from forms.fields import Note, Reading, UnreadableFormError
from forms.guarded.confinement import Isolation
from forms.json_answers import read_answers
from forms.reader import Crop
from validator.finding import Finding, Stage
from validator.findings import check
from validator.questions import Edition, edition_of
from webapp.intake import Taken, taken
from webapp.uploads import Upload


@dataclass(frozen=True, slots=True)
class Gate:
    """What an application is held against: the stage, and the day."""

    stage: Stage
    on: date


@dataclass(frozen=True, slots=True)
class Checked:
    """An application as it was read, with all that was found at a gate."""

    taken: Taken
    doubts: Mapping[str, str]
    """Dotted name of an answer -> why a person should look at it."""
    gate: Gate
    findings: tuple[Finding, ...]
    crops: Mapping[str, Crop]
    """Pointer of a finding -> the part of the page that it is about; of answers in JSON there is none."""

    @property
    def edition(self) -> Edition:
        """The edition of the form that the application was made with."""
        return edition_of(self.taken.application)

    def carried(self) -> str:
        """All that the page needs to be made again, as JSON."""
        kept = {
            "source": self.taken.source,
            "application": self.taken.application,
            "notes": [asdict(note) for note in self.taken.notes],
            "doubts": dict(self.doubts),
        }
        return json.dumps(kept, ensure_ascii=False)


class FormReader(Protocol):
    """What reads a form in the guarded process, and draws parts of its pages there."""

    def __call__(self, pdf: bytes) -> Reading:
        """The fields."""

    def crops(self, pdf: bytes, names: Sequence[str]) -> dict[str, Crop]:
        """The parts of the pages that fields stand on, by name."""

    @property
    def isolation(self) -> Isolation:
        """What the process is kept from."""


def look_at(upload: Upload, gate: Gate, read: FormReader) -> Checked:
    """Read what somebody sent, PDF or JSON, and check it; UnreadableFormError says why it can't be."""
    if upload.content.lstrip()[:1] == b"{" or upload.name.casefold().endswith(".json"):
        application, notes = read_answers(upload.content)
        return _checked(Taken(upload.name, application, notes), {}, gate)
    reading = read(upload.content)
    checked = _checked(taken(upload.name, reading), _doubts(reading), gate)
    return replace(checked, crops=_crops(upload.content, checked.findings, read))


def look_again(carried: str, gate: Gate) -> Checked:
    """Check anew what a page carried; it went through a browser, so that nothing of it is taken for granted."""
    kept, _ = read_answers(carried.encode("utf-8", "replace"))
    match kept:
        case {
            "source": str(source),
            "application": dict(application),
            "notes": list(notes),
            "doubts": dict(doubts),
        } if all(map(_is_note, notes)) and all(isinstance(doubt, str) for doubt in doubts.values()):
            told = tuple(Note(note["kind"], note["message"]) for note in notes)
            return _checked(Taken(source, application, told), doubts, gate)
    raise UnreadableFormError(
        "not_carried", "The answers did not come back as they were sent.", "Upload the filled form again."
    )


def _crops(pdf: bytes, findings: Sequence[Finding], read: FormReader) -> dict[str, Crop]:
    """The parts of the pages by pointer; a page that can't be drawn hides no finding."""
    names = {finding.pointer: finding.pointer.strip("/").replace("/", ".") for finding in findings}
    try:
        drawn = read.crops(pdf, list(names.values()))
    except UnreadableFormError:
        return {}
    return {pointer: drawn[name] for pointer, name in names.items() if name in drawn}


def _checked(held: Taken, doubts: Mapping[str, str], gate: Gate) -> Checked:
    return Checked(held, doubts, gate, tuple(check(held.application, gate.stage, on=gate.on)), {})


def _doubts(reading: Reading) -> dict[str, str]:
    """The doubts by the name of the answer, where rows stand in the application: without the empty ones between."""
    filled: dict[str, set[int]] = {}
    for field in reading.fields:
        first, _, rest = field.name.partition(".")
        number = rest.partition(".")[0]
        if number.isdigit() and field.value not in {None, "", False, ()}:
            filled.setdefault(first, set()).add(int(number))
    places = {name: sorted(numbers) for name, numbers in filled.items()}
    return {_renumbered(field.name, places): field.doubt for field in reading.fields if field.doubt}


def _renumbered(name: str, places: Mapping[str, list[int]]) -> str:
    first, *rest = name.split(".")
    if rest and rest[0].isdigit() and int(rest[0]) in places.get(first, ()):
        rest[0] = str(places[first].index(int(rest[0])))
    return ".".join([first, *rest])


def _is_note(found: Any) -> bool:
    match found:
        case {"kind": str(), "message": str()}:
            return True
    return False

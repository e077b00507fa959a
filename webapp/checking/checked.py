"""One application that was checked, and how it travels with its page so that nothing has to be kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from forms.editions.edition_map import EditionMap
from forms.fields import Note, UnreadableFormError
from forms.guarded.confinement import Isolation
from forms.json_answers import read_answers
from forms.reader import Crop
from validator.evidence import Evidence
from validator.finding import Finding, Stage
from validator.findings import check
from validator.questions import Edition, edition_of
from webapp.unpacking.application import Opener
from webapp.unpacking.enclosed import Enclosed, as_carried, enclosed, of_carried
from webapp.unpacking.intake import Taken
from webapp.unpacking.origins import Origin, Origins
from webapp.unpacking.package import Opened
from webapp.unpacking.taking import open_file
from webapp.uploads import Upload

CARRIED_SIZE = 4_000_000
"""Bytes that travel with a page: the answers, and the words of the documents."""
_CROPS_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Gate:
    """What an application is held against: the stage, and the day."""

    stage: Stage
    on: date


@dataclass(frozen=True, slots=True)
class Checked:
    """An application as it was read, with all that was found at a gate."""

    taken: Taken
    gate: Gate
    findings: tuple[Finding, ...]
    documents: tuple[Enclosed, ...] = ()
    """What came with it in one package."""
    pdf: bytes = b""
    """The form, as long as it is at hand: it does not travel with the page."""
    crops: Mapping[str, Crop] = field(default_factory=dict)
    """Pointer of a finding -> the part of the page that it is about; of answers in JSON there is none."""

    @property
    def edition(self) -> Edition:
        """The edition of the form that the application was made with."""
        return edition_of(self.taken.application)

    @property
    def doubts(self) -> Mapping[str, str]:
        """Dotted name of an answer -> why a person should look at it."""
        return self.taken.origins.doubts

    def carried(self) -> str:
        """All that the page needs to be made again, as JSON."""
        origins = self.taken.origins.by_name
        kept = {
            "source": self.taken.source,
            "application": self.taken.application,
            "notes": [asdict(note) for note in self.taken.notes],
            "origins": {name: [one.field, one.source, one.confidence, one.doubt] for name, one in origins.items()},
            "claimed": [one.slot for one in self.taken.evidence if not one.name],
            "documents": as_carried(self.documents),
        }
        return json.dumps(kept, ensure_ascii=False)


class FormReader(Opener, Protocol):
    """What reads a form in the guarded process, and draws parts of its pages there."""

    def crops(self, pdf: bytes, names: Sequence[str], *, printed: bool = False) -> dict[str, Crop]:
        """The parts of the pages that fields stand on, by name."""

    @property
    def isolation(self) -> Isolation:
        """What the process is kept from."""


def look_at(upload: Upload, gate: Gate, read: FormReader, maps: Sequence[EditionMap] = ()) -> Checked:
    """Read what somebody sent, PDF, ZIP or JSON, and check it; UnreadableFormError says why it can't be."""
    if upload.content.lstrip()[:1] == b"{" or upload.name.casefold().endswith(".json"):
        application, notes = read_answers(upload.content)
        return _checked(Taken(upload.name, application, notes), gate)
    found = open_file(upload.name, upload.content, read, maps)
    if not isinstance(found, Opened):
        return with_crops(replace(_checked(found, gate), pdf=upload.content), read)
    held = replace(found.taken, notes=(*found.taken.notes, *found.notes))
    return with_crops(replace(_checked(held, gate, enclosed(found.documents)), pdf=found.form.content), read)


def look_again(carried: str, gate: Gate) -> Checked:
    """Check anew what a page carried; it went through a browser, so that nothing of it is taken for granted."""
    kept, _ = read_answers(carried.encode("utf-8", "replace"), largest=CARRIED_SIZE)
    match kept:
        case {
            "source": str(source),
            "application": dict(application),
            "notes": list(notes),
            "origins": dict(origins),
            "claimed": list(claimed),
            "documents": list(documents),
        } if all(map(_is_note, notes)) and all(isinstance(slot, str) for slot in claimed):
            told = tuple(Note(note["kind"], note["message"]) for note in notes)
            known = {name: origin for name, one in origins.items() if (origin := Origin.of(one))}
            came = [document for one in documents if (document := of_carried(one))]
            if len(known) == len(origins) and len(came) == len(documents):
                held = Taken(source, application, told, tuple(map(Evidence, claimed)), Origins(known))
                return _checked(held, gate, came)
    raise UnreadableFormError(
        "not_carried", "The answers did not come back as they were sent.", "Upload the filled form again."
    )


def with_documents(checked: Checked, documents: Iterable[Enclosed]) -> Checked:
    """The same application with its documents in other places."""
    claimed = tuple(one for one in checked.taken.evidence if not one.name)
    return _checked(replace(checked.taken, evidence=claimed), checked.gate, documents)


def with_crops(checked: Checked, read: FormReader) -> Checked:
    """With the parts of the pages that its findings are about."""
    names = {finding.pointer: finding.pointer.strip("/").replace("/", ".") for finding in checked.findings}
    drawn = crops_of(checked, names.values(), read)
    return replace(checked, crops={pointer: drawn[name] for pointer, name in names.items() if name in drawn})


def crops_of(checked: Checked, names: Iterable[str], read: FormReader) -> dict[str, Crop]:
    """The parts of the pages that answers stand on; a page that can't be drawn hides nothing else."""
    if not checked.pdf:
        return {}
    origins = checked.taken.origins
    called = {name: origins.field_of(name) for name in dict.fromkeys(names)}
    drawn: dict[str, Crop] = {}
    for printed in (False, True):
        every = list(dict.fromkeys(called[name] for name in called if origins.is_printed(name) is printed))
        for start in range(0, len(every), _CROPS_AT_ONCE):
            with suppress(UnreadableFormError):
                drawn |= read.crops(checked.pdf, every[start : start + _CROPS_AT_ONCE], printed=printed)
    return {name: drawn[one] for name, one in called.items() if one in drawn}


def _checked(held: Taken, gate: Gate, documents: Iterable[Enclosed] = ()) -> Checked:
    documents = tuple(documents)
    evidence = (*held.evidence, *(one.evidence for one in documents if one.slot))
    held = replace(held, evidence=evidence)
    return Checked(held, gate, tuple(check(held.application, gate.stage, on=gate.on, evidence=evidence)), documents)


def _is_note(found: Any) -> bool:
    match found:
        case {"kind": str(), "message": str()}:
            return True
    return False

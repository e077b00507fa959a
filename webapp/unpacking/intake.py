"""A file that comes in, whatever door it uses: a filled PDF or answers in JSON become one application."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms.document import assemble
from forms.editions.edition_map import EditionMap
from forms.editions.translating import as_ours
from forms.fields import Note, Reading, UnreadableFormError
from forms.limits import FORM_SIZE
from forms.scanned import SCAN, is_easy
from validator.evidence import Evidence
from validator.questions import edition_of
from webapp.unpacking.origins import NOTHING_KNOWN, Origins, origins_of

Read = Callable[[bytes], Reading]
"""What reads a PDF in the guarded process."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An application that was taken in, with what a person should know of its reading."""

    source: str
    application: dict[str, Any]
    notes: tuple[Note, ...]
    evidence: tuple[Evidence, ...] = ()
    """What came with it, or is said to be enclosed where our form has no question for it."""
    origins: Origins = NOTHING_KNOWN
    """Where each answer came from; of answers in JSON nothing more is known."""

    @property
    def is_unconfirmed(self) -> bool:
        """Whether its answers are suggestions, read off a scan, which count for nothing yet."""
        return any(note.kind == SCAN for note in self.notes)


def take_in(path: Path, read: Read, maps: Sequence[EditionMap] = ()) -> Taken:
    """The application in a file; UnreadableFormError, with what to do, when there is none."""
    # One byte more than a form may have is refused by what reads it, and a file without an end is not waited for.
    data = bytes_of(path, FORM_SIZE.most + 1)
    if path.suffix.casefold() == ".json" or data.lstrip()[:1] == b"{":
        from forms.json_answers import read_answers

        application, notes = read_answers(data)
        refuse_foreign(application)
        return Taken(str(path), application, notes)
    return taken(str(path), read(data), maps)


def refuse_foreign(application: dict[str, Any]) -> None:
    """Refuse what has answers and none of this form's: another program's file would be told of as an empty form."""
    named = set(application) - {"data_system", "edition"}
    if named and named.isdisjoint(question.path[0] for question in edition_of(application).questions):
        raise UnreadableFormError(
            "another_form",
            "The file is JSON, but holds none of the answers of this form.",
            "Name the answers as `datarequest check --format json` does, or send the filled PDF.",
        )


def taken(source: str, reading: Reading, maps: Sequence[EditionMap] = ()) -> Taken:
    """The application in a PDF that was read; what is doubtful about a value becomes a note."""
    ours = as_ours(reading, maps)
    assembled = assemble(ours.reading)
    doubts = tuple(Note("doubt", field.doubt) for field in ours.reading.fields if field.doubt and not is_easy(field))
    evidence = tuple(Evidence(slot) for slot in ours.enclosed)
    return Taken(source, assembled.application, (*assembled.notes, *doubts), evidence, origins_of(ours.reading))


def bytes_of(path: Path, most: int = -1) -> bytes:
    """The bytes of a file that somebody named; UnreadableFormError in words when it can't be opened."""
    if is_folder(path):
        raise UnreadableFormError("folder", "This is a folder.", "Name one file in it.")
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise UnreadableFormError(
            "not_found", "There is no file of this name.", "Look whether its name is right."
        ) from None
    except OSError:
        raise UnreadableFormError(
            "not_readable", "The file may not be opened.", "Look at its name, and who may read it."
        ) from None


def is_folder(path: Path) -> bool:
    """Whether a name that somebody wrote is a folder's; a name that no system takes is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def applications_in(folder: Path) -> list[Path]:
    """Every PDF and JSON file in a folder and below it, in order."""
    ended = (path for path in sorted(folder.rglob("*")) if path.suffix.casefold() in {".pdf", ".json"})
    return [path for path in ended if path.is_file()]

"""The files inside a record: how its sheets list them, and how they go in; none that is not as it was handed in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from forms.attaching.kinds import BY_MEDIA_TYPE
from forms.binding.enclosed import Enclosure
from forms.limits import MEBIBYTE
from templates.sheets import Entry, Part, Row
from validator.names import same_person
from webapp.answers.slots import slots
from webapp.filling.packages import member
from webapp.storage import submissions
from webapp.storage.canonical import sha256
from webapp.storage.files import Files
from webapp.storage.submissions import Submission
from webapp.storage.troubles import StorageError

SUBMISSION, ANSWERS, RECEIVED = "submission.json", "application.json", "form-as-received.pdf"
"""Files inside that are no attachments."""
_INTRODUCTION = (
    "These files are inside this PDF, byte for byte as they were handed in. Your PDF program lists them as attachments."
)
_DATA = (
    "All that was submitted, as the text whose SHA-256 the history of the application names. "
    f"{ANSWERS} holds the answers alone."
)


class DamagedError(StorageError):
    """What was submitted is not what was written down: nothing is sealed that is not as it was handed in."""

    def __init__(self, subject: str) -> None:
        super().__init__(f"{subject} is not as it was handed in, and is not sealed.", "Run `datarequest audit verify`.")


def files_part(submission: Submission) -> Part:
    """One entry for each file."""
    entries = [_attachment(submission, number, one) for number, one in enumerate(submission.attachments, 1)]
    if submission.form_sha256:
        received = Row("What", "The form, byte for byte as it was received")
        entries.append(Entry(RECEIVED, [received, Row("SHA-256", submission.form_sha256)]))
    entries.append(Entry(SUBMISSION, [Row("What", _DATA), Row("SHA-256", submission.sha256)]))
    return Part("Files inside", _INTRODUCTION, entries)


def enclosures(files: Files, submission: Submission) -> Iterator[Enclosure]:
    """Every file, once it was looked at whether it is whole.

    Raises:
        DamagedError: The submission, or a file of it, is not as it was.
    """
    written = submissions.written_down(submission)
    if sha256(written) != submission.sha256:
        raise DamagedError(f"Round {submission.round} of application {submission.application}")
    for number, one in enumerate(submission.attachments, 1):
        about = f"{_place(submission, one)}; SHA-256 {one['sha256']}"
        yield Enclosure(member(number, one), _whole(files, str(one["sha256"])), str(one["type"]), about)
    if submission.form_sha256:
        path = _whole(files, submission.form_sha256)
        yield Enclosure(RECEIVED, path, "application/pdf", "The form as it was received", "Source")
    answers = json.dumps(submission.answers, indent=2).encode()  # in ASCII: half a character can be typed
    yield Enclosure(ANSWERS, answers, "application/json", "The answers", "Data")
    yield Enclosure(SUBMISSION, written.encode(), "application/json", "All that was submitted", "Data")


def _attachment(submission: Submission, number: int, one: Mapping[str, Any]) -> Entry:
    kind = BY_MEDIA_TYPE.get(str(one["type"]))
    rows = [
        Row("Belongs to", _place(submission, one)),
        Row("Handed in as", str(one["name"])),
        Row("Kind", f"{kind.name if kind else one['type']}, {_size(int(one['size']))}"),
        Row("SHA-256", str(one["sha256"])),
    ]
    return Entry(member(number, one), rows)


def _place(submission: Submission, attachment: Mapping[str, Any]) -> str:
    """The place of the form that an attachment belongs to, in the form's words."""
    kind, person = str(attachment["slot"]), str(attachment.get("person", ""))
    for slot in slots(submission.answers):
        if slot.kind == kind and (not slot.is_personal or same_person(slot.person, person)):
            return slot.label
    return f"{kind}, {person}" if person else kind


def _whole(files: Files, address: str) -> Path:
    if not files.is_whole(address):
        raise DamagedError(f"The file {address}")
    return files.path(address)


def _size(count: int) -> str:
    return f"{count / MEBIBYTE:.1f} MB" if count >= MEBIBYTE else f"{count:,} bytes"

"""What a browser sends: taken whole or not at all, and held in memory only."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import IO, Any

from flask import Request, abort, request

from forms.fields import UnreadableFormError

LONGEST_NAME = 100


class UploadRequest(Request):
    """A request whose files never touch the disk."""

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - the framework passes all four
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return io.BytesIO()


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that somebody chose: the name that it had there, and its bytes."""

    name: str
    content: bytes


class NoUploadError(UnreadableFormError):
    """There is not exactly one file to look at."""


def demand_a_whole_body() -> None:
    """Refuse a form that was cut off on its way: its last part would silently be missing."""
    if request.mimetype != "multipart/form-data":
        return
    boundary = request.mimetype_params.get("boundary", "")
    body = request.get_data(cache=True, parse_form_data=False)
    if not boundary or not body.rstrip().endswith(b"--" + boundary.encode() + b"--"):
        abort(400, description="cut_off")


def chosen_file(field: str) -> Upload:
    """The one file of a field; NoUploadError, in words, where there is none or more than one."""
    files = request.files.getlist(field)
    uploads = [Upload(shown_name(file.filename), file.read()) for file in files]
    uploads = [upload for upload in uploads if upload.name or upload.content]
    if not uploads:
        raise NoUploadError("no_file", "No file was chosen.", "Choose the filled form, then press “Check the form”.")
    if len(uploads) > 1:
        raise NoUploadError(
            "several_files", "Several files were sent, and one is checked at a time.", "Choose one file."
        )
    return uploads[0]


def only(field: str, default: str = "") -> str:
    """The one value of a field; a field that is sent twice is no answer."""
    values = (request.form if request.method == "POST" else request.args).getlist(field)
    if len(values) > 1:
        abort(400, description="twice")
    return values[0].strip() if values else default


def shown_name(filename: Any) -> str:
    """A file's own name without its folders, as it can be shown; a browser may send anything."""
    name = PureWindowsPath(str(filename or "")).name
    return "".join(char for char in name if char.isprintable())[:LONGEST_NAME]

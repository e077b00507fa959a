"""A letter that was put on letterhead or signed by hand: it comes back as a PDF, and is filed as it came."""

from __future__ import annotations

from flask import request

from forms.fields import UnreadableFormError
from webapp.attaching import taking_in
from webapp.attaching.scanning import ScannerAwayError
from webapp.storage.attachments import State

FIELD = "signed"
PDF = "application/pdf"


def signed_copy(*, needed: bool) -> bytes | None:
    """The file that was chosen as the signed letter; None where none was, and none is needed.

    Raises:
        UnreadableFormError: It is no PDF that can be read and is free of harm, or it is missing; in words.
    """
    if not any(file.filename for file in request.files.getlist(FIELD)):
        if needed:
            message = "This letter counts with the signatures under it, and no signed copy was chosen."
            raise UnreadableFormError("no_file", message, "Take it away, have it signed, and choose its scan as a PDF.")
        return None
    looked = taking_in.chosen(FIELD)
    if looked.attached.type != PDF:
        raise UnreadableFormError(
            "kind", "The signed letter is not a PDF.", "Scan or save it as a PDF, and choose that."
        )
    _demand_harmless(looked.upload.content)
    return looked.upload.content


def _demand_harmless(content: bytes) -> None:
    """It goes out at once, so it is scanned at once where there is a scanner; what can't be scanned stays here."""
    scan = taking_in.scanner()
    if scan is None:
        return
    try:
        verdict = scan(content)
    except ScannerAwayError:
        message = "The virus scanner of this service does not answer now."
        raise UnreadableFormError("scanner_away", message, "Try again in some minutes, or file it in words.") from None
    if verdict.state is not State.CLEAN:
        message = f"The virus scanner does not let this file pass: {verdict.why}"
        raise UnreadableFormError("harmful", message, "Save the letter anew, and choose that.")

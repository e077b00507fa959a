"""Why a document cannot be attached, and what to do then: one table, in words for people."""

from __future__ import annotations

from forms.fields import UnreadableFormError
from forms.limits import ATTACHMENT_SIZE, READING_MEMORY, READING_WAIT, UNPACKED_SIZE
from forms.refusals import REFUSALS as OF_FORMS

KINDS_IN_WORDS = "PDF, Word document (DOCX), PNG, JPEG or TIFF"

_AS_PDF = "Open it in the program it was made with, save or print it as PDF, and choose that file."
_AGAIN = "Open it, save it under a new name, and choose that file."

REFUSALS: dict[str, tuple[str, str]] = {
    # kind: (what is the matter, what to do)
    "empty": ("This file is empty.", "Look whether it was saved or copied whole, and choose it again."),
    "no_kind": (
        f"By its content this file is {{guess}}, whatever its name says; attached can be: {KINDS_IN_WORDS}.",
        _AS_PDF,
    ),
    "no_word": (
        "By its content this file is no Word document (DOCX), but a ZIP file or a document of another kind: Excel, "
        "PowerPoint, LibreOffice, or a template.",
        "Unpack a ZIP file and attach each document by itself. Else: " + _AS_PDF,
    ),
    "password": (
        "This file opens only with a password.",
        "Save a copy without a password, and choose that file. Nothing else that you entered was lost.",
    ),
    "damaged": ("This file is damaged and can’t be opened{where}.", _AGAIN),
    "too_large": (
        "This file is larger than a document can be: {what}.",
        "Leave out pages that are not needed, save pictures in it smaller, or attach it in several parts.",
    ),
    "too_slow": (f"Looking at this file takes longer than {READING_WAIT}, so it was stopped.", _AS_PDF),
    "too_hungry": (f"Looking at this file takes more memory than {READING_MEMORY}, so it was stopped.", _AS_PDF),
    "bomb": (
        f"This Word document unpacks to far more than it seems to hold, or to more than {UNPACKED_SIZE}.",
        _AS_PDF,
    ),
    "two_faced": (
        "This Word document is packed so that different programs would read different things in it: {what}.",
        _AS_PDF,
    ),
    "macros": (
        "This Word document carries a program (macros).",
        "Save it as a Word document without macros (DOCX) or as PDF, and choose that file.",
    ),
    "remote": (
        "This Word document fetches something from elsewhere when it is opened: {what}.",
        _AS_PDF,
    ),
    "active": (
        "This Word document does more than show text and pictures: {what}.",
        _AS_PDF,
    ),
    "entities": (
        "This Word document holds definitions (DOCTYPE) that no word processor writes.",
        _AS_PDF,
    ),
    "moving": (
        "This picture holds several pictures that follow one another.",
        "Save the one that is meant, or save all as pages of a PDF, and choose that file.",
    ),
    "not_reading": OF_FORMS["not_reading"],
}

TOO_MANY_BYTES = f"it has more than {ATTACHMENT_SIZE}"


def refuse(kind: str, **facts: str) -> UnreadableFormError:
    """The refusal of that kind, its words completed by the facts."""
    message, remedy = REFUSALS[kind]
    return UnreadableFormError(kind, message.format(**{"where": "", "what": "", **facts}), remedy)

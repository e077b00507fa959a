"""Why a file cannot be read as a form, and what to do then: one table, in words for people."""

from __future__ import annotations

from forms.fields import UnreadableFormError
from forms.limits import FORM_FIELDS, FORM_PAGES, FORM_SIZE, PROSE, READING_MEMORY, READING_WAIT

_FILL = "Surest is the fillable form, filled in with a PDF program and saved: a print or a scan is read less well."
_AGAIN = "Open it in a PDF program, save it under a new name, and send that file."

REFUSALS: dict[str, tuple[str, str]] = {
    # kind: (what is the matter, what to do)
    "not_found": ("There is no file of that name.", "Check the name and the folder it is in."),
    "folder": ("This is a folder, not a file.", "Name one PDF file in it."),
    "forbidden": ("This file may not be opened by you.", "Ask its owner for a copy, or change its permissions."),
    "not_pdf": (
        "This is not a PDF: it looks like {guess}.",
        "Send the filled form as the PDF it was saved as. " + _FILL,
    ),
    "password": (
        "This PDF opens only with a password.",
        "Remove the password in the PDF program it was made with, save it, and send that file.",
    ),
    "damaged": ("This PDF is damaged and cannot be read{where}.", _AGAIN + " If that fails, download a blank form."),
    "no_form": ("This PDF has no fields to read: it is not a fillable form.", _FILL),
    "flattened": (
        "This PDF shows a form whose fields are gone, as in print; no page of it is one of ours.",
        "Send the file as it was before it was printed to PDF. " + _FILL,
    ),
    "letterless": (
        "This PDF has no fields, and its letters are no text: they are mere drawings, or stand for other letters.",
        "If it is a form, print it to PDF in another way, or send the file as it was before it was printed. " + _FILL,
    ),
    "distorted": (
        "Page {page} is a page of the form, but it is drawn so distorted that answers can't be told from one another.",
        "Print it without fitting it to another shape of paper, or send the file as it was before it was printed. "
        + _FILL,
    ),
    "other_edition": (
        "Page {page} says that it is of edition {edition} of the form, which is not known here.",
        "Fill in the form that this service offers, or ask for a newer version of this program.",
    ),
    "scan": (
        "This file holds pictures of pages, as a scanner or camera makes them; this installation reads no pictures.",
        _FILL + " Signed pages may be enclosed as an attachment. Whoever runs the service can install Tesseract.",
    ),
    "scan_busy": (
        "Other scans are being read, which takes some minutes.",
        "Try again in a few minutes.",
    ),
    "scan_unknown": (
        "This file holds pictures of pages, and none of them is recognised as a page of our form.",
        "Scan the pages of the form upright and whole, at 300 dots an inch. " + _FILL,
    ),
    "scan_askew": (
        "Page {page} is a page of the form, but its picture is so crooked or bent that answers can't be told apart.",
        "Scan it flat and whole, at 300 dots an inch, instead of photographing it. " + _FILL,
    ),
    "xfa_only": (
        "This PDF holds its form only in XFA, a format that few programs read.",
        "Open it in the program it was made with and save it as a standard form (AcroForm). " + _FILL,
    ),
    "too_large": ("This file is larger than a form can be: {what}.", "Send only the form itself. " + _FILL),
    "too_slow": (
        "Reading this PDF takes longer than the {wait} that one file may take, so it was stopped.",
        _AGAIN + " If that fails, download a blank form.",
    ),
    "too_hungry": (
        f"Reading this PDF takes more than the {READING_MEMORY} of memory that one file may take, so it was stopped.",
        _AGAIN + " If that fails, download a blank form.",
    ),
    "not_reading": (
        "The part of this service that reads files does not start.",
        "Nothing is wrong with your file: try again later. Whoever runs the service can ask `datarequest doctor`.",
    ),
}

TOO_MANY_BYTES = f"it has more than {FORM_SIZE}"
TOO_MANY_PAGES = f"it has more than {FORM_PAGES}"
TOO_MANY_FIELDS = f"it has more than {FORM_FIELDS}"
TOO_MUCH = "what is to be read in it is more than any form holds"
TOO_DEEP = "its fields lie in one another deeper than any form needs"


def too_long(label: str) -> str:
    """The sentence part for an answer above the limit of long answers."""
    return f"“{label}” holds more than {PROSE}"


def refusal(kind: str, **facts: str) -> UnreadableFormError:
    """The refusal of that kind, its words completed by the facts."""
    message, remedy = REFUSALS[kind]
    return UnreadableFormError(kind, message.format(**{"where": "", "wait": str(READING_WAIT), **facts}), remedy)

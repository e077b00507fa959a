"""Why a package cannot be opened, or a file in it not taken, and what to do then: in words for people."""

from __future__ import annotations

from forms.attaching.attachment_refusals import KINDS_IN_WORDS
from forms.fields import UnreadableFormError
from forms.limits import APPLICATION_SIZE, ATTACHMENT_SIZE, PACKAGE_SIZE, READING_MEMORY, READING_WAIT
from forms.refusals import REFUSALS as OF_FORMS

_ANEW = "Pack the application and its documents anew, with the program of your system, and send that file."
_SINGLY = "Unpack it and send the form and each document by itself."

REFUSALS: dict[str, tuple[str, str]] = {
    # kind: (what is the matter, what to do)
    "no_package": ("This file is no ZIP file and no PDF, so that no other files can be in it.", _ANEW),
    "office": (
        "This is a document of a word processor or another office program, and no package of files.",
        "Send the filled form as the PDF it was saved as; a document is added by itself, in its place.",
    ),
    "empty": ("This package holds no file that could be read.", _ANEW),
    "password": ("This package opens only with a password.", "Pack it without a password, and send that file."),
    "odd_packing": (
        "The files of this package are packed in a way that is not read here.",
        "Pack it anew in the ordinary way (“Deflate”), as the program of your system does, and send that file.",
    ),
    "prefixed": (
        "This is a ZIP file with something before its beginning: it unpacks itself, as a program does, or is damaged.",
        _ANEW,
    ),
    "odd_name": (
        "A file in this package has a name {what}.",
        "Give it a plain name, pack it anew, and send that file.",
    ),
    "damaged": ("This package is damaged and can’t be opened{where}.", _ANEW),
    "too_large": ("This package is larger than one can be: {what}.", _SINGLY),
    "too_slow": (f"Opening this package takes longer than {READING_WAIT}, so it was stopped.", _SINGLY),
    "too_hungry": (f"Opening this package takes more memory than {READING_MEMORY}, so it was stopped.", _SINGLY),
    "bomb": (
        f"This package unpacks to far more than it seems to hold, or to more than {APPLICATION_SIZE}.",
        "Send the form and each document by itself.",
    ),
    "two_faced": (
        "This package is packed so that different programs would find different files in it: {what}.",
        _ANEW,
    ),
    "not_reading": OF_FORMS["not_reading"],
}

TOO_MANY_BYTES = f"it has more than {PACKAGE_SIZE}"

LEFT_OUT = {
    # kind: why a file in a package is not taken
    "empty": "it is empty",
    "locked": "it opens only with a password; pack it without one",
    "nested": "it is itself a packed file; unpack it, and put its files beside the others",
    "odd_packing": "it is packed in a way that is not read here; pack it anew in the ordinary way (“Deflate”)",
    "too_large": f"it has more than {ATTACHMENT_SIZE}",
    "link": "it is only a pointer to another file",
    "damaged": "it can’t be unpacked",
    "system": "it is a file of the operating system",
    "elsewhere": "the file only names it, and does not hold it",
}

WHAT_TO_SEND = f"Send documents as {KINDS_IN_WORDS}."


def refuse(kind: str, **facts: str) -> UnreadableFormError:
    """The refusal of that kind, its words completed by the facts."""
    message, remedy = REFUSALS[kind]
    return UnreadableFormError(kind, message.format(**{"where": "", "what": "", **facts}), remedy)

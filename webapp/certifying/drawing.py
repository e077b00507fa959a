"""A drawn signature: a picture that somebody sends, drawn anew in the guarded process."""

from __future__ import annotations

from forms.fields import UnreadableFormError
from webapp.attaching import taking_in

WIDTH = 600
_PICTURES = ("image/png", "image/jpeg")


def drawn(field: str) -> bytes:
    """The picture of a field as a PNG; nothing of the file itself is in it but its colors.

    Raises:
        NoUploadError: No file was chosen.
        UnreadableFormError: It is no picture, or damaged.
    """
    looked = taking_in.chosen(field)
    if looked.attached.type not in _PICTURES:
        raise UnreadableFormError("no_picture", "This is no picture.", "Choose a PNG or a JPEG, or sign by typing.")
    return taking_in.reader().previews(looked.upload.content, width=WIDTH, most=1)[0]

"""The pictures in a Word document, for one that holds hardly anything else, as where a scan was put into it."""

from __future__ import annotations

import re

from forms.attaching.docx_check import unpacked
from forms.attaching.kinds import JPEG, PNG, TIFF
from forms.limits import PICTURE_PAGES

_MEDIA = "word/media/"
_BEGINNINGS = tuple(beginning for kind in (PNG, JPEG, TIFF) for beginning in kind.beginnings)


def pictures_in_word(content: bytes) -> list[bytes]:
    """The pictures, in the order in which a word processor numbered them; of very many the first.

    Raises:
        UnreadableFormError: It is damaged, two-faced, or more than a document holds.
    """
    parts = unpacked(content)
    names = [name for name in parts if name.casefold().startswith(_MEDIA) and parts[name].startswith(_BEGINNINGS)]
    return [parts[name] for name in sorted(names, key=_numbered)][: PICTURE_PAGES.most]


def _numbered(name: str) -> tuple[int, str]:
    number = re.search(r"\d+", name)
    return (int(number.group()[:9]) if number else 0, name)

"""Which pages of the form a file does not show, whether the others have fields, were printed or were scanned."""

from __future__ import annotations

from collections.abc import Iterator

from forms.fields import Note, Reading
from forms.flattened.sheets import Blank, Sheet

ABSENT = "absent_pages"
"""The kind of the note that says so."""

_NOTE = (
    "The file lacks {pages} of the form, so that nothing asked there was read: {sections}. Where such an answer is "
    "said to be missing, the page may be all that is missing: send every page."
)
_OPTIONAL = ("team_members.", "continuation.")


def absent_pages(reading: Reading, known: Blank) -> Iterator[Note]:
    """One note where a page that every form has is not among those that were read; none of a form of another kind."""
    if any(reading.value(name) != value for name, value in known.marks.items()):
        return
    read = {field.name for field in reading.fields}
    absent = [sheet for sheet in known.sheets if not _is_optional(sheet) and read.isdisjoint(_asked(sheet, known))]
    if absent:
        sections = "; ".join(dict.fromkeys(_first_label(sheet, known) for sheet in absent))
        pages = f"{len(absent)} page{'s' if len(absent) > 1 else ''}"
        yield Note(ABSENT, _NOTE.format(pages=pages, sections=sections))


def _asked(sheet: Sheet, known: Blank) -> list[str]:
    """The names of the fields of a page, without those that name the form."""
    return [name for box in sheet.boxes if (name := box.partition("/")[0]) not in known.marks]


def _is_optional(sheet: Sheet) -> bool:
    """Whether a page is for further rows or long answers, which few forms need."""
    return all(name.startswith(_OPTIONAL) for name in sheet.boxes)


def _first_label(sheet: Sheet, known: Blank) -> str:
    """What the first field of a page is called."""
    return f"“{known.controls[_asked(sheet, known)[0]].label}” and what follows"

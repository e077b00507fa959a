"""What a person should know of a printed form as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.fields import Note
from forms.flattened.answers import Answer
from forms.flattened.found import Found
from forms.flattened.naming import pages_named
from forms.flattened.sheets import Blank, Sheet
from forms.reading.doubts import quoted

_PRINTED = (
    "{pages} printed: {their} fields are gone, and the answers were read off what is drawn. "
    "Programs that print leave out letters that their typeface lacks: compare above all the names with the page."
)
_ABSENT = "The file lacks {pages} of the form, so that nothing asked there was read: {sections}."
_OTHERS = "{pages} no page of the form; nothing of {it} was read as an answer."
_REPEATED = "{pages} shown twice; the first was read."
_STRAYS = "Page {page} shows words that stand in no box: “{words}”. They were not taken as an answer."
_NO_TEXT = (
    "Boxes are ticked, but no text stands in any of them: the program that printed the form has lost it. "
    "Print it with another program, or send the file as it was before."
)
_NO_MARK = (
    "Texts are filled in, but no button is marked: the program that printed the form may have lost the marks. "
    "Print it with another program, or send the file as it was before."
)
_OPTIONAL = ("team_members.", "continuation.")


def remarks(found: Found, answers: Sequence[Answer], known: Blank, *, whole: bool) -> Iterator[Note]:
    """The notes on a form; on pages of a form that has its other fields, only what those pages show."""
    yield from _lost(answers)
    read = [page.number for page in found.pages.values()]
    yield Note("printed", _PRINTED.format(pages=pages_named(read, "was", "were"), their=_one(read, "its", "their")))
    absent = [sheet for sheet in known.sheets if sheet.number not in found.pages and not _is_optional(sheet)]
    if whole and absent:
        sections = "; ".join(dict.fromkeys(_first_label(sheet, known) for sheet in absent))
        pages = f"{len(absent)} page{'s' if len(absent) > 1 else ''}"
        yield Note("absent_pages", _ABSENT.format(pages=pages, sections=sections))
    if found.others:
        yield Note("other_pages", _OTHERS.format(pages=pages_named(found.others), it=_one(found.others, "it", "them")))
    if found.repeated:
        yield Note("repeated_pages", _REPEATED.format(pages=pages_named(found.repeated)))
    for page in found.pages.values():
        if strays := page.placed.strays:
            words = quoted(" ".join(word.text for word in strays))
            yield Note("strays", _STRAYS.format(page=page.number, words=words))


def _lost(answers: Sequence[Answer]) -> Iterator[Note]:
    """What all pages together show of a kind of answer that was lost."""
    texts = any(answer.value for answer in answers if answer.control.kind in {"line", "prose"})
    buttons = any(answer.value for answer in answers if answer.control.kind == "radio")
    boxes = any(answer.value for answer in answers if answer.control.kind == "box")
    if not texts and (buttons or boxes):
        yield Note("no_text", _NO_TEXT)
    if texts and not buttons:
        yield Note("no_mark", _NO_MARK)


def _one(numbers: Sequence[int], one: str, several: str) -> str:
    return one if len(numbers) == 1 else several


def _is_optional(sheet: Sheet) -> bool:
    """Whether a page is for further rows or long answers, which few forms need."""
    return all(name.startswith(_OPTIONAL) for name in sheet.boxes)


def _first_label(sheet: Sheet, known: Blank) -> str:
    """What the first field of a page is called."""
    first = next(name for name in sheet.boxes if name not in {"data_system", "edition"})
    return f"“{known.controls[first.partition('/')[0]].label}” and what follows"

"""What a person should know of a printed form as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.fields import Note
from forms.flattened.answers import Answer
from forms.flattened.found import Found
from forms.flattened.naming import pages_named
from forms.reading.doubts import quoted

_PRINTED = (
    "{pages} printed: {their} fields are gone, and the answers were read off what is drawn. "
    "Programs that print leave out letters that their typeface lacks: compare above all the names with the page."
)
_OTHERS = "{pages} no page of the form; nothing of {it} was read as an answer."
_STRAYS = "Page {page} shows words that stand in no box: “{words}”. They were not taken as an answer."
_NO_TEXT = (
    "Boxes are ticked, but no text stands in any of them: the program that printed the form has lost it. "
    "Print it with another program, or send the file as it was before."
)
_NO_MARK = (
    "Texts are filled in, but no button is marked: the program that printed the form may have lost the marks. "
    "Print it with another program, or send the file as it was before."
)


def remarks(found: Found, answers: Sequence[Answer]) -> Iterator[Note]:
    """The notes on what the printed pages of a file show."""
    yield from _lost(answers)
    read = [page.number for page in found.pages.values()]
    yield Note("printed", _PRINTED.format(pages=pages_named(read, "was", "were"), their=_one(read, "its", "their")))
    if found.others:
        yield Note("other_pages", _OTHERS.format(pages=pages_named(found.others), it=_one(found.others, "it", "them")))
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

"""What a scanned page says in each field, as a suggestion: how sure it is, and that a person has to compare it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.fields import Field
from forms.flattened.answers import Answer, Page, answer_of
from forms.flattened.placing import Entered, Placed
from forms.flattened.sheets import Blank, Sheet
from forms.flattened.words import Word
from forms.scanned import SURE
from forms.scanned.mistakable import is_mistakable

_AGREES, _DIFFERS = 0.5, 0.6
"""What remains of the doubt where a second look reads the same, and of the confidence where it reads otherwise."""
_NAME, _TICK, _PERHAPS, _EMPTY, _UNREAD = 0.7, 0.98, 0.5, 0.95, 0.2
_MISTAKABLE = 0.8
_NAMES = (".name", ".official", ".officer_name", ".signature", ".access")

_SUGGESTED = "Read off a scan, {percent} % sure: it counts for nothing until somebody has compared it with the page."
_HARD = "It is hard to read: look closely."
_UNREAD_WORDS = "Something is written here that could not be read: handwriting, perhaps, or another script."
_MISTAKABLE_WORDS = (
    "Some of its signs look alike on a picture, as “O” and “0”, “l” and “1”, or are easily missed, as “~”."
)
_NAME_WORDS = "Signs on letters, as in “ł” or “ễ”, are easily missed on a picture."


@dataclass(frozen=True, slots=True)
class Seen:
    """All that was seen on one page of a scan that is a page of our form."""

    number: int
    """Counted from 1, in the file."""
    sheet: Sheet
    first: Sequence[Word]
    """The words of the whole page, at their places on the sheet."""
    second: Sequence[Word]
    """The words of a second look, at nothing but what was written into the boxes."""
    ticks: Mapping[str, str]
    inked: frozenset[str]
    pose: Sequence[float] = ()
    """How the page lies, in numbers."""
    is_rough: bool = False
    """Whether it could be laid upon the form only so roughly that a tick may be that of another box."""


def suggestions(seen: Seen, known: Blank) -> Iterator[Field]:
    """The fields of the page; whatever is filled in is a suggestion, with a doubt."""
    page = Page(seen.number, seen.sheet, _placed(seen.second, seen.sheet), dict(seen.ticks))  # type: ignore[arg-type]
    other = Page(seen.number, seen.sheet, _placed(seen.first, seen.sheet), {})
    for name in dict.fromkeys(place.partition("/")[0] for place in seen.sheet.boxes):
        control = known.controls[name]
        if name in known.marks:
            continue
        answer = answer_of(control, page)
        if control.kind in {"line", "prose", "list"}:
            yield _of_text(answer, page, answer_of(control, other), seen)
        else:
            yield _of_mark(answer, page, seen)


def _placed(words: Sequence[Word], sheet: Sheet) -> Placed:
    """The words by the boxes that hold their middles."""
    placed = Placed()
    for word in words:
        for name, box in sheet.boxes.items():
            if box.holds(word.middle, 1.5):
                placed.entered.setdefault(name, Entered()).words.append(word)
                break
    return placed


def _of_text(answer: Answer, page: Page, other: Answer, seen: Seen) -> Field:
    words = page.entered(answer.control.name).words
    if not words and answer.control.name not in seen.inked:
        return _field(answer, _EMPTY)
    if not words:
        return _field(answer, _UNREAD, _UNREAD_WORDS)
    confidence = min(word.confidence for word in words)
    if _bare(answer.value) in _bare(other.value):  # the first look sees the frame of the box, too
        confidence = 1 - _AGREES * (1 - confidence)
    else:
        confidence *= _DIFFERS
    if answer.control.name.endswith(_NAMES):
        return _field(answer, min(confidence, _NAME), _NAME_WORDS)
    if is_mistakable(str(answer.value or "")) and confidence > _MISTAKABLE:
        return _field(answer, _MISTAKABLE, _MISTAKABLE_WORDS)
    return _field(answer, confidence)


def _of_mark(answer: Answer, page: Page, seen: Seen) -> Field:
    places = [place for place in page.sheet.boxes if place.partition("/")[0] == answer.control.name]
    uncertain = seen.is_rough or answer.doubts or any(page.ticks[place] == "perhaps" for place in places)
    return _field(answer, _PERHAPS if uncertain else _TICK)


def _field(answer: Answer, confidence: float, *further: str) -> Field:
    doubts = [*answer.doubts, *further]
    if answer.value or doubts:
        doubts += [_HARD] if confidence < SURE and not further else []
        doubts.append(_SUGGESTED.format(percent=round(100 * confidence)))
    label = f"“{answer.control.label}” on page {answer.page}"
    doubt = f"{label}: {' '.join(doubts)}" if doubts else None
    return Field(answer.control.name, answer.value, "scan", doubt, confidence=round(confidence, 2))


def _bare(value: object) -> str:
    return "".join(str(value or "").split())

"""Pages of the form that a file shows again: whether they say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from forms.fields import Note
from forms.flattened.answers import Answer, Page, answer_of
from forms.flattened.found import Found

_OTHERWISE = "Page {again} shows the same page of the form, and says otherwise here: look which of the two is right."
_DIFFERENT = (
    "Page {again} shows the same page of the form as page {first}, with other answers: look which of the two is right. "
    "Page {first} was read; it differs in {labels}."
)
_ALIKE = "Page {again} shows the same page of the form as page {first}, with the same answers; page {first} was read."
_MOST = 5


def settle_repeated(found: Found, answers: Sequence[Answer]) -> list[Note]:
    """Doubt each answer that a later page gives otherwise, and say of each such page which page it shows again."""
    named = {answer.control.name: answer for answer in answers}
    return [_note(page, found.pages[page.sheet.number], list(_differing(page, named))) for page in found.repeated]


def _differing(page: Page, named: Mapping[str, Answer]) -> Iterator[str]:
    """What the answers are called that differ on a page."""
    for name in dict.fromkeys(box.partition("/")[0] for box in page.sheet.boxes):
        answer = named.get(name)
        if answer and _bare(answer) != _bare(answer_of(answer.control, page)):
            answer.doubts.append(_OTHERWISE.format(again=page.number))
            yield f"“{answer.control.label}”"


def _note(page: Page, first: Page, labels: Sequence[str]) -> Note:
    different = list(dict.fromkeys(labels))
    shown = ", ".join(different[:_MOST]) + (f" and {len(different) - _MOST} more" if len(different) > _MOST else "")
    words = _DIFFERENT if different else _ALIKE
    return Note("repeated_pages", words.format(again=page.number, first=first.number, labels=shown))


def _bare(answer: Answer) -> str:
    return "".join(str(answer.value).split())

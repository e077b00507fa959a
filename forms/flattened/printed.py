"""Reads the answers of a printed form off its pages: the same fields as of a fillable one, each with its doubts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pdfplumber
import pdfplumber.page

from forms.fields import Field, Reading, UnreadableFormError
from forms.flattened.answers import Answer, Page, answer_of
from forms.flattened.continuing import settle_ends
from forms.flattened.found import Found
from forms.flattened.losses import has_rare_letter, is_loss, silent_loss
from forms.flattened.marks import ticks_on
from forms.flattened.omissions import omissions
from forms.flattened.placing import place
from forms.flattened.recognising import edition_on, recognise
from forms.flattened.remarks import remarks
from forms.flattened.repeating import settle_repeated
from forms.flattened.sheets import Blank, blank
from forms.flattened.turning import is_turned, turned
from forms.flattened.words import words_of
from forms.limits import FORM_PAGES
from forms.reading.opening import check_bytes
from forms.refusals import TOO_MANY_PAGES, refusal

_FARTHEST = 0.5
"""Points by which half of what is printed may lie apart from where it should."""
_PICTURE = 0.6
"""Of a page: a picture that covers more is a scan, even where another program laid words under it."""
SURE, DOUBTFUL = 0.99, 0.5
"""How sure a value that is read off a drawn page is; measured, see docs/reading.md."""
_NAMES = (".name", ".official", ".officer_name", ".signature", ".access")


def read_printed(pdf: bytes, *, pages: Sequence[int] = ()) -> Reading:
    """What is drawn in the fields of our form.

    Args:
        pdf: The file.
        pages: The pages to read, counted from 1; all of them where none is named.

    Raises:
        UnreadableFormError: No page of it is one of our form, or one is too distorted to be read.
    """
    check_bytes(pdf)
    known = blank()
    try:
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            if len(document.pages) > FORM_PAGES.most:
                raise refusal("too_large", what=TOO_MANY_PAGES)
            found = Found()
            for page in document.pages:
                if not pages or page.page_number in pages:
                    _sort_in(page, known, found)
                page.close()
    except (UnreadableFormError, MemoryError, TimeoutError):
        raise
    except Exception:  # pdfminer raises whatever its code runs into on a broken page
        raise refusal("damaged") from None
    if not found.pages:
        raise refusal("scan" if found.pictures else "flattened")
    answers = [answer for page in found.pages.values() for answer in _answers(page, known)]
    repeated = settle_repeated(found, answers)
    fields = tuple(_fields(answers, known))
    return Reading(fields, (*remarks(found, answers), *repeated), tuple(found.pictures))


def _sort_in(page: pdfplumber.page.Page, known: Blank, found: Found) -> None:
    """Look at one page, and read it where it is one of the form."""
    if _is_picture(page):
        found.pictures.append(page.page_number)
        return
    words = words_of(page)
    recognised = recognise(words, known)
    if recognised is None and is_turned(page):
        _sort_in(turned(page), known, found)
        return
    if recognised is None:
        if words:
            found.others.append(page.page_number)
        return
    sheet, registration = recognised.sheet, recognised.registration
    if registration is None or registration.residual > _FARTHEST:
        raise refusal("distorted", page=str(page.page_number))
    moved = [registration.word(word) for word in words]
    if (other := edition_on(moved, sheet)) not in {None, known.form.number}:
        raise refusal("other_edition", page=str(page.page_number), edition=str(other))
    placed = place(moved, sheet, known.controls)
    shown = Page(page.page_number, sheet, placed, ticks_on(page, registration, sheet, placed, known))
    if found.pages.setdefault(sheet.number, shown) is not shown:
        found.repeated.append(shown)


def _is_picture(page: pdfplumber.page.Page) -> bool:
    whole = float(page.width * page.height)
    return any(one["width"] * one["height"] > _PICTURE * whole for one in page.images)


def _fields(answers: Sequence[Answer], known: Blank) -> Iterator[Field]:
    """The fields in the order of the form; what it says it is comes from what is printed on it."""
    yield from (Field(name, value, "printed") for name, value in known.marks.items())
    settle_ends(answers)
    rare = any(isinstance(answer.value, str) and has_rare_letter(answer.value) for answer in answers)
    lossy = any(is_loss(doubt) for answer in answers for doubt in answer.doubts)
    for answer in answers:
        if not rare and not answer.doubts and answer.control.kind in {"line", "prose"}:
            is_name = answer.control.name.endswith(_NAMES)
            answer.doubts.extend(filter(None, [silent_loss(str(answer.value), is_name=is_name, lossy=lossy)]))
        yield _field(answer)


def _answers(page: Page, known: Blank) -> Iterator[Answer]:
    for name in dict.fromkeys(box.partition("/")[0] for box in page.sheet.boxes):
        if name not in known.marks:
            answer = answer_of(known.controls[name], page)
            if answer.control.kind in {"line", "prose"}:
                words, prose = page.entered(name).words, answer.control.kind == "prose"
                answer.doubts.extend(omissions(str(answer.value), words, name=name, prose=prose))
            yield answer


def _field(answer: Answer) -> Field:
    label = f"“{answer.control.label}” on page {answer.page}"
    doubt = f"{label}: {' '.join(answer.doubts)}" if answer.doubts else None
    return Field(answer.control.name, answer.value, "printed", doubt, confidence=DOUBTFUL if answer.doubts else SURE)

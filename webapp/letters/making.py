"""A letter made and written out in the format that is wanted, with what its reader should know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms.strict_json import NoObjectError, one_object
from templates.convert import to_html, to_pdf, undrawable
from templates.letterhead import Letterhead, Stationery, stationery
from templates.needed import Facts
from templates.problems import LetterError, Problem
from templates.rendering import render
from webapp.letters.case import Case
from webapp.letters.facts import facts_of

FORMATS = ("docx", "pdf", "html")


@dataclass(frozen=True, slots=True)
class Made:
    """A letter: its Word file, which counts, and what it was made from."""

    kind: str
    docx: bytes
    facts: Facts
    letterhead: Letterhead

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be done before it is sent."""
        return (self.letterhead.note,) if self.letterhead.note else ()


def make(kind: str, case: Case) -> Made:
    """The letter, read back; LetterError with every problem, in words, when it can't be made."""
    facts, letterhead = facts_of(kind, case), case.letterhead(kind)
    return Made(kind, render(kind, facts, letterhead), facts, letterhead)


def written_as(made: Made, form: str) -> bytes:
    """The letter in one of `FORMATS`; LetterError when it can't be drawn or its PDF lacks what it must have."""
    return _WRITERS[form](made)


def read_stationery(path: Path) -> Stationery:
    """The letterhead file, and the pictures beside it."""
    try:
        words = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise _unusable("Letterhead", "its file cannot be read.", "Look at its name; it is a TOML file.") from None
    return stationery(words, lambda name: (path.parent / Path(name).name).read_bytes())


def read_given(path: Path) -> Mapping[str, Any]:
    """The facts that a person gives, from a JSON file."""
    try:
        return one_object(path.read_bytes())
    except OSError:
        message = "the file cannot be opened."
        raise _unusable("The facts", message, "Look at its name.") from None
    except NoObjectError as wrong:
        message = f"{wrong.message[:1].lower()}{wrong.message[1:]}"
        raise _unusable("The facts", message, f"{wrong.remedy} Compare it with what --needs prints.") from None


def _pdf(made: Made) -> bytes:
    """Made for PDF/A-2b and PDF/UA-1, and looked at before it counts."""
    from forms.pdf_checks import defects

    problems = undrawable(made.kind, made.facts, made.letterhead)
    if problems:
        raise LetterError(problems)
    pdf = to_pdf(made.docx)
    found = defects(pdf)
    if found:
        raise LetterError([Problem("", "The PDF", defect.message, "Use the Word file.") for defect in found])
    return pdf


def _html(made: Made) -> bytes:
    return to_html(made.docx).encode()


def _docx(made: Made) -> bytes:
    return made.docx


_WRITERS: dict[str, Callable[[Made], bytes]] = {"docx": _docx, "pdf": _pdf, "html": _html}


def _unusable(what: str, message: str, remedy: str) -> LetterError:
    return LetterError([Problem("", what, message, remedy)])

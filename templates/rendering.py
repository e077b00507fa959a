"""Facts and a letterhead -> a letter in Word, read back before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from templates.facts import accept
from templates.letterhead import Letterhead
from templates.letters import LETTERS
from templates.needed import Facts
from templates.prepared import Prepared, prepare
from templates.problems import LetterError, Problem
from templates.reading_back import unfaithful


def render(kind: str, facts: Mapping[str, Any], letterhead: Letterhead) -> bytes:
    """The letter as a Word file.

    Raises:
        LetterError: when facts don't fit, when the letterhead is not of who writes this letter, or when the letter,
            read back, doesn't hold what it must.
    """
    accepted = accept(kind, facts)
    docx = fill(kind, accepted, letterhead)
    problems = unfaithful(docx, LETTERS[kind], accepted, letterhead)
    if problems:
        raise LetterError(problems)
    return docx


def fill(kind: str, accepted: Facts, letterhead: Letterhead) -> bytes:
    """The letter from accepted facts, not read back."""
    letter = LETTERS[kind]
    if letterhead.writer != letter.writer:
        message = f"the letterhead is of the {letterhead.writer}, and this letter is written by the {letter.writer}."
        raise LetterError([Problem("/letterhead", "Letterhead", message, "Give the letterhead of who writes.")])
    title = ": ".join(filter(None, (letter.title, accepted["project_title"])))
    context = {**accepted, "letterhead": _shown(letterhead)}
    return _template(kind).fill(context, title=title, mark=letterhead.mark)


def template_bytes(kind: str) -> bytes:
    """The Word template of a kind of letter, as it is shipped."""
    return (files("templates") / "docx" / f"{kind}.docx").read_bytes()


@cache
def _template(kind: str) -> Prepared:
    return prepare(template_bytes(kind))


def _shown(letterhead: Letterhead) -> dict[str, Any]:
    shown = {each.name: getattr(letterhead, each.name) for each in fields(letterhead)}
    return {**shown, "mark": letterhead.mark is not None}

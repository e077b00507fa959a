"""What a person tells for a letter, and the letter that is made of it and an application."""

from __future__ import annotations

from typing import Any

import pytest

from templates.letters import LETTERS
from templates.needed import needs
from templates.problems import LetterError
from templates.rendering import render
from tests.applications import ON, RIGHT, changed
from tests.templates.reading import docx_text
from tests.templates.samples import SAMPLES
from webapp.letters.case import Case
from webapp.letters.facts import facts_of


def told(kind: str, sample: str) -> dict[str, Any]:
    """What a person tells for a sample letter: all of its facts that neither the application nor a clock knows."""
    asks = needs(kind)["properties"]
    return {
        name: fact
        for name, fact in SAMPLES[kind, sample].items()
        if "you" in asks[name]["x-source"] and not asks[name]["x-source"].startswith("the date of the letter")
    }


GIVEN: dict[str, dict[str, Any]] = {kind: told(kind, "minimal") for kind in LETTERS} | {
    "renewal-notice": {"expires_on": "2027-02-23", "project_number": "P-7"},
    "renewal-request": {"expires_on": "2027-02-23", "project_number": "P-7", "changes": "no change"},
    "support-request": {"approved_on": "2026-02-23", "project_number": "P-7"},
}
INCOMPLETE = changed({"project_title": None, "bona_fide_researcher.email": "@", "research_institution.name": None})


def letter(kind: str, application: Any = RIGHT, *, given: dict[str, Any] | None = None, **more: Any) -> str:
    facts = GIVEN[kind] if given is None else given
    case = Case(application, more.pop("stationery", None), ON, facts, **more)
    return docx_text(render(kind, facts_of(kind, case), case.letterhead(kind)))


def refused(kind: str, application: Any = RIGHT, *, given: dict[str, Any] | None = None) -> str:
    with pytest.raises(LetterError) as told:
        letter(kind, application, given=given)
    return str(told.value)

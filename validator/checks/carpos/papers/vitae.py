"""Whose curriculum vitae is enclosed: 966(b)(12)(B)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validator.checks.carpos.papers.enclosed import LOOK_AT_THE_PICTURE, named, off_pictures, papers_in, said
from validator.checks.case import Case, Told
from validator.messages import quoted
from validator.papers.names import names_person, page_names
from validator.papers.paper import Paper, Passage

_ENCLOSE = "Enclose the curriculum vitae of the Bona Fide Researcher, and nobody else's."
_AT_THE_TOP = 12
"""Lines in which a curriculum vitae says whose it is."""
_HEADING = re.compile(r"(?i:curriculum vitae|resume|vita|cv|biographical sketch)(?i: of)?[: ]*")
_NAME_LIKE = re.compile(
    r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]*){0,3} [A-Z][\w'-]+(?:,? (?:Ph\.?D|M\.?D|MPH|JD|DrPH|MS|MA)\.?)*"
)
_NO_NAME = re.compile(
    r"(?i:universit|college|institut|school|department|division|center|office|agency|program|laborator|hospital|health|"
    r"contact|education|profile|page|faculty|county|state)"
)
"""Words in the first line of a curriculum vitae that is no person's name."""


def another_name_in_the_cv(case: Case) -> Iterator[Told]:
    """The curriculum vitae that was attached does not name the researcher, or begins with another name."""
    name = case.text("bona_fide_researcher.name")
    for paper in papers_in(case, "curriculum_vitae"):
        other = _begins_with_another(paper, name)
        if not name or (_names(paper, name) and not other):
            continue
        words = f"{named([paper])} does not name {quoted(name, 60)} as far as its words could be read."
        words += off_pictures([paper])
        if other:
            words = f"{said(other)} at its beginning, and not {quoted(name, 60)}."
        yield Told(
            "curriculum_vitae.enclosed", f"{{label}}: {words}", LOOK_AT_THE_PICTURE if paper.recognised else _ENCLOSE,
            "", other.page if other else None, other.words if other else "", bool(paper.recognised),
        )  # fmt: skip


def _names(paper: Paper, name: str) -> bool:
    """Whether a curriculum vitae names a person in full; with an initial only at its top, for authors have them too."""
    return names_person(paper, name, initials=False) or _top_names(paper, _top(paper), name)


def _begins_with_another(paper: Paper, name: str) -> Passage | None:
    """The name that a curriculum vitae begins with, where it is another's."""
    lines = [line for each in _top(paper).splitlines() if (line := _HEADING.sub("", each))]
    first = next(iter(lines), "")
    if not _NAME_LIKE.fullmatch(first) or _NO_NAME.search(first) or _top_names(paper, "\n".join(lines[:2]), name):
        return None
    number = _first_page(paper)
    start = paper.pages[number].index(first)
    return paper.passage(number, start, start + len(first))


def _top_names(paper: Paper, lines: str, name: str) -> bool:
    return page_names(lines, name, recognised=_first_page(paper) in paper.recognised)


def _top(paper: Paper) -> str:
    return "\n".join(paper.pages[_first_page(paper)].splitlines()[:_AT_THE_TOP])


def _first_page(paper: Paper) -> int:
    return next(number for number, page in enumerate(paper.pages) if page)

"""Whether the letter of affiliation is the institution's, and about the researcher: 966(d)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from validator.checks.carpos.papers.enclosed import not_found, papers_in, said
from validator.checks.case import Case, Told
from validator.messages import quoted
from validator.papers.affiliations import AFFILIATED, ended
from validator.papers.names import names_person, says, says_in_columns
from validator.papers.paper import Paper

_PLACE = "affiliation_letter.enclosed"
_SLOT = "affiliation_letter"
_HEAD, _FOOT = 8, 3
"""Lines at the top and at the bottom of a page that a letterhead stands in."""


def letterhead_not_found(case: Case) -> Iterator[Told]:
    """The institution's name was not found where a letterhead stands."""
    institution, papers = case.text("research_institution.name"), papers_in(case, _SLOT)
    if institution and papers and not any(_is_headed(_edges(paper), institution) for paper in papers):
        label = "Letterhead of the letter of affiliation"
        yield not_found(
            "research_institution.name", f"“{quoted(institution, 80)}”", papers, label, where="at the top or bottom of"
        )


def official_not_in_the_letter(case: Case) -> Iterator[Told]:
    """The official who is said to have signed was not found in the letter."""
    official, papers = _name_of(case.text("affiliation_letter.official")), papers_in(case, _SLOT)
    if official and papers and not any(names_person(paper, official) for paper in papers):
        yield not_found("affiliation_letter.official", quoted(official, 60), papers)


def researcher_not_in_the_letter(case: Case) -> Iterator[Told]:
    """The letter does not name the researcher."""
    name, papers = case.text("bona_fide_researcher.name"), papers_in(case, _SLOT)
    if name and papers and not any(names_person(paper, name) for paper in papers):
        label = "Researcher of the letter of affiliation"
        yield not_found("bona_fide_researcher.name", quoted(name, 60), papers, label)


def affiliation_not_in_the_letter(case: Case) -> Iterator[Told]:
    """No word that tells how the researcher belongs to the institution was found."""
    papers = papers_in(case, _SLOT)
    if papers and not any(paper.first(AFFILIATED) for paper in papers):
        yield not_found(_PLACE, "a word on how the researcher belongs to the institution", papers)


def _is_headed(edges: Paper, institution: str) -> bool:
    return says(edges, institution) or says_in_columns(edges, institution)


def affiliation_has_ended(case: Case) -> Iterator[Told]:
    """The letter says that the affiliation has ended."""
    passage = next((found for paper in papers_in(case, _SLOT) if (found := ended(paper, case.on))), None)
    if passage:
        yield Told(
            _PLACE,
            f"{{label}}: {said(passage)}.",
            "Research Services will ask whether the researcher still belongs to the institution.",
            "Affiliation in the letter",
            passage.page,
            passage.words,
            passage.recognised,
        )


def _edges(paper: Paper) -> Paper:
    """The first and the last lines of each page."""
    pages = (page.splitlines() for page in paper.pages)
    edges = tuple("\n".join(lines[:_HEAD] + lines[_HEAD:][-_FOOT:]) for lines in pages)
    return replace(paper, pages=edges)


def _name_of(official: str) -> str:
    """The name of an official, without the title that stands behind it."""
    first, *rest = [part.strip() for part in official.split(",")]
    return first if " " in first or not rest else f"{first}, {rest[0]}"

"""Whether the institution's own security document carries what the regulation asks: 966(b)(12)(D)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.carpos.papers.enclosed import not_found, papers_in, said
from validator.checks.case import Case, Told
from validator.messages import quoted
from validator.papers import clouds, controls
from validator.papers.controls import REGULATED
from validator.papers.dates import dates_in
from validator.papers.names import names_person
from validator.papers.paper import Paper, first_in

_PARTS = "security_certification"
_NAMED = (
    ("names_security_policy", "the CJIS Security Policy", controls.POLICY),
    ("names_companion_document", "the Requirements Companion Document", controls.COMPANION),
    ("names_cloud_catalog", "the Appendix A Cloud Control Catalog", controls.CATALOG),
)
"""The three publications of (D)(ii): their box in the form, and their words."""
_PUBLISHED = 2020
"""The year of the publications that the regulation names."""


def officer_not_in_the_document(case: Case) -> Iterator[Told]:
    """The officer who is said to sign was not found in the document."""
    papers = _documents(case)
    officer = case.text(f"{_PARTS}.officer_name") or case.text("security_officer.name")
    if papers and officer and not any(names_person(paper, officer) for paper in papers):
        yield not_found(
            f"{_PARTS}.officer_name", quoted(officer, 60), papers, "Officer who signs the security document"
        )


def date_not_in_the_document(case: Case) -> Iterator[Told]:
    """No date of signature was found in the document, only those of the publications at most."""
    papers = _documents(case)
    if papers and not any(one.day.year > _PUBLISHED for paper in papers for one in dates_in(paper)):
        yield not_found(f"{_PARTS}.signed_on", "a date of signature", papers, "Date of the security document")


def publication_not_in_the_document(case: Case) -> Iterator[Told]:
    """One of the three publications was not found in the document."""
    papers = _documents(case)
    for box, what, pattern in _NAMED:
        if papers and not first_in(papers, pattern):
            yield not_found(f"{_PARTS}.{box}", what, papers, "Publications that the security document names")


def version_not_in_the_document(case: Case) -> Iterator[Told]:
    """The document names another version than that of the regulation, or none was found."""
    papers = _documents(case)
    if not papers or not first_in(papers, controls.POLICY):
        return
    label = "Version that the security document names"
    named = [one for paper in papers for one in controls.versions(paper)]
    others = [passage for version, passage in named if version != REGULATED]
    if others:
        yield Told(
            f"{_PARTS}.other_version",
            f"{{label}}: {said(others[0])}, while the regulation names Version {REGULATED}.",
            f"Research Services looks at it; a document that names Version {REGULATED} leaves no question.",
            label,
            others[0].page,
            others[0].words,
        )
    elif not named:
        yield not_found(f"{_PARTS}.other_version", f"Version {REGULATED}", papers, label)


def cloud_sentence_not_in_the_document(case: Case) -> Iterator[Told]:
    """The sentence on cloud storage, which stands in every document, was not found."""
    papers = _documents(case)
    if papers and not any(controls.says_cloud_sentence(paper) for paper in papers):
        what = "the sentence that cloud storage, if any, has undergone a SOC 2 audit or FedRAMP certification"
        yield not_found(f"{_PARTS}.certifies_cloud_storage", what, papers, "Cloud storage in the security document")


def _documents(case: Case) -> list[Paper]:
    """The institution's own documents, without reports on cloud providers that are enclosed beside them."""
    papers = papers_in(case, _PARTS)
    return [paper for paper in papers if not clouds.is_soc_report(paper) and not clouds.is_fedramp_paper(paper)]

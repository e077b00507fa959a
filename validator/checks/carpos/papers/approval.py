"""Whether the approval that is enclosed says what the form says: 966(b)(12)(F)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.carpos.papers.enclosed import differs, look_at, not_found, papers_in, said
from validator.checks.case import Case, Told
from validator.dates import written
from validator.messages import quoted
from validator.papers import approvals
from validator.papers.dates import dates_in
from validator.papers.names import names_person, says, says_number
from validator.papers.paper import Paper, first_in

_COPY = "irb_approval.copy_enclosed"


def number_not_in_the_approval(case: Case) -> Iterator[Told]:
    """The approval carries another number than the form."""
    number, papers = case.text("irb_approval.application_number"), _papers(case)
    if not number or not papers or any(says_number(paper, number) for paper in papers):
        return
    other = first_in(papers, approvals.NUMBERED)
    place = "irb_approval.application_number"
    yield differs(place, number, other) if other else not_found(place, f"“{quoted(number, 60)}”", papers)


def expiration_not_in_the_approval(case: Case) -> Iterator[Told]:
    """The approval ends on another day than the form says, or on none."""
    day, papers = case.day("irb_approval.expires_on"), _papers(case)
    if not day or not papers:
        return
    place = "irb_approval.expires_on"
    named = approvals.expirations(papers)
    if any(one.may_be(day) for one in named):
        return
    other = named[0].passage if named else first_in(papers, approvals.OPEN_ENDED)
    if other:
        yield differs(place, written(day), other)
    elif not any(one.may_be(day) for paper in papers for one in dates_in(paper)):
        yield not_found(place, written(day), papers)


def reason_not_in_the_approval(case: Case) -> Iterator[Told]:
    """The form gives a reason for no expiration date, and the approval has a date, or another reason."""
    basis, papers = case.text("irb_approval.no_expiration_basis"), _papers(case)
    if not basis or not papers or case.text("irb_approval.expires_on"):
        return
    question = case.edition.by_name["irb_approval.no_expiration_basis"]
    reason = next((option.label for option in question.options if option.value == basis), basis)
    place, label = "irb_approval.expires_on", question.label  # another place than the question whether the reason holds
    named = approvals.expirations(papers)
    if named and not first_in(papers, approvals.OPEN_ENDED):
        yield differs(place, reason, named[0].passage, label)
    elif basis in approvals.BASES and not first_in(papers, approvals.BASES[basis]):
        other = first_in(papers, *(pattern for name, pattern in approvals.BASES.items() if name != basis))
        what = f"“{quoted(reason, 60)}”"
        yield differs(place, reason, other, label) if other else not_found(place, what, papers, label)


def title_not_in_the_approval(case: Case) -> Iterator[Told]:
    """The approval is of a study with another title."""
    title, papers = case.text("project_title"), _papers(case)
    if not title or not papers or any(says(paper, title) for paper in papers):
        return
    label = "Title of the approved study"
    other = first_in(papers, approvals.TITLED)
    yield (
        differs("project_title", title, other, label)
        if other
        else not_found("project_title", f"“{quoted(title, 80)}”", papers, label)
    )


def researcher_not_in_the_approval(case: Case) -> Iterator[Told]:
    """The approval names another person as responsible."""
    name, papers = case.text("bona_fide_researcher.name"), _papers(case)
    if not name or not papers or any(names_person(paper, name) for paper in papers):
        return
    label = "Researcher of the approved study"
    other = first_in(papers, approvals.RESPONSIBLE)
    place = "bona_fide_researcher.name"
    yield differs(place, name, other, label) if other else not_found(place, quoted(name, 60), papers, label)


def approval_not_in_the_paper(case: Case) -> Iterator[Told]:
    """The paper says that the study is not approved, or not yet; or the words of an approval were not found."""
    papers = _papers(case)
    held = approvals.held_back(papers)
    label = "Approval of the study"
    if held:
        yield Told(
            _COPY, f"{{label}}: {said(held)}.", "Research Services will ask whether the approval was given.", label,
            held.page, held.words,
        )  # fmt: skip
    elif papers and not first_in(papers, approvals.APPROVED):
        yield not_found(_COPY, "a word of approval", papers, label)


def law_not_in_the_approval(case: Case) -> Iterator[Told]:
    """The form says that the approval shows both laws to be considered, and one was not found in it."""
    papers = _papers(case)
    if not papers or not case.value("irb_approval.laws_considered"):
        return
    for law, pattern in (("federal", approvals.FEDERAL), ("state", approvals.STATE)):
        if not first_in(papers, pattern):
            yield not_found("irb_approval.laws_considered", f"a word on {law} law", papers)


def approval_ends_otherwise(case: Case) -> Iterator[Told]:
    """The form leaves the expiration date out, and the approval names a day that has passed."""
    papers = _papers(case)
    if case.text("irb_approval.expires_on") or not papers:
        return
    ended = [one for one in approvals.expirations(papers) if one.day < case.on]
    if ended and len(ended) == len(approvals.expirations(papers)):
        yield Told(
            "irb_approval.expires_on",
            f"{{label}}: {said(ended[0].passage)}, and that day has passed.",
            look_at(ended[0].passage),
            page=ended[0].passage.page,
            words=ended[0].passage.words,
            recognised=ended[0].passage.recognised,
        )


def _papers(case: Case) -> list[Paper]:
    """The copy of the approval; of the Committee its verification too, which carries the same facts."""
    copies = papers_in(case, "irb_approval")
    return copies or ([] if case.plain_path() else papers_in(case, "approval_verification"))

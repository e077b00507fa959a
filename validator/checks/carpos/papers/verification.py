"""Whether the verification of formal approval says what the form says: 966(c), (c)(1)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.carpos.papers.enclosed import not_found, papers_in, said
from validator.checks.case import Case, Told
from validator.messages import quoted
from validator.papers import approvals
from validator.papers.names import says, says_number
from validator.papers.paper import Paper, first_in

_GROUP = "approval_verification"


def project_not_in_the_verification(case: Case) -> Iterator[Told]:
    """Neither the number nor the title of the project was found in the verification."""
    papers = papers_in(case, _GROUP)
    number, title = case.text("irb_approval.application_number"), case.text("project_title")
    if papers and title and not any(says(paper, title) or (number and says_number(paper, number)) for paper in papers):
        label = "Project of the verification"
        yield not_found("project_title", "the title of the project, or its number,", papers, label)


def approval_not_in_the_verification(case: Case) -> Iterator[Told]:
    """The verification says that nothing is approved, or not yet; or the words of an approval were not found."""
    papers = papers_in(case, _GROUP)
    held = approvals.held_back(papers)
    if held:
        yield Told(
            f"{_GROUP}.enclosed",
            f"{{label}}: {said(held)}.",
            "Research Services will ask whether the approval was given.",
            page=held.page,
            words=held.words,
            recognised=held.recognised,
        )
    elif papers and not first_in(papers, approvals.APPROVED):
        yield not_found(f"{_GROUP}.enclosed", "a word of formal approval", papers)


def body_not_in_the_verification(case: Case) -> Iterator[Told]:
    """The body that the form names, or the Committee itself, was not found in the verification."""
    papers, body = _needed(case), case.text(f"{_GROUP}.body")
    if not papers:
        return
    if body and not any(says(paper, body) for paper in papers):
        is_the_committee = approvals.COMMITTEE.search(body) and first_in(papers, approvals.COMMITTEE)
        if not is_the_committee:
            yield not_found(f"{_GROUP}.body", f"“{quoted(body, 80)}”", papers)
    elif not body and not first_in(papers, approvals.COMMITTEE):
        yield not_found(f"{_GROUP}.body", "the Committee for the Protection of Human Subjects", papers)


def review_not_in_the_verification(case: Case) -> Iterator[Told]:
    """The form says that the verification includes the review and the determination, and no word of them was found."""
    papers = _needed(case)
    if papers and case.value(f"{_GROUP}.review_determined") and not first_in(papers, approvals.REVIEWED):
        yield not_found(f"{_GROUP}.review_determined", "a word on the review or a determination", papers)


def data_security_not_in_the_verification(case: Case) -> Iterator[Told]:
    """The form says that the data security approvals are satisfied, and no word of them was found."""
    papers = _needed(case)
    if papers and case.value(f"{_GROUP}.data_security_determined") and not first_in(papers, approvals.DATA_SECURITY):
        yield not_found(f"{_GROUP}.data_security_determined", "a word on Civil Code 1798.24(t)", papers)


def data_security_not_settled(case: Case) -> Iterator[Told]:
    """The form says that the data security approvals are satisfied, and the verification says that they are not."""
    if not case.value(f"{_GROUP}.data_security_determined"):
        return
    passage = next((found for paper in _needed(case) if (found := approvals.unsettled(paper))), None)
    if passage:
        yield Told(
            f"{_GROUP}.data_security_determined",
            f"{{label}}: {said(passage)}.",
            "Research Services will ask whether the data security approvals are satisfied.",
            page=passage.page,
            words=passage.words,
            recognised=passage.recognised,
        )


def agreement_not_in_the_verification(case: Case) -> Iterator[Told]:
    """The approval is said to be given under a written agreement, and no word of one was found."""
    papers = _needed(case)
    if papers and case.value("irb_approval.path") == "irb_agreement" and not first_in(papers, approvals.AGREEMENT):
        yield not_found("irb_approval.path", "a word on a written agreement with the Committee", papers)


def _needed(case: Case) -> list[Paper]:
    """The papers of the Committee, or of a board under an agreement: with (c)(1) they must include more."""
    if case.plain_path():
        return []
    same = bool(case.value(f"{_GROUP}.same_paper"))
    return papers_in(case, _GROUP) or (papers_in(case, "irb_approval") if same else [])

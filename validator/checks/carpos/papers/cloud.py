"""Whether a SOC 2 report or a FedRAMP listing that is enclosed says what the form says: 966(b)(12)(D)(iii)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.carpos.papers.enclosed import differs, not_found, papers_in, said
from validator.checks.case import Case, Told
from validator.dates import written
from validator.messages import quoted
from validator.papers import clouds
from validator.papers.dates import dates_in
from validator.papers.listings import listing
from validator.papers.names import says
from validator.papers.paper import Paper, Passage, first_in

_PARTS = "security_certification"


def soc_kind_in_the_report(case: Case) -> Iterator[Told]:
    """The report is of another kind than the form says."""
    named = [one for paper in _reports(case) for one in clouds.kinds(paper)]
    yield from _other_than(case, f"{_PARTS}.soc_kind", named)


def soc_type_in_the_report(case: Case) -> Iterator[Told]:
    """The report is of another type than the form says."""
    named = [one for paper in _reports(case) for one in clouds.types(paper)]
    yield from _other_than(case, f"{_PARTS}.soc_type", named)


def soc_period_in_the_report(case: Case) -> Iterator[Told]:
    """The period of the report ends on another day than the form says."""
    place, papers = f"{_PARTS}.soc_period_ended_on", _reports(case)
    day = case.day(place)
    if not day or not papers or any(one.may_be(day) for paper in papers for one in clouds.ends(paper)):
        return
    other = next((one for paper in papers for one in clouds.ends(paper)), None)
    if other:
        yield differs(place, written(day), other.passage)
    elif not any(one.may_be(day) for paper in papers for one in dates_in(paper)):
        yield not_found(place, written(day), papers)


def soc_auditor_in_the_report(case: Case) -> Iterator[Told]:
    """The auditor that the form names was not found in the report."""
    auditor, papers = case.text(f"{_PARTS}.soc_auditor"), _reports(case)
    if auditor and papers and not any(says(paper, auditor) for paper in papers):
        yield not_found(f"{_PARTS}.soc_auditor", f"“{quoted(auditor, 80)}”", papers)


def trust_services_in_the_report(case: Case) -> Iterator[Told]:
    """The Trust Services Criteria, which make a SOC 2 report, were not found in it."""
    papers = _reports(case)
    if papers and not first_in(papers, clouds.TRUST_SERVICES):
        label = "Criteria of the SOC 2 report"
        yield not_found(f"{_PARTS}.soc_kind", "the Trust Services Criteria", papers, label)


def opinion_in_the_report(case: Case) -> Iterator[Told]:
    """The auditor's opinion makes an exception."""
    passage = first_in(_reports(case), clouds.QUALIFIED)
    if passage:
        yield Told(
            f"{_PARTS}.cloud_evidence", f"{{label}}: {said(passage)}.",
            "Research Services will ask what the auditor excepted.", "Opinion in the SOC 2 report", passage.page,
            passage.words,
        )  # fmt: skip


def fedramp_state_in_the_paper(case: Case) -> Iterator[Told]:
    """The paper names another state of the FedRAMP listing than the form."""
    listed = [found for paper in _listings(case) if (found := listing(paper))]
    yield from _other_than(case, f"{_PARTS}.fedramp_status", listed)


def provider_in_the_papers(case: Case) -> Iterator[Told]:
    """The cloud provider that the form names was not found in a report or listing."""
    provider = case.text(f"{_PARTS}.cloud_provider")
    for what, papers in (("SOC 2 report", _reports(case)), ("FedRAMP listing", _listings(case))):
        if provider and papers and not any(clouds.names_provider(paper, provider) for paper in papers):
            label = f"Cloud provider in the {what}"
            yield not_found(f"{_PARTS}.cloud_provider", f"“{quoted(provider, 80)}”", papers, label)


def _other_than(case: Case, place: str, named: list[tuple[str, Passage]]) -> Iterator[Told]:
    """The first that papers name, where none of them is what the form says."""
    chosen = case.text(place)
    if chosen and named and all(value != chosen for value, _ in named):
        options = {option.value: option.label for option in case.edition.by_name[place].options}
        yield differs(place, options.get(chosen, chosen), named[0][1])


def _reports(case: Case) -> list[Paper]:
    return [paper for paper in _beside(case) if clouds.is_soc_report(paper)]


def _listings(case: Case) -> list[Paper]:
    return [paper for paper in _beside(case) if clouds.is_fedramp_paper(paper)]


def _beside(case: Case) -> list[Paper]:
    """What may be enclosed with the security document: the form has no place of its own for it."""
    return papers_in(case, _PARTS) + papers_in(case, "research_materials")

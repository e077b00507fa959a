"""What papers about cloud storage are, and what a SOC report says: its kind, its type, its period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validator.papers.controls import CATALOG, COMPANION
from validator.papers.dates import Dated, dates_in, periods
from validator.papers.names import says, says_apart
from validator.papers.paper import Paper, Passage
from validator.papers.phrases import phrases

SOC = re.compile(r"\bSOC\)?[ \n-]?(?P<kind>[123lI])\b(?!\d)", re.IGNORECASE)
_ONE = str.maketrans("lI", "11")
TYPE = re.compile(r"\btype[ \n-]?(?P<type>II|I|[12l])\b", re.IGNORECASE)
TRUST_SERVICES = phrases(
    "trust service* criteria",
    "trust service* categor*",
    "trust service* principle*",
    "TSP section 100",
    "relevant to security",
    "security categor*",
    "criteria for security",
    "criteria security",
    "principle* security",
    "security availability",
    "security confidentiality",
    "security processing integrity",
    "common criteria",
)
"""The criteria by their name, or by what they are about: security stands in every SOC 2 report."""
AUDITED = phrases(
    "service auditor*", "Certified Public Accountants", "examination", "SOC 1 report", "SOC 2 report", "SOC 3 report",
    "SOC report", "SOC 2 Type*", "audit firm", "audit period", "type II", "type 2", "type I", "type 1",
)  # fmt: skip
FEDRAMP = phrases("FedRAMP", "Federal Risk and Authorization Management Program")
QUALIFIED = phrases("qualified opinion", "adverse opinion", "disclaimer of opinion", "except for the matter*")
_CALLED = (
    phrases("Amazon Web Services", "AWS"),
    phrases("Google Cloud", "Google Services", "GCP"),
    phrases("Azure"),
    phrases("Oracle Cloud", "OCI"),
)
"""Providers that forms and papers call by several names."""
AS_OF = phrases("as of")


def is_soc_report(paper: Paper) -> bool:
    """Whether a paper is a report on controls, or a letter about one, and not the institution's own document."""
    return paper.first(SOC) is not None and paper.first(AUDITED) is not None and not _is_the_institutions(paper)


def is_fedramp_paper(paper: Paper) -> bool:
    """Whether a paper is about a FedRAMP listing, and not the institution's own document."""
    return paper.first(FEDRAMP) is not None and not is_soc_report(paper) and not _is_the_institutions(paper)


def kinds(paper: Paper) -> Iterator[tuple[str, Passage]]:
    """The kinds of SOC report that a paper names, as the form does."""
    for number, match in paper.found(SOC):
        yield f"soc{match['kind'].translate(_ONE)}", paper.passage(number, *match.span())


def types(paper: Paper) -> Iterator[tuple[str, Passage]]:
    """The types of report that a paper names, as the form does."""
    for number, match in paper.found(TYPE):
        two = match["type"].casefold() in ("ii", "2")
        yield ("type2" if two else "type1"), paper.passage(number, *match.span())


def ends(paper: Paper) -> list[Dated]:
    """The last days of the periods that a report covers, or the day that it speaks of."""
    as_of = [one for one in dates_in(paper) if AS_OF.search(paper.pages[one.number][max(0, one.start - 8) : one.start])]
    return [last for _, last in periods(paper)] or as_of


def names_provider(paper: Paper, provider: str) -> bool:
    """Whether a paper names a provider: in these words, in its own order, or by another name that is known."""
    if says(paper, provider) or says_apart(paper, provider):
        return True
    return any(pattern.search(provider) and paper.first(pattern) for pattern in _CALLED)


def _is_the_institutions(paper: Paper) -> bool:
    return paper.first(CATALOG) is not None or paper.first(COMPANION) is not None

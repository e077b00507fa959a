from __future__ import annotations

from datetime import date

import pytest

from tests.validator.papers.reading import paper
from validator.papers import clouds


@pytest.mark.parametrize(
    "words", ["SOC 2 Type II report", "SOC2® Type 2, audit period", "SOC l examination", "Controls (SOC) 2 Type 2"]
)
def test_a_report_on_controls_is_told_from_the_institutions_document(words: str) -> None:
    assert clouds.is_soc_report(paper(words))
    assert not clouds.is_fedramp_paper(paper(f"{words} and FedRAMP"))
    assert not clouds.is_soc_report(paper(f"{words}, the Companion Document"))


def test_the_institutions_document_is_no_listing() -> None:
    assert clouds.is_fedramp_paper(paper("FedRAMP Marketplace"))
    assert not clouds.is_fedramp_paper(paper("FedRAMP, Cloud Control Catalog"))


def test_a_report_of_one_day_speaks_of_that_day() -> None:
    assert [one.day for one in clouds.ends(paper("Type I, as of March 31, 2026.\nPrinted: May 1, 2026"))] == [
        date(2026, 3, 31)
    ]


@pytest.mark.parametrize(
    ("words", "is_qualified"),
    [
        ("a qualified opinion", True),
        ("an unqualified opinion", False),
        ("Opinion: except for the matter described", True),
    ],
)
def test_an_opinion_with_an_exception_is_told_from_one_without(words: str, is_qualified: bool) -> None:
    assert (paper(words).first(clouds.QUALIFIED) is not None) is is_qualified


@pytest.mark.parametrize(
    "words",
    [
        "2017 Trust Services Criteria",
        "Controls Relevant to Security and\nAvailability",
        "Categories: Security category",
        "Security (common criteria)",
        "Criteria: Security, Confidentiality",
        "In scope: Security · Availability",
    ],
)
def test_the_criteria_of_a_report_are_named_or_told_by_what_they_are_about(words: str) -> None:
    assert paper(words).first(clouds.TRUST_SERVICES)
    assert not paper("relevant to internal control over financial reporting").first(clouds.TRUST_SERVICES)


@pytest.mark.parametrize(
    ("provider", "words"),
    [
        ("Microsoft Azure Government", "Cloud service offering: Azure Government\nProvider: Microsoft"),
        ("Amazon Web Services", "AWS US East/West"),
        ("AWS GovCloud", "Amazon Web Services, Inc."),
        ("Google Cloud Platform", "Google Services (Google Cloud and its infrastructure)"),
        ("Lakeshore Systems GmbH", "Lakeshore Systems"),
        ("Records by Lakeshore", "Lakeshore: Records"),
    ],
)
def test_a_provider_is_named_in_several_ways(provider: str, words: str) -> None:
    assert clouds.names_provider(paper(words), provider)


@pytest.mark.parametrize(
    ("provider", "words"),
    [
        ("Microsoft Azure Government", "Anthem Data Vault\nProvider: Lakeshore Systems, used by the government"),
        ("Amazon Web Services", "Oracle Cloud Infrastructure, with services on the web"),
        ("Lakeshore Systems GmbH", "Northshore Systems GmbH"),
    ],
)
def test_another_provider_is_not_named(provider: str, words: str) -> None:
    assert not clouds.names_provider(paper(words), provider)

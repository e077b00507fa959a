from __future__ import annotations

import pytest

from tests.validator.papers.reading import paper
from validator.papers.controls import says_cloud_sentence, versions


@pytest.mark.parametrize(
    "words",
    [
        "CJIS Security Policy, Version 6.0",
        "CJIS Security Policy (Version: 6.0)",
        "CJIS Security Policy | 6.0 | 12/27/2024",
        "Version 6.0 of the FBI's CJIS Security Policy",
        "Criminal Justice Information Services Security Policy (v6.0)",
        "Criminal Justice Information Services (CJIS) Security Policy, edition 6.0",
        "CJISSECPOL rev. 6.0",
    ],
)
def test_the_version_of_the_policy_is_named_in_many_ways(words: str) -> None:
    assert [version for version, _ in versions(paper(words))] == ["6.0"]


def test_the_version_of_another_policy_is_none_of_it() -> None:
    assert not list(versions(paper("The Security Policy of Sampleton University, Version 2.1")))


@pytest.mark.parametrize(
    "words",
    [
        "cloud storage has undergone a SOC 2 audit or FedRAMP certification",
        "the cloud provider: a Service Organization Controls 2 audit, or the Federal Risk and Authorization\n"
        "Management Program",
        "cloud: SOC II audit or Fed-RAMP",
        "cloud: SOC Type 2 or Fed RAMP",
    ],
)
def test_the_sentence_on_cloud_storage_is_written_in_many_ways(words: str) -> None:
    assert says_cloud_sentence(paper(words))
    assert not says_cloud_sentence(paper("no cloud; FedRAMP"))

"""What an institution's own security document says: the documents that it names, their version, the cloud sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validator.papers.paper import Paper, Passage
from validator.papers.phrases import phrases

POLICY = phrases(
    "CJIS Security Policy", "GJIS Security Policy", "Criminal Justice Information Services Security Policy",
    "CJISSECPOL",
)  # fmt: skip
"""Programs that read pictures often take its C for a G."""
COMPANION = phrases("Companion Document")
CATALOG = phrases(
    "Cloud Control Catalog",
    "Cloud Control Catalogue",
    "Cloud Controls Catalog",
    "Cloud Controls Catalogue",
)

REGULATED = "5.9"
_VERSION = re.compile(
    r"(?:CJIS\W{0,3}Security Policy|CJISSECPOL|Companion Document)"
    r"(?:[^.;]{0,40}?\b(?:version|ver\.?|v\.?) ?|\s)(?P<version>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\b",
    re.IGNORECASE,
)
_REACH = 300
"""Characters within which one sentence names both SOC 2 and FedRAMP."""
_SOC2 = phrases("SOC 2", "SOC2")
_FEDRAMP = phrases("FedRAMP", "Federal Risk and Authorization Management Program")
_CLOUD = phrases("cloud")


def versions(paper: Paper) -> Iterator[tuple[str, Passage]]:
    """The versions of the policy that a paper names."""
    for number, match in paper.found(_VERSION):
        yield match["version"], paper.passage(number, *match.span())


def says_cloud_sentence(paper: Paper) -> bool:
    """Whether a paper speaks of cloud, SOC 2 and FedRAMP close together, as the sentence of the regulation does."""
    for number, match in paper.found(_SOC2):
        around = paper.pages[number][max(0, match.start() - _REACH) : match.end() + _REACH]
        if _FEDRAMP.search(around) and _CLOUD.search(around):
            return True
    return False

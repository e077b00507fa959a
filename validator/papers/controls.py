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
COMPANION = phrases("Companion Document", "Requirements Companion")
CATALOG = phrases(
    "Cloud Control Catalog",
    "Cloud Control Catalogue",
    "Cloud Controls Catalog",
    "Cloud Controls Catalogue",
    "Catalog of Cloud Controls",
)

REGULATED = "5.9"
_CALLED = r"\b(?:version|ver\.?|v\.?|edition|revision|rev\.?|release)[\s:]{0,2}"
_NUMBER = r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?"
_THE_POLICY = r"(?:CJIS|Criminal Justice Information Services)\W{0,3}Security Policy"
_VERSION = re.compile(
    rf"(?:{_THE_POLICY}|CJISSECPOL|Companion Document)(?:[^.;]{{0,40}}?{_CALLED}|[\s|]{{1,3}})(?P<behind>{_NUMBER})\b|"
    rf"{_CALLED}(?P<before>{_NUMBER}) of (?:the )?(?:FBI(?:'s)? )?{_THE_POLICY}",
    re.IGNORECASE,
)
_REACH = 300
"""Characters within which one sentence names both SOC 2 and FedRAMP."""
_SOC2 = phrases("SOC 2", "SOC2", "SOC II", "SOC Type 2", "SOC Type II", "Organization Controls 2")
_FEDRAMP = phrases("FedRAMP", "Fed RAMP", "Federal Risk and Authorization Management Program")
_CLOUD = phrases("cloud")


def versions(paper: Paper) -> Iterator[tuple[str, Passage]]:
    """The versions of the policy that a paper names."""
    for number, match in paper.found(_VERSION):
        yield match["behind"] or match["before"], paper.passage(number, *match.span())


def says_cloud_sentence(paper: Paper) -> bool:
    """Whether a paper speaks of cloud, SOC 2 and FedRAMP close together, as the sentence of the regulation does."""
    for number, match in paper.found(_SOC2):
        around = paper.pages[number][max(0, match.start() - _REACH) : match.end() + _REACH]
        if _FEDRAMP.search(around) and _CLOUD.search(around):
            return True
    return False

"""What certificates of training say: whose they are, of which course, of which day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from validator.papers.names import page_names
from validator.papers.paper import Paper
from validator.papers.phrases import phrases

COMPLETED = phrases(
    "completion date", "date of completion", "completed on", "date completed", "passed on",
    "passed its examination on", "course completed", "completed", "date of training", "training date", "issued on",
    "date issued", "awarded on", "completion", "passed", "earned on", "date earned", "finished", "date finished",
    "date achieved", "achieved on", "attended on", "issue date", "awarded", "date of award",
)  # fmt: skip
EXPIRES = phrases(
    "expiration date", "expires", "expires on", "valid until", "valid through", "expiry date", "expiration",
    "valid to", "valid till", "good until", "good through", "renew by", "renewed by", "renewal due", "refresher due",
    "recertification due", "retraining due", "not valid after", "no longer valid after", "lapses on",
)  # fmt: skip
OTHER_DATES = phrases("date", "start date", "registered", "printed", "enrolled")
HUMAN_SUBJECTS = phrases(
    "human subject*", "human participant*", "human research", "research participants", "research with people",
    "research involving humans", "participant protection", "good clinical practice", "human being*",
    "humans as subjects", "protecting people in research", "human protection*", "TCPS",
)  # fmt: skip
ETHICS = phrases(
    "ethic*", "responsible conduct", "Belmont", "research integrity", "integrity in research", "Helsinki", "TCPS"
)
_HEADS = r"item|course|module|curriculum|title|status|score|result|date|finished|completed|completion|expir\w+|id"
"""What stands beside “Name” at the head of a table."""
NAMED = re.compile(
    r"\b(?i:name|certif(?:y|ies) that|awarded to|presented to|issued to|completed by|participant|learner|"
    rf"records show that)[ \n:]{{1,3}}(?!(?i:{_HEADS})\b)(?P<name>[A-Z][\w.'-]+(?:,? [A-Z][\w.'-]*){{1,4}})"
)


def of_person(paper: Paper, name: str, others: Iterable[str]) -> Paper:
    """The pages about one person: from each that names the person to before the next that names another."""
    others = tuple(other for other in others if other)
    about = False
    kept: list[int] = []
    for number, page in enumerate(paper.pages):
        recognised = number in paper.recognised
        if page_names(page, name, recognised=recognised):
            about = True
        elif any(page_names(page, other, recognised=recognised) for other in others):
            about = False
        if about:
            kept.append(number)
    return paper.part(kept)


def whose(papers: Sequence[Paper], name: str, others: Iterable[str]) -> list[Paper]:
    """The papers, or parts of them, that are about a person."""
    others = tuple(others)
    parts = (of_person(paper, name, others) for paper in papers)
    return [part for part in parts if part.is_read]

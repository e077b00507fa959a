"""The papers of a case as they are looked through, and how a check speaks of what is in them and what is not."""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.case import Case, Told
from validator.messages import quoted
from validator.papers.paper import Paper, Passage

LOOK_AT_BOTH = "Look which of the two is right, and correct the form or enclose the right paper."
LOOK_INTO_THE_PAPER = "Look whether the paper says it in other words, or in a picture; Research Services reads it."


def papers_in(case: Case, slot: str, person: str = "") -> list[Paper]:
    """The papers of a slot in which words could be read; with a person, those filed under the name."""
    held = (one for one in case.evidence if one.slot == slot and (not person or one.person == person))
    return [paper for paper in map(Paper.of, held) if paper.is_read]


def differs(place: str, in_the_form: str, passage: Passage, label: str = "") -> Told:
    """What the form says, and the other that a paper says."""
    words = f"{{label}}: the form says “{quoted(in_the_form, 80)}”, and {said(passage)}."
    return Told(place, words, LOOK_AT_BOTH, label, passage.page, passage.words)


def not_found(place: str, what: str, papers: Sequence[Paper], label: str = "", *, where: str = "in") -> Told:
    """What was looked for and not met: that a program did not find it does not mean that it is not there."""
    words = f"{{label}}: {what} was not found {where} the words of {named(papers)} that could be read.{_unread(papers)}"
    return Told(place, words, LOOK_INTO_THE_PAPER, label)


def said(passage: Passage) -> str:
    """What stands in a paper, and where."""
    page = f", page {passage.page}," if passage.page else ""
    return f"“{quoted(passage.paper, 60)}”{page} says “{quoted(passage.words, 120).rstrip('.')}”"


def named(papers: Sequence[Paper]) -> str:
    """Papers by their names; of many the first."""
    first = f"“{quoted(papers[0].name, 60) or 'the paper'}”"
    if len(papers) == 1:
        return first
    return f"{first} and {len(papers) - 1} more of these papers"


def _unread(papers: Sequence[Paper]) -> str:
    many, cut = sum(paper.unread for paper in papers), any(paper.is_cut for paper in papers)
    told = f" {'One page has' if many == 1 else f'{many} pages have'} no words that can be read." if many else ""
    return told + (" Only the first pages were looked through." if cut else "")

"""The papers of a case as they are looked through, and how a check speaks of what is in them and what is not."""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.case import Case, Told
from validator.messages import quoted
from validator.papers.paper import Paper, Passage

LOOK_AT_BOTH = "Look which of the two is right, and correct the form or enclose the right paper."
LOOK_AT_THE_PICTURE = (
    "Look at the paper itself, since letters in a picture are easily mistaken; if it does say so, correct the form or "
    "enclose the right paper."
)
LOOK_INTO_THE_PAPER = "Look whether the paper says it in other words, or in a picture; Research Services reads it."


def papers_in(case: Case, slot: str, person: str = "") -> list[Paper]:
    """The papers of a slot in which words could be read; with a person, those filed under the name."""
    held = (one for one in case.evidence if one.slot == slot and (not person or one.person == person))
    return [paper for paper in map(Paper.of, held) if paper.is_read]


def differs(place: str, in_the_form: str, passage: Passage, label: str = "") -> Told:
    """What the form says, and the other that a paper says."""
    words = f"{{label}}: the form says “{quoted(in_the_form, 80)}”, and {said(passage)}."
    return Told(place, words, look_at(passage), label, passage.page, passage.words, passage.recognised)


def not_found(place: str, what: str, papers: Sequence[Paper], label: str = "", *, where: str = "in") -> Told:
    """What was looked for and not met: that a program did not find it does not mean that it is not there."""
    words = f"{{label}}: {what} was not found {where} the words of {named(papers)} that could be read."
    words += off_pictures(papers) + _unread(papers)
    return Told(place, words, LOOK_INTO_THE_PAPER, label)


def said(passage: Passage) -> str:
    """What stands in a paper, and where."""
    page = f", page {passage.page}," if passage.page else ""
    off = " as read off a picture" if passage.recognised else ""
    return f"“{quoted(passage.paper, 60)}”{page} says “{quoted(passage.words, 120).rstrip('.')}”{off}"


def look_at(passage: Passage) -> str:
    """What to do about a paper that says otherwise than the form."""
    return LOOK_AT_THE_PICTURE if passage.recognised else LOOK_AT_BOTH


def named(papers: Sequence[Paper]) -> str:
    """Papers by their names; of many the first."""
    first = f"“{quoted(papers[0].name, 60) or 'the paper'}”"
    if len(papers) == 1:
        return first
    return f"{first} and {len(papers) - 1} more of these papers"


def off_pictures(papers: Sequence[Paper]) -> str:
    """A sentence on how many of the pages that were read are pictures, with a blank before it; empty where none is."""
    read = [number in paper.recognised for paper in papers for number, page in enumerate(paper.pages) if page]
    if not any(read):
        return ""
    which = "They were" if all(read) else f"Those of {sum(read)} of {len(read)} pages were"
    return f" {which} read off pictures, where letters are easily mistaken."


def _unread(papers: Sequence[Paper]) -> str:
    many, cut = sum(paper.unread for paper in papers), any(paper.is_cut for paper in papers)
    told = f" {'One page has' if many == 1 else f'{many} pages have'} no words that can be read." if many else ""
    return told + (" Only the first pages were looked through." if cut else "")

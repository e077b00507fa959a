"""Papers in which nothing could be read: a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from validator.checks.case import Case, Told
from validator.messages import quoted
from validator.names import same_person
from validator.papers.paper import Paper
from validator.questions import Question

CLAUSES = ("966(b)(12)(B)", "966(b)(12)(D)", "966(b)(12)(F)", "966(c)", "966(d)", "966(e)")
"""The clauses whose papers are looked through."""


def nothing_read(clause: str) -> Callable[[Case], Iterator[Told]]:
    """The rule on papers without words, for those of one clause."""

    def paper_without_words(case: Case) -> Iterator[Told]:
        return _without_words(case, clause)

    return paper_without_words


def _without_words(case: Case, clause: str) -> Iterator[Told]:
    for question in case.edition.questions:
        if question.enclosure and question.clause == clause:
            yield from _of(case, question)


def _of(case: Case, question: Question) -> Iterator[Told]:
    for one in case.evidence:
        if one.slot != question.enclosure or not one.pages or Paper.of(one).is_read:
            continue
        for place in _places(case, question, one.person):
            yield Told(
                place,
                f"{{label}}: no words could be read in “{quoted(one.name, 60)}”, as where a page is a picture.",
                "A person reads it: nothing in it was compared with the form. A copy with words in it can be compared.",
            )


def _places(case: Case, question: Question, person: str) -> Iterator[str]:
    """The boxes of an enclosure that a paper belongs to: of a certificate the one of its person."""
    if question.enclosure != "training":
        yield question.name
    elif not question.row:
        if same_person(person, case.text("bona_fide_researcher.name")):
            yield question.name
    else:
        for number, member in enumerate(case.members()):
            if same_person(person, member.name):
                yield question.name.replace("*", str(number))

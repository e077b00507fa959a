"""The application by section as staff read it: answers, findings, the evidence beside, what changed since before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from validator.answers import answer
from validator.finding import Finding, Severity, Stage
from validator.findings import by_section
from validator.questions import Answers, Edition, Question, Section, edition_of
from webapp.answers.differing import differences
from webapp.answers.shown import Shown, in_words, shown
from webapp.cases.case import CaseView
from webapp.storage.attachments import Attachment
from webapp.storage.submissions import Submission


@dataclass(frozen=True, slots=True)
class Change:
    """One question that was answered otherwise in the round before."""

    label: str
    row: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the application."""

    section: Section
    findings: tuple[Finding, ...]
    answers: tuple[Shown, ...]
    changes: tuple[Change, ...]
    evidence: tuple[Attachment, ...]

    @property
    def is_told(self) -> bool:
        """Whether something is open or changed here, so that the answers are to be read with it."""
        return bool(self.changes) or any(one.severity is not Severity.STAFF for one in self.findings)

    @property
    def rows(self) -> Iterator[tuple[str, Iterator[Shown]]]:
        """The answers by the row of a list that they stand in; first those that stand in none."""
        return groupby(self.answers, lambda one: one.row)


def parts(view: CaseView, submission: Submission, stage: Stage) -> tuple[Part, ...]:
    """The sections of a round, with what the check says of it at a gate."""
    form = edition_of(submission.answers)
    found = {name: found for name, _, found in by_section(view.findings_in(submission, stage), form)}
    changed = _changes(before(view, submission), submission, form)
    return tuple(
        Part(
            section=section,
            findings=tuple(found[section.id]),
            answers=tuple(shown(section, submission.answers, {})),
            changes=tuple(change for question, change in changed if question.section == section.id),
            evidence=tuple(_evidence(view.attachments, section)),
        )
        for section in form.sections
    )


def before(view: CaseView, submission: Submission) -> Submission | None:
    """The round before; None for the first one."""
    return next((each for each in reversed(view.rounds) if each.round < submission.round), None)


def _changes(former: Submission | None, now: Submission, form: Edition) -> list[tuple[Question, Change]]:
    if former is None:
        return []
    return [
        (question, _change(question, name, former.answers, now.answers))
        for question, name in differences(former.answers, now.answers, form)
    ]


def _change(question: Question, name: str, before: Answers, now: Answers) -> Change:
    steps = name.split(".")
    row = f"{question.row} {int(steps[1]) + 1}" if question.row else ""
    old, new = (in_words(answer(answers, name), question) for answers in (before, now))
    return Change(question.label, row, old, new)


def _evidence(documents: Sequence[Attachment], section: Section) -> list[Attachment]:
    """The documents whose place is in a section; certificates of Team Members stand with the team."""
    slots = {question.enclosure for question in section.questions if question.enclosure}
    return [one for one in documents if one.slot in slots]

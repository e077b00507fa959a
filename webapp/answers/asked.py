"""Questions as a page draws them: what each input is called, what stands in it, and what is said beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.webform import NOT_TYPED, entered
from validator.answers import answer
from validator.finding import Finding, Severity
from validator.findings import section_of
from validator.questions import Answers, Condition, Edition, Option, Question, Section, edition_of
from webapp.answers.shown import in_words

YES_NO = (Option("yes", "Yes"), Option("no", "No"))
SIGNED_AT_THE_END = ("signature", "restrictions")
"""Sections that hold a signature of the Bona Fide Researcher alone: it is given when the application is submitted."""
LONG = 90
"""A text above it gets a field of more than one line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One input of a page."""

    question: Question
    name: str
    values: tuple[str, ...]
    only_if: str
    """When it is asked, in words; empty: always."""
    findings: tuple[Finding, ...] = ()
    is_fixed: bool = False
    """Shown, and not to be changed by this person."""

    @property
    def id(self) -> str:
        """The name as the id of an element."""
        return self.name.replace(".", "-")

    @property
    def value(self) -> str:
        """What stands in a field of text."""
        return self.values[0] if self.values else ""

    @property
    def is_long(self) -> bool:
        """Whether it needs a field of several lines."""
        return self.question.kind == "prose" or len(self.value) > LONG or "\n" in self.value

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen; an answer that came in and is none of the choices stays to be seen."""
        known = YES_NO if self.question.kind == "yes_no" else self.question.options
        values = {option.value for option in known}
        odd = (one for one in self.values if one not in values)
        return (*known, *(Option(one, f"“{one}” (as it came in; not one of the choices)") for one in odd))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What has to be completed before it can be submitted."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


def asked(
    questions: Sequence[Question], answers: Answers, findings: Sequence[Finding], row: int | None = None
) -> list[Asked]:
    """The inputs of questions, or of those questions in one row."""
    form = edition_of(answers)
    return [
        _asked(question, question.name.replace("*", str(row)), answers, findings, form)
        for question in questions
        if question.kind not in NOT_TYPED
    ]


def rows_asked(section: Section, answers: Answers, findings: Sequence[Finding], more: int) -> Iterator[list[Asked]]:
    """The inputs of each row of a section, and of so many empty ones after them."""
    in_rows = [question for question in section.questions if question.row]
    if in_rows:
        for number in range(rows_of(section, answers) + more):
            yield asked(in_rows, answers, findings, number)


def rows_of(section: Section, answers: Answers) -> int:
    """How many rows a section holds."""
    name = next((question.path[0] for question in section.questions if question.row), "")
    rows = answers.get(name)
    return len(rows) if isinstance(rows, list) else 0


def of_section(findings: Sequence[Finding], section: Section, form: Edition) -> list[Finding]:
    """The findings of a section."""
    return [one for one in findings if section_of(one, form) == section.id]


def name_of(finding: Finding) -> str:
    """The name of the input that a finding is about."""
    return finding.pointer.strip("/").replace("/", ".")


def _asked(question: Question, name: str, answers: Answers, findings: Sequence[Finding], form: Edition) -> Asked:
    about = tuple(one for one in findings if name_of(one) == name)
    own = [one for one in question.conditions if not question.row or "*" in one.question]  # a row is there, or it isn't
    only_if = " and ".join(_in_words(condition, form) for condition in own)
    return Asked(question, name, tuple(entered(answer(answers, name), question)), only_if, about)


def _in_words(condition: Condition, form: Edition) -> str:
    """A condition as people say it: “Funded” is Yes."""
    other = form.by_name[condition.question]
    values = " or ".join(in_words([one] if other.kind == "choices" else one, other) for one in condition.values)
    return f"“{other.label}” is {values}"

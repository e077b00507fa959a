"""One case as it stands on a day: what came in, what people did, what is due, and what the check says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from procedure.approval import Approval, approval_of, was_approved
from procedure.case import Case, case_of
from procedure.clock import Clock
from procedure.clocks import due
from procedure.events import Event
from procedure.permission import OpenAct, open_acts
from procedure.persons import Person, left, persons_of, researcher_of
from procedure.policy import Policy
from procedure.remark import Remark
from procedure.remarks import remarks_of
from procedure.states import State
from validator.answers import answer
from validator.evidence import Evidence
from validator.finding import Finding, Severity, Stage
from validator.findings import check
from validator.questions import Answers
from validator.record import Record
from webapp.judging import evidence_in
from webapp.storage import attachments, conflicts, history, questions, submissions
from webapp.storage.attachments import Attachment
from webapp.storage.closures import policy_of
from webapp.storage.conflicts import Conflict
from webapp.storage.history import Entry
from webapp.storage.questions import Answered
from webapp.storage.store import Transaction
from webapp.storage.submissions import Submission


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything of one application, read at one moment, and all that follows from it on one day."""

    number: str
    """Of the application, such as 2026-0001."""
    on: date
    policy: Policy
    rounds: tuple[Submission, ...]
    """What was handed in, the first time first."""
    entries: tuple[Entry, ...]
    """What people did, in order, the corrected and the corrections too."""
    attachments: tuple[Attachment, ...]
    """The documents of every round, and those that came later."""
    answered: tuple[Answered, ...]
    """What staff answered to the questions that the check asks of them."""
    conflicts: tuple[Conflict, ...]
    case: Case
    """The events that stand after every correction, and the state."""
    clocks: tuple[Clock, ...]
    remarks: tuple[Remark, ...]
    open_acts: tuple[OpenAct, ...]

    @property
    def seen(self) -> int:
        """How many events there are: what a page says that somebody saw who acts on it."""
        return len(self.entries)

    @property
    def events(self) -> tuple[Event, ...]:
        """The whole history, as the procedure reads it."""
        return tuple(entry.event for entry in self.entries)

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.case.state

    @property
    def last(self) -> Submission:
        """The last round."""
        return self.rounds[-1]

    @property
    def title(self) -> str:
        """The title of the project, as it was last handed in."""
        return str(answer(self.last.answers, "project_title") or "Application without a title")

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody who is or was in the case."""
        return persons_of(self.case)

    @property
    def approval(self) -> Approval | None:
        """What was approved, as it holds now; None before."""
        return approval_of(self.case) if was_approved(self.case) else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The documents as values, without what was found harmful."""
        return tuple(evidence_in(self.attachments))

    @property
    def record(self) -> tuple[Record, ...]:
        """What the Department wrote down beside the application, but for the answers to questions."""
        return tuple(entry for event in self.case.events for entry in recorded(event))

    def entry(self, number: int) -> Entry:
        """The event of that number, as it is kept."""
        return self.entries[number - 1]

    def round_at(self, stage: Stage, about: int | None = None) -> Submission:
        """The round that an act at a gate looks at: data are released on what was approved last.

        Args:
            stage: The gate.
            about: The event of the modified request that is decided; None for the application itself.
        """
        if stage is Stage.RELEASE:
            about = next((event.about for event in reversed(self.case.acts("approve"))), None)
        of_event = {entry.kept.get("submission"): entry.event for entry in self.entries}
        mine = [each for each in self.rounds if _belongs(of_event.get(each.id), about)]
        return mine[-1] if mine else self.last

    def findings(self, stage: Stage, about: int | None = None) -> list[Finding]:
        """What the check says at a gate, with the documents, the record, and the answers of staff."""
        return self.findings_in(self.round_at(stage, about), stage)

    def findings_in(self, submission: Submission, stage: Stage) -> list[Finding]:
        """What the check says of one round at a gate."""
        found = self._check(submission, stage)
        answered = [one for question in _questions(found) if (one := self.answer_to(question))]
        if not answered:
            return found
        return self._check(submission, stage, [_record(one) for one in answered])

    def questions(self, submission: Submission) -> list[Finding]:
        """What the check asks of staff before they approve a round, answered or not."""
        return _questions(self._check(submission, Stage.APPROVE))

    def answer_to(self, question: Finding) -> Answered | None:
        """What was answered to a question."""
        return next((one for one in self.answered if one.answers(question)), None)

    def _check(self, submission: Submission, stage: Stage, answers: Sequence[Record] = ()) -> list[Finding]:
        """What the check says; at release of the persons who are in the case then, not of those who left."""
        answered, record = submission.answers, (*self.record, *answers)
        if stage is Stage.RELEASE:
            answered = with_researcher(answered, researcher_of(self.case).name)
        found = check(answered, stage, on=self.on, evidence=self.evidence, record=record)
        return [one for one in found if stage is not Stage.RELEASE or not self._is_about_who_left(one, answered)]

    def _is_about_who_left(self, finding: Finding, answered: Answers) -> bool:
        row = re.match(r"/team_members/(\d+)", finding.pointer)
        name = answer(answered, f"team_members.{row[1]}.name") if row else None
        return isinstance(name, str) and left(self.case, name) is not None


def read(tx: Transaction, number: str, *, on: date) -> CaseView:
    """The case of an application as it stands on a day.

    Raises:
        NotKeptError: There is no such application.
    """
    policy = policy_of(tx)
    rounds = submissions.read(tx, number)
    entries = history.of_application(tx, number)
    events = tuple(entry.event for entry in entries)
    return CaseView(
        number=number,
        on=on,
        policy=policy,
        rounds=rounds,
        entries=entries,
        attachments=attachments.of_application(tx, number),
        answered=questions.answers_of(tx, number),
        conflicts=conflicts.conflicts_of(tx, number),
        case=case_of(events),
        clocks=due(events, policy=policy),
        remarks=remarks_of(events, on=on, policy=policy),
        open_acts=open_acts(events),
    )


def recorded(event: Event) -> Iterator[Record]:
    """What an event writes down beside the application: background checks, their verification, formal approval."""
    facts, on = event.facts, event.on.isoformat()
    match event.act:
        case "record_background_check":
            yield Record("background_check", on, event.name, facts["person"], passed=facts["passed"])
        case "verify_background_checks":
            for person in facts["persons"]:
                yield Record("background_check_verified", on, event.name, person)
        case "verify_approval":
            yield Record(
                "approval_verification",
                on,
                event.name,
                body=facts["body"],
                review_determined=facts.get("review_determined", False),
                data_security_determined=facts.get("data_security_determined", False),
            )


def with_researcher(answers: Answers, name: str) -> Answers:
    """An application with the name of the Bona Fide Researcher who took over (966(j)(1))."""
    person = answers.get("bona_fide_researcher")
    return {**answers, "bona_fide_researcher": {**(person if isinstance(person, Mapping) else {}), "name": name}}


def _record(answered: Answered) -> Record:
    on = answered.at.date().isoformat()
    return Record("answer", on, answered.by, clause=answered.clause, pointer=answered.pointer)


def _belongs(event: Event | None, about: int | None) -> bool:
    """Whether a round is one of the application itself, or of the modified request of that event."""
    if event is None:
        return about is None
    if event.act == "modify":
        return event.number == about
    return event.about == about


def _questions(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity is Severity.STAFF]

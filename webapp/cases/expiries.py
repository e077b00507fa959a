"""The evidence register: what of a case runs out, when, and on which answer, document or decision that rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from validator.answers import answer
from validator.dates import months_before, read_date
from validator.policy import POLICY
from webapp.cases.case import CaseView
from webapp.cases.persons_shown import persons_shown
from webapp.storage.attachments import Attachment

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something that runs out, or whose age staff look at."""

    what: str
    clause: str
    on: date | None
    """None where nobody said a day."""
    documents: tuple[Attachment, ...] = ()
    note: str = ""

    def standing(self, today: date) -> str:
        """How it stands on a day, in words."""
        if self.on is None:
            return "no day is known"
        if self.on < today:
            return "has passed"
        return "runs out soon" if self.on <= today + SOON else "holds"


def expiries(view: CaseView) -> tuple[Expiry, ...]:
    """What runs out, the earliest first; what has no day last."""
    found = [*_approval(view), *_answers(view), *_cloud(view), *_training(view)]
    return tuple(sorted(found, key=lambda one: (one.on is None, one.on or date.max)))


def _approval(view: CaseView) -> Iterator[Expiry]:
    if approval := view.approval:
        yield Expiry("Approval of the project", "966(j)", approval.expires_on, note="as the letter prints it")
        yield Expiry("Timeframe in which data are obtained", "964(b)", approval.timeframe_to)


def _answers(view: CaseView) -> Iterator[Expiry]:
    answers = view.last.answers
    basis = answer(answers, "irb_approval.no_expiration_basis")
    if answer(answers, "irb_approval") is not None:
        note = "the approval says that it has no expiration date" if basis else ""
        yield Expiry(
            "Approval by the review board or committee", "966(b)(12)(F)", _day(view, "irb_approval.expires_on"),
            _documents(view, "irb_approval"), note,
        )  # fmt: skip
    if answer(answers, "project_outline.funding_kind"):
        yield Expiry("Grant", "966(b)(12)(A)(iv)", _day(view, "project_outline.grant_expires_on"))
    yield Expiry("Anticipated completion", "966(b)(9)", _day(view, "anticipated_completion_on"))


def _cloud(view: CaseView) -> Iterator[Expiry]:
    """A SOC 2 report whose period ended more than a year ago is asked about; a FedRAMP certification has no day."""
    if answer(view.last.answers, "security_certification.cloud_storage") is not True:
        return
    documents, clause = _documents(view, "security_certification"), "966(b)(12)(D)(iii)"
    chosen = answer(view.last.answers, "security_certification.cloud_evidence")
    kinds = chosen if isinstance(chosen, list) else []
    if "soc2" in kinds or not kinds:
        ended = _day(view, "security_certification.soc_period_ended_on")
        until = months_before(ended, -POLICY.soc2_valid_months) if ended else None
        yield Expiry("SOC 2 report of the cloud storage", clause, until, documents, "policy: a year after its period")
    if "fedramp" in kinds:
        yield Expiry("FedRAMP certification of the cloud storage", clause, None, documents, "look at its present state")


def _training(view: CaseView) -> Iterator[Expiry]:
    for one in persons_shown(view):
        if one.person.until is None:
            what = f"Training certificate of {one.person.name}"
            note = f"policy: {POLICY.training_valid_years} years after it was completed"
            yield Expiry(what, "966(e)", one.lapses_on, one.certificates, note)


def _day(view: CaseView, name: str) -> date | None:
    said = answer(view.last.answers, name)
    return read_date(said) if isinstance(said, str) else None


def _documents(view: CaseView, slot: str) -> tuple[Attachment, ...]:
    return tuple(one for one in view.attachments if one.slot == slot)

"""What the researcher may do now: exactly the open rows of the table, in their words, each with its last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procedure.clock import Clock
from procedure.events import Role
from procedure.permission import OpenAct
from procedure.workflow import TABLE
from webapp.cases.acting import WITH_AN_APPLICATION
from webapp.cases.buttons import event_words
from webapp.cases.case import CaseView


@dataclass(frozen=True, slots=True)
class Explained:
    """An act as its page explains it to the researcher."""

    title: str
    means: str
    """What doing it means, and what it does not."""
    filed: bool = False
    """Whether it counts only once it has reached the Department's address: it is sent there by mail at once."""
    clocks: tuple[str, ...] = ()
    """The deadlines that it keeps."""


EXPLAINED: Mapping[str, Explained] = {
    "file_appeal": Explained(
        "Appeal",
        "You appeal to the Chief of the CJIS Division. You alone may, also where a Team Member’s background check is "
        "the reason. Say why the decision is wrong, and what should be considered.",
        filed=True,
        clocks=("appeal", "findings_appeal"),
    ),
    "confirm_filing": Explained(
        "Show that your appeal was filed",
        "You say how one can see that the appeal reached the Department’s address, and on which day.",
    ),
    "request_renewal": Explained(
        "Request the renewal",
        "You say of each of six items what changes, or that nothing does. The renewal has to be complete before the "
        "expiration date, and the request stands on your institution’s official letterhead.",
        filed=True,
        clocks=("renewal",),
    ),
    "request_support": Explained(
        "Request a letter of support",
        "You ask the Department for a letter of support for research. Before approval the request is kept, and no "
        "period runs.",
        filed=True,
    ),
    "verify_approval": Explained(
        "Verify the formal approval",
        "You say which body has approved the project. Data are released only after this.",
    ),
    "verify_background_checks": Explained(
        "Verify background checks",
        "You verify for each Team Member whom you name that the background check was completed and passed.",
    ),
    "give_access": Explained(
        "Give somebody access",
        "You record that a person of the application gets access to data. For Identified data the passed background "
        "check comes first.",
    ),
    "withdraw": Explained("Withdraw", "You end your request. Nothing you sent is deleted, and you can begin anew."),
    "request_transfer": Explained(
        "Ask to transfer or disclose data",
        "Data go to a third party only where the Department has approved it, and a statute or court order "
        "authorizes it too.",
        filed=True,
    ),
    "plan_publication": Explained(
        "Name the day of publication",
        "You say on which day you plan to publish. The complete draft is due at least ten business days before it.",
    ),
    "submit_draft": Explained(
        "Tell that the draft was sent",
        "You record that you sent the complete draft to Research Services. Never put data or a draft into this page.",
        clocks=("draft",),
    ),
    "record_receipt": Explained(
        "Say when you received the findings",
        "Your time to appeal runs from the day on which you received them.",
    ),
    "report_subpoena": Explained(
        "Give notice of a subpoena or proceeding",
        "You owe this at once. Data are not disclosed in a proceeding without a court order.",
        filed=True,
        clocks=("subpoena_notice",),
    ),
    "report_breach": Explained(
        "Give notice of a breach",
        "You owe this at once. Say what you know now; what you learn later can be added.",
        filed=True,
        clocks=("breach_notice",),
    ),
    "count_individuals": Explained(
        "Say how many individuals a breach affects",
        "From 500 individuals on, a separate letter for the Department’s website is due.",
        filed=True,
    ),
    "send_breach_letter": Explained(
        "Send the letter for the Department’s website",
        "You record that you sent the letter that 500 or more affected individuals call for.",
        clocks=("breach_letter",),
    ),
    "complete": Explained(
        "Record that the project is completed",
        "You say that the project has ended. The notice of completion is due within thirty days after it.",
    ),
    "notify_completion": Explained(
        "Give notice of completion",
        "You tell the Department on which day the project was completed. All restrictions survive.",
        filed=True,
        clocks=("completion_notice",),
    ),
    "certify_remedy": Explained(
        "Certify the remedy", "You certify that every violation found is remedied.", filed=True, clocks=("remedy",)
    ),
    "send_remedial_plan": Explained(
        "Send a remedial plan",
        "You say until when what was found will be remedied.",
        filed=True,
        clocks=("remedy",),
    ),
}
"""Every act that a Bona Fide Researcher may do and that hands in no answers, the urgent ones as they come up."""

SERVICES_OWN = frozenset({"sent_to", "proof"})
"""Facts that this service states by itself, since it does the sending."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One act that may be done now."""

    act: str
    about: int | None
    about_words: str
    clause: str
    explained: Explained
    clock: Clock | None
    """The running period that it keeps."""


def of_researcher() -> frozenset[str]:
    """The acts that the table gives a Bona Fide Researcher, but for those that hand in an application."""
    acts = {row.act for row in TABLE if Role.BONA_FIDE_RESEARCHER in row.by}
    return frozenset(acts - WITH_AN_APPLICATION)


def offered(view: CaseView) -> tuple[Offered, ...]:
    """What may be done now: first what has a last day, the earliest on top, then the order above."""
    order = list(EXPLAINED)
    mine = [one for one in view.open_acts if Role.BONA_FIDE_RESEARCHER in one.by and one.act in EXPLAINED]
    found = [_offered(view, one) for one in mine]
    return tuple(sorted(found, key=lambda one: (_last_day(one), order.index(one.act), one.about or 0)))


def find(view: CaseView, act: str, about: int | None) -> Offered | None:
    """The act, if it may be done now."""
    return next((one for one in offered(view) if (one.act, one.about) == (act, about)), None)


def _offered(view: CaseView, one: OpenAct) -> Offered:
    explained = EXPLAINED[one.act]
    running = [each for each in view.clocks if each.runs and each.deadline.name in explained.clocks]
    if one.about is not None:
        running = [each for each in running if each.event.number == one.about] or running[:0]
    return Offered(one.act, one.about, event_words(view, one.about), one.clause, explained, next(iter(running), None))


def _last_day(one: Offered) -> tuple[bool, str]:
    day = one.clock.due if one.clock else None
    return day is None, day.isoformat() if day else ""

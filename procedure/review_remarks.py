"""Remarks on the review: completion asked, verification, early requests for support, persons who came later."""

from __future__ import annotations

from collections.abc import Iterator

from procedure.approval import was_approved
from procedure.case import Case
from procedure.decisions import before_approval
from procedure.remark import Remark
from procedure.states import State


def review_remarks(case: Case) -> Iterator[Remark]:
    """What the review should keep in mind."""
    if case.state is State.COMPLETION_ASKED:
        yield Remark(
            "966(g)",
            "Completion was asked for: that is no decision and starts no clock. The application ends by a decision or "
            "by the researcher's withdrawal; left lying, the reasons and the appeal would be passed by.",
        )
    yield from _verifications(case)
    yield from _support(case)
    yield from _persons(case)


def _verifications(case: Case) -> Iterator[Remark]:
    for event in case.acts("verify_approval"):
        lacking = [
            words
            for fact, words in (("review_determined", "review"), ("data_security_determined", "data security"))
            if not event.facts.get(fact)
        ]
        if lacking:
            words = f"The verification of {event.facts['body']} states no determination on {' and '.join(lacking)}."
            waits = "By way of the Committee or a written agreement, data wait for both."
            yield Remark("966(c)(1)", f"{words} {waits}", event.number)
    for event in case.acts("send_cphs_documentation"):
        if not any(later.number > event.number for later in case.acts("verify_approval")):
            words = "The documentation verifies nothing: the Committee's own verification comes before any data."
            yield Remark("966(c)(1)", words, event.number)


def _support(case: Case) -> Iterator[Remark]:
    for request in case.acts("request_support"):
        if before_approval(case, request) and not case.about(request.number, "send_support", "deny_support"):
            then = "Ask the researcher again now." if was_approved(case) else "It is kept and has no clock."
            yield Remark("966(h)", f"A letter of support was requested before approval. {then}", request.number)


def _persons(case: Case) -> Iterator[Remark]:
    for event in case.acts("replace_researcher"):
        yield Remark(
            "966(j)(1)",
            f"{event.facts['person']} takes over: own position, contact, curriculum vitae, both signatures, "
            "affiliation letter, training and, for Identified data, background check are asked anew (our reading). "
            "The one before stays bound by § 964 and keeps the notices of § 964(j) and (k).",
            event.number,
        )
    for event in case.acts("add_person"):
        yield Remark(
            "966(f)",
            f"{event.facts['person']} came later: the training certificates now, and for Identified data a passed "
            "background check before access.",
            event.number,
        )
    for event in case.acts("remove_person"):
        yield Remark(
            "966(j)(1)",
            f"{event.facts['person']} has left: access ends, the history and the restrictions stay, and the notices of "
            "§ 964(j) and (k) can still be given.",
            event.number,
        )

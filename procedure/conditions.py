"""What an act asks beyond its row: one small function for each condition, which says in words why it is not met."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from procedure.access import (
    approval_has_not_expired,
    check_is_passed_for_identified_data,
    day_is_in_the_timeframe,
    level_is_approved,
    person_is_on_the_team,
    recipient_is_the_researcher,
    researcher_verified_the_check,
)
from procedure.appeals import appealable, overturned
from procedure.approval import approval_of, was_approved
from procedure.case import Case
from procedure.events import Event, Role
from procedure.persons import named_now
from validator.dates import written

Condition = Callable[[Case, Event], str | None]

_GROUND = re.compile(r"96\d\([a-z]\)|§|\b(?:Code|section|C\.?F\.?R\.?|U\.?S\.?C\.?|discretion)\b", re.IGNORECASE)


def reasons_name_their_ground(_case: Case, event: Event) -> str | None:
    """Each reason cites a clause, a statute or discretion."""
    loose = next((reason for reason in event.facts.get("reasons", ()) if not _GROUND.search(reason)), None)
    if loose is None:
        return None
    return f"The reason “{loose}” names no ground. Cite a clause, a statute, or the Department's discretion in it."


def terms_are_whole(case: Case, event: Event) -> str | None:
    """An approval has a timeframe that begins before it ends, and the first one an expiration date after its day."""
    facts = event.facts
    if facts["timeframe_from"] > facts["timeframe_to"]:
        return "The timeframe ends before it begins. Give a first day that is not after the last. § 964(b)"
    if "expires_on" not in facts and not was_approved(case):
        return "Say the expiration date (expires_on) as the letter prints it. § 966(j)"
    return _expires_later(event)


def renewal_names_its_expiration(_case: Case, event: Event) -> str | None:
    """A granted renewal has a new expiration date."""
    if event.facts["granted"] and "expires_on" not in event.facts:
        return "Say the new expiration date (expires_on) as the letter prints it. § 966(j)"
    return _expires_later(event)


def _expires_later(event: Event) -> str | None:
    expires_on = event.facts.get("expires_on")
    if expires_on and expires_on <= event.on:
        return f"The expiration date, {written(expires_on)}, is not after the day of the decision. § 966(j)"
    return None


def expiration_has_come(case: Case, event: Event) -> str | None:
    """An expiry is recorded on the expiration date or later."""
    expires_on = approval_of(case).expires_on
    if event.on < expires_on:
        return f"The approval expires on {written(expires_on)}; no expiry can be recorded before. § 966(j)"
    return None


def person_can_leave(case: Case, event: Event) -> str | None:
    """A Team Member can leave; the Bona Fide Researcher is replaced."""
    person = named_now(case, event.facts["person"])
    if person is None:
        return f"{event.facts['person']} is not on the team now. § 966(j)(1)"
    if person.researcher:
        return f"{person.name} is the Bona Fide Researcher: record who takes over (replace_researcher). § 966(j)(1)"
    return None


def check_was_failed(case: Case, event: Event) -> str | None:
    """A notice about a background check is a notice of failure."""
    if appealable(case.target(event)):
        return None
    return "This background check was passed, so there is no failure to give notice of. § 966(i)(1)"


def transfer_is_undecided(case: Case, event: Event) -> str | None:
    """An answer that depends on a requirement leaves the request open; approval and denial end it."""
    last = [
        answer
        for answer in case.about(case.target(event).number, "decide_transfer")
        if answer.facts["decision"] != "depends" and not overturned(case, answer.number)
    ]
    if last:
        return f"This request was answered on {written(last[-1].on)}: {last[-1].facts['decision']}. § 964(c)"
    return None


def transfer_answer_is_whole(case: Case, event: Event) -> str | None:
    """Approval wants the statute or court order too; “depends” wants the requirement named."""
    decision, facts = event.facts["decision"], event.facts
    if decision == "depends" and "requirement" not in facts:
        return "Say on which requirement the approval depends (requirement). § 964(c)"
    if decision == "approved" and "authorized_by" not in {*facts, *case.target(event).facts}:
        return "Name the statute or court order that authorizes it (authorized_by): both are needed. § 964(c)"
    return None


def purpose_answers_are_in_order(_case: Case, event: Event) -> str | None:
    """Three answers: used as requested; if not, whether permitted; if permitted, whether reasonably related."""
    used, permitted, related = (
        event.facts.get(name) for name in ("used_as_requested", "would_be_permitted", "reasonably_related")
    )
    if used and (permitted is not None or related is not None):
        return "The data were used as requested, so the two further questions do not arise. § 964(g)(2)"
    if used is False and permitted is None:
        return "Answer next whether the use would be permitted (would_be_permitted). § 964(g)(2)"
    if permitted and related is None:
        return "Answer next whether the use is reasonably related (reasonably_related). § 964(g)(2)"
    if permitted is False and related is not None:
        return "The use would not be permitted, so the third question does not arise. § 964(g)(2)"
    return None


def officer_was_appointed(case: Case, event: Event) -> str | None:
    """Somebody other than the Chief acts as appeal officer after the Chief's appointment."""
    if event.by is not Role.APPEAL_OFFICER or case.about(case.target(event).number, "appoint_officer"):
        return None
    return "No appeal officer is appointed yet: the Chief serves, or appoints one. § 966(i)(2), § 964(h)(2)"


def denial_was_overturned(case: Case, event: Event) -> str | None:
    """A review is resumed after an appeal decision that did not uphold the denial of the application."""
    decision = case.target(event)
    denial = case.target(case.target(decision))
    if decision.facts["outcome"] != "upheld" and denial.act == "deny":
        return None
    return "This decision leaves the denial as it is, and it is final. § 966(i)(6)"


STANDING: Mapping[str, tuple[Condition, ...]] = {
    "give_notice": (check_was_failed,),
    "resume_review": (denial_was_overturned,),
    "request_facts": (officer_was_appointed,),
    "request_response": (officer_was_appointed,),
    "decide_appeal": (officer_was_appointed,),
    "decide_transfer": (transfer_is_undecided,),
}
"""Conditions that hang on who acts and on what it is about, and can be looked at before anybody acts."""

CONDITIONS: Mapping[str, tuple[Condition, ...]] = {
    "approve": (terms_are_whole,),
    "deny": (reasons_name_their_ground,),
    "give_notice": (reasons_name_their_ground,),
    "send_reasons": (reasons_name_their_ground,),
    "deny_support": (reasons_name_their_ground,),
    "release": (
        recipient_is_the_researcher,
        level_is_approved,
        day_is_in_the_timeframe,
        approval_has_not_expired,
    ),
    "give_access": (
        person_is_on_the_team,
        level_is_approved,
        check_is_passed_for_identified_data,
        researcher_verified_the_check,
    ),
    "remove_person": (person_can_leave,),
    "decide_renewal": (renewal_names_its_expiration,),
    "expire": (expiration_has_come,),
    "decide_transfer": (transfer_answer_is_whole,),
    "answer_purpose": (purpose_answers_are_in_order,),
}
"""Conditions that hang on the day and on what the act states."""

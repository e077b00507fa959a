"""What releasing data and giving access ask beyond their rows: 964(b), (k), (m), 966(f) and (j)."""

from __future__ import annotations

from procedure.approval import approval_of, open_renewal
from procedure.case import Case
from procedure.events import Event
from procedure.persons import named_now, researcher_of
from validator.dates import written
from validator.names import same_person


def recipient_is_the_researcher(case: Case, event: Event) -> str | None:
    """Data go to the Bona Fide Researcher and to nobody else."""
    researcher = researcher_of(case)
    if same_person(researcher.name, event.facts["recipient"]):
        return None
    return f"Data go to {researcher.name} only, not to {event.facts['recipient']}. § 964(b), § 964(m)"


def level_is_approved(case: Case, event: Event) -> str | None:
    """No other level of data than the approved one."""
    levels = approval_of(case).data_levels
    if event.facts["data_level"] not in levels:
        words = " and ".join(levels).replace("_", "-")
        return f"Only {words} data are approved. A modified request can ask for more. § 964(a)"
    return None


def day_is_in_the_timeframe(case: Case, event: Event) -> str | None:
    """Data are obtained only during the approved timeframe, both its days included."""
    approval = approval_of(case)
    if not approval.timeframe_from <= event.on <= approval.timeframe_to:
        days = f"{written(approval.timeframe_from)} to {written(approval.timeframe_to)}"
        return f"{written(event.on)} is outside the timeframe of the application, {days}. § 964(b)"
    return None


def approval_has_not_expired(case: Case, event: Event) -> str | None:
    """No data from the expiration date on, unless a renewal was complete before it and waits for its decision."""
    expires_on = approval_of(case).expires_on
    if event.on < expires_on or open_renewal(case):
        return None
    return (
        f"The approval expired on {written(expires_on)} and no renewal was complete before. "
        "No further data are released. § 966(j)"
    )


def person_is_on_the_team(case: Case, event: Event) -> str | None:
    """Only a person whom the application names can be given access."""
    if named_now(case, event.facts["person"]):
        return None
    return f"{event.facts['person']} is not named in the application. Add the person first. § 964(k)"


def check_is_passed_for_identified_data(case: Case, event: Event) -> str | None:
    """Access to Identified data waits for a passed background check."""
    person = named_now(case, event.facts["person"])
    if event.facts["data_level"] != "identified" or (person and person.background_check):
        return None
    return f"No passed background check of {event.facts['person']} is recorded; access waits for it. § 966(f)"


def researcher_verified_the_check(case: Case, event: Event) -> str | None:
    """For a Team Member, the researcher verifies the passed check before the access."""
    person = named_now(case, event.facts["person"])
    if event.facts["data_level"] != "identified" or (person and person.researcher):
        return None
    verified = (name for each in case.acts("verify_background_checks") for name in each.facts["persons"])
    if any(same_person(name, event.facts["person"]) for name in verified):
        return None
    return f"The researcher has not verified the background check of {event.facts['person']}. § 966(f)"

"""State by state, act by act, role by role: what is permitted is what was read off the law, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest

from procedure.acts import ACTS
from procedure.case import state_of
from procedure.conditions import CONDITIONS, STANDING
from procedure.events import Event, Role
from procedure.facts import FACTS
from procedure.permission import open_acts
from procedure.refusals import AFTER_LEAVING, INSTEAD, TAKEN_IN, refusal
from procedure.states import State
from procedure.workflow import TABLE
from tests.procedure.histories import LEADING_TO, VALUES, event
from validator.clauses import CLAUSES
from validator.finding import Stage

# Who: b Bona Fide Researcher, i institution, t Team Member, s Research Services, c Chief, o appeal officer,
#      a administrator.
# When: N not submitted, U under review, Q completion asked, W withdrawn, D denied, A approved, E expired,
#      C completed, X closed.
# Written from sections 964, 966 and 968; an act stands once for each kind of event that it is about.
LAW = """
submit                    -                        b    N
ask_for_completion        -                        s    UQ
ask_for_completion        modify                   s    AECX
resubmit                  -                        b    UQ
resubmit                  modify                   b    AECX
withdraw                  -                        b    UQ
withdraw                  modify                   b    AECX
send_cphs_documentation   -                        s    UQA
verify_approval           -                        b    UQAEC
approve                   -                        s    U
approve                   modify                   s    AECX
deny                      -                        s    UQ
deny                      modify                   s    AECX
give_notice               deny                     s    DAECX
give_notice               record_background_check  s    UQWDAECX
give_notice               deny_support             s    AECX
send_reasons              deny                     s    DAECX
resume_review             decide_appeal            s    D
modify                    -                        b    AECX
release                   -                        s    A
record_background_check   -                        s    UQAE
verify_background_checks  -                        b    UQAE
add_person                -                        s    UQAE
remove_person             -                        s    UQAECX
replace_researcher        -                        s    UQAECX
give_access               -                        b    A
request_support           -                        b    UQAEC
send_support              request_support          s    AEC
deny_support              request_support          s    AEC
file_appeal               deny                     b    DAECX
file_appeal               record_background_check  b    UQWDAECX
file_appeal               deny_support             b    AECX
file_appeal               decide_transfer          bi   AECX
file_appeal               notify_identity_risk     bi   AECX
file_appeal               answer_purpose           bi   AECX
confirm_filing            file_appeal              bis  UQWDAECX
appoint_officer           file_appeal              c    UQWDAECX
request_facts             file_appeal              co   UQWDAECX
request_response          file_appeal              co   UQWDAECX
answer                    request_facts            cos  UQWDAECX
decide_appeal             file_appeal              co   UQWDAECX
notice_renewal            -                        s    A
request_renewal           -                        b    AE
complete_renewal          request_renewal          s    AE
decide_renewal            request_renewal          s    AE
expire                    -                        s    A
request_transfer          -                        bit  AECX
decide_transfer           request_transfer         s    AECX
approve_in_writing        -                        s    AECX
plan_publication          -                        b    AECX
plan_publication          submit_draft             b    AECX
submit_draft              -                        b    AECX
comment                   submit_draft             s    AECX
notify_identity_risk      submit_draft             s    AECX
clear_identity_risk       notify_identity_risk     s    AECX
answer_purpose            submit_draft             s    AECX
record_receipt            decide_transfer          bis  AECX
record_receipt            notify_identity_risk     bis  AECX
record_receipt            answer_purpose           bis  AECX
record_receipt            send_findings            bis  AECX
report_subpoena           -                        bit  UQWDAECX
report_breach             -                        bit  UQWDAECX
count_individuals         report_breach            bit  UQWDAECX
send_breach_letter        report_breach            bit  UQWDAECX
claim_costs               report_breach            s    UQWDAECX
acknowledge               report_breach            s    UQWDAECX
acknowledge               report_subpoena          s    UQWDAECX
complete                  -                        bis  AE
notify_completion         -                        bi   AECX
announce_inspection       -                        s    AECX
inspect                   announce_inspection      s    AECX
send_findings             inspect                  s    AECX
certify_remedy            send_findings            bi   AECX
send_remedial_plan        send_findings            bi   AECX
close                     -                        s    AEC
correct                   any                      sa   UQWDAECX
"""

ROLES = dict(zip("bitscoa", Role, strict=True))
STATES = {
    "N": State.NOT_SUBMITTED,
    "U": State.UNDER_REVIEW,
    "Q": State.COMPLETION_ASKED,
    "W": State.WITHDRAWN,
    "D": State.DENIED,
    "A": State.APPROVED,
    "E": State.EXPIRED,
    "C": State.COMPLETED,
    "X": State.CLOSED,
}
PERMITTED = {
    (act, subject, ROLES[role], STATES[state])
    for act, subject, roles, states in (line.split() for line in LAW.strip().splitlines())
    for role, state in product(roles, states)
}
SUBJECTS = sorted({(act, subject) for act, subject, _, _ in PERMITTED})


@pytest.mark.parametrize("state", State)
def test_a_history_leads_to_each_state(state: State) -> None:
    assert state_of(LEADING_TO[state]) is state


@pytest.mark.parametrize("state", State)
def test_each_role_may_do_what_the_law_gives_it_and_is_told_why_not_otherwise(state: State) -> None:
    history = LEADING_TO[state]
    for (act, subject), role in product(SUBJECTS, Role):
        attempts = [_attempt(history, act, role, about) for about in _abouts(history, subject)]
        reasons = [refusal(history, attempt) for attempt in attempts]
        expected = (act, subject, role, state) in PERMITTED and bool(attempts)
        assert (None in reasons) is expected, (act, subject, role, state, reasons)
        assert all(why is None or _says_why_in_words(why) for why in reasons), reasons


def _says_why_in_words(why: str) -> bool:
    """Whether a refusal is a sentence for people that ends with a full stop or its clause."""
    ends = re.search(r"(\.|§ 96[468]\S+( item \d)?)$", why)
    return len(why) > 30 and why[0].isupper() and bool(ends) and not re.search(r"None|\{|Error", why)


def test_acts_that_answer_something_are_refused_without_it_and_with_another() -> None:
    history = LEADING_TO[State.APPROVED]
    for act, subject in SUBJECTS:
        if subject != "-" and (act, "-") not in SUBJECTS:
            for about in (None, 999):
                assert refusal(history, _attempt(history, act, Role.RESEARCH_SERVICES, about))
        if subject == "-":
            assert refusal(history, _attempt(history, act, Role.RESEARCH_SERVICES, 999))


def test_what_is_shown_as_open_is_what_the_table_permits() -> None:
    for state, history in LEADING_TO.items():
        shown = {(each.act, role) for each in open_acts(history) for role in each.by}
        permitted = {(act, role) for act, _, role, of in PERMITTED if of is state and act != "correct"}
        assert {pair for pair in shown if pair[0] != "correct"} >= {
            (act, role) for act, role in permitted if _possible(history, act)
        }


def test_every_act_has_its_row_and_every_row_its_act() -> None:
    assert {row.act for row in TABLE} == set(ACTS) == {act for act, _ in SUBJECTS}
    assert set(CONDITIONS) | set(STANDING) | set(INSTEAD) | AFTER_LEAVING | TAKEN_IN <= set(ACTS)
    assert {name for act in ACTS.values() for name in (*act.asks, *act.may)} == set(FACTS)


def test_every_row_rests_on_a_clause_that_exists_or_says_that_it_is_policy() -> None:
    for row in TABLE:
        for clause in (row.clause, *row.also):
            assert clause in CLAUSES or clause.startswith("968(") or (clause == "" and row.basis == "policy")
        assert row.basis == "policy" or row.clause


def test_the_three_gates_stand_before_submission_approval_and_release() -> None:
    gates = {(row.act, row.needs) for row in TABLE if row.needs}
    assert gates == {
        ("submit", Stage.SUBMIT),
        ("resubmit", Stage.SUBMIT),
        ("modify", Stage.SUBMIT),
        ("approve", Stage.APPROVE),
        ("release", Stage.RELEASE),
    }


def test_a_made_up_value_stands_for_every_fact() -> None:
    assert all(FACTS[name][0].holds(value) for name, value in VALUES.items())
    assert set(VALUES) | {"instead"} == set(FACTS)


def _abouts(history: tuple[Event, ...], subject: str) -> list[int | None]:
    if subject == "-":
        return [None]
    return [each.number for each in history if subject in (each.act, "any")]


def _attempt(history: tuple[Event, ...], act: str, role: Role, about: int | None) -> Event:
    on = date(2027, 6, 1) if act == "expire" else history[-1].on if history else date(2026, 9, 1)
    if act in {"approve", "decide_renewal"}:
        return event(len(history) + 1, act, role, about, on=on, expires_on=date(2028, 5, 31))
    return event(len(history) + 1, act, role, about, on=on)


def _possible(history: tuple[Event, ...], act: str) -> bool:
    """Whether the act is about nothing, or about something that the history holds unanswered."""
    return any(
        refusal(history, _attempt(history, act, role, about)) is None
        for of, subject in SUBJECTS
        if of == act
        for about in _abouts(history, subject)
        for role in Role
    )

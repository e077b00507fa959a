from __future__ import annotations

import pytest

from procedure.events import Role
from webapp.staff.policy import ROWS, TABLE, Capability, Grant, Relation, StaffRole, may

RS, CHIEF, OFFICER, ADMIN, AUDITOR = StaffRole
CHANGING = set(Capability) - {
    Capability.SEE_CASES, Capability.SEE_FIGURES, Capability.SEE_LOG, Capability.SEE_SETTINGS, Capability.EXPORT,
    Capability.SEE_TEMPLATES, Capability.OWN_VIEWS, Capability.OWN_ACCOUNT,
}  # fmt: skip


def test_each_capability_stands_in_one_row() -> None:
    assert sorted(row.what for row in TABLE) == sorted(Capability)
    assert all(row.who for row in TABLE)


@pytest.mark.parametrize("what", Capability)
@pytest.mark.parametrize("role", StaffRole)
def test_who_stands_in_no_row_may_not(role: StaffRole, what: Capability) -> None:
    given = may({role}, what)
    assert bool(given) == (role in ROWS[what].who)
    assert given or "Your role may not" in given.why
    assert not may((), what)


def test_what_no_row_knows_is_refused() -> None:
    assert not may(set(StaffRole), "burn the archive")  # type: ignore[arg-type]  # what a route might say by mistake


@pytest.mark.parametrize("what", sorted(CHANGING))
def test_an_auditor_changes_nothing(what: Capability) -> None:
    assert not may({AUDITOR}, what)


@pytest.mark.parametrize("what", Capability)
def test_nobody_does_anything_with_their_own_application(what: Capability) -> None:
    given = may(set(StaffRole), what, [Relation.ASSIGNED, Relation.OWN_CASE])
    assert not given
    assert "their own application" in given.why


def test_an_appeal_officer_who_decided_before_is_warned_and_gives_a_reason() -> None:
    given = may({OFFICER}, Capability.DECIDE_APPEALS, [Relation.DECIDED_BEFORE])
    assert given
    assert given.reason_asked
    assert "they made the decision that is appealed" in given.why
    assert not may({OFFICER}, Capability.DECIDE_APPEALS).reason_asked


def test_a_conflict_of_interest_asks_for_a_reason_wherever_something_is_decided() -> None:
    for what in (Capability.DECIDE, Capability.DECIDE_APPEALS, Capability.WORK_ON_CASES, Capability.WRITE_LETTERS):
        assert may({CHIEF}, what, [Relation.CONFLICTED]).reason_asked
    assert not may({CHIEF}, Capability.SEE_CASES, [Relation.CONFLICTED]).reason_asked


def test_to_be_assigned_gives_no_right_and_takes_none() -> None:
    for what in Capability:
        for role in StaffRole:
            assert may({role}, what, [Relation.ASSIGNED]) == may({role}, what)


def test_of_several_roles_one_is_enough_and_of_several_relations_the_strictest_counts() -> None:
    assert may({AUDITOR, RS}, Capability.WORK_ON_CASES)
    both = may({OFFICER}, Capability.DECIDE_APPEALS, [Relation.CONFLICTED, Relation.DECIDED_BEFORE])
    assert both.reason_asked
    assert both.why.count(" and ") == 1
    assert {row.grant(Relation.OWN_CASE) for row in TABLE} == {Grant.NO}


def test_every_role_but_the_auditor_acts_in_the_procedure() -> None:
    acting = [role.in_procedure for role in StaffRole]
    assert acting == [Role.RESEARCH_SERVICES, Role.CHIEF, Role.APPEAL_OFFICER, Role.ADMINISTRATOR, None]

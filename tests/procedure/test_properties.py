"""What holds for every history, whatever people did in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedure.acts import ACTS
from procedure.approval import approval_of, open_renewal, was_approved
from procedure.case import Case, case_of, state_of
from procedure.clocks import due, urgent_first
from procedure.events import Event, Role, effective
from procedure.permission import open_acts
from procedure.persons import researcher_of
from procedure.policy import POLICY
from procedure.refusals import refusal
from procedure.remarks import remarks_of
from procedure.states import AFTER_APPROVAL, State
from tests.procedure.histories import NEEDED, VALUES

START = date(2026, 5, 4)
ENDS = frozenset({"withdraw", "close", "complete", "notify_completion"})
"""Acts that are tried only now and then, or nothing else would be seen."""
VARIED: dict[str, st.SearchStrategy[Any]] = {
    "passed": st.booleans(),
    "granted": st.booleans(),
    "used_as_requested": st.booleans(),
    "would_be_permitted": st.booleans(),
    "decision": st.sampled_from(["approved", "denied", "depends"]),
    "outcome": st.sampled_from(["upheld", "reversed", "modified"]),
    "person": st.sampled_from(["Ana Ruiz", "Ben Okafor", "Chidi Eze"]),
    "recipient": st.sampled_from(["Ana Ruiz", "Ana Ruiz", "Ben Okafor"]),
    "individuals": st.sampled_from([1, 499, 500]),
    "open_errors": st.sampled_from([[], [], ["966(d)"]]),
    "expires_on": st.integers(200, 900).map(lambda days: START + timedelta(days)),
    "timeframe_from": st.integers(0, 60).map(lambda days: START + timedelta(days)),
    "timeframe_to": st.integers(60, 500).map(lambda days: START + timedelta(days)),
}


@st.composite
def histories(draw: st.DrawFn) -> tuple[Event, ...]:
    """A history of acts tried one after the other, mostly such as are open; the permitted ones stay."""
    history: tuple[Event, ...] = ()
    on = START
    for act in draw(st.sampled_from([["submit"], ["submit", "approve"], ["submit", "approve"]])):
        by = Role.RESEARCH_SERVICES if act == "approve" else Role.BONA_FIDE_RESEARCHER
        history = (*history, Event(len(history) + 1, act, by, on, {**_facts(draw, act), "open_errors": []}))
        on += timedelta(28)
    for left in range(draw(st.integers(0, 16)), -1, -1):
        on += timedelta(draw(st.sampled_from([0, 1, 2, 9, 30])))
        event = draw(_attempts(history, on)) if left else _release(draw, history, on)
        if refusal(history, event) is None:
            history = (*history, event)
    return history


def _release(draw: st.DrawFn, history: tuple[Event, ...], on: date) -> Event:
    return Event(len(history) + 1, "release", Role.RESEARCH_SERVICES, on, _facts(draw, "release"))


@st.composite
def _attempts(draw: st.DrawFn, history: tuple[Event, ...], on: date) -> Event:
    shown = [each for each in open_acts(history) if each.act not in ENDS]
    match draw(st.integers(0, 9)):
        case 0:
            act, by = draw(st.sampled_from(sorted(ACTS))), draw(st.sampled_from(list(Role)))
            about = draw(st.none() | st.integers(1, len(history)))
        case 1 | 2:
            act, by, about = "release", Role.RESEARCH_SERVICES, None
        case _:
            chosen = draw(st.sampled_from(shown))
            act, by, about = chosen.act, draw(st.sampled_from(chosen.by)), chosen.about
    if act == "correct":
        about = draw(st.integers(1, len(history)))
    return Event(
        len(history) + 1, act, by, on, facts=_facts(draw, act), about=about, registered=draw(st.integers(0, 4)) == 0
    )


def _facts(draw: st.DrawFn, act: str) -> dict[str, Any]:
    may = [name for name in ACTS[act].may if name != "instead"]
    names = [*ACTS[act].asks, *NEEDED.get(act, ()), *(draw(st.sets(st.sampled_from(may))) if may else ())]
    return {name: draw(VARIED.get(name, st.just(VALUES[name]))) for name in dict.fromkeys(names)}


some = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def test_no_data_go_out_without_their_gates() -> None:
    seen = 0

    @some
    @given(histories())
    def holds(history: tuple[Event, ...]) -> None:
        nonlocal seen
        seen += _releases_within_their_gates(history)

    holds()
    assert seen > 3, "the histories must hold releases, or this shows nothing"


def _releases_within_their_gates(history: tuple[Event, ...]) -> int:
    case, releases = Case(), 0
    for event in effective(history):
        if event.act == "release":
            releases += 1
            approval = approval_of(case)
            assert case.state is State.APPROVED
            assert event.facts["open_errors"] == []
            assert event.facts["recipient"] == researcher_of(case).name
            assert event.facts["data_level"] in approval.data_levels
            assert approval.timeframe_from <= event.on <= approval.timeframe_to
            assert event.on < approval.expires_on or open_renewal(case)
        case = case.then(event)
    return releases


@some
@given(histories())
def test_the_state_is_what_a_replay_leads_to(history: tuple[Event, ...]) -> None:
    replayed: tuple[Event, ...] = ()
    for event in effective(history):
        assert refusal(replayed, event) is None
        replayed = (*replayed, event)
    assert case_of(replayed) == case_of(history)
    assert state_of(replayed) is state_of(history)
    assert due(replayed) == due(history)
    assert (state_of(history) in AFTER_APPROVAL) <= was_approved(case_of(history))


@some
@given(histories(), st.data())
def test_a_correction_undoes_exactly(history: tuple[Event, ...], data: st.DataObject) -> None:
    standing = effective(history)
    if not standing:
        return
    target = data.draw(st.sampled_from(standing))
    correction = Event(
        len(history) + 1, "correct", Role.ADMINISTRATOR, date(2030, 1, 2), {"reason": "wrong"}, target.number
    )
    if refusal(history, correction):
        return
    without = tuple(event for event in standing if event is not target)
    assert effective((*history, correction)) == without
    assert case_of((*history, correction)) == case_of(without)
    back = Event(
        len(history) + 2, "correct", Role.ADMINISTRATOR, date(2030, 1, 3), {"reason": "right"}, correction.number
    )
    assert case_of((*history, correction, back)) == case_of(history)


@some
@given(histories(), st.integers(0, 900))
def test_everything_that_is_derived_can_be_derived_on_any_day(history: tuple[Event, ...], days: int) -> None:
    on = START + timedelta(days)
    clocks = due(history)
    assert all(clock.standing(on, POLICY) for clock in clocks)
    assert all(clock.due is None or clock.latest is None or clock.due <= clock.latest for clock in clocks)
    assert all(clock.met_on is None or not clock.ended for clock in clocks)
    assert {clock.event.number for clock in clocks} <= {event.number for event in effective(history)}
    assert all(clock.runs for clock in urgent_first(clocks))
    for remark in remarks_of(history, on=on):
        assert remark.words.endswith(".")
        assert remark.clause.startswith("96")


@some
@given(histories(), st.integers(-40, 40))
def test_a_printed_right_never_gets_shorter(history: tuple[Event, ...], days: int) -> None:
    for event in effective(history):
        if event.act == "give_notice":
            printed_on = event.on + timedelta(days)
            printed = tuple(
                Event(e.number, e.act, e.by, e.on, {**e.facts, "printed_last_day": printed_on}, e.about)
                if e is event
                else e
                for e in history
            )
            rights = [
                clock for clock in due(printed) if clock.deadline.name == "appeal" and clock.event.number == event.about
            ]
            assert all(clock.due and clock.latest and clock.latest >= clock.due >= printed_on for clock in rights)


@given(histories())
@some
def test_whoever_left_can_still_give_notice(history: tuple[Event, ...]) -> None:
    if not history or state_of(history) is State.NOT_SUBMITTED:
        return
    for role in (Role.BONA_FIDE_RESEARCHER, Role.RESEARCH_INSTITUTION, Role.TEAM_MEMBER):
        for act in ("report_breach", "report_subpoena"):
            notice = Event(len(history) + 1, act, role, date(2031, 1, 2), name="Ana Ruiz")
            assert refusal(history, notice) is None

"""The notices of 964(j), (k) and (l): what is told at once has an age, a completion has 30 days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from procedure.case import Case
from procedure.clock import Clock, met, open_clock
from procedure.events import Event
from procedure.policy import Policy
from validator.dates import written

LARGE_BREACH = 500
"""From this number of individuals on, a breach takes the letter of 964(k)(2)."""


def clocks(case: Case, policy: Policy) -> Iterator[Clock]:
    """Each notice until it is acknowledged, the letter of each large breach, and the notice of completion."""
    for notice in case.acts("report_breach"):
        yield _immediate(case, "breach_notice", notice, "discovered_at", policy)
        yield from _letter(case, notice, policy)
    for notice in case.acts("report_subpoena"):
        yield _immediate(case, "subpoena_notice", notice, "learned_at", policy)
    yield from _completion(case, policy)


def individuals(case: Case, breach: Event) -> int | None:
    """How many individuals a breach affects, as far as it was last said; None: unknown, which is not “few”."""
    said = [event.facts.get("individuals") for event in (breach, *case.about(breach.number, "count_individuals"))]
    return said[-1]


def _immediate(case: Case, name: str, notice: Event, learned: str, policy: Policy) -> Clock:
    """A notice that was to be given at once: its age runs until Research Services acknowledge it."""
    clock = replace(open_clock(name, notice, notice.on, policy), since=notice.facts.get(learned, notice.at))
    hours = clock.hours(notice.at) if notice.at and learned in notice.facts else None
    if hours is not None and hours >= 0:
        unit = "hour" if hours == 1 else "hours"
        clock = replace(clock, notes=(f"The notice came {hours} {unit} after it became known.",))
    return met(clock, case.about(notice.number, "acknowledge"))


def _letter(case: Case, breach: Event, policy: Policy) -> Iterator[Clock]:
    number = individuals(case, breach)
    clock = open_clock("breach_letter", breach, breach.on, policy)
    sent = case.about(breach.number, "send_breach_letter")
    if number is None:
        yield met(replace(clock, notes=("How many individuals are affected is not known yet: ask again.",)), sent)
    elif number >= LARGE_BREACH or sent:
        yield met(clock, sent)


def _completion(case: Case, policy: Policy) -> Iterator[Clock]:
    """One clock a case, from the earliest day that anybody gave as the day of completion."""
    stated = [
        (event.facts.get("completed_on", event.on), event) for event in case.acts("complete", "notify_completion")
    ]
    if stated:
        day, event = min(stated, key=lambda each: (each[0], each[1].number))
        days = dict.fromkeys(written(each) for each, _ in stated)
        notes = (f"More than one day of completion was given: {'; '.join(days)}. Counted from the earliest.",)
        clock = open_clock("completion_notice", event, day, policy, notes=notes if len(days) > 1 else ())
        yield met(clock, case.acts("notify_completion"))

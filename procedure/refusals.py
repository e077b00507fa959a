"""Why an act is not permitted, in words: the table, the gates, the conditions, and what rests on a corrected event."""

from __future__ import annotations

from collections.abc import Sequence

from procedure.acts import ACTS
from procedure.appeals import overturned
from procedure.case import Case, case_of
from procedure.conditions import CONDITIONS, STANDING
from procedure.events import OUTSIDE, Event, History, effective, stands
from procedure.persons import left
from procedure.workflow import TABLE, Transition
from validator.dates import written
from validator.finding import Stage

AFTER_LEAVING = frozenset({"report_subpoena", "report_breach", "count_individuals", "send_breach_letter"})
"""What a researcher who was replaced, or a Team Member who left, may still do: the notices of 964(j) and (k)."""

TAKEN_IN = frozenset({"file_appeal"})
"""What is registered from whoever sent it: the appeal officer decides what it is worth."""

MAY_COME_BEFORE = frozenset({"give_notice"})
"""What may be dated before the event it is about: notice can be given before the result is recorded, and the right
then counts from the later of the two days."""

INSTEAD = {
    "close": (
        "An application that is not approved ends by denial, with reasons and appeal (§ 966(g), (i)), "
        "or by the researcher's withdrawal; to close it would pass these by."
    ),
    "release": "After expiry or completion no data go out; a renewal or a new application opens the way again.",
    "send_support": "A letter of support follows an approved application; until then the request is kept.",
    "deny_support": "A letter of support follows an approved application; until then the request is kept.",
}
"""What a person can do instead, where the state refuses an act."""


def refusal(history: History, event: Event) -> str | None:
    """Why an event cannot be added to a history, in words; None where it can."""
    return refusal_in(case_of(history), history, event)


def refusal_in(case: Case, history: History, event: Event) -> str | None:
    """The same for a history whose case is at hand."""
    if event.act not in ACTS:
        return f"There is no act “{event.act}”. The acts are: {', '.join(ACTS)}."
    if doubt := ACTS[event.act].doubt(event.facts):
        return doubt
    if event.act == "correct":
        rows = tuple(row for row in TABLE if row.act == "correct")
        return _by_state(case, event, rows) or _by_role(case, event, rows) or _by_what_rests_on_it(history, event)
    rows = case.rows(event)
    return (
        _by_subject(case, event, rows)
        or _by_state(case, event, rows)
        or _by_role(case, event, rows)
        or _by_order(case, event)
        or _by_leaving(case, event)
        or _by_gate(case, event)
        or _by_conditions(case, event)
    )


def settled(case: Case, row: Transition, target: Event) -> Event | None:
    """The event after which the act is over for its subject; one that an appeal overturned settles nothing."""
    return next(
        (done for done in case.about(target.number, *row.unless) if not overturned(case, done.number)),
        None,
    )


def _by_subject(case: Case, event: Event, rows: Sequence[Transition]) -> str | None:
    """An act that answers something names it; any other names nothing."""
    if rows and (event.about is None or case.event(event.about)):
        return None
    subjects = [subject for row in TABLE if row.act == event.act for subject in row.about]
    if not subjects:
        return f"To {ACTS[event.act].words} answers no single event: leave “about” away."
    there = ", ".join(str(each.number) for each in case.acts(*subjects))
    found = f"In this case: event {there}." if there else "There is none in this case."
    words = " or ".join(dict.fromkeys(f"“{subject}”" for subject in subjects))
    return f"Say which event this is about (about): a {words}. {found}"


def _by_state(case: Case, event: Event, rows: Sequence[Transition]) -> str | None:
    if any(case.state in row.before for row in rows):
        return None
    states = ", ".join(dict.fromkeys(str(state) for row in rows for state in row.before))
    words = ACTS[event.act].words
    instead = f" {INSTEAD[event.act]}" if event.act in INSTEAD else ""
    return f"The application is {case.state}; to {words} is possible only while it is: {states}.{instead}{_cite(rows)}"


def _by_role(case: Case, event: Event, rows: Sequence[Transition]) -> str | None:
    by = next(row.by for row in rows if case.state in row.before)
    if event.registered and event.by not in OUTSIDE:
        return f"Only what arrives from outside is registered; {event.by.words} acts directly."
    if event.by in by or (event.registered and event.act in TAKEN_IN):
        return None
    allowed = " or ".join(role.words for role in by)
    taken_in = " What arrives from somebody else is registered." if event.act in TAKEN_IN else ""
    return f"Only {allowed} can {ACTS[event.act].words}, not {event.by.words}.{taken_in}{_cite(rows)}"


def _by_order(case: Case, event: Event) -> str | None:
    """An answer comes no earlier than what it answers, and only once."""
    row, target = case.row(event), case.event(event.about)
    if row is None or target is None:
        return None
    if target.on > event.on and event.act not in MAY_COME_BEFORE:
        return f"Event {target.number}, which this is about, is of {written(target.on)}, later than this act."
    if done := settled(case, row, target):
        return f"Event {done.number} of {written(done.on)} has settled this already: {done.act}.{_cite((row,))}"
    return None


def _by_leaving(case: Case, event: Event) -> str | None:
    if event.by not in OUTSIDE or not event.name or event.act in {"submit", *AFTER_LEAVING}:
        return None
    if (person := left(case, event.name)) and person.until:
        return (
            f"{person.name} left the case on {written(person.until)} and stays bound by § 964, "
            "but can now only give the notices of § 964(j) and (k)."
        )
    return None


def _by_gate(case: Case, event: Event) -> str | None:
    """Submitting on the web and releasing want no open error; approving over open errors wants a reason."""
    row = case.row(event)
    if row is None or row.needs is None or event.registered:
        return None
    if "open_errors" not in event.facts:
        return f"Check the application for the stage “{row.needs}” first, and say what is open (open_errors)."
    if not event.facts["open_errors"] or (row.needs is Stage.APPROVE and "reason" in event.facts):
        return None
    clauses = ", ".join(f"§ {clause}" for clause in event.facts["open_errors"])
    over = " Give a written reason (reason) to approve over it." if row.needs is Stage.APPROVE else ""
    return f"To {ACTS[event.act].words} waits for what the stage “{row.needs}” still lacks: {clauses}.{over}"


def _by_conditions(case: Case, event: Event) -> str | None:
    conditions = (*STANDING.get(event.act, ()), *CONDITIONS.get(event.act, ()))
    return next((why for condition in conditions if (why := condition(case, event))), None)


def _by_what_rests_on_it(history: History, correction: Event) -> str | None:
    """A correction is refused while a later event would not be permitted without what it takes away."""
    if correction.about is None or not stands(history, correction.about):
        return "Say which event is corrected (about): its number, and one that still stands."
    if "instead" in correction.facts and any(e.number == correction.about and e.act == "correct" for e in history):
        return "A correction is taken away whole: leave “instead” away."
    case = Case()
    for event in effective((*history, correction)):
        if why := refusal_in(case, case.events, event):
            return f"With this correction event {event.number} ({event.act}) could not stand. Correct that first. {why}"
        case = case.then(event)
    return None


def _cite(rows: Sequence[Transition]) -> str:
    clauses = dict.fromkeys(row.clause for row in rows if row.clause)
    return "".join(f" § {clause}" for clause in clauses)

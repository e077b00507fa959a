"""`datarequest case`: the state of a case written as TOML, what is due, what to mind, and who may do what."""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from procedure.acts import ACTS
from procedure.case import state_of
from procedure.casefile import CaseFileError, Refused, read_closures, read_events, replay
from procedure.clock import Clock
from procedure.clocks import due, urgent_first
from procedure.deadlines import Kind
from procedure.events import Event, History
from procedure.explanation import in_full
from procedure.permission import open_acts
from procedure.policy import POLICY, Policy
from procedure.remarks import remarks_of
from webapp import clock
from webapp.commands.arguments import day

EXAMPLE = "datarequest case tests/cases/denial_on_friday_letter_on_monday.toml --on 2026-06-20"

WELL, FOUND, UNREADABLE = 0, 1, 2
WIDTH = 100
MOST_BYTES = 300_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("file", type=Path, metavar="FILE.toml", help="the events of a case, one [[event]] table each")
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="as it stands on that day (default: today in California)"
    )


def run(chosen: argparse.Namespace) -> int:
    """Print a case; 0 well, 1 an event of it is not permitted, 2 it could not be read."""
    try:
        document = load(chosen.file)
        events, closures = read_events(document), read_closures(document)
    except CaseFileError as unreadable:
        sys.stderr.write(f"{_printable(f'{chosen.file.name}: {unreadable}')}\n")
        return UNREADABLE
    on = chosen.on or clock.today()
    policy = replace(POLICY, closures=(*POLICY.closures, *closures))
    history, refused = replay([event for event in events if event.on <= on])
    lines = _page(str(document.get("title", chosen.file.name)), history, refused, on, policy)
    sys.stdout.writelines(f"{_printable(line)}\n" for line in lines)
    if later := sum(event.on > on for event in events):
        sys.stdout.write(f"\nLeft out: {later} of the events, being later than {in_full(on)}.\n")
    return FOUND if refused else WELL


def load(path: Path) -> dict[str, Any]:
    """A case file, with every time of the day brought to Pacific time, in which the Department's days are counted.

    Raises:
        CaseFileError: It cannot be read as TOML.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CaseFileError("This file is larger than a case can be. Give one case only.")
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CaseFileError("This file cannot be opened. Look whether it is there and may be read.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f": look at line {line[1]}" if line else ""
        raise CaseFileError(f"This is not TOML{where}. Write each event as a table headed [[event]].") from error
    return {name: _pacific(value) for name, value in document.items()}


def _pacific(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo:
        try:
            return value.astimezone(clock.PACIFIC)
        except OverflowError:  # the first or the last day there is: refused later, as no day of a case
            return value
    if isinstance(value, dict):
        return {name: _pacific(each) for name, each in value.items()}
    return [_pacific(each) for each in value] if isinstance(value, list) else value


def _page(title: str, history: History, refused: Sequence[Refused], on: date, policy: Policy) -> Iterator[str]:
    yield title
    yield f"The application is {state_of(history)}, as it stands on {in_full(on)}."
    for one in refused:
        yield from _item(f"Not permitted: event {one.event.number} ({_act(one.event)}).", one.why)
    clocks = due(history, policy=policy)
    yield from _section("What is due", [line for each in urgent_first(clocks) for line in _clock(each, on, policy)])
    finished = [line for each in clocks if not each.runs for line in _clock(each, on, policy)]
    yield from _section("What is done", finished)
    remarks = [
        line for each in remarks_of(history, on=on, policy=policy) for line in _item(f"§ {each.clause}", each.words)
    ]
    yield from _section("What to mind", remarks)
    yield from _section("Who may do what", list(_acts(history)))


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield ""
    yield title
    yield from lines or ["  nothing"]


def _clock(each: Clock, on: date, policy: Policy) -> Iterator[str]:
    who = " or ".join(role.words for role in each.deadline.owed_by) or "whoever was asked"
    day = f" by {in_full(each.due)}" if each.due else ""
    other = f" (by the other calendar {in_full(each.latest)})" if each.latest and each.latest != each.due else ""
    head = f"§ {each.deadline.clause} {each.deadline.words}{day}{other}: {each.standing(on, policy)}"
    whose = "Right of" if each.deadline.kind is Kind.RIGHT else "Owed by"
    why = (each.counted.explanation,) if each.counted else ()
    yield from _item(head, " ".join([f"{whose} {who}; event {each.event.number}.", *each.notes, *why]))


def _acts(history: History) -> Iterator[str]:
    """Each act with those who may do it, the events it can be about together."""
    abouts: dict[tuple[str, str], list[str]] = {}
    for each in open_acts(history):
        who = " or ".join(role.words for role in each.by)
        clause = f" (§ {each.clause})" if each.clause else ""
        gate = f", complete for {each.needs}" if each.needs else ""
        numbers = abouts.setdefault((who, f"{ACTS[each.act].words}{clause}{gate}"), [])
        if each.about is not None:
            numbers.append(str(each.about))
    for (who, words), numbers in abouts.items():
        about = f"; about event {', '.join(numbers)}" if numbers else ""
        yield from _wrapped(f"{who}: {words}{about}", "  ", "    ")


def _printable(line: str) -> str:
    """A line without the characters that could steer a terminal."""
    return "".join(
        char if char.isprintable() or char == "\N{NO-BREAK SPACE}" else "\N{REPLACEMENT CHARACTER}" for char in line
    )


def _act(event: Event) -> str:
    return f"{event.act}, {event.on.isoformat()}"


def _item(head: str, body: str) -> Iterator[str]:
    yield from _wrapped(head, "  ", "    ")
    yield from _wrapped(body, "      ", "      ")


def _wrapped(words: str, first: str, then: str) -> list[str]:
    """Lines of a page; a section sign stays with its number."""
    words = words.replace("§ ", "§\N{NO-BREAK SPACE}")
    return textwrap.wrap(words, WIDTH, initial_indent=first, subsequent_indent=then)

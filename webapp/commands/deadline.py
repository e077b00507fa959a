"""`datarequest deadline`: one period of 964, 966 or 968, counted from a day, with how it was counted."""

from __future__ import annotations

import argparse
import json
import re
import sys
import textwrap
import unicodedata
from collections.abc import Sequence
from datetime import date

from procedure.counting import Counted, count
from procedure.deadlines import (
    DEADLINES,
    BusinessDays,
    CalendarDays,
    Deadline,
    Direction,
    Immediately,
    NamedDay,
    under,
)
from procedure.explanation import in_full
from procedure.facts import YEARS
from validator.dates import read_date

EXAMPLE = 'datarequest deadline "966(g)" --from 2026-06-12'

WELL, IMPOSSIBLE = 0, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("clause", metavar="CLAUSE", help="the clause that sets the period, such as 966(i)(1)")
    parser.add_argument(
        "--from",
        dest="start",
        required=True,
        type=_day,
        metavar="DATE",
        help="the day it is counted from: the denial, the notice, the request, the expiration date …",
    )
    parser.add_argument("--period", metavar="NAME", help="which period, where a clause sets several")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")


def run(chosen: argparse.Namespace) -> int:
    """Count one period; 0 counted, 2 the clause sets none."""
    clause = _citation(chosen.clause)
    rows = under(clause)
    row = next((row for row in rows if chosen.period in (None, row.name)), None)
    if row is None:
        sys.stderr.write(_no_period(chosen.clause, clause, chosen.period))
        return IMPOSSIBLE
    counted = count(row, chosen.start)
    if chosen.json:
        sys.stdout.write(json.dumps(_object(row, chosen.start, counted), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_text(row, counted))
    for other in rows:
        if other is not row and chosen.period is None:
            sys.stderr.write(
                f"{clause} sets another period too: {other.words}. Ask for it with --period {other.name}.\n"
            )
    return WELL


def _citation(words: str) -> str:
    """A clause as it is written in the tables, from "§ 966 (G)", "11 CCR 966(g)", "966g", "966.g" or "966-i-1"."""
    found = re.search(r"(?<!\d)(96\d)(?!\d)(.*)", unicodedata.normalize("NFKC", words))
    if not found:
        return words.strip()
    section, rest = found.groups()
    steps = re.findall(r"[a-z]+|\d+", re.sub(r"\b(?:sub|par)\w*", "", rest.casefold()))
    return section + "".join(f"({step})" for step in steps)


def _no_period(said: str, clause: str, period: str | None) -> str:
    if rows := under(clause):
        names = ", ".join(row.name for row in rows)
        return f"{clause} sets no period called “{period}”. Its periods are: {names}.\n"
    clauses = ", ".join(dict.fromkeys(row.clause for row in _near(clause)))
    return f"“{said}” sets no period itself. Name one of these clauses instead: {clauses}.\n"


def _near(clause: str) -> Sequence[Deadline]:
    """The periods below a clause, or else below the clause that it stands in; all of them where none is near."""
    below = [row for row in DEADLINES if f"{row.clause}(".startswith(f"{clause}(")]
    if below or not clause:
        return below or DEADLINES
    return _near(clause.rpartition("(")[0])


def _object(row: Deadline, start: date, counted: Counted | None) -> dict[str, str | None]:
    return {
        "clause": row.clause,
        "from": start.isoformat(),
        "due": counted.due.isoformat() if counted else None,
        "unit": _unit(row),
        "calendar": counted.calendar if counted else None,
        "other": counted.other.isoformat() if counted else None,
        "explanation": counted.explanation if counted else _without_a_day(row),
    }


def _unit(row: Deadline) -> str | None:
    match row.period:
        case BusinessDays():
            return "business_days"
        case CalendarDays():
            return "calendar_days"
        case Immediately():
            return "immediately"
        case _:
            return None


def _text(row: Deadline, counted: Counted | None) -> str:
    who = " or ".join(role.words for role in row.owed_by) or "whoever was asked"
    head = f"11 CCR {row.clause}: {who}, {row.kind}: {row.words}."
    if counted is None:
        return _paragraphs(head, _without_a_day(row))
    by = "By" if row.direction is Direction.AFTER else "No later than"
    other = f" By the other calendar: {in_full(counted.other)}." if counted.other != counted.due else ""
    return _paragraphs(head, f"{by} {in_full(counted.due)}.{other}", counted.explanation)


def _without_a_day(row: Deadline) -> str:
    match row.period:
        case Immediately():
            return (
                f"Immediately, from {row.start}: the text names no number of days, so there is an age and no due date."
            )
        case NamedDay():
            return "The appeal officer sets the day; it stops no other clock."
        case _:
            return "It is owed, but the text names no time, so there is an age and no due date."


def _paragraphs(*paragraphs: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, 100) for paragraph in paragraphs) + "\n"


def _day(words: str) -> date:
    day = read_date(words)
    if day is None or day.year not in YEARS:
        raise argparse.ArgumentTypeError(
            f"“{words}” is not a date that can be counted from. Write it as 2026-06-12 or 06/12/2026, "
            f"in the years {YEARS[0]} to {YEARS[-1]}."
        )
    return day

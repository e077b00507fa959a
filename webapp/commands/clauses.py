"""The command `datarequest clauses`: 964 and 966 as a table of contents, with what states each clause."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from validator.clauses import OFFICIAL_TEXT, PERSONS, SECTIONS, Section
from webapp.law.coverage import Coverage, coverage

EXAMPLE = "datarequest clauses --json"

WIDTH = 110
CITATION_WIDTH = 29
STATUS_WIDTH = 9
LABEL_WIDTH = 11
MARGIN = " " * (CITATION_WIDTH + STATUS_WIDTH)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--json", action="store_true", help="a list of objects instead of a page to print")


def run(arguments: argparse.Namespace) -> int:
    """Print every clause; returns 0."""
    covered = coverage()
    if arguments.json:
        json.dump([_row(one) for one in covered], sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _page(covered))
    return 0


def _row(one: Coverage) -> dict[str, Any]:
    return {
        "clause": one.clause.citation,
        "summary": one.clause.summary,
        "owed_by": list(one.clause.owed_by),
        "stated_in": list(one.stated_in),
        "left_to": one.left_to,
        "status": one.status,
    }


def _page(covered: Sequence[Coverage]) -> Iterator[str]:
    for section in SECTIONS.values():
        yield from _head(section)
        for one in covered:
            if one.clause.section == section.number:
                yield from _paragraph(one)
        yield ""
    yield "The summaries are ours and not the law."
    yield f"Its official text: {OFFICIAL_TEXT}, title 11, sections {' and '.join(SECTIONS)}."
    counts = Counter(one.status for one in covered)
    yield (
        f"{len(covered)} clauses: {counts['stated']} stated, {counts['left']} left to a person, "
        f"{counts['not yet']} not yet."
    )


def _head(section: Section) -> Iterator[str]:
    yield f"11 CCR {section.number}. {section.title}"
    yield f"Operative {_written_out(section.since)}, last changed {_written_out(section.amended)}."
    yield ""


def _paragraph(one: Coverage) -> Iterator[str]:
    head = f"{one.clause.citation:<{CITATION_WIDTH}}{one.status:<{STATUS_WIDTH}}"
    yield from _wrapped(one.clause.summary, first=head, then=MARGIN)
    yield from _detail("owed by", ", ".join(PERSONS[person] for person in one.clause.owed_by))
    for place in one.stated_in:
        yield from _detail("stated in", place)
    if one.left_to:
        yield from _detail("left to", one.left_to)


def _detail(label: str, text: str) -> list[str]:
    return _wrapped(text, first=f"{MARGIN}{label:<{LABEL_WIDTH}}", then=MARGIN + " " * LABEL_WIDTH)


def _wrapped(text: str, *, first: str, then: str) -> list[str]:
    """The text in lines; a schema pointer is never broken, so that it can be searched for and copied."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=then, break_long_words=False, break_on_hyphens=False
    )


def _written_out(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"

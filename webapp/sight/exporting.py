"""The work list to take away, as a spreadsheet opens it or as another program reads it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from procedure.deadlines import deadline
from webapp.storage.listing import Place, Wanted, listed, place_of
from webapp.storage.store import Store
from webapp.storage.work_list import Item

CHUNK = 2000
BOM = "\ufeff"
"""Without it, Excel reads UTF-8 as something else."""
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the beginning of a formula, in the wide signs of East Asia too."""


COLUMNS: Mapping[str, Callable[[Item], Any]] = {
    "number": lambda item: item.application,
    "received_on": lambda item: item.received_on,
    "bona_fide_researcher": lambda item: item.bona_fide_researcher,
    "research_institution": lambda item: item.research_institution,
    "project_title": lambda item: item.project_title,
    "data_system": lambda item: item.data_system,
    "state": lambda item: item.state,
    "next_act": lambda item: item.next_act,
    "next_by": lambda item: item.next_by,
    "due_on": lambda item: item.due_on,
    "last_day": lambda item: item.latest_on,
    "clause": lambda item: deadline(item.due).clause if item.due else None,
    "owner": lambda item: item.owner_name,
    "rounds": lambda item: item.rounds,
    "last_act": lambda item: item.last_act,
    "last_on": lambda item: item.last_on,
}
"""What is taken away of each application."""


def items(store: Store, wanted: Wanted) -> Iterator[Item]:
    """Every application that fits, from one moment, without holding more than a chunk of them."""
    after: Place | None = None
    with store.reading() as tx:
        while page := listed(tx, wanted, after=after, most=CHUNK):
            yield from page
            after = place_of(page[-1])


def as_csv(found: Iterable[Item]) -> Iterator[str]:
    """The list as RFC 4180 has it; no cell is taken for a formula."""
    yield BOM + _line(COLUMNS)
    for item in found:
        yield _line(safe(_text(value(item))) for value in COLUMNS.values())


def as_json(found: Iterable[Item]) -> Iterator[str]:
    """The list as one JSON array, one application a line."""
    between = "[\n"
    for item in found:
        row = {name: value(item) for name, value in COLUMNS.items()}
        yield between + json.dumps(row, ensure_ascii=False, default=date.isoformat)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


WRITERS = {"csv": ("text/csv", as_csv), "json": ("application/json", as_json)}
"""The forms in which the list is taken away."""


def safe(cell: str) -> str:
    """A cell that no spreadsheet calculates: an apostrophe before what looks like a formula."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from webapp.sight.exporting import BOM, COLUMNS, as_csv, as_json, safe
from webapp.storage.work_list import NOBODYS, Item

ITEM = Item(
    application="2026-0001",
    year=2026,
    serial=1,
    data_system="carpos",
    project_title='=HYPERLINK("http://x.example","a, b")',
    bona_fide_researcher="Nguyễn Thị Mẫu\nof two lines",
    research_institution="Sampleton University",
    rounds=2,
    received_on=date(2026, 11, 20),
    state="denied",
    events=3,
    last_act="deny",
    last_on=date(2026, 11, 24),
    next_act="send the written statement of specific reasons",
    next_by="Research Services",
    due_on=date(2026, 12, 9),
    latest_on=date(2026, 12, 10),
    due="reasons",
    sorts_on=date(2026, 12, 9),
    owner="",
    owner_name="",
    words="",
    message_waits=False,
)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=cmd!A0", "\uff1d1+1", "\uff0d2"],
)
def test_no_cell_is_calculated(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Sampleton", "a=b", "2026-0001", "O'Neill", "’tis"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert safe(cell) == cell


def test_a_spreadsheet_reads_back_what_was_written() -> None:
    text = "".join(as_csv([ITEM, replace(ITEM, due=None, due_on=None, sorts_on=NOBODYS)]))
    assert text.startswith(BOM)
    assert text.endswith("\r\n")
    first, second = csv.DictReader(io.StringIO(text.removeprefix(BOM), newline=""))
    assert first["project_title"] == f"'{ITEM.project_title}"
    assert first["bona_fide_researcher"] == ITEM.bona_fide_researcher
    assert (first["due_on"], first["clause"], first["last_day"]) == ("2026-12-09", "966(g)", "2026-12-10")
    assert (second["due_on"], second["clause"]) == ("", "")


def test_an_empty_list_has_its_columns_all_the_same() -> None:
    assert "".join(as_csv([])) == BOM + ",".join(COLUMNS) + "\r\n"
    assert json.loads("".join(as_json([]))) == []


def test_json_keeps_every_value_as_it_is() -> None:
    first, second = json.loads("".join(as_json([ITEM, ITEM])))
    assert first == second
    assert first["project_title"] == ITEM.project_title
    assert first["due_on"] == "2026-12-09"
    assert list(first) == list(COLUMNS)

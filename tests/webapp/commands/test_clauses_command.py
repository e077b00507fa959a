from __future__ import annotations

import json
from typing import Any

import pytest

from validator.clauses import CLAUSES
from webapp.cli import main


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["clauses", *words]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


@pytest.fixture
def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(printed(capsys, "--json"))
    return listed


def test_the_list_has_every_clause_in_the_order_of_the_regulation(rows: list[dict[str, Any]]) -> None:
    assert [row["clause"] for row in rows] == list(CLAUSES)


def test_a_row_has_six_facts_and_no_more(rows: list[dict[str, Any]]) -> None:
    facts = {"clause", "summary", "owed_by", "stated_in", "left_to", "status"}
    assert all(set(row) == facts for row in rows)


def test_the_status_follows_from_the_other_facts(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert row["status"] == ("stated" if row["stated_in"] else "left" if row["left_to"] else "not yet")


def test_the_e_mail_of_the_researcher_is_stated_by_the_schema(rows: list[dict[str, Any]]) -> None:
    contact = next(row for row in rows if row["clause"] == "966(b)(5)")
    assert contact["owed_by"] == ["bona_fide_researcher"]
    assert "validator/schema/carpos/1.json#/properties/bona_fide_researcher/properties/email" in contact["stated_in"]


def test_the_page_shows_every_clause_with_its_status_and_ends_with_the_counts(
    capsys: pytest.CaptureFixture[str], rows: list[dict[str, Any]]
) -> None:
    page = printed(capsys).splitlines()
    heads = [line for line in page if line.startswith(("964(", "966("))]
    assert [(line[:29].strip(), line[29:38].strip()) for line in heads] == [
        (row["clause"], row["status"]) for row in rows
    ]
    counts = {status: sum(row["status"] == status for row in rows) for status in ("stated", "left", "not yet")}
    assert page[-1] == (
        f"96 clauses: {counts['stated']} stated, {counts['left']} left to a person, {counts['not yet']} not yet."
    )


def test_the_page_fits_on_paper_but_for_a_pointer_that_would_break(capsys: pytest.CaptureFixture[str]) -> None:
    long = [line for line in printed(capsys).splitlines() if len(line) > 110]
    assert [line for line in long if "#/properties/" not in line] == []

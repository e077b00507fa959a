from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from forms.pdf_checks import defects
from templates.sheets import Entry, Part, Row, Sheets, draw
from tests.templates.reading import pdf_text

NOON = datetime(2026, 11, 16, 20, 0, tzinfo=UTC)
HASH = "0123456789abcdef" * 4
SHEETS = Sheets(
    kind="Data request: record of a submission",
    title="Application 2026-0001, round 1",
    subtitle="Orders and outcomes",
    footer="Application 2026-0001, round 1",
    cover=(Row("Number", "2026-0001", strong=True), Row("SHA-256", HASH)),
    seal=("Bring this file to the page that verifies.", "Its code is 7K3M-9QXA-T20C-DW5H."),
    parts=(
        Part("Signatures", "What was signed.", [Entry("The application", [Row("Signed by", "Rosa Sampleton")])]),
        Part(
            "Findings", "What the check said.", [Entry(f"Finding {n}", [Row("Clause", "§ 966(e)")]) for n in range(40)]
        ),
    ),
)


def drawn(sheets: Sheets = SHEETS) -> bytes:
    return draw(sheets, created=NOON)


def with_value(value: str) -> Sheets:
    return replace(SHEETS, cover=(Row("Project title", value),))


def test_all_that_is_said_can_be_read_and_copied() -> None:
    text = pdf_text(drawn())
    for words in ("Application 2026-0001, round 1", HASH, "7K3M-9QXA-T20C-DW5H", "Rosa Sampleton", "Finding 39"):
        assert words in text


def test_the_sheets_hold_what_an_archive_and_a_screen_reader_ask_for() -> None:
    assert defects(drawn()) == ()


def test_the_same_sheets_are_the_same_bytes() -> None:
    assert drawn() == drawn()


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("\0 and \ud800 and \ufeff", "[U+0000] and [U+D800] and [U+FEFF]"),
        ("\U0001f98b \U000e0041", "[U+1F98B]"),
        ("a\tb", "a[U+0009]b"),
        ("#set page(fill: red) $x$ @a *b*", "#set page(fill: red) $x$ @a *b*"),
        ("Ngũgĩ wa Thiong’o, Łukasz Šimůnek, Đặng", "Ngũgĩ wa Thiong’o, Łukasz Šimůnek, Đặng"),
    ],
)
def test_whatever_an_answer_holds_is_drawn_or_named_and_never_evaluated(value: str, read: str) -> None:
    pdf = drawn(with_value(value))
    assert read in pdf_text(pdf)
    assert defects(pdf) == ()


def test_a_word_without_a_space_stays_on_the_sheet() -> None:
    pdf = drawn(with_value("x" * 2000))
    assert pdf_text(pdf).count("x") >= 2000
    assert defects(pdf) == ()


def test_parts_without_entries_say_their_sentence() -> None:
    sheets = replace(SHEETS, parts=(Part("Findings", "The check found nothing.", ()),))
    assert "The check found nothing." in pdf_text(drawn(sheets))

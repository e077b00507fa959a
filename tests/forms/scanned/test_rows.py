from __future__ import annotations

import time

import pytest

from forms.scanned.rows import seen_in

HEIGHT = 3300


def table(*lines: tuple[int, int, int, str], confidence: int = 95, tall: bool = False) -> str:
    """The program's table: block, left, top and words of each line."""
    rows = ["level\tpage_num\t…"]
    for number, (block, left, top, text) in enumerate(lines):
        for place, word in enumerate(text.split()):
            size = "30\t400" if tall else f"{25 * len(word)}\t30"
            rows.append(
                f"5\t1\t{block}\t1\t{number}\t{place}\t{left + 300 * place}\t{top}\t{size}\t{confidence}\t{word}"
            )
    return "\n".join(rows)


def text(*lines: tuple[int, int, int, str]) -> list[str]:
    return seen_in(table(*lines), HEIGHT).text.splitlines()


def test_lines_come_in_the_order_of_the_program() -> None:
    assert text((1, 100, 300, "Second column"), (2, 100, 100, "Heading")) == ["Second column", "Heading"]


def test_labels_and_their_values_stand_on_one_line() -> None:
    labels = [(1, 100, 100 + 80 * row, f"Label{row}") for row in range(4)]
    values = [(2, 900, 101 + 80 * row, f"value{row}") for row in range(4)]
    assert text(*labels, *values) == [f"Label{row} value{row}" for row in range(4)]


def test_cells_that_are_blocks_of_their_own_stand_on_one_line() -> None:
    assert text((1, 100, 100, "Protocol"), (2, 900, 100, "2026/118"), (3, 1700, 99, "Expedited")) == [
        "Protocol 2026/118 Expedited"
    ]


def test_a_value_that_goes_on_below_follows_its_row() -> None:
    lines = text(
        (1, 100, 100, "Title"), (1, 100, 260, "Number"), (1, 100, 340, "Risk"),
        (2, 900, 100, "Orders and"), (2, 900, 180, "outcomes"), (2, 900, 260, "2026/118"), (2, 900, 340, "Minimal"),
    )  # fmt: skip
    assert lines == ["Title Orders and", "outcomes", "Number 2026/118", "Risk Minimal"]


def test_a_column_beside_another_is_no_table() -> None:
    side = [(1, 100, 100 + 70 * row, f"Side{row}") for row in range(8)]
    main = [(2, 900, 100, "ALEXANDRA REYES"), *((3, 900, 145 + 70 * row, f"Main{row}") for row in range(8))]
    assert text(*side, *main) == [
        *(f"Side{row}" for row in range(8)), "ALEXANDRA REYES", *(f"Main{row}" for row in range(8)),
    ]  # fmt: skip


def test_two_columns_of_prose_on_the_same_lines_are_no_table() -> None:
    left = [(1, 100, 100 + 70 * row, f"a{row} b c d e f") for row in range(5)]
    right = [(2, 2100, 100 + 70 * row, f"u{row} v w x y z") for row in range(5)]
    assert text(*left, *right) == [
        *(f"a{row} b c d e f" for row in range(5)),
        *(f"u{row} v w x y z" for row in range(5)),
    ]


def test_rows_are_found_on_a_page_that_was_turned_a_little() -> None:
    labels = [(1, 100, 100 + 80 * row, f"Label{row}") for row in range(4)]
    values = [(2, 1500, 135 + 80 * row, f"value{row}") for row in range(4)]
    turned = table(*labels, *values)
    for place in range(6):
        turned += f"\n5\t1\t3\t1\t9\t{place}\t{100 + 300 * place}\t{600 + round(7.5 * place)}\t200\t30\t95\tword"
    assert seen_in(turned, HEIGHT).text.splitlines()[:4] == [f"Label{row} value{row}" for row in range(4)]


def test_rules_and_specks_are_no_words() -> None:
    seen = seen_in(table((1, 100, 100, "Expires | 2027")) + "\n" + table((2, 100, 900, "~ ii"), confidence=20), HEIGHT)
    assert seen.text == "Expires 2027"


def test_a_page_says_which_way_it_seems_to_lie() -> None:
    lines = ((1, 100, 100, "certificate of completion"),)
    assert seen_in(table(*lines), HEIGHT).is_well
    assert (
        seen_in(table(*lines, confidence=30), HEIGHT).turn,
        seen_in(table(*lines, confidence=30), HEIGHT).is_well,
    ) == (180, False)
    assert seen_in(table(*lines, tall=True), HEIGHT).turn == 90
    assert seen_in(table(*lines, tall=True, confidence=30), HEIGHT).turn == 270
    assert seen_in("", HEIGHT).is_well


@pytest.mark.parametrize("blocks", [20_000, 1, 40])
def test_the_worst_table_takes_no_time(blocks: int) -> None:
    lines = [(number % blocks, 100, 100 + number % 7, "word") for number in range(20_000)]
    started = time.process_time()
    seen_in(table(*lines), HEIGHT)
    assert time.process_time() - started < 6

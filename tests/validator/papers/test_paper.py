from __future__ import annotations

import re

from tests.validator.papers.reading import paper
from validator.evidence import Evidence
from validator.papers.paper import Paper


def test_a_passage_is_the_rest_of_its_line_in_whole_words() -> None:
    long = "before " * 20 + "Expiration" + " after" * 30
    passage = paper(f"first line\n{long}\nlast line").first(re.compile("Expiration"))
    assert passage is not None
    assert passage.words.split()[0] == "before"
    assert passage.words.split()[-1] == "after"
    assert "line" not in passage.words
    assert (passage.paper, passage.page) == ("paper.pdf", 1)


def test_a_line_without_blanks_is_cut_in_the_middle_of_it() -> None:
    passage = paper("x" * 100 + "Expiration" + "y" * 200).first(re.compile("Expiration"))
    assert passage is not None
    assert "Expiration" in passage.words


def test_a_word_document_has_no_page_numbers() -> None:
    passage = paper("Expiration", paged=False).first(re.compile("Expiration"))
    assert passage is not None
    assert passage.page is None


def test_a_word_that_is_divided_at_the_end_of_a_line_is_one() -> None:
    assert paper("the expira-\ntion of it").pages == ("the expiration of it",)
    assert paper("IRB-2026-\n0311").pages == ("IRB-2026-\n0311",)


def test_blanks_dashes_and_quotation_marks_are_made_alike() -> None:
    assert paper("  a \u00a0 b \u2013 \u201cc\u201d \u2019d\n\n e\u00adf ").pages == ('a b - "c" \'d\nef',)


def test_letters_set_as_one_sign_wide_ones_and_signs_that_nobody_sees_are_made_alike() -> None:
    assert paper("a\ufb03liated, certi\ufb01ed, \uff32\uff12\uff16\uff0d\uff11, ex\u200bempt\ufeff").pages == (
        "affiliated, certified, R26-1, exempt",
    )


def test_pages_without_words_are_counted() -> None:
    read = paper("words", "", " \n ")
    assert (read.is_read, read.unread) == (True, 2)
    assert not paper("").is_read
    assert not Paper.of(Evidence("training")).is_read


def test_only_the_first_pages_of_a_long_paper_are_looked_through_and_that_is_known() -> None:
    read = paper("x" * 50_000, "y" * 50_000, "z")
    assert [len(page) for page in read.pages] == [50_000, 10_000, 0]
    assert (read.is_cut, read.unread) == (True, 0)
    assert not paper("x" * 50_000).is_cut


def test_what_fits_no_pattern_has_no_passage() -> None:
    assert paper("words").first(re.compile("others"), re.compile("none")) is None

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, get_args

import pytest

from forms.pdf_checks import defects
from templates.convert import to_html, to_pdf
from templates.letter import Appealable, Letter
from templates.letterhead import DRAFT
from templates.letters import LETTERS
from templates.needed import needs, texts
from templates.reading_back import shown
from templates.rendering import render
from tests.templates.reading import bare, docx_headers, docx_text, html_text, pdf_body, pdf_text
from tests.templates.samples import FOLDER, FULL, MINIMAL, PAPERS, SAMPLES, letterhead

KINDS = list(LETTERS)
DEPARTMENT = [kind for kind in KINDS if LETTERS[kind].writer == "Department"]
INSTITUTION = [kind for kind in KINDS if LETTERS[kind].writer == "institution"]
PLAIN = [(kind, name) for kind, name in SAMPLES if name not in ("nasty", "long")]
SAID = [(kind, name) for kind, paper in PAPERS.items() for name in paper.get("words", {})]


@cache
def made(kind: str, sample: str) -> bytes:
    return render(kind, SAMPLES[kind, sample], letterhead(kind))


@cache
def drawn(kind: str, sample: str) -> bytes:
    return to_pdf(made(kind, sample))


@cache
def in_word(kind: str, sample: str) -> str:
    return docx_text(made(kind, sample))


@cache
def on_page(kind: str, sample: str) -> str:
    return html_text(to_html(made(kind, sample)))


@cache
def on_paper(kind: str, sample: str) -> str:
    return pdf_text(drawn(kind, sample))


def words(text: str) -> str:
    return " ".join(text.split())


def test_every_kind_of_the_table_is_tried_here() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(LETTERS)
    assert all({"must", "minimal", "full"} <= paper.keys() for paper in PAPERS.values())


def test_the_words_of_a_sample_are_those_of_one_that_there_is() -> None:
    assert not set(SAID) - set(PLAIN)


@pytest.mark.parametrize(("kind", "sample"), PLAIN)
def test_a_letter_says_what_it_must_in_each_format(kind: str, sample: str) -> None:
    for text in (in_word(kind, sample), on_paper(kind, sample), on_page(kind, sample)):
        for must in PAPERS[kind]["must"]:
            assert bare(must) in bare(text)


@pytest.mark.parametrize(("kind", "sample"), SAID)
def test_a_letter_says_what_follows_from_its_facts_and_nothing_else(kind: str, sample: str) -> None:
    text = words(in_word(kind, sample))
    said = PAPERS[kind]["words"][sample]
    assert [one for one in said["says"] if one not in text] == []
    assert [one for one in said["never"] if one in text] == []


@pytest.mark.parametrize(("kind", "sample"), SAMPLES)
def test_every_fact_stands_in_the_letter_as_it_was_given(kind: str, sample: str) -> None:
    text = words(in_word(kind, sample))
    schema = needs(kind)
    given = list(texts(SAMPLES[kind, sample], schema, schema))
    assert given
    for _, fact, fact_schema in given:
        assert shown(fact, fact_schema) in text


@pytest.mark.parametrize(("kind", "sample"), PLAIN)
def test_docx_pdf_and_html_say_the_same(kind: str, sample: str) -> None:
    first, further = docx_headers(made(kind, sample))
    pdf, page = pdf_body(drawn(kind, sample), further), bare(on_page(kind, sample))
    for line in (*in_word(kind, sample).splitlines(), *first.splitlines()):
        assert bare(line) in pdf
        assert bare(line) in page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", ["nasty", "long"])
def test_the_worst_words_come_out_whole_in_each_format(kind: str, sample: str) -> None:
    # PDF readers put words that run from right to left in an order of their own, and a page's end parts a paragraph;
    # so their characters are counted.
    wanted = Counter(bare(in_word(kind, sample)))
    assert not wanted - Counter(bare(on_paper(kind, sample)))
    assert not wanted - Counter(bare(on_page(kind, sample)))
    assert ("{{ 6*7 }}" in in_word(kind, sample)) == (sample == "nasty")


@pytest.mark.parametrize(("kind", "sample"), SAMPLES)
def test_the_pdf_holds_what_pdf_a_and_pdf_ua_ask_for(kind: str, sample: str) -> None:
    assert defects(drawn(kind, sample)) == ()


@pytest.mark.parametrize(("kind", "sample"), PLAIN)
def test_the_right_to_appeal_stands_exactly_where_there_is_a_last_day_for_it(kind: str, sample: str) -> None:
    text = words(in_word(kind, sample))
    has_right = LETTERS[kind].appeal is not None and "last_day_to_appeal" in SAMPLES[kind, sample]
    assert ("right to appeal" in text) == ("the last day to file" in text) == has_right
    assert not has_right or "How the dates were counted" in text


def test_six_things_can_be_appealed_and_only_letters_about_them_say_so() -> None:
    assert {letter.appeal for letter in LETTERS.values()} - {None} == set(get_args(Appealable))
    assert len(get_args(Appealable)) == 6
    assert {kind for kind, letter in LETTERS.items() if letter.appeal} == {
        "denial",
        "statement-of-reasons",
        "background-check-result",
        "support-denial",
        "transfer-decision",
        "identity-risk-notice",
        "new-or-revised-notice",
    }


@pytest.mark.parametrize("kind", DEPARTMENT)
def test_a_letter_of_the_department_names_whom_to_ask_and_how(kind: str) -> None:
    contact = MINIMAL[kind]["contact"]
    docx = made(kind, "minimal")
    assert "(916) 555-0142" in docx_headers(docx)[0]  # the letterhead's telephone, Gov. Code 7525
    for part in ("name", "phone", "email", "address"):
        assert contact[part] in docx_text(docx)


@pytest.mark.parametrize("kind", DEPARTMENT)
def test_without_the_departments_letterhead_each_page_says_draft(kind: str) -> None:
    docx = render(kind, SAMPLES[kind, "long"], letterhead(kind, draft=True))
    assert all(DRAFT in head for head in docx_headers(docx))
    text = pdf_text(to_pdf(docx))
    assert text.count("DRAFT.") == text.count("Page ") > 1
    assert DRAFT in html_text(to_html(docx))


@pytest.mark.parametrize("kind", INSTITUTION)
def test_a_letter_of_the_institution_never_carries_the_departments_letterhead(kind: str) -> None:
    docx = made(kind, "full")
    assert "DEPARTMENT OF JUSTICE" not in " ".join(docx_headers(docx))
    assert b"mark.png" not in docx


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_are_the_same_bytes(kind: str) -> None:
    again = render(kind, FULL[kind], letterhead(kind))
    assert made(kind, "full") == again
    assert drawn(kind, "full") == to_pdf(again)


def test_eight_threads_make_two_hundred_letters_and_none_holds_anothers_words() -> None:
    jobs = [(KINDS[number % len(KINDS)], f"Project number {number:03} of many") for number in range(200)]

    def one(job: tuple[str, str]) -> tuple[str, bytes]:
        kind, title = job
        facts: dict[str, Any] = {**FULL[kind], "project_title": title}
        docx = render(kind, facts, letterhead(kind))
        return docx_text(docx), to_pdf(docx)

    with ThreadPoolExecutor(8) as pool:
        for (kind, title), (words, pdf) in zip(jobs, pool.map(one, jobs), strict=True):
            for text in (words, pdf_text(pdf)):  # read here: PDFium is no program for threads
                assert bare(title) in bare(text)
                assert bare(LETTERS[kind].title) in bare(text)
                assert text.count("of many") == 1


def test_each_row_of_the_table_says_what_it_rests_on() -> None:
    def is_well_founded(letter: Letter) -> bool:
        return bool(letter.clause) == (letter.ground == "clause") and bool(letter.must) and bool(letter.to)

    assert all(is_well_founded(letter) for letter in LETTERS.values())

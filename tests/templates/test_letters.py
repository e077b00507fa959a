from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from forms.pdf_checks import defects
from templates.convert import to_html, to_pdf
from templates.letterhead import DRAFT
from templates.letters import LETTERS, Letter
from templates.needed import needs, texts
from templates.reading_back import shown
from templates.rendering import render
from tests.templates.reading import bare, docx_headers, docx_text, html_text, pdf_text
from tests.templates.samples import FULL, MINIMAL, NASTIEST, letterhead

KINDS = list(LETTERS)
DEPARTMENT = [kind for kind in KINDS if LETTERS[kind].writer == "Department"]
INSTITUTION = [kind for kind in KINDS if LETTERS[kind].writer == "institution"]
SAMPLES = {"minimal": MINIMAL, "full": FULL, "nasty": NASTIEST}

# Typed from the regulation and from Gov. Code 7525-7527, not taken from the table that is tested.
MUST = {
    "missing": ("courtesy", "not a decision", "§ 966(b)(1)"),
    "renewal-notice": (
        "section 966, subdivision (j)",
        "90 days before the expiration date",
        "February 23, 2027",
        "February 22, 2027",
        "official letterhead",
        "personnel and updated contact information, including removal or addition of the Bona Fide Researcher",
        "details of the project",
        "software or hardware changes to the computers or servers",
        "location where the CARPOS De-Identified Individual-Level Data or Identified Individual-Level Data is stored",
        "security protocols used to prevent unauthorized access",
        "institutional review board or human subjects committee",
        "the application number, and the expiration date",
    ),
    "renewal-request": (
        "section 966, subdivision (j)",
        "before that date",
        "changes in personnel and updated contact information",
        "changes in the details of the project",
        "technology changes",
        "location where the data is stored or accessed",
        "security protocols",
        "institutional review board or human subjects committee",
    ),
    "support-request": ("section 966, subdivision (h)", "letter of support for research", "30 business days"),
    "affiliation": ("section 966, subdivision (d)", "authorized official", "is Affiliated with", "Date of signature"),
    "security-certification": (
        "section 966, subdivision (b)(12)(D)",
        "security controls are in place to meet the requirements of the United States Department of Justice",
        "Security Policy, Version 5.9, dated June 1, 2020",
        "Requirements Companion Document to the FBI CJIS Security Policy Version 5.9, dated June 1, 2020",
        "FBI CJIS Appendix A Cloud Control Catalog",
        "if data storage will be in a data server maintained by a cloud provider",
        "either (a) a Systems and Organization (SOC) 2 audit or (b) a Federal Risk and Authorization Management",
        "Date of signature",
    ),
}


def made(kind: str, sample: str) -> bytes:
    return render(kind, SAMPLES[sample][kind], letterhead(kind))


def words(text: str) -> str:
    return " ".join(text.split())


def test_every_kind_of_the_table_is_tried_here() -> None:
    assert set(MUST) == set(MINIMAL) == set(FULL) == set(LETTERS)


def test_no_letter_of_this_table_carries_an_appeal_paragraph() -> None:
    assert not any(letter.appeal for letter in LETTERS.values())
    assert not any("appeal" in words(docx_text(made(kind, "full"))).lower() for kind in set(KINDS) - {"missing"})


@pytest.mark.parametrize("sample", ["minimal", "full"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_says_what_it_must_in_each_format(kind: str, sample: str) -> None:
    docx = made(kind, sample)
    for text in (docx_text(docx), pdf_text(to_pdf(docx)), html_text(to_html(docx))):
        for must in MUST[kind]:
            if must == "§ 966(b)(1)":
                assert "966(b)(1)" in bare(text)
            else:
                assert bare(must) in bare(text)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_stands_in_the_letter_as_it_was_given(kind: str, sample: str) -> None:
    text = words(docx_text(made(kind, sample)))
    schema = needs(kind)
    given = list(texts(SAMPLES[sample][kind], schema, schema))
    assert given
    for _, fact, fact_schema in given:
        assert shown(fact, fact_schema) in text


@pytest.mark.parametrize("sample", ["minimal", "full"])
@pytest.mark.parametrize("kind", KINDS)
def test_docx_pdf_and_html_say_the_same(kind: str, sample: str) -> None:
    docx = made(kind, sample)
    pdf, page = bare(pdf_text(to_pdf(docx))), bare(html_text(to_html(docx)))
    for line in (*docx_text(docx).splitlines(), *docx_headers(docx)[0].splitlines()):
        assert bare(line) in pdf
        assert bare(line) in page


@pytest.mark.parametrize("kind", KINDS)
def test_the_worst_words_come_out_whole_in_each_format(kind: str) -> None:
    # PDF readers put words that run from right to left in an order of their own; so their characters are counted.
    docx = made(kind, "nasty")
    wanted = Counter(bare(docx_text(docx)))
    assert not wanted - Counter(bare(pdf_text(to_pdf(docx))))
    assert not wanted - Counter(bare(html_text(to_html(docx))))
    assert "{{ 6*7 }}" in docx_text(docx)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_holds_what_pdf_a_and_pdf_ua_ask_for(kind: str, sample: str) -> None:
    assert defects(to_pdf(made(kind, sample))) == ()


@pytest.mark.parametrize("kind", DEPARTMENT)
def test_a_letter_of_the_department_names_whom_to_ask_and_how(kind: str) -> None:
    contact = MINIMAL[kind]["contact"]
    docx = made(kind, "minimal")
    assert "(916) 555-0142" in docx_headers(docx)[0]  # the letterhead's telephone, Gov. Code 7525
    for part in ("name", "phone", "email", "address"):
        assert contact[part] in docx_text(docx)


@pytest.mark.parametrize("kind", DEPARTMENT)
def test_without_the_departments_letterhead_each_page_says_draft(kind: str) -> None:
    docx = render(kind, FULL[kind], letterhead(kind, draft=True))
    assert all(DRAFT in head for head in docx_headers(docx))
    pages = pdf_text(to_pdf(docx)).count("DRAFT.")
    assert pages == pdf_text(to_pdf(docx)).count("Page ") > 1
    assert DRAFT in html_text(to_html(docx))


@pytest.mark.parametrize("kind", INSTITUTION)
def test_a_letter_of_the_institution_never_carries_the_departments_letterhead(kind: str) -> None:
    docx = made(kind, "full")
    assert "DEPARTMENT OF JUSTICE" not in " ".join(docx_headers(docx))
    assert b"mark.png" not in docx


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_are_the_same_bytes(kind: str) -> None:
    first, second = made(kind, "full"), made(kind, "full")
    assert first == second
    assert to_pdf(first) == to_pdf(second)


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

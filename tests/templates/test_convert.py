from __future__ import annotations

import pytest

from forms.pdf_checks import defects
from templates import office
from templates.convert import to_html, to_pdf, undrawable
from templates.letterhead import Letterhead
from templates.package import Package, Part, contents
from templates.problems import LetterError
from tests.programs import needs
from tests.templates.reading import bare, docx_text, html_text, pdf_text
from tests.templates.samples import FULL, letterhead
from tests.templates.test_word import LETTER, in_body

SCRIPTS = {
    "Latin": "Łukasz Çelik-Müller",
    "Vietnamese": "Nguyễn Thị Hồng Ngọc",
    "Hawaiian": "Kāneʻohe Keʻalohilani",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Ольга Йосипівна",
    "Hebrew": "שרה כהן",
    "Arabic": "ليلى حداد",
    "Devanagari": "अनिता शर्मा",
    "Thai": "ประภา สุขใจ",
}
UNDERLINED = in_body("<w:p><w:r><w:rPr><w:u w:val='single'/></w:rPr><w:t>Underlined words.</w:t></w:r></w:p>")


def named(name: str) -> dict[str, object]:
    return {**FULL["affiliation"], "researcher": {"name": name}}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_name_is_drawn_in_its_own_script(script: str) -> None:
    from templates.rendering import render

    facts = named(SCRIPTS[script])
    assert undrawable("affiliation", facts, letterhead("affiliation")) == []
    pdf = to_pdf(render("affiliation", facts, letterhead("affiliation")))
    assert defects(pdf) == ()
    if script in ("Hebrew", "Arabic"):
        assert set(bare(SCRIPTS[script])) <= set(pdf_text(pdf))
    else:
        assert bare(SCRIPTS[script]) in bare(pdf_text(pdf))


def test_a_character_without_a_typeface_is_told_at_its_label() -> None:
    (problem,) = undrawable("affiliation", named("Ana 𓀀 and \U000105c0"), letterhead("affiliation"))
    assert problem.label == "Bona Fide Researcher: Name"
    assert "U+13000" in problem.message
    assert "U+105C0" in problem.message


def test_the_letterhead_is_looked_at_too() -> None:
    (problem,) = undrawable("affiliation", named("Ana"), Letterhead("institution", "University \U00013000"))
    assert problem.label == "Letterhead"


def test_without_libreoffice_what_is_not_understood_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find", lambda: None)
    with pytest.raises(LetterError, match="only LibreOffice can set: underlined words"):
        to_pdf(UNDERLINED)


@needs("soffice")
@pytest.mark.slow
def test_what_is_not_understood_goes_to_libreoffice() -> None:
    assert "Underlined words." in pdf_text(to_pdf(UNDERLINED))


def test_a_page_is_not_made_of_what_it_cannot_show() -> None:
    with pytest.raises(LetterError, match="underlined words"):
        to_html(UNDERLINED)


def test_a_picture_without_words_is_refused() -> None:
    from tests.templates.test_word import changed

    parts = changed("word/header1.xml", 'descr="Three rising bars on a dark disc, a neutral mark"', 'descr=""')
    with pytest.raises(LetterError, match="no words that say what it shows"):
        to_pdf(parts)


def test_a_picture_that_is_broken_is_told_in_words() -> None:
    broken = contents(LETTER)
    broken["word/media/mark.png"] = broken["word/media/mark.png"][:100]
    with pytest.raises(LetterError, match="it cannot be set as PDF"):
        to_pdf(Package(tuple(Part.of(name, content) for name, content in broken.items())).bytes())


@needs("soffice")
@pytest.mark.slow
def test_both_engines_make_the_same_words_and_hold_the_same_checks() -> None:
    from templates.letters import LETTERS
    from templates.rendering import render

    program = office.find()
    assert program
    letters = {kind: render(kind, FULL[kind], letterhead(kind)) for kind in LETTERS}
    for kind, pdf in office.convert(letters, program).items():
        assert defects(pdf) == ()
        text = bare(pdf_text(pdf)).replace("_", "")  # LibreOffice draws a ruled line with them
        assert all(bare(line) in text for line in docx_text(letters[kind]).splitlines())
        assert text.count("Page") == bare(pdf_text(to_pdf(letters[kind]))).count("Page")


def test_the_page_has_one_title_its_lists_and_its_table_headings() -> None:
    page = to_html(LETTER)
    assert page.count("<h1>") == 1
    assert '<html lang="en-US">' in page
    assert page.count("<li>") == 6
    assert page.count('<th scope="col">') == 3
    assert 'alt="Three rising bars' in page
    assert "<script" not in page
    assert "http" not in page


def test_hostile_words_stay_words_on_the_page() -> None:
    from templates.rendering import render

    facts = {**FULL["affiliation"], "project_title": "<script>alert(1)</script> & \"x\" 'y'"}
    page = to_html(render("affiliation", facts, letterhead("affiliation")))
    assert "<script" not in page
    assert "<script>alert(1)</script>" in html_text(page)

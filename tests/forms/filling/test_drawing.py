from __future__ import annotations

import pytest

from forms.fill import fill
from forms.flattened.printed import read_printed
from tests.applications import RIGHT
from tests.forms.filling.filled import assert_no_empty_box, drawn, ink, read_back, unsigned, with_answer
from tests.forms.flattened.flatteners import by_pdfium
from tests.typefaces.test_coverage import NAMES
from typefaces.faces import OPTIONAL_FACES


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_this_script_is_drawn_whole_and_read_back(script: str) -> None:
    filled = fill(with_answer("bona_fide_researcher.name", NAMES[script]))
    assert read_back(filled)["bona_fide_researcher"]["name"] == NAMES[script]
    assert_no_empty_box(filled)


@pytest.mark.parametrize("name", ["山田太郎 さくら", "김민준", "李明"])
def test_han_kana_and_hangul_are_drawn_with_the_optional_typeface(name: str) -> None:
    pytest.importorskip(OPTIONAL_FACES[0].package)
    filled = fill(with_answer("bona_fide_researcher.name", name))
    assert read_back(filled)["bona_fide_researcher"]["name"] == name
    assert_no_empty_box(filled)


@pytest.mark.parametrize("name", ["דוד בן־גוריון", "محمد العربي"])
def test_a_name_written_from_right_to_left_stands_at_the_right(name: str) -> None:
    left, right = ink(fill(with_answer("bona_fide_researcher.name", name)), "bona_fide_researcher.name")
    assert left > 0.5
    assert right > 0.95


def test_a_name_written_from_left_to_right_stands_at_the_left() -> None:
    left, right = ink(fill(with_answer("bona_fide_researcher.name", "Kai")), "bona_fide_researcher.name")
    assert left < 0.05
    assert right < 0.5


def test_text_that_looks_like_markup_is_only_text() -> None:
    text = '#strong[x] $a^2$ // no comment\n= heading\n#read("/etc/passwd") \\ *b* _i_ <label> @ref'
    filled = fill(with_answer("project_outline.purposes", text))
    assert read_back(filled)["project_outline"]["purposes"] == text
    assert drawn(filled, "project_outline.purposes").split() == text.split()


def test_every_sign_is_drawn_as_it_is_recorded_whatever_its_number_in_the_font() -> None:
    # the typesetter numbers letters as they come: some numbers are written as brackets and backslashes
    signs = "".join(chr(code) for code in range(33, 127))
    answers = {
        **unsigned(RIGHT),
        "project_title": signs,
        "project_outline": {**RIGHT["project_outline"], "purposes": f"{signs} ({signs}) ))(("},
    }
    read = {field.name: field for field in read_printed(by_pdfium(fill(answers))).fields}
    assert read["project_title"].value == signs
    assert "".join(str(read["project_outline.purposes"].value).split()) == f"{signs}({signs})))(("
    assert read["bona_fide_researcher.phone"].value == RIGHT["bona_fide_researcher"]["phone"]

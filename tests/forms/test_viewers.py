import os
import subprocess
from pathlib import Path

import pytest

from forms.acroform import read_fields
from forms.fill import blank, fill
from tests.applications import RIGHT
from tests.forms import viewers
from tests.forms.viewers import Program, Typed
from tests.programs import needs

TYPED: Typed = {
    "request_kind": "modified",
    "bona_fide_researcher.name": "Łukasz Nguyễn-Ødegård",
    "bona_fide_researcher.email": "l.nguyen@sampleton-university.example",
    "has_team_members": "yes",
    "team_members.0.name": "Zoë Müller",
    "team_members.0.it_team": "no",
    "project_outline.purposes": "First line, in full.\nSecond line: (brackets) \\ and “quotes”.",
    "project_outline.purpose_kinds.statistical": True,
    "curriculum_vitae.enclosed": True,
    "continuation.0.of": "project_outline.design",
    "continuation.0.text": "The design goes on here.",
}


def _has_poppler() -> bool:
    if not Path(viewers.POPPLER).exists():
        return False
    program = "import gi; gi.require_version('Poppler', '0.18'); from gi.repository import Poppler"
    return subprocess.run([viewers.POPPLER, "-c", program], capture_output=True).returncode == 0


needs_poppler = pytest.mark.skipif(
    not _has_poppler() and os.environ.get("REQUIRE") != "all", reason="needs the GObject library of poppler"
)

PROGRAMS = [
    pytest.param(viewers.by_pikepdf, id="pikepdf"),
    pytest.param(viewers.by_pypdf, id="pypdf"),
    pytest.param(viewers.by_pdfium, id="PDFium"),
    pytest.param(viewers.by_qpdf, id="qpdf", marks=needs("qpdf")),
    pytest.param(viewers.by_pdftk, id="pdftk", marks=needs("pdftk")),
    pytest.param(viewers.by_poppler, id="poppler", marks=needs_poppler),
    pytest.param(viewers.by_pdfjs, id="pdf.js", marks=needs("chromium")),
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_fills_the_blank_form_and_every_answer_is_read_back(program: Program, tmp_path: Path) -> None:
    read = read_fields(program(blank(), TYPED, tmp_path))
    held = {field.name: field.value for field in read.fields if field.value not in (None, False, "")}
    assert held == {"data_system": "carpos", "edition": "1", **TYPED}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_changes_one_answer_of_a_filled_form_and_no_other(program: Program, tmp_path: Path) -> None:
    unsigned = {key: value for key, value in RIGHT.items() if not key.endswith("signature") and key[:8] != "security"}
    filled = fill(unsigned)
    before = {field.name: field.value for field in read_fields(filled).fields}
    typed: Typed = {"project_title": "Another title", "has_team_members": "no"}
    after = {field.name: field.value for field in read_fields(program(filled, typed, tmp_path)).fields}
    assert after == {**before, **typed}

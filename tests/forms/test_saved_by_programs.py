from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from forms.acroform import read_fields
from forms.fields import Reading
from forms.fill import blank, fill
from forms.reading.second_reader import disagreements
from tests.applications import RIGHT
from tests.forms import viewers
from tests.forms.test_viewers import PROGRAMS, TYPED, needs_poppler
from tests.forms.viewers import Program, Typed
from tests.programs import needs

DRAWING = [program for program in PROGRAMS if program.id != "qpdf"]
"""qpdf's command line sets values and leaves the old drawings: of that a person must be told."""

UNSIGNED = {key: value for key, value in RIGHT.items() if not key.endswith("signature") and key[:8] != "security"}


def both(document: bytes) -> Reading:
    return disagreements(document, read_fields(document))


def doubted(reading: Reading) -> dict[str, str]:
    return {field.name: field.doubt for field in reading.fields if field.doubt}


@pytest.mark.parametrize("program", DRAWING)
def test_a_form_that_a_program_filled_raises_no_doubt(program: Program, tmp_path: Path) -> None:
    reading = both(program(blank(), TYPED, tmp_path))
    assert doubted(reading) == {}
    assert {note.kind for note in reading.notes} <= {"revised"}


@pytest.mark.parametrize("program", DRAWING)
def test_a_filled_form_that_a_program_changed_raises_no_doubt(program: Program, tmp_path: Path) -> None:
    typed: Typed = {"project_title": "Another title", "has_team_members": "no"}
    reading = both(program(fill(UNSIGNED), typed, tmp_path))
    assert doubted(reading) == {}
    assert {note.kind for note in reading.notes} <= {"revised"}


def test_the_form_that_we_fill_raises_no_doubt() -> None:
    reading = both(fill(UNSIGNED))
    assert (doubted(reading), reading.notes) == ({}, ())


@needs("qpdf")
def test_values_that_were_changed_under_their_drawings_are_told(tmp_path: Path) -> None:
    changed = viewers.by_qpdf(fill(UNSIGNED), {"project_title": "Another title", "has_team_members": "no"}, tmp_path)
    reading = read_fields(changed)
    assert reading.value("project_title") == "Another title"
    assert set(doubted(reading)) == {"project_title", "has_team_members"}


@needs_poppler
def test_a_save_by_a_viewer_is_noted_as_a_later_version(tmp_path: Path) -> None:
    reading = read_fields(viewers.by_poppler(blank(), {"project_title": "A title"}, tmp_path))
    assert [note.kind for note in reading.notes] == ["revised"]


@needs("qpdf")
@pytest.mark.parametrize("how", ["--linearize", "--object-streams=generate", "--object-streams=disable", "--qdf"])
def test_the_same_form_written_in_another_way_says_the_same(how: str, tmp_path: Path) -> None:
    source, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(fill(UNSIGNED))
    subprocess.run(["qpdf", how, str(source), str(out)], check=True)
    before, after = both(source.read_bytes()), both(out.read_bytes())
    assert after.fields == before.fields
    assert after.notes == ()


@needs("pdftk")
def test_a_form_that_pdftk_flattened_is_told_apart(tmp_path: Path) -> None:
    source, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(fill(UNSIGNED))
    assert shutil.which("pdftk")
    subprocess.run(["pdftk", str(source), "output", str(out), "flatten"], check=True)
    from forms.fields import UnreadableFormError

    with pytest.raises(UnreadableFormError) as told:
        read_fields(out.read_bytes())
    assert told.value.kind == "flattened"

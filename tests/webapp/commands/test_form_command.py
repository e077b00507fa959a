from __future__ import annotations

import json
from pathlib import Path

import pytest

from forms import fill
from tests.applications import RIGHT, changed
from tests.papers.make import TYPED
from webapp.cli import main


def answers(path: Path, **change: object) -> str:
    path.write_text(json.dumps(changed({**TYPED, **change})), encoding="utf-8")
    return str(path)


def test_without_answers_the_blank_form_is_written(tmp_path: Path) -> None:
    out = tmp_path / "blank.pdf"
    assert main(["form", "-o", str(out)]) == 0
    assert out.read_bytes() == fill.blank()


def test_answers_go_into_the_form_and_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "filled.pdf"
    assert main(["form", "--data", answers(tmp_path / "answers.json"), "-o", str(out)]) == 0
    capsys.readouterr()
    assert main(["check", str(out), "--format", "json", "--on", "2026-11-25"]) == 0
    assert json.loads(capsys.readouterr().out)["application"] == changed(TYPED)


def test_a_digital_signature_is_not_copied_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "signed.json"
    path.write_text(json.dumps(RIGHT), encoding="utf-8")
    assert main(["form", "--data", str(path), "-o", str(tmp_path / "out.pdf")]) == 2
    assert "sign" in capsys.readouterr().err
    assert not (tmp_path / "out.pdf").exists()


def test_a_character_that_cannot_be_drawn_is_named_at_its_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = answers(tmp_path / "answers.json", project_title="Orders \U00012000")
    assert main(["form", "--data", data, "-o", str(tmp_path / "out.pdf")]) == 2
    assert "Project title" in capsys.readouterr().err


def test_what_cannot_be_read_or_written_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "--data", str(tmp_path / "absent.json"), "-o", str(tmp_path / "out.pdf")]) == 2
    assert "There is no file of this name." in capsys.readouterr().err
    assert main(["form", "-o", str(tmp_path / "no" / "out.pdf")]) == 2
    assert "could not be written" in capsys.readouterr().err

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.forms.editions.foreign_form import ANSWERS, MAP, foreign_form
from tests.forms.viewers import by_pikepdf
from webapp.cli import main

DAY = ["--on", "11/25/2026"]


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "blank.pdf"
    path.write_bytes(foreign_form())
    return path


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "filled.pdf"
    path.write_bytes(by_pikepdf(foreign_form(), ANSWERS, tmp_path))
    return path


def test_a_map_is_drafted_and_what_was_not_placed_is_said(
    blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "map.toml"
    assert main(["map", str(blank), "-o", str(written)]) == 1
    assert "No place was found for 1: “Text99”" in capsys.readouterr().err
    assert '"Zip" = "bona_fide_researcher.postal_code"' in written.read_text(encoding="utf-8")
    assert main(["map", str(blank), "-o", str(written)]) == 2
    assert "not written over" in capsys.readouterr().err
    assert main(["map", str(blank)]) == 1
    assert capsys.readouterr().out == written.read_text(encoding="utf-8")


def test_a_file_that_is_no_form_gives_no_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_text("hello")
    assert main(["map", str(tmp_path / "a.pdf")]) == 2
    assert "not a PDF" in capsys.readouterr().err
    assert main(["map", str(tmp_path / "none.pdf")]) == 2
    assert main(["map", str(tmp_path), "-o", str(tmp_path / "x" / "y.toml")]) == 2


def test_a_place_that_may_not_be_written_is_told(blank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", str(blank), "-o", str(blank / "map.toml")]) == 2
    assert "can't be written" in capsys.readouterr().err


def test_a_foreign_form_is_checked_by_a_map_that_is_named_or_lies_in_the_home(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATAREQUEST_HOME", str(tmp_path / "home"))
    assert main(["check", str(filled), *DAY]) == 2
    assert "datarequest map BLANK.pdf" in " ".join(capsys.readouterr().out.split())
    known = tmp_path / "known.toml"
    known.write_text(MAP, encoding="utf-8")
    assert main(["check", str(filled), *DAY, "--map", str(known), "--format", "json"]) == 1
    named = capsys.readouterr().out
    (tmp_path / "home" / "editions").mkdir(parents=True)
    known.rename(tmp_path / "home" / "editions" / "department.toml")
    assert main(["check", str(filled), *DAY, "--format", "json"]) == 1
    assert capsys.readouterr().out == named
    told = json.loads(named)
    assert told["application"]["project_title"] == "Orders and outcomes"
    outline = [one for one in told["findings"] if one["pointer"].startswith("/project_outline")]
    assert [(one["severity"], one["clause"]) for one in outline] == [("staff", "966(b)(12)(A)")]


def test_a_map_that_is_wrong_is_named_with_its_file(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATAREQUEST_HOME", str(tmp_path))
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "bad.toml").write_text('title = "x"\nedition = "carpos/1"\n[fields]\na = "nothing"')
    assert main(["check", str(filled), *DAY]) == 2
    assert "bad.toml: “a” belongs to “nothing”" in " ".join(capsys.readouterr().err.split())
    assert main(["check", str(filled), *DAY, "--map", str(tmp_path / "none.toml")]) == 2


def test_doctor_says_which_forms_are_known_and_which_map_is_to_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATAREQUEST_HOME", str(tmp_path))

    def examined() -> dict[str, str]:
        main(["doctor", "--json"])
        told = json.loads(capsys.readouterr().out)
        return {one["state"]: one["says"] for one in told if one["name"] == "Forms of somebody else"}

    assert examined() == {}
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "a.toml").write_text(MAP, encoding="utf-8")
    assert "Rev. 04/2021" in examined()["well"]
    (tmp_path / "editions" / "b.toml").write_text("nothing", encoding="utf-8")
    assert examined()["to mend"].startswith("b.toml:")

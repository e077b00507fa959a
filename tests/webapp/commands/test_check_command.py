from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.applications import RIGHT, changed
from webapp.cli import main

DAY = ["--on", "11/25/2026"]


def write(path: Path, application: Any) -> Path:
    path.write_text(json.dumps(application), encoding="utf-8")
    return path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    return write(tmp_path / "right.json", RIGHT)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return write(tmp_path / "wrong.json", changed({"project_title": None}))


def test_no_errors_is_0_and_errors_are_1(right: Path, wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(right), *DAY]) == 0
    assert "Nothing is missing before you can submit" in capsys.readouterr().out
    assert main(["check", str(wrong), *DAY]) == 1
    told = capsys.readouterr().out
    assert "1 thing to complete before you can submit" in told
    assert "§ 966(b)(8)" in told
    assert "Enter the title of the project." in told


def test_the_json_holds_source_application_findings_and_counts(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(wrong), *DAY, "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["source"] == str(wrong)
    assert told["application"]["bona_fide_researcher"]["name"] == "Alexandra Reyes"
    assert told["counts"] == {"error": 1, "warning": 0, "staff": 6}
    error = next(finding for finding in told["findings"] if finding["severity"] == "error")
    assert list(error) == ["clause", "pointer", "label", "severity", "stage", "message", "remedy"]


def test_a_file_that_cannot_be_read_is_2_and_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{")
    assert main(["check", str(bad), "--format", "json"]) == 2
    assert set(json.loads(capsys.readouterr().out)["refused"]) == {"kind", "message", "remedy"}
    assert main(["check", str(tmp_path / "absent.pdf")]) == 2
    assert "There is no file of this name." in capsys.readouterr().out


def test_of_a_folder_each_file_is_one_line_and_the_highest_code_counts(
    tmp_path: Path, right: Path, wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deeper").mkdir()
    write(tmp_path / "deeper" / "more.json", RIGHT)
    (tmp_path / "notes.txt").write_text("no application")
    assert main(["check", str(tmp_path), *DAY, "--format", "json", "--jobs", "2"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [Path(json.loads(line)["source"]).name for line in lines] == ["more.json", "right.json", "wrong.json"]
    (tmp_path / "bad.json").write_text("[]")
    assert main(["check", str(tmp_path), *DAY]) == 2
    assert "4 of 4 checked" in capsys.readouterr().err


def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "no PDF and no JSON" in capsys.readouterr().err


def test_the_gate_and_the_record_are_taken_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    identified = write(tmp_path / "identified.json", changed({"data_levels": ["identified"]}))
    assert main(["check", str(identified), *DAY, "--stage", "release"]) == 1
    passed = [
        {"kind": "background_check", "person": name, "passed": True, "on": "2026-10-01"}
        for name in ("Alexandra Reyes", "Kai Lindqvist", "Noor Haddad")
    ]
    verified = [{"kind": "background_check_verified", "person": name} for name in ("Kai Lindqvist", "Noor Haddad")]
    record = write(tmp_path / "record.list", passed + verified)
    assert main(["check", str(identified), *DAY, "--stage", "release", "--record", str(record)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("text", ["{", "{}", "[1]", '[{"kind": "rumour"}]', "[" * 100_000])
def test_a_record_that_is_none_is_refused_in_words(
    text: str, tmp_path: Path, right: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "record.list"
    record.write_text(text)
    assert main(["check", str(right), "--record", str(record)]) == 2
    told = capsys.readouterr().err
    assert "record" in told.lower()
    assert "Traceback" not in told


def test_control_characters_of_an_answer_never_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "escape.json", changed({"project_title": "\x1b[31mred\u202e", "requested_on": "\x9b31m"}))
    main(["check", str(path), *DAY, "--colour", "never"])
    told = capsys.readouterr().out
    assert all(char.isprintable() or char == "\n" for char in told)


def test_colour_comes_only_when_it_is_wanted(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(wrong), *DAY])
    assert "\x1b" not in capsys.readouterr().out
    main(["check", str(wrong), *DAY, "--colour", "always"])
    assert "\x1b[31m" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--on", "13/40/2026"], ["--jobs", "0"], ["--jobs", "many"], ["--stage", "later"]])
def test_a_word_that_is_off_is_said_so(words: list[str], right: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["check", str(right), *words])
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_every_command_has_help_with_an_example() -> None:
    from webapp.cli import COMMANDS

    for name in COMMANDS:
        told = subprocess.run(
            [sys.executable, "-m", "webapp.cli", name, "--help"], capture_output=True, text=True, check=True
        )
        assert "example:" in told.stdout
        assert f"datarequest {name}" in told.stdout


def test_a_file_name_steers_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(write(tmp_path / "a\x1b[31m\u202eb.json", RIGHT)), *DAY]) == 0
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "\u202e" not in told


@pytest.mark.parametrize("data", [b"\xff[]", b"[" * 100_000, b""])
def test_a_record_that_no_program_can_read_is_refused_in_our_words(
    data: bytes, right: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "record.list"
    record.write_bytes(data)
    assert main(["check", str(right), "--record", str(record)]) == 2
    assert "The record is not JSON." in capsys.readouterr().err


def test_json_of_another_program_is_refused_and_an_empty_application_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reading = {"source": "x.pdf", "edition": "1", "fields": {"project_title": {"value": "Orders"}}, "notes": []}
    assert main(["check", str(write(tmp_path / "reading.json", reading))]) == 2
    assert "holds none of the answers of this form" in " ".join(capsys.readouterr().out.split())
    for empty in ({}, {"data_system": "carpos", "edition": "1"}, {"project_title": "Orders", "notes": []}):
        assert main(["check", str(write(tmp_path / "empty.json", empty))]) == 1


@pytest.mark.parametrize("words", [["check"], ["letter", "affiliation", "-o", "x.docx", "--application"], ["verify"]])
def test_a_name_that_no_system_takes_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "x" * 5000]) == 2
    said = capsys.readouterr()
    assert "The file may not be opened." in said.out + said.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero, a file without an end")
def test_a_file_without_an_end_is_read_to_the_limit_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "/dev/zero"]) == 2
    assert "10 MB" in capsys.readouterr().out

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from forms.fill import blank
from tests.forms.raw_pdf import form, utf16
from webapp.cli import main

NAME = "Łukasz Nguyễn ʻIolani"
FORM = form(
    [
        b"/FT/Tx/T(name)/TU(Your name)/V" + utf16(NAME),
        b"/FT/Tx/T(answer)/V(first line\\nsecond line)",
        b"/FT/Tx/T(answer)/V(other)",
        b"/FT/Btn/T(box)/V/Yes/AS/Yes",
        b"/FT/Ch/Ff 2097152/T(several)/V[(x)(z)]",
        b"/FT/Tx/T(empty)",
    ],
    catalog=b"/OpenAction<</S/JavaScript/JS(1)>>",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "filled.pdf"
    written.write_bytes(FORM)
    return written


def test_json_has_every_value_with_its_doubt_and_the_notes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["source", "edition", "fields", "notes"]
    assert (told["source"], told["edition"]) == (str(file), None)
    assert told["fields"]["name"] == {"value": NAME, "from": "field", "confidence": 1.0, "doubt": None}
    assert told["fields"]["box"]["value"] is True
    assert told["fields"]["several"]["value"] == ["x", "z"]
    assert told["fields"]["empty"]["value"] is None
    assert "other" in told["fields"]["answer"]["doubt"]
    assert [set(note) for note in told["notes"]] == [{"kind", "message"}]


def test_our_form_says_its_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "blank.pdf").write_bytes(blank())
    assert main(["read", str(tmp_path / "blank.pdf"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["edition"] == "carpos/1"


def test_text_is_a_list_that_one_can_read(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [str(file), "5 fields, 1 to look at"]
    assert f"name     {NAME}" in lines
    at = lines.index("answer   first line")
    assert lines[at + 1] == "         second line"
    assert lines[at + 2].strip().startswith("? “answer” on page 1: ")
    assert "box      yes" in lines
    assert "several  x, z" in lines
    assert "empty    –" in lines
    assert "- This file runs a program (JavaScript)." in lines[-2]


@pytest.mark.parametrize(
    ("name", "kind"), [("absent.pdf", "not_found"), (".", "folder"), ("empty.pdf", "not_pdf"), ("a.docx", "not_pdf")]
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.pdf").touch()
    Path("a.docx").write_bytes(b"PK\x03\x04")
    assert main(["read", name, "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["source", "refused"]
    assert (told["source"], told["refused"]["kind"]) == (name, kind)
    assert told["refused"]["message"]
    assert told["refused"]["remedy"]
    assert main(["read", name]) == 2
    assert capsys.readouterr().out.splitlines()[0] == name


def test_output_is_utf8_whatever_the_machine_says(file: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "webapp.cli", "read", str(file)],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
    )
    assert ran.returncode == 0
    assert NAME in ran.stdout.decode("utf-8")


def test_output_that_is_no_terminal_and_no_file_is_written_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    caught = io.StringIO()
    monkeypatch.setattr(sys, "stdout", caught)
    assert main(["read", str(file)]) == 0
    assert NAME in caught.getvalue()

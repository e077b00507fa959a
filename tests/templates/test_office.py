from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from templates import office
from templates.problems import LetterError
from tests.programs import needs
from tests.templates.test_word import LETTER


def program(folder: Path, lines: str) -> str:
    """A program that stands for LibreOffice where it goes wrong."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@needs("soffice")
@pytest.mark.slow
def test_several_letters_are_made_by_one_call() -> None:
    found = office.find()
    assert found
    pdfs = office.convert({"one": LETTER, "two": LETTER}, found)
    assert all(pdf.startswith(b"%PDF-") for pdf in pdfs.values())
    assert list(pdfs) == ["one", "two"]


@needs("soffice")
@pytest.mark.slow
def test_a_file_that_is_no_letter_fails_although_libreoffice_says_that_all_is_well() -> None:
    found = office.find()
    assert found
    with pytest.raises(LetterError, match="no PDF of bad"):
        office.convert({"good": LETTER, "bad": LETTER[:4000]}, found)


def test_a_call_that_ends_well_without_a_pdf_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="no PDF of the letter"):
        office.convert({"the letter": LETTER}, program(tmp_path, "exit 0"))


def test_a_call_that_does_not_end_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_START_SECONDS", 0.5)
    pid = tmp_path / "pid"
    with pytest.raises(LetterError, match="did not end in time"):
        office.convert({"the letter": LETTER}, program(tmp_path, f"sleep 60 & echo $! > {pid}; wait"))
    child = int(pid.read_text())
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"

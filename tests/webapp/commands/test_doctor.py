from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from forms.scanned.tesseract import Tesseract
from tests.webapp.clamd import peer, slow
from webapp import examination
from webapp.cli import main
from webapp.config import Config
from webapp.examination import examine


def told(capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, dict[str, Any]]:
    monkeypatch.setenv("DATAREQUEST_HOME", str(home))
    code = main(["doctor", "--json"])
    return code, {one["name"]: one for one in json.loads(capsys.readouterr().out)}


def test_where_everything_needed_is_here_nothing_is_to_mend(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, things = told(capsys, tmp_path / "home", monkeypatch)
    assert code == 0
    assert set(things["Reading forms"]) == {"name", "state", "says", "remedy"}
    assert "fields" in things["Reading forms"]["says"]
    assert "Hebrew" in things["Typefaces"]["says"]
    assert {thing["state"] for thing in things.values()} <= {"well", "could be better"}
    assert all(bool(thing["remedy"]) == (thing["state"] != "well") for thing in things.values())
    assert not (tmp_path / "home").exists()


def test_it_says_what_the_process_that_reads_is_kept_from(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, things = told(capsys, tmp_path, monkeypatch)
    assert things["Isolation of the reading"]["says"].startswith("Kept from more memory than its limit")


def test_a_home_that_cannot_be_used_is_to_mend(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    code, things = told(capsys, tmp_path / "file", monkeypatch)
    assert code == 1
    assert things["Home of the service"]["state"] == "to mend"


def test_a_secret_that_others_can_read_is_to_mend(tmp_path: Path) -> None:
    config = Config(home=tmp_path)
    config.secret_key()
    (tmp_path / "secret.key").chmod(0o644)
    thing = next(one for one in examine(config) if one.name == "Home of the service")
    assert thing.state == "to mend"
    assert "chmod 600" in thing.remedy


def test_without_the_web_framework_only_the_pages_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(examination, "find_spec", lambda name: None if name == "flask" else find_spec(name))
    thing = next(one for one in examine(Config(home=tmp_path)) if one.name == "Pages")
    assert (thing.state, thing.remedy) == ("could be better", "Install datarequest[service].")


def test_it_says_whether_scans_can_be_read_and_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def scanned() -> examination.Examined:
        return next(thing for thing in examine(Config(home=tmp_path)) if thing.name == "Scanned forms and documents")

    monkeypatch.setattr("forms.scanned.tesseract.find", lambda: None)
    absent = scanned()
    monkeypatch.setattr("forms.scanned.tesseract.find", lambda: Tesseract("/usr/bin/tesseract", ("eng", "spa")))
    assert (absent.state, "Install Tesseract" in absent.remedy) == ("could be better", True)
    assert "documents whose pages are pictures" in absent.says
    assert (scanned().state, "eng, spa" in scanned().says) == ("well", True)


def test_a_wrong_setting_is_to_mend(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "many")
    assert main(["doctor"]) == 1
    assert "“many” is no port" in capsys.readouterr().out


def test_the_command_is_read_line_by_line(tmp_path: Path) -> None:
    doctor = subprocess.run(
        [sys.executable, "-m", "webapp.cli", "doctor"],
        env={**os.environ, "DATAREQUEST_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert doctor.returncode == 0
    assert doctor.stderr == ""
    assert "Reading forms" in doctor.stdout


@pytest.mark.parametrize(
    ("setting", "state", "told_so"),
    [
        ("", "could be better", "not scanned"),
        ("/nobody/listens", "to mend", "does not answer"),
        ("x", "to mend", "HOST"),
    ],
)
def test_a_virus_scanner_that_is_set_has_to_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, state: str,
    told_so: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("DATAREQUEST_CLAMD", setting)
    code, things = told(capsys, tmp_path, monkeypatch)
    assert (things["Virus scanner"]["state"], code) == (state, int(state == "to mend"))
    assert told_so in things["Virus scanner"]["says"]


def test_a_virus_scanner_that_answers_is_well(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer(tmp_path / "s", slow):
        monkeypatch.setenv("DATAREQUEST_CLAMD", str(tmp_path / "s"))
        assert told(capsys, tmp_path, monkeypatch)[1]["Virus scanner"]["state"] == "well"

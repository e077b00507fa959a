from __future__ import annotations

from pathlib import Path

import pytest

from forms.seal import Seal, check_seal
from tests.webapp.storage.acts import CV, whole_submission
from webapp.cli import main
from webapp.sealing.seal_key import seal_certificates
from webapp.storage.canonical import sha256
from webapp.storage.migrating import migrate
from webapp.storage.store import open_store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATAREQUEST_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    store = open_store(tmp_path / "home")
    migrate(store)
    whole_submission(store)
    whole_submission(store, content=b"%PDF-1.7 another")
    store.close()
    return tmp_path / "home"


def test_a_record_is_written_and_verified(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "record.pdf"
    assert main(["record", "2026-0001", "-o", str(out)]) == 0
    assert "The record of application 2026-0001, round 1. Its code is " in capsys.readouterr().out
    assert check_seal(out.read_bytes(), seal_certificates(home)) is Seal.INTACT
    assert main(["verify", str(out)]) == 0
    word, what = capsys.readouterr().out.splitlines()
    assert word == "intact"
    assert what.startswith("The record of application 2026-0001, round 1, sealed on ")
    out.write_bytes(out.read_bytes() + b"\n")
    assert main(["verify", str(out)]) == 1
    assert capsys.readouterr().out == "changed\n"


def test_what_is_missing_is_made_and_what_cannot_be_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(home)
    store.files.path(sha256(CV)).unlink()
    assert main(["record", "--missing"]) == 1
    told = capsys.readouterr()
    assert told.out == "Made 1 of 2 records.\n"
    assert "Application 2026-0001, round 1: The file " in told.err
    assert "datarequest audit verify" in told.err
    store.files.put(CV)
    assert main(["record", "--missing"]) == 0
    assert main(["record", "--missing"]) == 0
    assert capsys.readouterr().out == "Made 1 of 1 records.\nMade 0 of 0 records.\n"
    store.close()


def test_an_application_that_is_not_here_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "2026-0009"]) == 2
    assert main(["record", "2026-0001", "--round", "2"]) == 2
    assert "There is no application 2026-0009." in capsys.readouterr().err

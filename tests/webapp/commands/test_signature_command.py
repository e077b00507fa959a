from __future__ import annotations

import json
import os
import stat
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from forms.seal import Seal, check_seal, seal
from tests.forms.signers import PASSPHRASE, holder, sign
from tests.forms.small_form import NOTE, TITLE, added, drawing, small_form, text_field
from webapp import clock
from webapp.cli import main
from webapp.config import SettingError
from webapp.sealing.seal_key import seal_certificates, seal_key

TODAY = datetime.combine(clock.today(), time(12), clock.PACIFIC)
YEAR = timedelta(days=365)
ROOT = holder(authority=True, name="Root of Sampleton", since=TODAY - YEAR, until=TODAY + YEAR)
SIGNER = holder(issued_by=ROOT, name="Amara Reyes", since=TODAY - YEAR, until=TODAY + YEAR)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATAREQUEST_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def roots(tmp_path: Path) -> str:
    folder = tmp_path / "roots"
    folder.mkdir()
    (folder / "root.pem").write_bytes(ROOT.certificate.public_bytes(Encoding.PEM))
    (folder / "notes.txt").write_text("no certificate")
    return str(folder)


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    return written(tmp_path, sign(small_form(), SIGNER, "signature", reason="All of it is true"))


def written(folder: Path, pdf: bytes) -> Path:
    path = folder / "form.pdf"
    path.write_bytes(pdf)
    return path


def test_the_three_facts_are_printed_apart(signed: Path, roots: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signature", str(signed), "--roots", roots]) == 0
    said = capsys.readouterr().out
    assert "signature: good" in said
    assert "Signed by: Amara Reyes; certificate from Root of Sampleton" in said
    assert "by the signer's own clock" in said
    assert "Reason given: All of it is true" in said
    for fact in ("Intact: Yes", "Changed afterwards: No", "Signer confirmed: Yes"):
        assert fact in said


def test_json_holds_the_three_facts_apart(signed: Path, roots: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signature", str(signed), "--roots", roots, "--json"]) == 0
    (signature,) = json.loads(capsys.readouterr().out)["signatures"]
    assert (signature["intact"], signature["changed"], signature["trusted"]) == (True, False, True)
    assert (signature["standing"], signature["field"]) == ("good", "signature")


def test_a_change_is_named_and_ends_with_1(tmp_path: Path, roots: str, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = sign(small_form(), SIGNER, "signature")
    changed = added(pdf, {TITLE: text_field("title", "Another", 90), 90: drawing("Another")})
    assert main(["signature", str(written(tmp_path, changed)), "--roots", roots]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "signature: changed after signing" in said
    assert "“Title” (title) was “A study” when this was signed; it was changed afterwards to “Another”." in said


def test_a_later_fill_is_named_and_ends_with_0(tmp_path: Path, roots: str, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = sign(small_form(), SIGNER, "signature")
    filled = added(pdf, {NOTE: text_field("note", "later", 90), 90: drawing("later")})
    assert main(["signature", str(written(tmp_path, filled)), "--roots", roots]) == 0
    assert "signature: filled after signing" in capsys.readouterr().out


def test_without_roots_nobody_is_confirmed(signed: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signature", str(signed)]) == 1
    said = capsys.readouterr().out
    assert "No trusted roots are given" in said
    assert "signature: signer not confirmed" in said


def test_the_roots_of_the_service_are_used_where_none_are_named(signed: Path, home: Path) -> None:
    (home / "roots").mkdir(parents=True)
    (home / "roots" / "root.crt").write_bytes(ROOT.der)
    assert main(["signature", str(signed)]) == 0


def test_a_file_without_a_signature_is_told(tmp_path: Path, roots: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signature", str(written(tmp_path, small_form())), "--roots", roots]) == 1
    assert "no digital signature" in capsys.readouterr().out


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_what_cannot_be_read_ends_with_2(
    tmp_path: Path, roots: str, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["signature", str(written(tmp_path, b"hello")), "--roots", roots, *more]) == 2
    assert main(["signature", str(tmp_path / "absent.pdf"), "--roots", roots, *more]) == 2
    said = capsys.readouterr()
    assert "This is not a PDF" in said.out + said.err


def test_a_root_that_is_none_is_named(signed: Path, roots: str, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(roots) / "wrong.pem").write_text("nonsense")
    assert main(["signature", str(signed), "--roots", roots]) == 2
    assert "wrong.pem: This is no certificate." in capsys.readouterr().err
    assert main(["signature", str(signed), "--roots", roots + "-absent"]) == 2


def test_reading_signatures_leaves_the_file_as_it_is(signed: Path, roots: str) -> None:
    before = signed.read_bytes(), signed.stat().st_mtime_ns
    main(["signature", str(signed), "--roots", roots])
    assert (signed.read_bytes(), signed.stat().st_mtime_ns) == before


# The seal of the installation.


def test_the_first_start_makes_a_key_for_its_owner_alone(home: Path) -> None:
    key = seal_key(home, {})
    assert stat.S_IMODE((home / "seal.p12").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert seal_key(home, {}) == key
    assert len(seal_certificates(home)) == 1


def test_verify_says_one_word(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = seal(small_form(), seal_key(home, {}))
    assert main(["verify", str(written(tmp_path, pdf))]) == 0
    assert main(["verify", str(written(tmp_path, pdf + b"\n"))]) == 1
    assert main(["verify", str(written(tmp_path, small_form()))]) == 1
    assert capsys.readouterr().out == "intact\nchanged\nunknown\n"


def test_verify_elsewhere_needs_the_certificate_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = seal(small_form(), seal_key(tmp_path / "service", {}))
    (certificate,) = (tmp_path / "service" / "seals").iterdir()
    assert main(["verify", str(written(tmp_path, pdf)), "--certificate", str(certificate)]) == 0
    assert capsys.readouterr().out == "intact\n"
    assert main(["verify", str(tmp_path / "form.pdf"), "--certificate", str(tmp_path / "form.pdf")]) == 2
    assert main(["verify", str(tmp_path / "absent.pdf"), "--certificate", str(certificate)]) == 2


def test_a_key_from_elsewhere_takes_the_place_of_ours_and_old_seals_still_hold(home: Path) -> None:
    old = seal(small_form(), seal_key(home, {}))
    (home / "seal.p12").write_bytes(SIGNER.pkcs12)
    os.chmod(home / "seal.p12", 0o644)  # noqa: PTH101 - as an operator copies it
    new = seal(small_form(), seal_key(home, {"DATAREQUEST_SEAL_PASSPHRASE": PASSPHRASE.decode()}))
    assert stat.S_IMODE((home / "seal.p12").stat().st_mode) == 0o600
    assert [check_seal(pdf, seal_certificates(home)) for pdf in (old, new)] == [Seal.INTACT, Seal.INTACT]


@pytest.mark.parametrize("content", [b"", b"nonsense", SIGNER.pkcs12])
def test_a_key_that_cannot_be_used_is_told(home: Path, content: bytes) -> None:
    home.mkdir()
    (home / "seal.p12").write_bytes(content)
    with pytest.raises(SettingError, match="PKCS#12"):
        seal_key(home, {"DATAREQUEST_SEAL_PASSPHRASE": "wrong"})


def test_a_home_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingError, match="DATAREQUEST_HOME"):
        seal_key(tmp_path / "file", {})

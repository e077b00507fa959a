from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from forms.fields import UnreadableFormError
from forms.fill import blank
from forms.reader import Reader
from forms.seal import Seal, SealKey, check_seal, seal
from forms.signing.signature import Changes, Standing
from forms.signing.signatures import signatures_of
from tests.forms.signers import NOW, PASSPHRASE, Holder, holder, researcher, root, sign
from tests.forms.small_form import NOTE, added, drawing, small_form, text_field
from tests.programs import needs


@cache
def service() -> Holder:
    return holder(name="Data request service")


def sealed(pdf: bytes, *, by: Holder | None = None) -> bytes:
    return seal(pdf, SealKey((by or service()).pkcs12, PASSPHRASE), at=NOW)


def state(pdf: bytes) -> Seal:
    return check_seal(pdf, [service().der])


def test_a_sealed_file_is_intact_and_begins_with_what_was_sealed() -> None:
    pdf = sealed(small_form())
    assert state(pdf) is Seal.INTACT
    assert pdf.startswith(small_form())


def test_our_form_can_be_sealed() -> None:
    pdf = sealed(blank())
    assert state(pdf) is Seal.INTACT
    assert pdf.startswith(blank())


def test_a_file_without_a_seal_is_unknown() -> None:
    assert state(small_form()) is Seal.UNKNOWN
    assert state(sign(small_form(), researcher(), "signature")) is Seal.UNKNOWN


def test_the_seal_of_another_service_is_unknown() -> None:
    assert state(sealed(small_form(), by=holder(name="Data request service"))) is Seal.UNKNOWN


@pytest.mark.parametrize("pdf", [b"", b"hello", b"%PDF-1.7 and no more"])
def test_what_is_no_pdf_is_unknown(pdf: bytes) -> None:
    assert state(pdf) is Seal.UNKNOWN


def test_a_file_that_is_added_to_after_sealing_is_changed() -> None:
    pdf = sealed(small_form())
    assert state(added(pdf, {NOTE: text_field("note", "later", 90), 90: drawing("later")})) is Seal.CHANGED
    assert state(sign(pdf, researcher(), "signature")) is Seal.CHANGED
    assert state(pdf + b"\n") is Seal.CHANGED


def test_a_file_that_was_saved_anew_or_cut_is_changed(tmp_path: Path) -> None:
    pdf = sealed(small_form())
    with pikepdf.open(saved(pdf, tmp_path)) as opened:
        opened.save(tmp_path / "anew.pdf")
    assert state((tmp_path / "anew.pdf").read_bytes()) is Seal.CHANGED
    assert state(pdf[:-30]) is Seal.CHANGED


def saved(pdf: bytes, folder: Path) -> Path:
    (folder / "sealed.pdf").write_bytes(pdf)
    return folder / "sealed.pdf"


def test_no_changed_byte_leaves_a_seal_intact_not_even_in_the_seal_itself() -> None:
    pdf = sealed(small_form())
    for at in range(0, len(pdf), 13):
        changed = bytearray(pdf)
        changed[at] ^= 1 << (at % 7)
        assert state(bytes(changed)) is Seal.CHANGED, at


def test_a_seal_holds_after_the_key_was_replaced_as_long_as_its_certificate_is_kept() -> None:
    pdf = sealed(small_form())
    assert check_seal(pdf, [holder(name="New key").der, service().der]) is Seal.INTACT
    assert check_seal(pdf, [holder(name="New key").der]) is Seal.UNKNOWN


def test_a_file_sealed_twice_is_intact() -> None:
    assert state(sealed(sealed(small_form()))) is Seal.INTACT


def test_a_seal_leaves_the_signature_before_it_good() -> None:
    signed = sign(small_form(), researcher(), "signature")
    first, last = signatures_of(sealed(signed), [root().der, service().der], at=NOW)
    assert (first.standing, first.changes) == (Standing.GOOD, Changes.SIGNED_AGAIN)
    assert last.standing is Standing.GOOD


def test_a_seal_says_when_and_what_for() -> None:
    at = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
    pdf = seal(small_form(), SealKey(service().pkcs12, PASSPHRASE), at=at, reason="Record of a submission")
    (signature,) = signatures_of(pdf, [], at=NOW)
    assert (signature.claimed_at, signature.reason) == (at, "Record of a submission")


def test_a_key_is_not_shown_where_it_is_printed() -> None:
    assert repr(SealKey(b"secret", b"word")) == "SealKey()"


@pytest.mark.parametrize("pdf", [b"", b"hello", b"%PDF-1.7 and no more"])
def test_what_is_no_pdf_is_not_sealed(pdf: bytes) -> None:
    with pytest.raises(UnreadableFormError):
        sealed(pdf)


def test_a_wrong_passphrase_seals_nothing() -> None:
    with pytest.raises(ValueError, match="PKCS#12"):
        seal(small_form(), SealKey(service().pkcs12, b"wrong"))


def test_a_file_that_was_not_looked_at_is_not_called_changed() -> None:
    def stopped(*_: object) -> None:
        raise UnreadableFormError("too_slow", "It takes too long.", "Try again.")

    with pytest.raises(UnreadableFormError):
        check_seal(sealed(small_form()), [service().der], read=stopped)  # type: ignore[arg-type] # it never returns


def test_the_guarded_process_says_the_same() -> None:
    pdf = sealed(blank())
    with Reader() as reader:
        assert check_seal(pdf, [service().der], read=reader.signatures) is Seal.INTACT
        assert check_seal(pdf + b"\n", [service().der], read=reader.signatures) is Seal.CHANGED


@needs("pdfsig")
def test_another_program_finds_the_whole_file_signed(tmp_path: Path) -> None:
    source = saved(sealed(blank()), tmp_path)
    said = subprocess.run(["pdfsig", "-nocert", source], capture_output=True, text=True)
    assert "Signature is Valid." in said.stdout
    assert "Total document signed" in said.stdout
    assert "ETSI.CAdES.detached" in said.stdout


@needs("qpdf")
def test_a_sealed_form_is_well_formed(tmp_path: Path) -> None:
    checked = subprocess.run(["qpdf", "--check", saved(sealed(blank()), tmp_path)], capture_output=True)
    assert checked.returncode == 0
